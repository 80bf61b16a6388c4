"""The one function that a guest's pass is asked through (docs/decisions/guests-pass.md)."""

from django.db import migrations

# Of which partnership, held by which agency, is the meeting of a standing pass? It needs the whole secret's digest, and
# says the same of one that never was, has ended or was taken back: nothing.
ASK = """
create or replace function concordat_guest_of(looked_for text, at timestamptz)
  returns table (partnership uuid, host uuid, pass uuid) language sql stable security definer
  set search_path = public, pg_temp as $$
  select m.partnership_id, m.agency_id, p.id
  from sharing_guestpass p join sharing_attendance a on a.id = p.attendance_id join sharing_meeting m on m.id = a.meeting_id
  where p.token_digest = looked_for and p.taken_back_at is null and p.ends_at > at and m.status in ('planned', 'open') $$;
revoke all on function concordat_guest_of(text, timestamptz) from public;
grant execute on function concordat_guest_of(text, timestamptz) to concordat_app;
"""
FORGET = "drop function if exists concordat_guest_of(text, timestamptz);"


class Migration(migrations.Migration):

    replaces = [("sharing", "0008_around_meetings")]
    dependencies = [("sharing", "0001_tables")]

    operations = [migrations.RunSQL(ASK, FORGET)]
