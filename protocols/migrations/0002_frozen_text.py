"""The database refuses to change the text of a version that is out for signing or later (TR-29)."""

from django.db import migrations

FREEZE = """
create function protocols_text_is_frozen() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare row_ jsonb := to_jsonb(coalesce(new, old)); frozen timestamptz;
begin
  if session_user = 'concordat_owner' then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - 'party_ids' = to_jsonb(old) - 'party_ids' then return new; end if;
  if tg_table_name = 'protocols_section' then
    select frozen_at into frozen from protocols_version where id = (row_ ->> 'version_id')::uuid;
  else
    select v.frozen_at into frozen from protocols_version v join protocols_section s on s.version_id = v.id
      where s.id = (row_ ->> 'section_id')::uuid;
  end if;
  if frozen is not null then
    raise exception 'the text of this version is frozen' using errcode = '23514';
  end if;
  return coalesce(new, old);
end $$;
create trigger frozen before insert or update or delete on protocols_section
  for each row execute function protocols_text_is_frozen();
create trigger frozen before insert or update or delete on protocols_clause
  for each row execute function protocols_text_is_frozen();
"""

THAW = """
drop trigger frozen on protocols_clause; drop trigger frozen on protocols_section;
drop function protocols_text_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("protocols", "0001_tables")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
