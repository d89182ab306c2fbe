-- Projections of the ledger, written in the same transaction as the events, and what the scan saw.

create table spoor.scan_result (
  organisation    text not null,
  registration_id uuid not null references spoor.registration,
  catalogue       text not null,
  score           numeric(5, 4) not null check (score between 0 and 1),
  is_signal       boolean not null,
  forms           text[] not null,
  findings        jsonb not null,
  scanned_at      timestamptz not null,
  scanned_on      date not null,
  primary key (registration_id, catalogue)
);
create index scan_result_day on spoor.scan_result (organisation, scanned_on);
call spoor.wall('spoor.scan_result');
grant select, insert on spoor.scan_result to spoor_organisation;

create table spoor.signal (
  id             uuid primary key,
  organisation   text not null,
  state          text not null check (state in ('proposed', 'set-aside-proposed', 'confirmed', 'enriching', 'weighing',
                   'stop-proposed', 'shelved', 'interviewing', 'investigating', 'closed')),
  phase          text not null check (phase in ('signal', 'enrichment', 'interview', 'investigation')),
  origin         text not null check (origin in ('scan', 'officer')),
  -- The accountable unit; there is no state without one.
  unit           text not null check (unit <> ''),
  assignee       uuid,
  forms          text[] not null,
  way_of_working text not null,
  received_at    timestamptz not null,
  received_on    date not null,
  incident_key   text not null,
  -- The newest version of the registration that it is about.
  registration_id uuid not null references spoor.registration,
  seq            integer not null,
  outcome        text,
  constraint signal_outcome check ((state = 'closed') = (outcome is not null))
);
create index signal_state on spoor.signal (organisation, state, received_at);
create index signal_incident on spoor.signal (organisation, incident_key);
create index signal_day on spoor.signal (organisation, received_on);
call spoor.wall('spoor.signal');
create policy check_reads on spoor.signal for select to spoor_check using (true);
grant select, insert, update on spoor.signal to spoor_organisation;
grant select on spoor.signal to spoor_check;

-- One signal for each registration of a source, whatever its corrections: running the scan twice proposes nothing twice.
create table spoor.signal_registration (
  organisation text not null,
  source_id    text not null,
  signal_id    uuid not null references spoor.signal,
  primary key (organisation, source_id)
);
create index signal_registration_signal on spoor.signal_registration (signal_id);
call spoor.wall('spoor.signal_registration');
grant select, insert on spoor.signal_registration to spoor_organisation;

-- A duty (NL: taak met termijn): what must be done, by which unit, before when.
create table spoor.duty (
  id           uuid primary key,
  organisation text not null,
  kind         text not null,
  unit         text not null check (unit <> ''),
  -- A named role, where no unit alone will do (a feed that fell silent).
  role         text,
  due_at       timestamptz not null,
  opened_at    timestamptz not null,
  signal_id    uuid references spoor.signal deferrable initially deferred,
  import_id    uuid references spoor.import,
  feed         text,
  feed_day     date,
  done_at      timestamptz,
  done_by      text,
  ground       text,
  constraint duty_one_subject check (num_nonnulls(signal_id, import_id, feed) = 1),
  constraint duty_feed_day check ((feed is null) = (feed_day is null)),
  constraint duty_done check ((done_at is null) = (done_by is null))
);
create index duty_open on spoor.duty (organisation, unit, due_at) where done_at is null;
create index duty_signal on spoor.duty (signal_id) where signal_id is not null;
-- A signal has one duty at a time, and beside it at most one escalation of that duty; an import and a feed day have
-- one of each kind, ever.
create unique index duty_signal_one on spoor.duty (signal_id, (kind = 'escalation'))
  where done_at is null and signal_id is not null;
create unique index duty_import_one on spoor.duty (import_id) where import_id is not null;
create unique index duty_feed_one on spoor.duty (organisation, feed, feed_day, kind) where feed is not null;
call spoor.wall('spoor.duty');
-- The check sees when and whose, not the words that a person wrote to end it.
create policy check_reads on spoor.duty for select to spoor_check using (true);
grant select, insert, update (done_at, done_by, ground) on spoor.duty to spoor_organisation;
grant select (id, organisation, kind, unit, role, due_at, opened_at, signal_id, done_at) on spoor.duty to spoor_check;

-- Nothing without an owner and a deadline, checked when the transaction ends: an open signal has an open duty, a
-- closed one has none.
create function spoor.check_signal_duty() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  subject uuid;
  current_state text;
  open_duties integer;
begin
  if tg_table_name = 'signal' then subject := new.id; else subject := new.signal_id; end if;
  if subject is null then return null; end if;
  select state into current_state from spoor.signal where id = subject;
  -- Not "where done_at is null": on a fresh database the planner would then walk all open duties.
  select count(*) filter (where done_at is null and kind <> 'escalation') into open_duties
    from spoor.duty where signal_id = subject;
  if (current_state <> 'closed') <> (open_duties > 0) then
    raise exception 'spoor: a signal without an owner and a deadline' using errcode = '23514';
  end if;
  return null;
end
$$;
create constraint trigger signal_has_duty after insert or update on spoor.signal
  deferrable initially deferred for each row execute function spoor.check_signal_duty();
create constraint trigger duty_has_signal after insert or update on spoor.duty
  deferrable initially deferred for each row execute function spoor.check_signal_duty();
