-- Retention: what is past its term is unreadable for daily work at once, because a policy says so, whether or not a job ran.
-- Runs then take it away: removed (in the vault, for accountability) and destroyed (gone). docs/retention.md explains it.

-- PostgreSQL looks into a function in SQL when it is made, and an owner who is no superuser stands behind the walls too.
-- Nothing here changes a row.
set local row_security = on;

-- The law that the clocks go by, as dated data: kept up to date from law/retention.json by whoever migrates. The same for
-- all organisations, and nobody but the owner writes it.

create table spoor.retention_clock (
  in_force_from date not null,
  regime        text not null,
  -- How long it may be used freely; null: no difference.
  free          interval,
  remove        interval not null,
  runs_from     text not null check (runs_from in ('first-processing', 'no-longer-needed', 'last-necessity')),
  -- How often it must be looked at whether it is still needed.
  review        interval,
  -- How long what was removed is kept for accountability; null: not at all.
  vault         interval,
  primary key (in_force_from, regime)
);

-- Which regime a record falls under: the first line that fits. Null: whatever it is.
create table spoor.retention_regime (
  in_force_from date not null,
  place         integer not null,
  organisation  text,
  kind          text,
  arm           text,
  regime        text not null,
  primary key (in_force_from, place)
);

create table spoor.retention_term (
  in_force_from date not null,
  id            text not null,
  term          interval not null,
  primary key (in_force_from, id)
);

-- The latest day that the database has seen: a clock that is set back brings nothing back.
create table spoor.day_reached (day date primary key);

do $$
declare
  target text;
begin
  foreach target in array array['retention_clock', 'retention_regime', 'retention_term', 'day_reached'] loop
    execute format('alter table spoor.%I enable row level security', target);
    execute format('alter table spoor.%I force row level security', target);
    execute format('create policy own_organisation on spoor.%I using (true) with check (true)', target);
  end loop;
end
$$;
grant select on spoor.retention_clock, spoor.retention_regime, spoor.retention_term to spoor_organisation, spoor_check;

-- By which law, and by which law on which day, an organisation's clocks were set last.
create table spoor.retention_reckoned (
  organisation  text primary key,
  law           bytea not null,
  in_force_from date not null
);
call spoor.wall('spoor.retention_reckoned');

create function spoor.today() returns date
  language sql stable security definer set search_path = pg_catalog as $$
  select greatest((now() at time zone 'Europe/Amsterdam')::date, (select max(day) from spoor.day_reached))
$$;
revoke all on function spoor.today() from public;
grant execute on function spoor.today() to spoor_organisation, spoor_check;

-- Keeps the day as it is; no caller can say another one.
create function spoor.reach_day() returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into spoor.day_reached (day) select (now() at time zone 'Europe/Amsterdam')::date
   where not exists (select from spoor.day_reached where day >= (now() at time zone 'Europe/Amsterdam')::date);
  delete from spoor.day_reached where day < (select max(day) from spoor.day_reached);
$$;
revoke all on function spoor.reach_day() from public;
grant execute on function spoor.reach_day() to spoor_organisation;

create function spoor.retention_law_of(today date) returns date
  language sql stable set search_path = pg_catalog as $$
  select max(in_force_from) from spoor.retention_clock where in_force_from <= today
$$;
create function spoor.clock_of(of_regime text) returns spoor.retention_clock
  language sql stable set search_path = pg_catalog as $$
  select c from spoor.retention_clock c
   where c.regime = of_regime and c.in_force_from = (select spoor.retention_law_of(spoor.today()))
$$;
create function spoor.regime_of(of_organisation text, of_kind text, of_arm text) returns text
  language sql stable set search_path = pg_catalog as $$
  select r.regime from spoor.retention_regime r
   where r.in_force_from = (select spoor.retention_law_of(spoor.today()))
     and coalesce(r.organisation = of_organisation, true)
     and (r.kind is null or r.kind = of_kind) and (r.arm is null or r.arm = of_arm)
   order by r.place limit 1
$$;
create function spoor.term_of(of_id text) returns interval
  language sql stable set search_path = pg_catalog as $$
  select t.term from spoor.retention_term t
   where t.id = of_id and t.in_force_from = (select spoor.retention_law_of(spoor.today()))
$$;
create function spoor.dutch_day(at timestamptz) returns date
  language sql stable parallel safe set search_path = pg_catalog as $$
  select (at at time zone 'Europe/Amsterdam')::date
$$;

-- The clocks, beside the content. remove_on: the first day on which it is out of daily use; infinity: not while it is
-- needed; null: not reckoned yet, of rows from before this migration.

alter table spoor.registration
  add column regime text,
  -- Of the source: all versions of one registration, and what another organisation made of it, share this day.
  add column first_processed_on date,
  add column remove_on date,
  add column held_until date;
alter table spoor.scan_result add column remove_on date, add column held_until date;
alter table spoor.signal_registration add column remove_on date, add column held_until date;
alter table spoor.event_content
  add column regime text, add column remove_on date, add column held_until date;
alter table spoor.message_content
  add column regime text,
  add column first_processed_on date,
  add column remove_on date,
  add column held_until date;
alter table spoor.quarantine_line add column remove_on date;
create index registration_remove on spoor.registration (organisation, remove_on);
create index event_content_remove on spoor.event_content (organisation, remove_on);
create index message_content_remove on spoor.message_content (sender, remove_on);
create index quarantine_remove on spoor.quarantine_line (organisation, remove_on);

-- The planner keeps samples of what stands in a column; of content it keeps none.
do $$
declare
  target text[];
begin
  foreach target slice 1 in array array[
    ['registration', 'title'], ['registration', 'text'], ['registration', 'persons'], ['registration', 'vehicles'],
    ['scan_result', 'findings'], ['event_content', 'content'], ['event_content', 'salt'], ['message_content', 'content'],
    ['message_content', 'salt'], ['quarantine_line', 'bytes'], ['quarantine_line', 'ground'], ['import', 'source'],
    ['duty', 'ground'], ['member', 'name'], ['member', 'subject']] loop
    execute format('alter table spoor.%I alter column %I set statistics 0', target[1], target[2]);
  end loop;
end
$$;

-- What was removed leaves ids behind that lead nowhere: they are random and tell nothing.
alter table spoor.signal drop constraint signal_registration_id_fkey;
alter table spoor.quarantine_line drop constraint quarantine_line_repaired_registration_fkey;
create function spoor.check_registration() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.registration_id is not null and not exists (
    select from spoor.registration r where r.id = new.registration_id and r.organisation = new.organisation)
  then
    raise exception 'spoor: a registration that is not there' using errcode = '23503';
  end if;
  return null;
end
$$;
create trigger of_a_registration after insert on spoor.signal
  for each row execute function spoor.check_registration();
create trigger of_another_registration after update of registration_id on spoor.signal
  for each row when (new.registration_id is distinct from old.registration_id)
  execute function spoor.check_registration();

-- The wall in time. Only for the logins that serve: runs and the check see what is to be taken away.
do $$
declare
  target text;
begin
  foreach target in array array['registration', 'scan_result', 'signal_registration', 'event_content', 'message_content']
  loop
    execute format(
      'create policy within_term on spoor.%I as restrictive for select to spoor_organisation
         using (remove_on is null or remove_on > (select spoor.today()) or held_until >= (select spoor.today()))', target);
  end loop;
end
$$;
create policy within_term on spoor.quarantine_line as restrictive for select to spoor_organisation
  using (remove_on is null or remove_on > (select spoor.today()));
-- Runs set clocks and take away what the sender's term has passed; nobody else than the owner's functions.
create policy runs on spoor.message_content
  using (sender = (select spoor.organisation())
    and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'spoor.message_content'::regclass))
  with check (sender = (select spoor.organisation())
    and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'spoor.message_content'::regclass));

-- A recorded decision by which a signal goes on under another article: the start of an investigation, or a decision that
-- one person takes and another, who may, consents to. Words that are written under it have its clock alone.
create table spoor.retention_move (
  id                uuid primary key,
  organisation      text not null,
  signal_id         uuid not null references spoor.signal,
  regime            text not null check (regime in ('wpg-9', 'wpg-10')),
  -- The first and the last event under it.
  from_seq          integer not null,
  until_seq         integer,
  by_event          boolean not null default false,
  -- Number of the written purpose.
  reference         text not null default '' check (length(reference) <= 120),
  decided_by        uuid,
  decided_at        timestamptz not null,
  consented_by      uuid,
  consented_at      timestamptz,
  -- The last day on which something showed that it is necessary.
  last_necessity_on date not null,
  ended_on          date,
  foreign key (organisation, decided_by) references spoor.member (organisation, id),
  foreign key (organisation, consented_by) references spoor.member (organisation, id),
  constraint move_decided check (by_event = (decided_by is null)),
  constraint move_consented check ((consented_by is null) = (consented_at is null) and not (by_event and consented_by is not null)),
  constraint move_four_eyes check (consented_by <> decided_by)
);
create index move_signal on spoor.retention_move (signal_id);
create unique index move_one on spoor.retention_move (signal_id, regime) where ended_on is null;
call spoor.wall('spoor.retention_move');
create policy check_reads on spoor.retention_move for select to spoor_check using (true);
grant select, insert (id, organisation, signal_id, regime, from_seq, reference, decided_by, decided_at, last_necessity_on),
  update (consented_by, consented_at, last_necessity_on, until_seq, ended_on) on spoor.retention_move to spoor_organisation;
grant select (id, organisation, signal_id, regime, from_seq, until_seq, by_event, decided_by, consented_by, consented_at,
  last_necessity_on, ended_on) on spoor.retention_move to spoor_check;

-- Keeps what a complaint, a court or an audit needs, until its end. Placed by one person, in force by another.
create table spoor.legal_hold (
  id           uuid primary key,
  organisation text not null,
  record_kind  text not null check (record_kind in ('signal', 'registration')),
  record_id    uuid not null,
  reason       text not null check (reason ~ '^[a-z][a-z-]{0,39}$'),
  words        text not null,
  from_on      date not null,
  until_on     date not null,
  placed_by    uuid not null,
  placed_at    timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_by     uuid,
  ended_at     timestamptz,
  foreign key (organisation, placed_by) references spoor.member (organisation, id),
  foreign key (organisation, confirmed_by) references spoor.member (organisation, id),
  foreign key (organisation, ended_by) references spoor.member (organisation, id),
  constraint hold_lasts check (until_on > from_on),
  constraint hold_confirmed check ((confirmed_by is null) = (confirmed_at is null)),
  constraint hold_four_eyes check (confirmed_by <> placed_by),
  constraint hold_ended check ((ended_by is null) = (ended_at is null))
);
create index hold_record on spoor.legal_hold (record_kind, record_id);
call spoor.wall('spoor.legal_hold');
create policy check_reads on spoor.legal_hold for select to spoor_check using (true);
grant select, insert (id, organisation, record_kind, record_id, reason, words, from_on, until_on, placed_by, placed_at),
  update (confirmed_by, confirmed_at, ended_by, ended_at) on spoor.legal_hold to spoor_organisation;
grant select (id, organisation, record_kind, record_id, reason, from_on, until_on, placed_by, placed_at, confirmed_by,
  confirmed_at, ended_by, ended_at) on spoor.legal_hold to spoor_check;

-- Removed: out of daily use, kept for complaints and accountability only (Wpg art. 14). No login reads it; open_vault
-- does, for a ground that it writes down.
create table spoor.vault (
  organisation text not null,
  record_kind  text not null check (record_kind in ('registration', 'words', 'message')),
  record_id    uuid not null,
  signal_id    uuid,
  regime       text not null,
  content      jsonb not null,
  removed_at   timestamptz not null,
  removed_in   uuid not null,
  destroy_on   date not null,
  held_until   date,
  primary key (record_kind, record_id)
);
create index vault_destroy on spoor.vault (organisation, destroy_on);
create index vault_signal on spoor.vault (signal_id) where signal_id is not null;
call spoor.wall('spoor.vault');
create policy check_reads on spoor.vault for select to spoor_check using (true);
grant select (organisation, record_kind, record_id, signal_id, regime, removed_at, removed_in, destroy_on, held_until)
  on spoor.vault to spoor_check;

-- For what removed data were used again: a complaint, an audit, or an order of the competent authority (Wpg art. 14(3)).
create table spoor.reuse (
  id           uuid primary key,
  organisation text not null,
  record_kind  text not null,
  record_id    uuid not null,
  ground       text not null check (ground in ('complaint', 'audit', 'order')),
  -- Number of the complaint, the audit or the order.
  reference    text not null check (length(reference) <= 120),
  by_member    uuid not null,
  at           timestamptz not null,
  foreign key (organisation, by_member) references spoor.member (organisation, id)
);
create index reuse_record on spoor.reuse (organisation, record_kind, record_id);
call spoor.wall('spoor.reuse');
create policy check_reads on spoor.reuse for select to spoor_check using (true);
grant select on spoor.reuse to spoor_organisation;
grant select (id, organisation, record_kind, record_id, ground, by_member, at) on spoor.reuse to spoor_check;

-- A run: what is due, proposed by the job, confirmed by people, carried out, proven. Destruction takes two people.
create table spoor.retention_run (
  id           uuid primary key,
  organisation text not null,
  kind         text not null check (kind in ('remove', 'destroy')),
  -- What is due by this day.
  day          date not null,
  -- Counts by category: the dry run.
  report       jsonb not null,
  -- A member's id, or 'spoor' for the job.
  proposed_by  text not null,
  planned_at   timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  seconded_by  uuid,
  seconded_at  timestamptz,
  executed_at  timestamptz,
  -- Counts of what was done, and the hash over them and over the ids; no content.
  done         jsonb,
  proof        bytea check (octet_length(proof) = 32),
  foreign key (organisation, confirmed_by) references spoor.member (organisation, id),
  foreign key (organisation, seconded_by) references spoor.member (organisation, id),
  constraint run_confirmed check ((confirmed_by is null) = (confirmed_at is null)
    and (seconded_by is null) = (seconded_at is null) and (seconded_by is null or confirmed_by is not null)),
  constraint run_four_eyes check (confirmed_by::text <> proposed_by and seconded_by::text <> proposed_by
    and seconded_by <> confirmed_by),
  constraint run_executed check ((executed_at is null) = (proof is null) and (executed_at is null) = (done is null)
    and (executed_at is null or (confirmed_by is not null
         and (kind = 'remove' or proposed_by <> 'spoor' or seconded_by is not null))))
);
create unique index run_open on spoor.retention_run (organisation, kind) where executed_at is null;
create index run_recent on spoor.retention_run (organisation, planned_at desc);
call spoor.wall('spoor.retention_run');
create policy check_reads on spoor.retention_run for select to spoor_check using (true);
grant select on spoor.retention_run to spoor_organisation, spoor_check;

create table spoor.retention_part (
  organisation text not null,
  run_id       uuid not null references spoor.retention_run on delete cascade,
  category     text not null check (category ~ '^[a-z][a-z-]{0,39}$'),
  planned      uuid[] not null,
  -- In order; what was held or moved meanwhile is not in it.
  done         uuid[],
  hash         bytea check (octet_length(hash) = 32),
  primary key (run_id, category)
);
call spoor.wall('spoor.retention_part');
create policy check_reads on spoor.retention_part for select to spoor_check using (true);
grant select on spoor.retention_part to spoor_organisation, spoor_check;

-- Figures of a month that is over, counts only: they can be published again when nothing they were counted from is left.
create table spoor.sealed_figure (
  organisation text not null,
  month        text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  content      jsonb not null,
  sha256       bytea not null check (octet_length(sha256) = 32),
  sealed_at    timestamptz not null,
  primary key (organisation, month),
  constraint figure_over check (month < to_char(sealed_at at time zone 'Europe/Amsterdam', 'YYYY-MM'))
);
call spoor.wall('spoor.sealed_figure');
create policy check_reads on spoor.sealed_figure for select to spoor_check using (true);
grant select, insert on spoor.sealed_figure to spoor_organisation;
grant select on spoor.sealed_figure to spoor_check;
create trigger never_changed before update or delete on spoor.sealed_figure
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.sealed_figure
  for each statement execute function spoor.refuse_change();

-- Before the content of an open signal goes, somebody is asked what is to be done: a duty beside the ledger, about the
-- signal.
alter table spoor.duty
  add column retention_of uuid references spoor.signal,
  drop constraint duty_one_subject,
  add constraint duty_one_subject check (num_nonnulls(signal_id, import_id, feed, retention_of) = 1);
create unique index duty_retention_one on spoor.duty (retention_of) where done_at is null and retention_of is not null;

-- The check sees when and under which regime, never what; and not the number of an incident, which a source gave.
revoke select on spoor.signal from spoor_check;
grant select (id, organisation, state, phase, origin, unit, assignee, forms, way_of_working, received_at, received_on,
  registration_id, seq, outcome, handover_id, partner, hold_reason, urgency) on spoor.signal to spoor_check;
create policy check_reads on spoor.registration for select to spoor_check using (true);
create policy check_reads on spoor.scan_result for select to spoor_check using (true);
create policy check_reads on spoor.signal_registration for select to spoor_check using (true);
create policy check_reads on spoor.event_content for select to spoor_check using (true);
create policy check_reads on spoor.message_content for select to spoor_check using (true);
create policy check_reads on spoor.quarantine_line for select to spoor_check using (true);
grant select (id, organisation, kind, registered_at, received_at, received_on, regime, first_processed_on, remove_on,
  held_until) on spoor.registration to spoor_check;
grant select (organisation, registration_id, remove_on, held_until) on spoor.scan_result to spoor_check;
grant select (organisation, signal_id, remove_on, held_until) on spoor.signal_registration to spoor_check;
grant select (event_id, organisation, regime, remove_on, held_until) on spoor.event_content to spoor_check;
grant select (message_id, sender, receiver, regime, first_processed_on, remove_on, held_until)
  on spoor.message_content to spoor_check;
grant select (id, organisation, received_on, state, resolved_at, remove_on) on spoor.quarantine_line to spoor_check;

-- The clocks themselves.

-- The day on which a registration goes by its own regime. `needed`: on which day it was needed last, infinity while it is.
create function spoor.day_under(of_regime text, first_processed_on date, needed date) returns date
  language sql stable set search_path = pg_catalog as $$
  select case when c.runs_from = 'first-processing' then (first_processed_on + c.remove)::date
              when needed = 'infinity' then needed
              else (needed + c.remove)::date end
    from spoor.clock_of(of_regime) c
$$;

create function spoor.move_day(m spoor.retention_move) returns date
  language sql stable set search_path = pg_catalog as $$
  select case when c.runs_from = 'last-necessity' then least((m.last_necessity_on + c.remove)::date, m.ended_on)
              when m.ended_on is null then 'infinity'
              else (m.ended_on + c.remove)::date end
    from spoor.clock_of(m.regime) c
$$;

-- Until when a running investigation of the source is needed here: while a signal of it is open, else until the last
-- version or the end of that signal.
create function spoor.needed_until(of_organisation text, of_source text, received_on date) returns date
  language sql stable set search_path = pg_catalog as $$
  select greatest(needed_until.received_on,
    -- Plus nothing: or it is looked for from the newest day back, in all that an organisation has.
    (select max(r.received_on + 0) from spoor.registration r
      where r.organisation = of_organisation and r.source_id = of_source),
    (select max(case when s.state in ('closed', 'handed-over') then
                  (select spoor.dutch_day(max(e.at)) from spoor.event e
                    where e.organisation = s.organisation and e.signal_id = s.id)
                else 'infinity' end)
       from spoor.signal_registration o join spoor.signal s on s.id = o.signal_id
      where o.organisation = of_organisation and o.source_id = of_source))
$$;

create function spoor.hold_day(of_organisation text, of_signal uuid, of_registration uuid) returns date
  language sql stable set search_path = pg_catalog as $$
  select max(h.until_on) from spoor.legal_hold h
   where h.organisation = of_organisation and h.confirmed_at is not null and h.ended_at is null
     and ((h.record_kind = 'signal' and h.record_id = of_signal)
       or (h.record_kind = 'registration' and h.record_id = of_registration))
$$;

create function spoor.signal_of_source(of_organisation text, of_source text) returns uuid
  language sql stable set search_path = pg_catalog as $$
  select o.signal_id from spoor.signal_registration o
   where o.organisation = of_organisation and o.source_id = of_source
$$;

create function spoor.start_registration() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  earlier record;
  inherited date;
  packed date;
  clock spoor.retention_clock;
begin
  new.regime := spoor.regime_of(new.organisation, new.kind, null);
  clock := spoor.clock_of(new.regime);
  new.first_processed_on := spoor.dutch_day(least(new.registered_at, new.received_at));
  -- Planned anew for each: a plan from when the table was empty would go over all that an organisation has.
  execute 'select max(r.version) as version, min(r.first_processed_on) as first, max(r.remove_on) as remove_on,
                  max(r.held_until) as held_until
             from spoor.registration r where r.organisation = $1 and r.source_id = $2'
    into earlier using new.organisation, new.source_id;
  if earlier.remove_on <= spoor.today() and coalesce(earlier.held_until < spoor.today(), true) then
    -- The writer cannot see versions whose term has passed, and so cannot count them. What comes now begins anew.
    new.version := greatest(new.version, earlier.version + 1);
  elsif earlier.version is not null then
    new.first_processed_on := least(new.first_processed_on, earlier.first);
    new.held_until := earlier.held_until;
    inherited := earlier.remove_on;
  end if;
  -- What another organisation made of it began when it began there.
  if new.source_id like 'overdracht-%' then
    select min(c.first_processed_on) into packed
      from spoor.message m join spoor.message_content c on c.message_id = m.id
     where m.kind = 'offer' and m.receiver = new.organisation and 'overdracht-' || m.handover_id = new.source_id;
    new.first_processed_on := least(new.first_processed_on, packed);
  end if;
  -- A decision about its signal may have given the versions before it a later day.
  if clock.runs_from = 'first-processing' then
    new.remove_on := greatest(inherited, (new.first_processed_on + clock.remove)::date);
  else
    new.remove_on := greatest(inherited, spoor.day_under(new.regime, new.first_processed_on,
      spoor.needed_until(new.organisation, new.source_id, new.received_on)));
  end if;
  if new.regime = 'wpg-9' and new.remove_on > earlier.remove_on then
    -- A running investigation that grew is needed again, as a whole.
    update spoor.registration r set remove_on = new.remove_on
     where r.organisation = new.organisation and r.source_id = new.source_id and r.regime = new.regime;
    update spoor.signal_registration o set remove_on = new.remove_on
     where o.organisation = new.organisation and o.source_id = new.source_id;
  end if;
  return new;
end
$$;
create trigger starts_clock before insert on spoor.registration
  for each row execute function spoor.start_registration();

-- What is derived has the clock of its source.
create function spoor.inherit_clock() returns trigger
  language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  if tg_table_name = 'scan_result' then
    select r.remove_on, r.held_until into new.remove_on, new.held_until
      from spoor.registration r where r.id = new.registration_id;
  else
    select max(r.remove_on), max(r.held_until) into new.remove_on, new.held_until
      from spoor.registration r where r.organisation = new.organisation and r.source_id = new.source_id;
  end if;
  return new;
end
$$;
create trigger inherits_clock before insert on spoor.scan_result
  for each row execute function spoor.inherit_clock();
create trigger inherits_clock before insert on spoor.signal_registration
  for each row execute function spoor.inherit_clock();

create function spoor.start_line() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.remove_on := case when new.resolved_at is null
    then (new.received_on + spoor.term_of('quarantine-open'))::date
    else (spoor.dutch_day(new.resolved_at) + spoor.term_of('quarantine-answered'))::date end;
  return new;
end
$$;
create trigger starts_clock before insert or update of resolved_at on spoor.quarantine_line
  for each row execute function spoor.start_line();

create function spoor.start_message() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  sent spoor.message;
  source record;
  packed date;
begin
  select * into sent from spoor.message m where m.id = new.message_id;
  new.first_processed_on := spoor.dutch_day(sent.sent_at);
  -- Of an offer: what the sender's registration and the packed ones say. Of an answer: what the offer says, unless that
  -- has had its term: then nothing of it can be in these words.
  select r.regime, r.first_processed_on into source
    from spoor.handover h join spoor.signal s on s.id = h.signal_id
    join spoor.registration r on r.id = s.registration_id
   where h.organisation = new.sender and h.id = sent.handover_id and h.direction = 'out' and sent.kind = 'offer';
  if source.regime is null and sent.kind <> 'offer' then
    select c.regime, c.first_processed_on into source
      from spoor.message m join spoor.message_content c on c.message_id = m.id
     where m.handover_id = sent.handover_id and m.kind = 'offer' and c.remove_on > new.first_processed_on;
  end if;
  if jsonb_typeof(new.content #> '{pack,registrations}') = 'array' then
    begin
      select min(left(p ->> 'registeredAt', 10)::date) into packed
        from jsonb_array_elements(new.content #> '{pack,registrations}') p
       where p ->> 'registeredAt' ~ '^\d{4}-\d{2}-\d{2}';
    exception when others then
      -- A day that does not exist: the other days say enough.
      packed := null;
    end;
  end if;
  new.regime := coalesce(case when source.regime = 'wpg-9' then 'wpg-8' else source.regime end,
                         spoor.regime_of(new.sender, null, null));
  new.first_processed_on := least(new.first_processed_on, source.first_processed_on, packed);
  new.remove_on := spoor.day_under(new.regime, new.first_processed_on, new.first_processed_on);
  return new;
end
$$;
create trigger starts_clock before insert on spoor.message_content
  for each row execute function spoor.start_message();

-- The clock of what a person wrote with an event: that of the decision under which it was written; else of the source, as
-- long as the source was there to be read; else its own.
create function spoor.words_clock(e spoor.event, out regime text, out remove_on date)
  language plpgsql stable set search_path = pg_catalog as $$
declare
  written constant date := spoor.dutch_day(e.at);
begin
  select m.regime, spoor.move_day(m) into regime, remove_on from spoor.retention_move m
   where m.signal_id = e.signal_id and (m.by_event or m.consented_at is not null)
     and e.seq >= m.from_seq and (m.until_seq is null or e.seq <= m.until_seq)
   order by spoor.move_day(m) desc limit 1;
  if found then return; end if;
  select r.regime, r.remove_on into regime, remove_on from spoor.registration r
   where r.id = coalesce(case when e.data ->> 'registration' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                              then (e.data ->> 'registration')::uuid end,
                         (select s.registration_id from spoor.signal s where s.id = e.signal_id));
  if found and (remove_on is null or remove_on > written) then return; end if;
  select c.regime, c.remove_on into regime, remove_on
    from spoor.message m join spoor.message_content c on c.message_id = m.id
   where m.kind = 'offer' and m.receiver = e.organisation
     and m.handover_id = coalesce((select s.handover_id from spoor.signal s where s.id = e.signal_id and s.origin = 'handover'),
                                  case when e.type = 'signal-offered' then (e.data ->> 'handover')::uuid end);
  if found and remove_on > written then return; end if;
  regime := spoor.regime_of(e.organisation, null, null);
  remove_on := spoor.day_under(regime, written, written);
end
$$;

create function spoor.start_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  e spoor.event;
begin
  select * into e from spoor.event where id = new.event_id;
  select w.regime, w.remove_on into new.regime, new.remove_on from spoor.words_clock(e) w;
  new.held_until := spoor.hold_day(e.organisation, e.signal_id, (select s.registration_id from spoor.signal s where s.id = e.signal_id));
  return new;
end
$$;
create trigger starts_clock before insert on spoor.event_content
  for each row execute function spoor.start_words();

-- Sets all clocks and holds of one signal again: after a decision about it, its end, a hold.
create function spoor.reckon_signal(of_signal uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  s spoor.signal;
  moved date;
begin
  select * into s from spoor.signal where id = of_signal;
  select max(spoor.move_day(m)) into moved from spoor.retention_move m
   where m.signal_id = s.id and (m.by_event or m.consented_at is not null);
  update spoor.registration r
     set regime = coalesce(r.regime, spoor.regime_of(r.organisation, r.kind, null)),
         remove_on = greatest(spoor.day_under(coalesce(r.regime, spoor.regime_of(r.organisation, r.kind, null)),
           r.first_processed_on, spoor.needed_until(r.organisation, r.source_id, r.received_on)), moved),
         held_until = spoor.hold_day(s.organisation, s.id, r.id)
    from spoor.signal_registration o
   where o.signal_id = s.id and r.organisation = o.organisation and r.source_id = o.source_id;
  update spoor.scan_result x set remove_on = r.remove_on, held_until = r.held_until
    from spoor.registration r join spoor.signal_registration o on o.organisation = r.organisation
         and o.source_id = r.source_id
   where o.signal_id = s.id and x.registration_id = r.id;
  update spoor.signal_registration o
     set (remove_on, held_until) = (select max(r.remove_on), max(r.held_until) from spoor.registration r
                                     where r.organisation = o.organisation and r.source_id = o.source_id)
   where o.signal_id = s.id;
  -- Words whose source is gone keep their day, and never a later one.
  update spoor.event_content c
     set regime = w.regime, held_until = spoor.hold_day(s.organisation, s.id, s.registration_id),
         remove_on = case when w.regime in ('wpg-9', 'wpg-10') or c.remove_on is null
             or exists (select from spoor.registration r where r.id = s.registration_id) then w.remove_on
           else least(c.remove_on, w.remove_on) end
    from spoor.event e, lateral spoor.words_clock(e) w
   where e.organisation = s.organisation and e.signal_id = s.id and c.event_id = e.id;
  update spoor.message_content c set held_until = spoor.hold_day(s.organisation, s.id, null)
    from spoor.message m join spoor.handover h on h.organisation = m.sender and h.id = m.handover_id
   where h.signal_id = s.id and h.organisation = s.organisation and c.message_id = m.id and c.sender = s.organisation;
  update spoor.vault v set held_until = spoor.hold_day(s.organisation, s.id, case when v.record_kind = 'registration' then v.record_id end)
   where v.signal_id = s.id and v.organisation = s.organisation;
end
$$;
revoke all on function spoor.reckon_signal(uuid) from public;

-- The start of an investigation is the decision by which a signal goes on under art. 9; its end is when it is no longer
-- needed for it. A signal of a running investigation of the source keeps that while it is open.
create function spoor.move_signal() returns trigger
  language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare
  day date;
begin
  if tg_table_name = 'signal_registration' then
    if exists (select from spoor.registration r where r.organisation = new.organisation and r.source_id = new.source_id
                  and r.regime = 'wpg-9') then
      perform spoor.reckon_signal(new.signal_id);
    end if;
    return null;
  end if;
  select spoor.dutch_day(e.at) into day from spoor.event e
   where e.organisation = new.organisation and e.signal_id = new.id and e.seq = new.seq;
  if new.state = 'investigating' then
    insert into spoor.retention_move (id, organisation, signal_id, regime, from_seq, by_event, decided_at, last_necessity_on)
    select e.id, new.organisation, new.id, 'wpg-9', new.seq, true, e.at, day
      from spoor.event e
     where e.organisation = new.organisation and e.signal_id = new.id and e.seq = new.seq
       and e.type = 'investigation-started'
    on conflict do nothing;
  elsif new.state in ('closed', 'handed-over') then
    update spoor.retention_move m set ended_on = coalesce(day, spoor.today()), until_seq = new.seq
     where m.signal_id = new.id and m.regime = 'wpg-9' and m.ended_on is null
       and (m.by_event or m.consented_at is not null);
  end if;
  if exists (select from spoor.retention_move m where m.signal_id = new.id)
     or exists (select from spoor.signal_registration o join spoor.registration r
                    on r.organisation = o.organisation and r.source_id = o.source_id
                 where o.signal_id = new.id and r.regime = 'wpg-9') then
    perform spoor.reckon_signal(new.id);
  end if;
  return null;
end
$$;
create trigger moves after update of state on spoor.signal
  for each row when (new.state is distinct from old.state) execute function spoor.move_signal();
create trigger moves after insert on spoor.signal_registration
  for each row execute function spoor.move_signal();

-- A decision counts from the moment that another person consents; it is given once and ends once.
create function spoor.guard_move() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from spoor.signal s where s.id = new.signal_id and s.organisation = new.organisation) then
    raise exception 'spoor: a signal that is not there' using errcode = '23503';
  end if;
  if new.by_event then return new; end if;
  if tg_op = 'INSERT' and btrim(new.reference) = '' then
    raise exception 'spoor: a purpose in writing' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and ((old.consented_by is not null and new.consented_by is distinct from old.consented_by)
      or (old.ended_on is not null and new.ended_on is distinct from old.ended_on)
      or new.last_necessity_on < old.last_necessity_on) then
    raise exception 'spoor: consented and ended once' using errcode = '42501';
  end if;
  if new.last_necessity_on > spoor.today() or new.ended_on > spoor.today() then
    raise exception 'spoor: a day that has not come' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger once before insert or update on spoor.retention_move
  for each row execute function spoor.guard_move();
create function spoor.apply_move() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not new.by_event then perform spoor.reckon_signal(new.signal_id); end if;
  return null;
end
$$;
create trigger applies after insert or update on spoor.retention_move
  for each row execute function spoor.apply_move();

create function spoor.guard_hold() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.until_on > (new.from_on + spoor.term_of('hold'))::date then
    raise exception 'spoor: a hold that lasts too long' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and ((old.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by)
      or (old.ended_by is not null and new.ended_by is distinct from old.ended_by)) then
    raise exception 'spoor: confirmed and ended once' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger once before insert or update on spoor.legal_hold
  for each row execute function spoor.guard_hold();
create function spoor.apply_hold() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  of_signal uuid := new.record_id;
begin
  if new.record_kind = 'registration' then
    select spoor.signal_of_source(r.organisation, r.source_id) into of_signal
      from spoor.registration r where r.id = new.record_id and r.organisation = new.organisation;
    update spoor.registration r set held_until = spoor.hold_day(new.organisation, of_signal, r.id)
     where r.id = new.record_id and r.organisation = new.organisation;
    update spoor.scan_result x set held_until = spoor.hold_day(new.organisation, of_signal, new.record_id)
     where x.registration_id = new.record_id and x.organisation = new.organisation;
    update spoor.vault v set held_until = spoor.hold_day(new.organisation, v.signal_id, v.record_id)
     where v.record_kind = 'registration' and v.record_id = new.record_id and v.organisation = new.organisation;
  end if;
  if exists (select from spoor.signal s where s.id = of_signal and s.organisation = new.organisation) then
    perform spoor.reckon_signal(of_signal);
  end if;
  return null;
end
$$;
create trigger applies after insert or update on spoor.legal_hold
  for each row execute function spoor.apply_hold();

-- Sets every clock of the caller's organisation again, when the law says something else than the last time or a row has no
-- clock yet. Gives whether there was anything to do.
create function spoor.reckon_retention() returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  ours constant text := spoor.organisation();
  held_law constant date := spoor.retention_law_of(spoor.today());
  written bytea;
  subject uuid;
begin
  select sha256(convert_to(coalesce(string_agg(line, E'\n' order by line), ''), 'UTF8')) into written
    from (select c::text as line from spoor.retention_clock c
          union all select r::text from spoor.retention_regime r
          union all select t::text from spoor.retention_term t) l;
  if held_law is null or (
    exists (select from spoor.retention_reckoned k where k.organisation = ours and k.law = written and k.in_force_from = held_law)
    and not exists (select from spoor.registration where organisation = ours and remove_on is null)
    and not exists (select from spoor.event_content where organisation = ours and remove_on is null)
    and not exists (select from spoor.message_content where sender = ours and remove_on is null)
    and not exists (select from spoor.quarantine_line where organisation = ours and remove_on is null))
  then
    return false;
  end if;
  -- Investigations that began before this table was there.
  insert into spoor.retention_move (id, organisation, signal_id, regime, from_seq, until_seq, by_event, decided_at,
                                    last_necessity_on, ended_on)
  select distinct on (e.signal_id) e.id, e.organisation, e.signal_id, 'wpg-9', e.seq, x.seq, true, e.at,
         spoor.dutch_day(e.at), spoor.dutch_day(x.at)
    from spoor.event e
    left join lateral (
      select n.seq, n.at from spoor.event n
       where n.organisation = e.organisation and n.signal_id = e.signal_id and n.seq > e.seq
         and n.type in ('closed', 'handover-accepted') order by n.seq limit 1) x on true
   where e.organisation = ours and e.type = 'investigation-started'
     and not exists (select from spoor.retention_move m where m.signal_id = e.signal_id and m.by_event)
   order by e.signal_id, e.seq desc;
  update spoor.registration r
     set first_processed_on = (select min(spoor.dutch_day(least(v.registered_at, v.received_at))) from spoor.registration v
                                where v.organisation = r.organisation and v.source_id = r.source_id)
   where r.organisation = ours and r.first_processed_on is null;
  -- There are many, of few kinds: each kind is looked up once.
  update spoor.registration r
     set regime = c.regime,
         remove_on = case when c.runs_from = 'first-processing' then (r.first_processed_on + c.remove)::date
           else spoor.day_under(c.regime, r.first_processed_on,
                                spoor.needed_until(r.organisation, r.source_id, r.received_on)) end
    from (select k.kind, spoor.regime_of(ours, k.kind, null) as regime
            from (select distinct kind from spoor.registration where organisation = ours) k) k
    join spoor.retention_clock c on c.in_force_from = held_law and c.regime = k.regime
   where r.organisation = ours and r.kind = k.kind;
  update spoor.scan_result x set remove_on = r.remove_on
    from spoor.registration r where x.organisation = ours and r.id = x.registration_id;
  update spoor.message_content c
     set regime = coalesce(c.regime, spoor.regime_of(c.sender, null, null)),
         first_processed_on = coalesce(c.first_processed_on, spoor.dutch_day(m.sent_at))
    from spoor.message m where c.sender = ours and m.id = c.message_id;
  update spoor.message_content c set remove_on = spoor.day_under(c.regime, c.first_processed_on, c.first_processed_on)
   where c.sender = ours;
  update spoor.quarantine_line q
     set remove_on = case when q.resolved_at is null then (q.received_on + spoor.term_of('quarantine-open'))::date
                     else (spoor.dutch_day(q.resolved_at) + spoor.term_of('quarantine-answered'))::date end
   where q.organisation = ours;
  for subject in select s.id from spoor.signal s where s.organisation = ours loop
    perform spoor.reckon_signal(subject);
  end loop;
  -- What is in the vault is never kept longer than was said, whatever the law becomes.
  update spoor.vault v set destroy_on = least(v.destroy_on,
      (spoor.dutch_day(v.removed_at) + coalesce((spoor.clock_of(v.regime)).vault, interval '0'))::date)
   where v.organisation = ours;
  insert into spoor.retention_reckoned (organisation, law, in_force_from) values (ours, written, held_law)
    on conflict (organisation) do update set law = excluded.law, in_force_from = excluded.in_force_from;
  return true;
end
$$;
revoke all on function spoor.reckon_retention() from public;
grant execute on function spoor.reckon_retention() to spoor_organisation;

-- A day of the audit log in a list of ids.
create function spoor.audit_day_id(of_organisation text, day date) returns uuid
  language sql immutable set search_path = pg_catalog as $$
  select md5('audit ' || of_organisation || ' ' || day)::uuid
$$;

-- What is due today, by category, as ids. Removing takes what the law wants kept for accountability; the rest is destroyed
-- at once, for it is a copy, or nobody needs it any more. Who sees a signal, and why, comes with the next migration.
set local check_function_bodies = off;
create function spoor.retention_due(of_kind text) returns table (category text, id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  with now as materialized (select spoor.organisation() as ours, spoor.today() as today),
  due (kind, category, organisation, id, day) as (
    select 'remove', 'registration', r.organisation, r.id, greatest(r.remove_on, r.held_until + 1) from spoor.registration r
    union all
    select 'remove', 'words', c.organisation, c.event_id, greatest(c.remove_on, c.held_until + 1) from spoor.event_content c
    union all
    select 'remove', 'message', c.sender, c.message_id, greatest(c.remove_on, c.held_until + 1) from spoor.message_content c
    union all
    select 'destroy', v.record_kind, v.organisation, v.record_id, greatest(v.destroy_on, v.held_until + 1) from spoor.vault v
    union all
    select 'destroy', 'line', q.organisation, q.id, q.remove_on from spoor.quarantine_line q
    union all
    select 'destroy', 'import', i.organisation, i.id,
           (spoor.dutch_day(coalesce(i.finished_at, i.started_at)) + spoor.term_of('import'))::date
      from spoor.import i where i.source <> ''
    union all
    select 'destroy', 'ground', d.organisation, d.id, (spoor.dutch_day(d.done_at) + spoor.term_of('import'))::date
      from spoor.duty d where d.ground <> ''
    union all
    select 'destroy', 'member', m.organisation, m.id, (spoor.dutch_day(m.seen_at) + spoor.term_of('member'))::date
      from spoor.member m where m.name <> ''
    union all
    select 'destroy', 'hold', h.organisation, h.id,
           (least(spoor.dutch_day(h.ended_at), h.until_on) + spoor.term_of('hold-words'))::date
      from spoor.legal_hold h where h.words <> ''
    union all
    select 'destroy', 'reuse', u.organisation, u.id, (spoor.dutch_day(u.at) + spoor.term_of('hold-words'))::date
      from spoor.reuse u where u.reference <> ''
    union all
    select 'destroy', 'move', m.organisation, m.id, spoor.move_day(m) from spoor.retention_move m where m.reference <> ''
    union all
    select 'destroy', 'access', a.organisation, a.id, (spoor.dutch_day(a.granted_at) + spoor.term_of('hold-words'))::date
      from spoor.signal_access a where a.ground is not null
    union all
    select 'destroy', 'audit-day', a.organisation, spoor.audit_day_id(a.organisation, a.day),
           (a.day + 1 + spoor.term_of('audit'))::date
      from spoor.audit_day a where a.checkpoint is not null and a.lapsed_at is null
  )
  select d.category, d.id from due d, now where d.kind = of_kind and d.organisation = now.ours and d.day <= now.today
$$;
reset check_function_bodies;
revoke all on function spoor.retention_due(text) from public;
grant execute on function spoor.retention_due(text) to spoor_organisation;

-- Proposes what is due; `files`: those on disk, by the id of their import. One run of a kind waits at a time: what nobody
-- has confirmed makes room for what is due now. Gives the run that waits; null: nothing is due.
create function spoor.propose_run(run_id uuid, of_kind text, by_whom text, at timestamptz, files uuid[]) returns uuid
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  ours constant text := spoor.organisation();
  waiting spoor.retention_run;
  due jsonb;
  had jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('spoor retention ' || ours, 0));
  select * into waiting from spoor.retention_run r
   where r.organisation = ours and r.kind = of_kind and r.executed_at is null for update;
  if waiting.confirmed_at is not null then return waiting.id; end if;
  select jsonb_object_agg(d.category, d.ids) into due from (
    select a.category, jsonb_agg(a.id order by a.id) as ids
      from (select category, id from spoor.retention_due(of_kind)
            union select 'file', f from unnest(files) f where of_kind = 'destroy') a
     group by a.category) d;
  select jsonb_object_agg(p.category, to_jsonb(p.planned)) into had from spoor.retention_part p where p.run_id = waiting.id;
  if waiting.id is not null and due = had then return waiting.id; end if;
  delete from spoor.retention_run r where r.id = waiting.id;
  if due is null then return null; end if;
  insert into spoor.retention_run (id, organisation, kind, day, report, proposed_by, planned_at)
  values (run_id, ours, of_kind, spoor.today(),
          (select jsonb_object_agg(key, jsonb_array_length(value)) from jsonb_each(due)), by_whom, at);
  insert into spoor.retention_part (organisation, run_id, category, planned)
  select ours, run_id, key, array(select id::uuid from jsonb_array_elements_text(value) id) from jsonb_each(due);
  return run_id;
end
$$;
revoke all on function spoor.propose_run(uuid, text, text, timestamptz, uuid[]) from public;
grant execute on function spoor.propose_run(uuid, text, text, timestamptz, uuid[]) to spoor_organisation;

-- One pair of eyes more. Refused (23514) to who had a part in it before. False: it is not there, or nothing is left to
-- confirm.
create function spoor.confirm_run(run_id uuid, by_whom uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  run spoor.retention_run;
begin
  select * into run from spoor.retention_run r
   where r.id = run_id and r.organisation = spoor.organisation() and r.executed_at is null for update;
  if run.id is null then return false; end if;
  if run.confirmed_by is null then
    update spoor.retention_run r set confirmed_by = by_whom, confirmed_at = at where r.id = run_id;
  elsif run.kind = 'destroy' and run.proposed_by = 'spoor' and run.seconded_by is null then
    update spoor.retention_run r set seconded_by = by_whom, seconded_at = at where r.id = run_id;
  else
    return false;
  end if;
  return true;
end
$$;
revoke all on function spoor.confirm_run(uuid, uuid, timestamptz) from public;
grant execute on function spoor.confirm_run(uuid, uuid, timestamptz) to spoor_organisation;

-- Whether what has this day may go: past it, and not held.
create function spoor.may_go(day date, held_until date) returns boolean
  language sql stable set search_path = pg_catalog as $$
  select coalesce(day <= spoor.today(), false) and coalesce(held_until < spoor.today(), true)
$$;

-- Of a signal: in use as long as it is open or something of it can be read; removed when what is left is for accountability
-- only; destroyed when nothing is left but the ledger. What never had content, as an offer that was taken back, has nothing
-- to lose. Null: the caller's organisation has no such signal.
create function spoor.retention_state(of_signal uuid) returns text
  language sql stable security definer set search_path = pg_catalog as $$
  with content (gone) as (
    select spoor.may_go(o.remove_on, o.held_until) from spoor.signal_registration o where o.signal_id = of_signal
    union all
    select spoor.may_go(c.remove_on, c.held_until)
      from spoor.event e join spoor.event_content c on c.event_id = e.id
     where e.organisation = spoor.organisation() and e.signal_id = of_signal
  )
  select case
    when s.state not in ('closed', 'handed-over') or exists (select from content where not gone) then 'in-use'
    when s.registration_id is null and not exists (
      select from spoor.event e
       where e.organisation = s.organisation and e.signal_id = s.id and e.content_hash is not null) then 'in-use'
    when exists (select from content)
      or exists (select from spoor.vault v where v.signal_id = s.id and not spoor.may_go(v.destroy_on, v.held_until))
      then 'removed'
    else 'destroyed' end
    from spoor.signal s where s.id = of_signal and s.organisation = spoor.organisation()
$$;
revoke all on function spoor.retention_state(uuid) from public;
grant execute on function spoor.retention_state(uuid) to spoor_organisation;

-- The regime by which a registration goes: that of a decision about its signal when it gave the day.
create function spoor.deciding_regime(own text, of_signal uuid, remove_on date) returns text
  language sql stable set search_path = pg_catalog as $$
  select coalesce((select m.regime from spoor.retention_move m
                    where m.signal_id = of_signal and (m.by_event or m.consented_at is not null)
                      and spoor.move_day(m) = remove_on limit 1), own)
$$;

create function spoor.vault_day(regime text, remove_on date) returns date
  language sql stable set search_path = pg_catalog as $$
  select (remove_on + coalesce(c.vault, interval '0'))::date from spoor.clock_of(regime) c
$$;

-- Registrations with what the scan saw in them go into the vault, and their numbers with them.
create function spoor.remove_registrations(run spoor.retention_run, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
declare
  gone uuid[];
  sources text[];
begin
  select array_agg(r.id), array_agg(r.source_id) into gone, sources from spoor.registration r
   where r.id = any(ids) and r.organisation = run.organisation and spoor.may_go(r.remove_on, r.held_until);
  insert into spoor.vault (organisation, record_kind, record_id, signal_id, regime, content, removed_at, removed_in, destroy_on)
  select r.organisation, 'registration', r.id, o.signal_id, d.regime,
         jsonb_build_object('registration', to_jsonb(r), 'scans', coalesce(
           (select jsonb_agg(to_jsonb(x)) from spoor.scan_result x where x.registration_id = r.id), '[]')),
         run.executed_at, run.id, spoor.vault_day(d.regime, r.remove_on)
    from spoor.registration r
    left join spoor.signal_registration o on o.organisation = r.organisation and o.source_id = r.source_id,
    lateral spoor.deciding_regime(r.regime, o.signal_id, r.remove_on) as d (regime)
   where r.id = any(gone);
  delete from spoor.scan_result x where x.registration_id = any(gone);
  delete from spoor.registration r where r.id = any(gone);
  delete from spoor.signal_registration o
   where o.organisation = run.organisation and o.source_id = any(sources)
     and not exists (select from spoor.registration r where r.organisation = o.organisation and r.source_id = o.source_id);
  return gone;
end
$$;

create function spoor.remove_words(run spoor.retention_run, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
declare
  gone uuid[];
begin
  with taken as (
    delete from spoor.event_content c
     where c.event_id = any(ids) and c.organisation = run.organisation and spoor.may_go(c.remove_on, c.held_until)
    returning c.*
  ), kept as (
    insert into spoor.vault (organisation, record_kind, record_id, signal_id, regime, content, removed_at, removed_in, destroy_on)
    select t.organisation, 'words', t.event_id, e.signal_id, t.regime,
           jsonb_build_object('salt', encode(t.salt, 'hex'), 'content', t.content), run.executed_at, run.id,
           spoor.vault_day(t.regime, t.remove_on)
      from taken t join spoor.event e on e.id = t.event_id
    returning record_id)
  select array_agg(record_id) into gone from kept;
  return gone;
end
$$;

create function spoor.remove_messages(run spoor.retention_run, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
declare
  gone uuid[];
begin
  with taken as (
    delete from spoor.message_content c
     where c.message_id = any(ids) and c.sender = run.organisation and spoor.may_go(c.remove_on, c.held_until)
    returning c.*
  ), kept as (
    insert into spoor.vault (organisation, record_kind, record_id, signal_id, regime, content, removed_at, removed_in, destroy_on)
    select t.sender, 'message', t.message_id,
           (select h.signal_id from spoor.handover h join spoor.message m on m.handover_id = h.id
             where h.organisation = t.sender and m.id = t.message_id),
           t.regime, jsonb_build_object('salt', encode(t.salt, 'hex'), 'content', t.content), run.executed_at, run.id,
           spoor.vault_day(t.regime, t.remove_on)
      from taken t
    returning record_id)
  select array_agg(record_id) into gone from kept;
  return gone;
end
$$;

create function spoor.destroy_vault(run spoor.retention_run, of_kind text, ids uuid[]) returns uuid[]
  language sql set search_path = pg_catalog as $$
  with taken as (
    delete from spoor.vault v
     where v.record_kind = of_kind and v.record_id = any(ids) and v.organisation = run.organisation
       and spoor.may_go(v.destroy_on, v.held_until)
    returning v.record_id)
  select array_agg(record_id) from taken
$$;

-- Lines that could not be read; an import whose last open line went has nothing left to be done.
create function spoor.destroy_lines(run spoor.retention_run, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
declare
  gone uuid[];
  imports uuid[];
begin
  with taken as (
    delete from spoor.quarantine_line q
     where q.id = any(ids) and q.organisation = run.organisation and spoor.may_go(q.remove_on, null)
    returning q.id, q.import_id)
  select array_agg(id), array_agg(import_id) into gone, imports from taken;
  update spoor.duty d set done_at = run.executed_at, done_by = 'spoor'
   where d.import_id = any(imports) and d.done_at is null
     and not exists (select from spoor.quarantine_line q where q.import_id = d.import_id and q.state = 'open');
  return gone;
end
$$;

-- Rows that stay, without what a person wrote in them.
create function spoor.blank(run spoor.retention_run, of_category text, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
declare
  gone uuid[];
begin
  select array_agg(d.id) into gone from spoor.retention_due('destroy') d where d.category = of_category and d.id = any(ids);
  case of_category
    when 'import' then update spoor.import i set source = '' where i.id = any(gone);
    when 'ground' then update spoor.duty d set ground = '' where d.id = any(gone);
    when 'member' then update spoor.member m set name = '', subject = m.id::text where m.id = any(gone);
    when 'hold' then update spoor.legal_hold h set words = '' where h.id = any(gone);
    when 'reuse' then update spoor.reuse u set reference = '' where u.id = any(gone);
    when 'move' then update spoor.retention_move m set reference = '' where m.id = any(gone);
    when 'access' then update spoor.signal_access a set ground = null where a.id = any(gone);
  end case;
  return gone;
end
$$;

create function spoor.carry_out(run spoor.retention_run, of_category text, ids uuid[]) returns uuid[]
  language plpgsql set search_path = pg_catalog as $$
begin
  return case
    when run.kind = 'remove' and of_category = 'registration' then spoor.remove_registrations(run, ids)
    when run.kind = 'remove' and of_category = 'words' then spoor.remove_words(run, ids)
    when run.kind = 'remove' and of_category = 'message' then spoor.remove_messages(run, ids)
    when run.kind = 'destroy' and of_category in ('registration', 'words', 'message')
      then spoor.destroy_vault(run, of_category, ids)
    when of_category = 'line' then spoor.destroy_lines(run, ids)
    when of_category = 'file' then ids
    -- The worker has let them lapse before: it alone may.
    when of_category = 'audit-day' then (
      select array_agg(spoor.audit_day_id(a.organisation, a.day)) from spoor.audit_day a
       where a.organisation = run.organisation and a.lapsed_in = run.id)
    else spoor.blank(run, of_category, ids) end;
end
$$;

-- Carries out a run that enough people confirmed, once, and leaves its proof: for each category the ids in order, one a
-- line, hashed; and one hash over these with their counts. False: it was carried out before, or is not there.
create function spoor.execute_run(run_id uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  run spoor.retention_run;
  part spoor.retention_part;
  gone uuid[];
  counts jsonb := '{}';
  proven text;
begin
  select * into run from spoor.retention_run r
   where r.id = run_id and r.organisation = spoor.organisation() and r.executed_at is null for update;
  if run.id is null then return false; end if;
  if run.confirmed_by is null or (run.kind = 'destroy' and run.proposed_by = 'spoor' and run.seconded_by is null) then
    raise exception 'spoor: needs another person' using errcode = '23514';
  end if;
  run.executed_at := at;
  proven := run.organisation || ' ' || run.kind || ' ' || run.day;
  for part in select * from spoor.retention_part p where p.run_id = run.id order by p.category loop
    gone := array(select id from unnest(spoor.carry_out(run, part.category, part.planned)) id order by id);
    part.hash := sha256(convert_to(array_to_string(gone, E'\n'), 'UTF8'));
    update spoor.retention_part p set done = gone, hash = part.hash where p.run_id = run.id and p.category = part.category;
    counts := counts || jsonb_build_object(part.category, cardinality(gone));
    proven := proven || E'\n' || part.category || ' ' || cardinality(gone) || ' ' || encode(part.hash, 'hex');
  end loop;
  update spoor.retention_run r set executed_at = at, done = counts, proof = sha256(convert_to(proven, 'UTF8'))
   where r.id = run.id;
  return true;
end
$$;
revoke all on function spoor.execute_run(uuid, timestamptz) from public;
grant execute on function spoor.execute_run(uuid, timestamptz) to spoor_organisation;

-- A signal outlives its source; the number of the incident, by which its documents were shown together, does not.
create function spoor.forget_incidents() returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  forgotten integer;
begin
  update spoor.signal s set incident_key = s.id::text
   where s.organisation = spoor.organisation() and s.registration_id is not null and s.incident_key <> s.id::text
     and not exists (select from spoor.registration r
                      where r.id = s.registration_id and not spoor.may_go(r.remove_on, r.held_until));
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function spoor.forget_incidents() from public;
grant execute on function spoor.forget_incidents() to spoor_organisation;

-- What was removed, for a ground that is written down with it. Null: nothing of that kind and id is in the vault.
create function spoor.open_vault(
  reuse_id uuid, of_kind text, of_record uuid, of_ground text, with_reference text, by_whom uuid, at timestamptz
) returns jsonb
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  found_content jsonb;
begin
  select v.content into found_content from spoor.vault v
   where v.organisation = spoor.organisation() and v.record_kind = of_kind and v.record_id = of_record
     and not spoor.may_go(v.destroy_on, v.held_until);
  if found_content is null then return null; end if;
  if btrim(with_reference) = '' then
    raise exception 'spoor: a ground without its number' using errcode = '23514';
  end if;
  insert into spoor.reuse (id, organisation, record_kind, record_id, ground, reference, by_member, at)
  values (reuse_id, spoor.organisation(), of_kind, of_record, of_ground, with_reference, by_whom, at);
  return found_content;
end
$$;
revoke all on function spoor.open_vault(uuid, text, uuid, text, text, uuid, timestamptz) from public;
grant execute on function spoor.open_vault(uuid, text, uuid, text, text, uuid, timestamptz) to spoor_organisation;

-- Whether the caller's organisation has such a record, in use or in the vault.
create function spoor.has_record(of_kind text, of_record uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select case of_kind
    when 'signal' then exists (select from spoor.signal s
      where s.id = of_record and s.organisation = spoor.organisation())
    else exists (select from spoor.registration r where r.id = of_record and r.organisation = spoor.organisation())
      or exists (select from spoor.vault v where v.record_kind = 'registration' and v.record_id = of_record
                    and v.organisation = spoor.organisation()) end
$$;
revoke all on function spoor.has_record(text, uuid) from public;
grant execute on function spoor.has_record(text, uuid) to spoor_organisation;

alter table spoor.vault alter column content set statistics 0;
alter table spoor.legal_hold alter column words set statistics 0;
alter table spoor.reuse alter column reference set statistics 0;
alter table spoor.retention_move alter column reference set statistics 0;

-- After a run the worker lets PostgreSQL clear away what is dead, from tables and indexes, and take new samples. Before
-- version 17 nobody but the owner may: there it happens when PostgreSQL itself comes round to it.
do $$
begin
  if current_setting('server_version_num')::integer >= 170000 then
    execute 'grant maintain on spoor.registration, spoor.scan_result, spoor.signal_registration, spoor.signal,
      spoor.event_content, spoor.message_content, spoor.quarantine_line, spoor.import, spoor.duty, spoor.member, spoor.vault,
      spoor.legal_hold, spoor.reuse, spoor.retention_move to spoor_worker';
  end if;
end
$$;

-- Only the functions above and the triggers call these.
do $$
declare
  inner_function regprocedure;
begin
  foreach inner_function in array array[
    'spoor.carry_out(spoor.retention_run,text,uuid[])', 'spoor.remove_registrations(spoor.retention_run,uuid[])',
    'spoor.remove_words(spoor.retention_run,uuid[])', 'spoor.remove_messages(spoor.retention_run,uuid[])',
    'spoor.destroy_vault(spoor.retention_run,text,uuid[])', 'spoor.destroy_lines(spoor.retention_run,uuid[])',
    'spoor.blank(spoor.retention_run,text,uuid[])']::regprocedure[] loop
    execute format('revoke all on function %s from public', inner_function);
  end loop;
end
$$;

reset row_security;
