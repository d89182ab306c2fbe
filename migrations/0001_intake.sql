-- What comes in: registrations as delivered, imports with their balance, lines that could not be read, feeds, days.

-- Which organisation a login speaks for: `spoor_politie` → `politie`. Built on session_user, which no SQL can change,
-- not on a setting, which injected SQL can (shared stack notes, "The wall").
create function spoor.organisation() returns text
  language sql stable parallel safe
  return case when session_user like 'spoor\_%' then substr(session_user, 7) end;

-- Puts the wall on a table: every row belongs to one organisation and only its login sees or writes it. `forced`, so
-- that the owner is held to it as well.
create procedure spoor.wall(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_organisation on %s using (organisation = (select spoor.organisation()))
       with check (organisation = (select spoor.organisation()))', target);
end
$$;
revoke all on procedure spoor.wall(regclass) from public;

create table spoor.import (
  id            uuid primary key,
  organisation  text not null,
  source        text not null,
  via           text not null check (via in ('upload', 'command', 'feed', 'api')),
  state         text not null check (state in ('waiting', 'running', 'finished', 'failed', 'interrupted')),
  started_at    timestamptz not null,
  heartbeat_at  timestamptz not null,
  finished_at   timestamptz,
  by_member     uuid,
  feed          text,
  bytes_total   bigint,
  bytes_read    bigint not null default 0,
  lines_in      integer not null default 0,
  accepted      integer not null default 0,
  corrections   integer not null default 0,
  already_known integer not null default 0,
  rejected      integer not null default 0,
  fault         text,
  -- The balance holds after every batch, not only at the end: a killed import never lies about what it kept.
  constraint import_balance check (lines_in = accepted + already_known + rejected),
  constraint import_corrections check (corrections <= accepted)
);
create index import_recent on spoor.import (organisation, started_at desc);
call spoor.wall('spoor.import');
grant select, insert, update on spoor.import to spoor_organisation;

create table spoor.registration (
  id                 uuid primary key,
  organisation       text not null,
  source_id          text not null,
  -- 1 for the first; the same id with other content is a correction, kept beside the original.
  version            integer not null check (version >= 1),
  content_hash       bytea not null,
  kind               text not null,
  registered_at      timestamptz not null,
  -- As it was written, with its own offset.
  registered_at_text text not null,
  incident           text not null,
  -- Documents of one incident share this; they are shown together.
  incident_key       text not null,
  title              text not null,
  text               text not null,
  persons            jsonb not null,
  vehicles           jsonb not null,
  import_id          uuid references spoor.import,
  line_number        integer,
  received_at        timestamptz not null,
  -- The Dutch calendar day of received_at: the day in whose balance it counts.
  received_on        date not null,
  -- Catalogue of the first scan; null: the scan has not read it yet.
  scanned_with       text,
  constraint registration_same_content unique (organisation, source_id, content_hash),
  constraint registration_version unique (organisation, source_id, version)
);
create index registration_unscanned on spoor.registration (organisation, received_at, id) where scanned_with is null;
create index registration_day on spoor.registration (organisation, received_on);
create index registration_incident on spoor.registration (organisation, incident_key);
create index registration_import on spoor.registration (import_id);
call spoor.wall('spoor.registration');
grant select, insert, update (scanned_with) on spoor.registration to spoor_organisation;

create table spoor.quarantine_line (
  id                      uuid primary key,
  organisation            text not null,
  import_id               uuid not null references spoor.import,
  line_number             integer not null,
  reason                  text not null,
  bytes                   bytea not null,
  bytes_hash              bytea not null,
  received_at             timestamptz not null,
  received_on             date not null,
  unit                    text not null,
  due_at                  timestamptz not null,
  state                   text not null default 'open' check (state in ('open', 'repaired', 'discarded')),
  repaired_registration   uuid references spoor.registration,
  resolved_by             uuid,
  resolved_at             timestamptz,
  ground                  text,
  -- The same bytes once, however often a file comes in.
  constraint quarantine_same_bytes unique (organisation, bytes_hash),
  constraint quarantine_resolved check (
    (state = 'open') = (resolved_at is null) and (state = 'open') = (ground is null)
    and (state = 'repaired') = (repaired_registration is not null)
  )
);
create index quarantine_open on spoor.quarantine_line (organisation, due_at) where state = 'open';
create index quarantine_import on spoor.quarantine_line (import_id);
call spoor.wall('spoor.quarantine_line');
grant select, insert, update (state, repaired_registration, resolved_by, resolved_at, ground)
  on spoor.quarantine_line to spoor_organisation;

-- What each feed brought on each Dutch calendar day. No row: nothing came.
create table spoor.feed_delivery (
  organisation text not null,
  feed         text not null,
  day          date not null,
  lines        integer not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  primary key (organisation, feed, day)
);
call spoor.wall('spoor.feed_delivery');
grant select, insert, update on spoor.feed_delivery to spoor_organisation;

-- A closed day: its balance does not change any more. What came in later counts on a later day.
create table spoor.day_balance (
  organisation text not null,
  day          date not null,
  received     integer not null,
  scanned      integer not null,
  proposed     integer not null,
  rejected     integer not null,
  catalogues   jsonb not null,
  closed_at    timestamptz not null,
  primary key (organisation, day),
  constraint day_all_scanned check (received = scanned)
);
call spoor.wall('spoor.day_balance');
grant select, insert on spoor.day_balance to spoor_organisation;
