"""The words in which PostgreSQL is told the rules; `database.py` decides which table gets which."""

OUR_APPS = ("agencies", "protocols", "sharing", "compliance")
# After so many tries a row is stuck: it waits for an operator, who may give it as many again.
MOST_ATTEMPTS = 12

# The functions of policies: stable, without arguments from the row, asked once a query (ruling 16).
FUNCTIONS = """
create or replace function concordat_partnership() returns uuid language sql stable as
  $$ select nullif(current_setting('concordat.partnership', true), '')::uuid $$;
create or replace function concordat_person() returns uuid language sql stable as
  $$ select nullif(current_setting('concordat.person', true), '')::uuid $$;
create or replace function concordat_member() returns uuid language sql stable as
  $$ select nullif(current_setting('concordat.member', true), '')::uuid $$;
-- The acting agency, and the partnership itself: its key among a row's parties opens the row to every member.
create or replace function concordat_own_agencies() returns uuid[] language sql stable as
  $$ select array_remove(
       array[nullif(current_setting('concordat.agency', true), '')::uuid, concordat_partnership()], null) $$;
-- Which agencies have opened their records to the acting member today? As the owner: whoever reads is not yet let in.
-- In plpgsql, which looks the table up when it is called and not when it is made.
create or replace function concordat_opened() returns uuid[] language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare today date := timezone('Europe/London', now())::date;
begin
  return (select coalesce(array_agg(agency_id), '{}') from agencies_auditopening
    where partnership_id = concordat_partnership() and member_id = concordat_member() and closed_at is null
      and starts_on <= today and ends_on >= today);
end $$;
revoke all on function concordat_opened() from public;
grant execute on function concordat_opened() to concordat_app;
-- What may be read: as above, and for an auditor who plays no other part in the work what was opened to them (ruling
-- 16). The table is asked for auditors alone.
create or replace function concordat_agencies() returns uuid[] language sql stable as
  $$ select case
       when string_to_array(current_setting('concordat.role', true), ',') @> '{auditor}'
         and not string_to_array(current_setting('concordat.role', true), ',') && '{practitioner,officer,head}'
       then concordat_own_agencies() || concordat_opened() else concordat_own_agencies() end $$;
create or replace function concordat_wide(area text) returns boolean language sql stable as
  $$ select 'registrar' = any (roles) or (area <> '' and 'board_administrator' = any (roles))
     from (select string_to_array(coalesce(current_setting('concordat.role', true), ''), ',') as roles) r $$;
create or replace function concordat_organisations() returns uuid[] language sql stable as
  $$ select coalesce(array_agg(distinct organisation_id), '{}') from agencies_agency
     where partnership_id = (select concordat_partnership()) $$;
-- Whose is this token? The one question that may be asked before anybody is known; it needs the whole secret's digest.
-- In plpgsql, which looks the table up when it is called and not when it is made.
create or replace function concordat_token_of(looked_for text) returns uuid language plpgsql stable security definer
  set search_path = public, pg_temp as $$
begin
  return (select person_id from agencies_apitoken where digest = looked_for);
end $$;
revoke all on function concordat_token_of(text) from public;
grant execute on function concordat_token_of(text) to concordat_app;

-- History: every version of every row, whoever wrote it and however; no role but the owner may write it (ruling 23).
-- What a migration moves is kept by the columns that are there at that moment; see `keeps_history` for everybody else.
create or replace function concordat_kept_columns(record regclass, history regclass) returns text language sql stable as $$
  select string_agg(quote_ident(t.attname), ',' order by t.attnum) from pg_attribute t join pg_attribute h using (attname)
  where t.attrelid = record and h.attrelid = history
    and t.attnum > 0 and h.attnum > 0 and not t.attisdropped and not h.attisdropped $$;

create or replace function concordat_no_change() returns trigger language plpgsql as $$
begin
  if session_user = 'concordat_owner' then return coalesce(new, old); end if;
  -- The parties of a record may grow; what happened to it may not be rewritten.
  if tg_op = 'UPDATE' and to_jsonb(new) - 'party_ids' = to_jsonb(old) - 'party_ids' then return new; end if;
  raise exception '% is never changed', tg_table_name using errcode = '42501';
end $$;

create or replace function concordat_parties_follow() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare place int := 0;
begin
  while place < tg_nargs loop
    execute format('update %I set party_ids = $1 where %I = $2', tg_argv[place], tg_argv[place + 1])
      using new.party_ids, new.id;
    place := place + 2;
  end loop;
  return null;
end $$;
"""

SYSTEM_GRANTS = """
grant select, insert, update, delete on all tables in schema public to concordat_app;
revoke insert, update, delete on django_migrations from concordat_app;
grant usage, select on all sequences in schema public to concordat_app;
"""

# What earlier releases made for all tables together: each has a function of its own now. One that a trigger of some table
# still calls stays.
DROP_UNUSED = """
do $$
declare unused regprocedure;
begin
  for unused in select oid from pg_proc p where pronamespace = 'public'::regnamespace
    and proname in ('concordat_keep', 'concordat_parties_from_parent', 'concordat_parties_agree')
    and not exists (select from pg_trigger where tgfoid = p.oid)
  loop
    execute format('drop function %s', unused);
  end loop;
end $$;
"""


def row_security(table: str, wall) -> str:
    """Enable and force row-level security; the owner has a policy of its own, since FORCE binds it too (ruling 19)."""
    reads, changes, writes = wall.reads(), wall.changes(), wall.writes()
    names = ("app_read", "app_insert", "app_update", "app_delete", "owner_all")
    return "\n".join(
        [
            f'alter table "{table}" enable row level security; alter table "{table}" force row level security;',
            *(f'drop policy if exists {name} on "{table}";' for name in names),
            f'create policy app_read on "{table}" for select to concordat_app using ({reads});',
            f'create policy app_insert on "{table}" for insert to concordat_app with check ({writes});',
            f'create policy app_update on "{table}" for update to concordat_app using ({changes}) with check ({changes});',
            f'create policy app_delete on "{table}" for delete to concordat_app using ({changes});',
            f'create policy owner_all on "{table}" for all to concordat_owner using (true) with check (true);',
        ]
    )


def never_changes(table: str) -> str:
    """No update, delete or truncate, whoever asks but the owner's migrations."""
    return f"""
drop trigger if exists never_changes on "{table}";
create trigger never_changes before update or delete on "{table}" for each row execute function concordat_no_change();
drop trigger if exists never_emptied on "{table}";
create trigger never_emptied before truncate on "{table}" for each statement execute function concordat_no_change();"""


# One function a table, whose statement the session plans once: planning it at each change took four times as long as
# keeping the row. Between adding a column and `sync` only the owner's migrations write, and those ask for the columns.
_KEEP = """
create or replace function "concordat_keep_{table}"() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  acting_member uuid := nullif(current_setting('concordat.member', true), '')::uuid;
  acting_person uuid := nullif(current_setting('concordat.person', true), '')::uuid;
  acting_agency uuid := nullif(current_setting('concordat.agency', true), '')::uuid;
  said_verb text := coalesce(current_setting('concordat.verb', true), '');
  cols text;
begin
  if session_user = 'concordat_owner' then
    cols := concordat_kept_columns(tg_relid, '{history}');
    execute format(
      'insert into "{history}" (%s, {who}) select %s, clock_timestamp(), %L, $1, $2, $3, $4,'
      ' pg_current_xact_id()::text::bigint from %s',
      cols, cols, case tg_op when 'INSERT' then '+' when 'UPDATE' then '~' else '-' end,
      case tg_op when 'DELETE' then 'stale' else 'fresh' end)
      using acting_person, acting_member, acting_agency, said_verb;
    return null;
  end if;
  -- Signing in changes the own row before any membership is known; nothing else may be changed by nobody.
  if acting_member is null
      and not (tg_table_name = 'agencies_person' and (acting_person is not null or said_verb <> '')) then
    raise exception 'a change of % by nobody', tg_table_name using errcode = '42501';
  end if;
  if tg_op = 'DELETE' then
    insert into "{history}" ({columns}, {who})
      select {columns}, clock_timestamp(), '-', acting_person, acting_member, acting_agency, said_verb,
        pg_current_xact_id()::text::bigint from stale;
  else
    insert into "{history}" ({columns}, {who})
      select {columns}, clock_timestamp(), case tg_op when 'INSERT' then '+' else '~' end,
        acting_person, acting_member, acting_agency, said_verb, pg_current_xact_id()::text::bigint from fresh;
  end if;
  return null;
end $$;"""
_WHO = (
    "history_date, history_type, history_user_id, history_member_id, history_agency_id, history_verb, history_txid"
)


def keeps_history(table: str, history: str, columns: str) -> str:
    """One statement-level trigger an operation; a transition table belongs to one event only."""
    parts = (("insert", "new table as fresh"), ("update", "new table as fresh"), ("delete", "old table as stale"))
    return _KEEP.format(table=table, history=history, columns=columns, who=_WHO) + "".join(
        f'\ndrop trigger if exists keep_{event} on "{table}"; create trigger keep_{event} after {event} on "{table}"'
        f' referencing {rows} for each statement execute function "concordat_keep_{table}"();'
        for event, rows in parts
    )


def versions_by_moment(table: str) -> str:
    """The index by which the versions of every table are walked together, newest or oldest first."""
    return f'create index if not exists "{table[:53]}_by_moment" on "{table}" (partnership_id, history_date, history_id);'


def parties_from_parent(table: str, parent: str, column: str) -> str:
    """The child's parties are the parent's, whatever the writer says.

    Runs as the writer, under the writer's policies: a stranger's attempt fails as if the record were absent (ruling 15).
    """
    return f"""
create or replace function "concordat_parties_{table}"() returns trigger language plpgsql as $$
declare ids uuid[];
begin
  select record.party_ids into ids from "{parent}" record where record.id = new."{column}";
  if ids is null then
    raise exception 'no such record in {parent}' using errcode = '23503';
  end if;
  new.party_ids := ids;
  return new;
end $$;
drop trigger if exists a_parties_from_parent on "{table}";
create trigger a_parties_from_parent before insert or update on "{table}" for each row
  execute function "concordat_parties_{table}"();"""


def parties_follow(table: str, children: list[tuple[str, str]]) -> str:
    """When a record's parties change, those of its children follow."""
    drop = f'drop trigger if exists z_parties_follow on "{table}";'
    if not children:
        return drop
    arguments = ", ".join(f"'{child}', '{column}'" for child, column in children)
    return f"""{drop}
create trigger z_parties_follow after update of party_ids on "{table}" for each row
  when (old.party_ids is distinct from new.party_ids) execute function concordat_parties_follow({arguments});"""


def parties_agree(table: str, party_table: str, column: str) -> str:
    """At commit the array equals the agencies of the party rows."""
    return f"""
create or replace function "concordat_agree_{table}"() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare key uuid; said uuid[]; meant uuid[];
begin
  if tg_table_name = '{table}' then key := new.id;
  elsif tg_op = 'DELETE' then key := old."{column}";
  else key := new."{column}";
  end if;
  select array_remove(record.party_ids, record.partnership_id) into said from "{table}" record where record.id = key;
  if said is null then return null; end if;
  select coalesce(array_agg(distinct party.agency_id), '{{}}') into meant from "{party_table}" party
    where party."{column}" = key;
  if not (said @> meant and said <@ meant) then
    raise exception 'the parties of {table} are not those of its record' using errcode = '23514';
  end if;
  return null;
end $$;
drop trigger if exists parties_agree on "{table}";
create constraint trigger parties_agree after insert or update of party_ids on "{table}"
  deferrable initially deferred for each row execute function "concordat_agree_{table}"();
drop trigger if exists parties_agree on "{party_table}";
create constraint trigger parties_agree after update or delete on "{party_table}"
  deferrable initially deferred for each row execute function "concordat_agree_{table}"();
-- A party that its record names already takes nothing from what the record's own trigger has yet to find.
drop trigger if exists parties_agree_at_first on "{party_table}";
create constraint trigger parties_agree_at_first after insert on "{party_table}"
  deferrable initially deferred for each row when ((new.agency_id = any (new.party_ids)) is not true)
  execute function "concordat_agree_{table}"();"""


def due(noun: str, table: str, condition: str) -> str:
    """Which partnerships have something due? Keys only: the sweep then opens each one's door (ruling 24)."""
    return f"""
create or replace function due_{noun}(at timestamptz) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp as $$ select distinct partnership_id from "{table}" where {condition} $$;
revoke all on function due_{noun}(timestamptz) from public;
grant execute on function due_{noun}(timestamptz) to concordat_app;"""


def waiting(noun: str, table: str, condition: str, since: str) -> str:
    """How many rows are due in all partnerships, at most 1,001, and since when the oldest; nothing else of them."""
    return f"""
create or replace function waiting_{noun}(at timestamptz, out number bigint, out oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*), min(since) from (
    select {since} as since from "{table}" where {condition} order by 1 limit 1001
  ) as due $$;
revoke all on function waiting_{noun}(timestamptz) from public;
grant execute on function waiting_{noun}(timestamptz) to concordat_app;"""


def tried(noun: str, table: str, condition: str) -> str:
    """What was tried and failed, a line for each partnership and kind of failure; twelve tries and it is stuck.

    Of the failure's words only the first is told, the name of the mistake: the rest may hold an address.
    """
    return f"""
create or replace function tried_{noun}()
  returns table (partnership uuid, failure text, stuck boolean, number bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select partnership_id, coalesce(substring(failure from '^[A-Za-z_]+'), ''), attempts >= {MOST_ATTEMPTS}, count(*)
  from "{table}" where {condition} and attempts > 0 and failure <> '' group by 1, 2, 3 order by 4 desc limit 200 $$;
revoke all on function tried_{noun}() from public;
grant execute on function tried_{noun}() to concordat_app;"""
