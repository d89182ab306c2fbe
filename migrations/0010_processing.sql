-- The Logboek Dataverwerkingen: what was done with whose personal data, when and in which activity; one line for each
-- person concerned, by pseudonym. Who did it stands in the audit log, under the same processing id, and not here.
-- docs/logboek.md describes it.

create table spoor.processing (
  organisation   text not null,
  -- The Dutch calendar day on which it ended: lines lapse with that day of the audit log.
  day            date not null,
  trace_id       bytea not null check (octet_length(trace_id) = 16),
  span_id        bytea not null check (octet_length(span_id) = 8),
  parent_span_id bytea check (octet_length(parent_span_id) = 8),
  processing_id  uuid not null,
  -- The operation, as the audit log calls it.
  name           text not null check (name ~ '^[a-z][A-Za-z0-9-]{0,79}$'),
  -- Of the register of processing activities: law/processing-activities.json.
  activity       text not null check (activity ~ '^[a-z][a-z-]{0,39}$'),
  version        integer not null check (version >= 1),
  -- A keyed hash; the key lies outside the database, one for each organisation. Null: nobody in particular.
  subject        bytea check (octet_length(subject) = 32),
  -- person: of what is registered of somebody. record: somebody of whom only a text tells, by the record.
  subject_type   text check (subject_type in ('person', 'record')),
  status         text not null check (status in ('Unset', 'Ok', 'Error')),
  started_at     timestamptz not null,
  ended_at       timestamptz not null,
  -- The action of another organisation that this one follows from.
  foreign_span   bytea check (octet_length(foreign_span) = 8),
  foreign_processor text check (foreign_processor ~ '^[a-z][a-z0-9-]{0,39}$'),
  primary key (organisation, trace_id, span_id),
  constraint processing_subject check ((subject is null) = (subject_type is null)),
  constraint processing_foreign check ((foreign_span is null) = (foreign_processor is null)),
  constraint processing_in_order check (started_at <= ended_at),
  constraint processing_dutch_day check (day = (ended_at at time zone 'Europe/Amsterdam')::date)
);
-- What was done with somebody's data; the lines of a row of the audit log; what is exported or lapses of a day.
create index processing_subject on spoor.processing (organisation, subject, ended_at) where subject is not null;
create index processing_id on spoor.processing (organisation, processing_id);
create index processing_day on spoor.processing (organisation, day, ended_at, trace_id, span_id);
call spoor.wall('spoor.processing');
create policy worker_lapses on spoor.processing using (session_user = 'spoor_worker');
grant select, insert on spoor.processing to spoor_organisation;

create trigger never_changed before update on spoor.processing
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.processing
  for each statement execute function spoor.refuse_change();

-- Lines go with their day of the audit log or not at all.
create function spoor.check_processing_lapse() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from (select distinct organisation, day from gone) g
      left join spoor.audit_day d on d.organisation = g.organisation and d.day = g.day
     where d.lapsed_at is null)
  then
    raise exception 'spoor: lines lapse with their day of the audit log' using errcode = '42501';
  end if;
  return null;
end
$$;
create trigger lapses_with_its_day after delete on spoor.processing referencing old table as gone
  for each statement execute function spoor.check_processing_lapse();

-- As in 0007; the lines of those days go as well.
create or replace function spoor.lapse_audit(of_organisation text, before date, at timestamptz, run uuid) returns integer
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
  delete from spoor.processing p using spoor.audit_day d
   where d.organisation = of_organisation and d.lapsed_in = run and p.organisation = d.organisation and p.day = d.day;
  return days;
end
$$;

-- In which trace a message was sent (W3C Trace Context), so that its receiver goes on with it.
alter table spoor.message
  add column traceparent text check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
