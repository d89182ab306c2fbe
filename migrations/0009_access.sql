-- Who sees what within an organisation: the task for which somebody looks, and to whom a signal is kept or opened.

alter table spoor.session
  -- The open task: what the person said it is for. Every read carries it.
  add column task_id uuid,
  add column purpose text check (purpose ~ '^[a-z][a-z-]{0,39}$'),
  add column task_opened_at timestamptz,
  add constraint session_task check (num_nonnulls(task_id, purpose, task_opened_at) in (0, 3));
grant update (task_id, purpose, task_opened_at) on spoor.session to spoor_organisation;

-- The kind of the registration that a signal is about, as its source calls it: a running investigation and an
-- informant's word are kept to fewer people. Null while another organisation offers it.
alter table spoor.signal add column channel text;
alter table spoor.signal disable trigger user;
alter table spoor.signal no force row level security;
alter table spoor.registration no force row level security;
update spoor.signal s set channel = r.kind from spoor.registration r where r.id = s.registration_id;
alter table spoor.signal force row level security;
alter table spoor.registration force row level security;
alter table spoor.signal enable trigger user;

create function spoor.keep_channel() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  kind text;
begin
  select r.kind into kind from spoor.registration r where r.id = new.registration_id;
  -- What is out of sight or gone says nothing; then it stays what it was.
  new.channel := coalesce(kind, new.channel);
  return new;
end
$$;
revoke all on function spoor.keep_channel() from public;
create trigger signal_channel before insert or update of registration_id on spoor.signal
  for each row execute function spoor.keep_channel();

-- To whom a signal is kept, or opened. Rows are never deleted: who could see it when must stay known.
create table spoor.signal_access (
  organisation text not null,
  id           uuid primary key,
  signal_id    uuid not null references spoor.signal,
  -- named: only named people see it, and this is one of them. lead: of the running investigation. released: by its
  -- lead, to everybody whose task it is. emergency: somebody broke the glass, for a time.
  kind         text not null check (kind in ('named', 'lead', 'released', 'emergency')),
  member       uuid references spoor.member,
  -- Null when its words have had their term.
  ground       text check (ground <> ''),
  granted_by   uuid not null references spoor.member,
  granted_at   timestamptz not null,
  until        timestamptz,
  ended_by     uuid references spoor.member,
  ended_at     timestamptz,
  constraint signal_access_member check ((kind = 'released') = (member is null)),
  constraint signal_access_emergency check ((kind = 'emergency') = (until is not null)),
  constraint signal_access_own check (kind <> 'emergency' or member = granted_by),
  constraint signal_access_ended check ((ended_at is null) = (ended_by is null))
);
create index signal_access_signal on spoor.signal_access (signal_id) where ended_at is null;
create unique index signal_access_lead on spoor.signal_access (signal_id) where kind = 'lead' and ended_at is null;
call spoor.wall('spoor.signal_access');
grant select, insert, update (ended_by, ended_at) on spoor.signal_access to spoor_organisation;
alter table spoor.signal_access alter column ground set statistics 0;
do $$
begin
  if current_setting('server_version_num')::integer >= 170000 then
    execute 'grant maintain on spoor.signal_access to spoor_worker';
  end if;
end
$$;
