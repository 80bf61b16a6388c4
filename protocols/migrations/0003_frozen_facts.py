"""The database also refuses to change the facts, the dates and the signatures that a frozen text goes with (TR-29)."""

from django.db import migrations

FREEZE = """
create function protocols_facts_are_frozen() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare row_ jsonb := to_jsonb(coalesce(new, old));
begin
  if session_user = 'concordat_owner' then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - 'party_ids' = to_jsonb(old) - 'party_ids' then return new; end if;
  if exists (select 1 from protocols_version where id = (row_ ->> 'version_id')::uuid and frozen_at is not null) then
    raise exception 'the facts of this version are frozen' using errcode = '23514';
  end if;
  return coalesce(new, old);
end $$;
create trigger frozen before insert or update or delete on protocols_purpose
  for each row execute function protocols_facts_are_frozen();
create trigger frozen before insert or update or delete on protocols_dataitem
  for each row execute function protocols_facts_are_frozen();
create trigger frozen before insert or update or delete on protocols_provision
  for each row execute function protocols_facts_are_frozen();

create function protocols_version_is_frozen() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare moves text[] := array['status', 'in_force_on', 'ended_on', 'party_ids', 'submitted_by_id', 'consultation_ends_on'];
begin
  if session_user = 'concordat_owner' or old.frozen_at is null then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - moves = to_jsonb(old) - moves then return new; end if;
    -- Back to draft, as long as nobody has signed it.
    if new.status = 'draft' and new.frozen_at is null and new.content_sha256 = '' and new.approved_by_id is null
       and not exists (select 1 from protocols_party where version_id = old.id and signed_at is not null) then
      return new;
    end if;
  end if;
  raise exception 'this version is frozen' using errcode = '23514';
end $$;
create trigger frozen before update or delete on protocols_version
  for each row execute function protocols_version_is_frozen();

create function protocols_signature_stands() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if session_user = 'concordat_owner' then return coalesce(new, old); end if;
  if tg_op <> 'INSERT' and old.signed_at is not null then
    if tg_op = 'DELETE' or (new.version_id, new.agency_id, new.part, new.signed_at, new.signed_by_id, new.signed_sha256)
       is distinct from (old.version_id, old.agency_id, old.part, old.signed_at, old.signed_by_id, old.signed_sha256) then
      raise exception 'a signature is never changed' using errcode = '23514';
    end if;
  elsif tg_op <> 'DELETE' and new.signed_at is not null and not exists (
      select 1 from protocols_version
      where id = new.version_id and frozen_at is not null and content_sha256 = new.signed_sha256) then
    raise exception 'a signature binds to the frozen text' using errcode = '23514';
  end if;
  return coalesce(new, old);
end $$;
create trigger signature_stands before insert or update or delete on protocols_party
  for each row execute function protocols_signature_stands();
"""

THAW = """
drop trigger signature_stands on protocols_party; drop function protocols_signature_stands();
drop trigger frozen on protocols_version; drop function protocols_version_is_frozen();
drop trigger frozen on protocols_purpose; drop trigger frozen on protocols_dataitem; drop trigger frozen on protocols_provision;
drop function protocols_facts_are_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("protocols", "0002_frozen_text")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
