-- The sample (NL: steekproef): of what the scan did not point at, some are drawn every day and read by people, so that it
-- can be estimated what was missed. No words here: ids, codes, counts and moments. docs/sample.md explains it.

-- PostgreSQL looks into a function in SQL when it is made, and an owner who is no superuser stands behind the walls too.
set local row_security = on;

-- What was drawn of one day and one catalogue, and from how many. Kept for good: it says nothing of anybody.
create table spoor.sample (
  id             uuid primary key,
  organisation   text not null,
  -- The Dutch calendar day on which the scan read them.
  day            date not null,
  catalogue      text not null,
  -- Not pointed at, of which it was drawn; in no sample, for they keep to a rule of their own; and what was asked for.
  population     integer not null check (population >= 0),
  apart          integer not null check (apart >= 0),
  size           integer not null check (size >= 0),
  drawn          integer not null,
  doubled        integer not null check (doubled between 0 and drawn),
  unit           text not null check (unit <> ''),
  way_of_working text not null,
  drawn_at       timestamptz not null,
  constraint sample_day unique (organisation, day, catalogue),
  constraint sample_whole check (drawn = least(size, population))
);
call spoor.wall('spoor.sample');
create policy check_reads on spoor.sample for select to spoor_check using (true);
grant select, insert on spoor.sample to spoor_organisation;
grant select on spoor.sample to spoor_check;

-- One registration that was drawn. When that goes, removed or destroyed, what is left leads nowhere.
create table spoor.sample_item (
  id              uuid primary key,
  organisation    text not null,
  sample_id       uuid not null references spoor.sample,
  -- By its lot, from 1.
  place           integer not null check (place >= 1),
  registration_id uuid references spoor.registration on delete set null,
  -- Read by a second person too.
  doubled         boolean not null,
  constraint sample_item_place unique (sample_id, place)
);
create unique index sample_item_registration on spoor.sample_item (registration_id);
call spoor.wall('spoor.sample_item');
create policy check_reads on spoor.sample_item for select to spoor_check using (true);
grant select, insert on spoor.sample_item to spoor_organisation;
grant select on spoor.sample_item to spoor_check;

-- What somebody said who read it, once, without having seen what the scan made of it.
create table spoor.sample_reading (
  organisation text not null,
  item_id      uuid not null references spoor.sample_item,
  reader       uuid not null,
  answer       text not null check (answer in ('look', 'nothing', 'cannot-judge')),
  reason       text check (reason in ('no-circumstances', 'explained', 'mention-only')),
  -- The signal that it became, or was already by then.
  signal_id    uuid references spoor.signal,
  at           timestamptz not null,
  primary key (item_id, reader),
  foreign key (organisation, reader) references spoor.member (organisation, id),
  constraint sample_reason check ((answer = 'nothing') = (reason is not null)),
  constraint sample_signal check ((answer = 'look') = (signal_id is not null))
);
create index sample_reading_signal on spoor.sample_reading (signal_id) where signal_id is not null;
call spoor.wall('spoor.sample_reading');
create policy check_reads on spoor.sample_reading for select to spoor_check using (true);
grant select, insert on spoor.sample_reading to spoor_organisation;
grant select on spoor.sample_reading to spoor_check;

do $$
declare
  target text;
begin
  foreach target in array array['sample', 'sample_reading'] loop
    execute format('create trigger never_changed before update or delete on spoor.%I
      for each row execute function spoor.refuse_change()', target);
  end loop;
  foreach target in array array['sample', 'sample_item', 'sample_reading'] loop
    execute format('create trigger never_emptied before truncate on spoor.%I
      for each statement execute function spoor.refuse_change()', target);
  end loop;
end
$$;

-- Of what was drawn only this changes: that the registration is gone.
create function spoor.keep_sample_item() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new.registration_id is null
     and (new.id, new.organisation, new.sample_id, new.place, new.doubled)
       is not distinct from (old.id, old.organisation, old.sample_id, old.place, old.doubled) then
    return new;
  end if;
  raise exception 'spoor: what was drawn stays drawn' using errcode = '42501';
end
$$;
revoke all on function spoor.keep_sample_item() from public;
create trigger never_changed before update or delete on spoor.sample_item
  for each row execute function spoor.keep_sample_item();

-- What stands in a row is of the organisation that writes it: nothing of another can be named.
create function spoor.check_sample() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if tg_table_name = 'sample_item' then
    if not exists (select from spoor.sample s where s.id = new.sample_id)
       or not exists (select from spoor.registration r where r.id = new.registration_id) then
      raise exception 'spoor: a sample of nothing' using errcode = '42501';
    end if;
  elsif not exists (select from spoor.sample_item i where i.id = new.item_id)
     or (new.signal_id is not null and not exists (select from spoor.signal s where s.id = new.signal_id)) then
    raise exception 'spoor: a reading of nothing' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke all on function spoor.check_sample() from public;
create trigger of_a_sample before insert on spoor.sample_item for each row execute function spoor.check_sample();
create trigger of_an_item before insert on spoor.sample_reading for each row execute function spoor.check_sample();

-- A signal that somebody saw who read a sample.
alter table spoor.signal
  drop constraint signal_origin_check,
  add constraint signal_origin_check check (origin in ('scan', 'officer', 'handover', 'sample'));

-- To read a sample is a duty like any other, and climbs when it is late.
alter table spoor.duty
  add column sample uuid references spoor.sample,
  drop constraint duty_one_subject,
  add constraint duty_one_subject check (num_nonnulls(signal_id, import_id, feed, retention_of, glass, sample) = 1),
  drop constraint duty_escalation,
  add constraint duty_escalation check (
    ((place = 'escalation') = (escalates is not null)) or glass is not null or sample is not null),
  add constraint duty_sample check (sample is null
    or (kind = 'read-sample' and escalates is null and role is null)
    or (kind = 'escalation' and escalates is not null and role is not null));
create unique index duty_sample_one on spoor.duty (sample) where sample is not null and kind <> 'escalation';
create index duty_sample_due on spoor.duty (organisation, due_at) where sample is not null and done_at is null;
grant select (sample) on spoor.duty to spoor_check;

-- What of a sample still has to be read: the rule of process/sample.ts. What went out of use is read by nobody.
create function spoor.sample_waits(of_sample uuid) returns boolean
  language sql stable set search_path = pg_catalog as $$
  select exists (
    select from spoor.sample_item i
      join spoor.registration r on r.id = i.registration_id
      left join lateral (
        select count(*) as readings, count(*) filter (where answer <> 'cannot-judge') as judged
          from spoor.sample_reading d where d.item_id = i.id) d on true
     where i.sample_id = of_sample
       and d.judged < (case when i.doubled then 2 else 1 end)
       and d.readings < (case when i.doubled then 3 else 2 end))
$$;
revoke all on function spoor.sample_waits(uuid) from public;
grant execute on function spoor.sample_waits(uuid) to spoor_organisation;

-- Nothing that waits is without somebody who must read it, checked when the transaction ends.
create function spoor.check_sample_duty() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  subject uuid;
begin
  if tg_table_name = 'sample_item' then subject := new.sample_id; else subject := new.sample; end if;
  if subject is null then return null; end if;
  if spoor.sample_waits(subject) and not exists (
    select from spoor.duty d where d.sample = subject and d.kind = 'read-sample' and d.done_at is null)
  then
    raise exception 'spoor: a sample that nobody has to read' using errcode = '23514';
  end if;
  return null;
end
$$;
revoke all on function spoor.check_sample_duty() from public;
create constraint trigger sample_has_duty after insert on spoor.sample_item
  deferrable initially deferred for each row execute function spoor.check_sample_duty();
create constraint trigger duty_has_sample after insert or update on spoor.duty
  deferrable initially deferred for each row execute function spoor.check_sample_duty();

-- `spoor check` draws again: what the scan read when and whether it pointed, not what it saw.
grant select (version, scanned_with) on spoor.registration to spoor_check;
grant select (catalogue, scanned_on, scanned_at, is_signal) on spoor.scan_result to spoor_check;

reset row_security;
