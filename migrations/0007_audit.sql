-- The audit log (Wpg art. 32a): who did what to which record, when, for what purpose and with whom it was shared. Ids and
-- codes only. One hash chain for each organisation and day; docs/audit.md describes the hash, the seals and what they prove.

-- Where the chain of a day stands; its seal, and what stays of it when the rows have lapsed.
create table spoor.audit_day (
  organisation text not null,
  -- The Dutch calendar day.
  day          date not null,
  rows         integer not null default 0 check (rows >= 0),
  head         bytea not null default decode(repeat('00', 32), 'hex') check (octet_length(head) = 32),
  -- From then on nothing is added.
  sealed_at    timestamptz,
  -- sha256 of the signed checkpoint that lies outside the database.
  checkpoint   bytea check (octet_length(checkpoint) = 32),
  -- From then on only this row and the checkpoint are left; lapsed_in is the run of retention that did it.
  lapsed_at    timestamptz,
  lapsed_in    uuid,
  primary key (organisation, day),
  constraint audit_day_in_order check (
    (checkpoint is null or sealed_at is not null) and (lapsed_at is null or checkpoint is not null)
    and (lapsed_at is null) = (lapsed_in is null))
);
call spoor.wall('spoor.audit_day');
create policy check_reads on spoor.audit_day for select to spoor_check using (true);
-- Lapsing is the worker's, through lapse_audit: no login of an organisation can have its own log disappear.
create policy worker_lapses on spoor.audit_day using (session_user = 'spoor_worker');
grant select on spoor.audit_day to spoor_organisation, spoor_check;

create table spoor.audit (
  organisation  text not null,
  day           date not null,
  seq           integer not null check (seq >= 1),
  id            uuid not null,
  at            timestamptz not null,
  -- A member's random id, or 'spoor' for a job.
  actor         text not null check (actor = 'spoor' or actor ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  act           text not null check (act in ('collect', 'change', 'consult', 'disclose', 'combine', 'delete')),
  -- The operation: an operationId of the API, or a job.
  what          text not null check (what ~ '^[a-z][A-Za-z0-9-]{0,79}$'),
  purpose       text not null check (purpose ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- The task for which the purpose was given; a job has none.
  task_id       uuid,
  record_kind   text not null check (record_kind ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- Null: of no one record (a search that found nothing). A uuid, a day or a code; never a number of a register.
  record_id     text check (record_id ~
    '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}|[a-z][a-z0-9_.:@-]{0,79})$'),
  -- The organisation or partner with whom it was shared.
  recipient     text check (recipient ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- Ties the row to the lines of the Logboek Dataverwerkingen.
  processing_id uuid not null,
  emergency     boolean not null,
  previous      bytea not null check (octet_length(previous) = 32),
  hash          bytea not null check (octet_length(hash) = 32),
  primary key (organisation, day, seq),
  -- What the hash leaves out of a moment, a moment may not have.
  constraint audit_moment check (at = date_trunc('milliseconds', at at time zone 'UTC') at time zone 'UTC'),
  constraint audit_dutch_day check (day = (at at time zone 'Europe/Amsterdam')::date)
);
-- Who saw this; what did somebody do; which acts belong to one processing.
create index audit_record on spoor.audit (organisation, record_kind, record_id, at) where record_id is not null;
create index audit_actor on spoor.audit (organisation, actor, at);
create index audit_processing on spoor.audit (organisation, processing_id);
call spoor.wall('spoor.audit');
create policy check_reads on spoor.audit for select to spoor_check using (true);
create policy worker_lapses on spoor.audit using (session_user = 'spoor_worker');
grant select on spoor.audit to spoor_organisation, spoor_check;

-- The hash of a row: sha256 over its fields as JSON without white space, the keys in order. src/check/audit-day.ts writes
-- the same a second time.
create function spoor.audit_hash(
  organisation text, day date, seq integer, id uuid, at timestamptz, actor text, act text, what text, purpose text,
  task_id uuid, record_kind text, record_id text, recipient text, processing_id uuid, emergency boolean, previous bytea
) returns bytea
language sql stable parallel safe
return sha256(convert_to(
  '{"act":' || to_json(act)
  || ',"actor":' || to_json(actor)
  || ',"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","day":"' || to_char(day, 'YYYY-MM-DD')
  || '","emergency":' || emergency
  || ',"id":"' || id
  || '","organisation":' || to_json(organisation)
  || ',"previous":"' || encode(previous, 'hex')
  || '","processing":"' || processing_id
  || '","purpose":' || to_json(purpose)
  || ',"recipient":' || coalesce(to_json(recipient)::text, 'null')
  || ',"record":' || coalesce(to_json(record_id)::text, 'null')
  || ',"recordKind":' || to_json(record_kind)
  || ',"seq":' || seq
  || ',"task":' || coalesce('"' || task_id || '"', 'null')
  || ',"v":1,"what":' || to_json(what) || '}', 'UTF8'));

-- Rows follow the newest of their day or are refused; the head moves with them. Runs as the owner, for nobody else may
-- write heads; session_user stays the organisation's login, so the wall holds in here too.
create function spoor.chain_audit() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  part record;
  head spoor.audit_day;
begin
  for part in
    select a.organisation, a.day, min(a.seq) as first, count(*)::integer as rows,
           bool_and(a.seq = a.first + a.place and a.previous = coalesce(a.before, a.previous)
                    and a.hash = spoor.audit_hash(a.organisation, a.day, a.seq, a.id, a.at, a.actor, a.act, a.what,
                      a.purpose, a.task_id, a.record_kind, a.record_id, a.recipient, a.processing_id, a.emergency,
                      a.previous)) as fits,
           min(encode(a.previous, 'hex')) filter (where a.place = 0) as previous,
           max(encode(a.hash, 'hex')) filter (where a.place = a.last) as hash
      from (select added.*, lag(hash) over chain as before, row_number() over chain - 1 as place,
                   min(seq) over day as first, count(*) over day - 1 as last
              from added
            window day as (partition by organisation, day), chain as (partition by organisation, day order by seq)) a
     group by a.organisation, a.day
  loop
    select * into head from spoor.audit_day d
      where d.organisation = part.organisation and d.day = part.day for update;
    if head.rows is null or head.sealed_at is not null or not part.fits or part.first <> head.rows + 1
       or part.previous <> encode(head.head, 'hex') then
      raise exception 'spoor: audit rows that follow nothing' using errcode = '55000';
    end if;
    update spoor.audit_day d set rows = head.rows + part.rows, head = decode(part.hash, 'hex')
      where d.organisation = part.organisation and d.day = part.day;
  end loop;
  return null;
end
$$;
create trigger chain after insert on spoor.audit referencing new table as added
  for each statement execute function spoor.chain_audit();

create trigger never_changed before update on spoor.audit
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.audit
  for each statement execute function spoor.refuse_change();
create trigger never_deleted before delete on spoor.audit_day
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.audit_day
  for each statement execute function spoor.refuse_change();

-- Rows go by whole days that have lapsed, or not at all.
create function spoor.check_audit_lapse() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from (select distinct organisation, day from gone) g
      left join spoor.audit_day d on d.organisation = g.organisation and d.day = g.day
     where d.lapsed_at is null
        or exists (select from spoor.audit a where a.organisation = g.organisation and a.day = g.day))
  then
    raise exception 'spoor: the audit log lapses by whole days' using errcode = '42501';
  end if;
  return null;
end
$$;
create trigger lapses_whole after delete on spoor.audit referencing old table as gone
  for each statement execute function spoor.check_audit_lapse();

-- Writes rows at the end of the chain of the day of `at`: the only way in. One at a time for each organisation, until the
-- transaction ends, so that nobody can fork the chain. `entries`: objects with id, actor, act, what, purpose, task,
-- recordKind, record, recipient, processing, emergency.
create function spoor.record_audit(of_organisation text, at timestamptz, entries jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog set lock_timeout = '5s' as $$
declare
  today constant date := (record_audit.at at time zone 'Europe/Amsterdam')::date;
  standing spoor.audit_day;
  entry record;
  link bytea;
  links bytea[];
begin
  if of_organisation is distinct from spoor.organisation() then
    raise exception 'record_audit: an organisation writes its own log' using errcode = 'insufficient_privilege';
  end if;
  insert into spoor.audit_day (organisation, day) values (of_organisation, today) on conflict do nothing;
  select * into standing from spoor.audit_day d where d.organisation = of_organisation and d.day = today for update;
  if standing.rows is null then
    -- Somebody else began the day after this transaction took its snapshot.
    raise exception 'record_audit: changed since you looked' using errcode = '40001';
  end if;
  if exists (select from spoor.audit_day d
              where d.organisation = of_organisation and d.day >= today and d.sealed_at is not null) then
    raise exception 'record_audit: the day is sealed' using errcode = 'object_not_in_prerequisite_state';
  end if;
  link := standing.head;
  links := array[link];
  for entry in
    select e.n::integer as n, r.* from jsonb_array_elements(entries) with ordinality as e (entry, n),
      jsonb_to_record(e.entry) as r (id uuid, actor text, act text, what text, purpose text, task uuid,
        "recordKind" text, record text, recipient text, processing uuid, emergency boolean)
     order by e.n
  loop
    link := spoor.audit_hash(of_organisation, today, standing.rows + entry.n, entry.id, record_audit.at, entry.actor,
      entry.act, entry.what, entry.purpose, entry.task, entry."recordKind", entry.record, entry.recipient,
      entry.processing, entry.emergency, link);
    links := links || link;
  end loop;
  insert into spoor.audit (organisation, day, seq, id, at, actor, act, what, purpose, task_id, record_kind, record_id,
                           recipient, processing_id, emergency, previous, hash)
  select of_organisation, today, standing.rows + e.n::integer, r.id, record_audit.at, r.actor, r.act, r.what, r.purpose,
         r.task, r."recordKind", r.record, r.recipient, r.processing, r.emergency, links[e.n], links[e.n + 1]
    from jsonb_array_elements(entries) with ordinality as e (entry, n),
      jsonb_to_record(e.entry) as r (id uuid, actor text, act text, what text, purpose text, task uuid,
        "recordKind" text, record text, recipient text, processing uuid, emergency boolean);
end
$$;
revoke all on function spoor.record_audit(text, timestamptz, jsonb) from public;
grant execute on function spoor.record_audit(text, timestamptz, jsonb) to spoor_organisation;

-- From now on nothing is added to any day up to `through`. A day on which nothing was written gets its row too, so that
-- a missing day shows. The first day is that of the first audit row or of the first event, whichever came first.
create function spoor.seal_audit_days(through date, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  ours constant text := spoor.organisation();
  first date;
begin
  if through >= (seal_audit_days.at at time zone 'Europe/Amsterdam')::date then
    raise exception 'seal_audit_days: a day that is not over' using errcode = 'object_not_in_prerequisite_state';
  end if;
  select max(d.day) + 1 into first from spoor.audit_day d where d.organisation = ours and d.sealed_at is not null;
  if first is null then
    select least((select min(d.day) from spoor.audit_day d where d.organisation = ours),
                 (select (min(e.at) at time zone 'Europe/Amsterdam')::date from spoor.event e
                   where e.organisation = ours)) into first;
  end if;
  insert into spoor.audit_day (organisation, day)
  select ours, first + n from generate_series(0, through - first) as n
  on conflict do nothing;
  update spoor.audit_day d set sealed_at = seal_audit_days.at
    where d.organisation = ours and d.day <= through and d.sealed_at is null;
end
$$;
revoke all on function spoor.seal_audit_days(date, timestamptz) from public;
grant execute on function spoor.seal_audit_days(date, timestamptz) to spoor_organisation;

-- Keeps the hash of a day's checkpoint, once, the days in their order.
create function spoor.keep_checkpoint(of_day date, checkpoint bytea) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update spoor.audit_day d set checkpoint = keep_checkpoint.checkpoint
   where d.organisation = spoor.organisation() and d.day = of_day and d.sealed_at is not null and d.checkpoint is null
     and not exists (select from spoor.audit_day b
                      where b.organisation = d.organisation and b.day = d.day - 1 and b.checkpoint is null);
  if not found then
    raise exception 'keep_checkpoint: not the next day to be sealed' using errcode = 'object_not_in_prerequisite_state';
  end if;
end
$$;
revoke all on function spoor.keep_checkpoint(date, bytea) from public;
grant execute on function spoor.keep_checkpoint(date, bytea) to spoor_organisation;

-- Takes away the rows of every sealed day before `before`; what stays of it says that it was there, how long it was and
-- when it lapsed. Five years is the least: an audit every four years, and one more year to repair what it found
-- (docs/audit.md). Gives the number of days.
create function spoor.lapse_audit(of_organisation text, before date, at timestamptz, run uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  days integer;
begin
  if before + interval '5 years' > (lapse_audit.at at time zone 'Europe/Amsterdam')::date then
    raise exception 'lapse_audit: within its term' using errcode = 'object_not_in_prerequisite_state';
  end if;
  update spoor.audit_day d set lapsed_at = lapse_audit.at, lapsed_in = run
   where d.organisation = of_organisation and d.day < before and d.checkpoint is not null and d.lapsed_at is null;
  get diagnostics days = row_count;
  delete from spoor.audit a using spoor.audit_day d
   where d.organisation = of_organisation and d.lapsed_in = run and a.organisation = d.organisation and a.day = d.day;
  return days;
end
$$;
revoke all on function spoor.lapse_audit(text, date, timestamptz, uuid) from public;
grant execute on function spoor.lapse_audit(text, date, timestamptz, uuid) to spoor_worker;

-- A checkpoint also holds the heads of the signals on which something happened that day. Events come in order of time, so
-- that a summary for each stretch of the table finds a day.
create index event_at on spoor.event using brin (at) with (autosummarize = on);
