-- The schema as the migrations make it. Written by `npm run schema`, for reading and for review; do not edit.

create schema spoor;
grant usage on schema spoor to spoor_check;
grant usage on schema spoor to spoor_organisation;
grant usage on schema spoor to spoor_worker;

CREATE OR REPLACE FUNCTION spoor.chain_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  head spoor.ledger_head;
  proposer text;
begin
  select * into head from spoor.ledger_head
    where organisation = new.organisation and signal_id = new.signal_id for update;
  if head.seq is null then
    if new.seq <> 1 or new.previous <> decode(repeat('00', 32), 'hex') then
      raise exception 'spoor: an event that begins nowhere' using errcode = '40001';
    end if;
    insert into spoor.ledger_head (organisation, signal_id, seq, hash)
      values (new.organisation, new.signal_id, new.seq, new.hash);
    return new;
  end if;
  if new.seq <> head.seq + 1 or new.previous <> head.hash then
    -- Somebody else was first: a serialization failure, which the caller knows how to meet.
    raise exception 'spoor: changed since you looked' using errcode = '40001';
  end if;
  -- Four eyes, also when the code above forgets: a decision not to follow up is confirmed by another person than
  -- the one who proposed it.
  if new.type in ('set-aside-confirmed', 'set-aside-rejected', 'shelved', 'stop-rejected')
     or (new.type = 'closed' and new.data ->> 'proposedBy' is not null) then
    select by_member into proposer from spoor.event
      where organisation = new.organisation and signal_id = new.signal_id
        and type in ('set-aside-proposed', 'stop-proposed')
      order by seq desc limit 1;
    if proposer is null or proposer = new.by_member then
      raise exception 'spoor: needs another person' using errcode = '23514';
    end if;
  end if;
  update spoor.ledger_head set seq = new.seq, hash = new.hash
    where organisation = new.organisation and signal_id = new.signal_id;
  return new;
end
$function$;
grant execute on routine spoor.chain_event() to public;

CREATE OR REPLACE FUNCTION spoor.check_signal_duty()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.check_signal_duty() to public;

CREATE OR REPLACE FUNCTION spoor.enqueue(task text, payload jsonb, job_key text, run_at timestamp with time zone DEFAULT now(), max_attempts integer DEFAULT 25)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if task is null or task !~ '^[a-z][a-z0-9_-]{0,62}$' then
    raise exception 'enqueue: the task is no name of a task' using errcode = 'invalid_parameter_value';
  end if;
  if job_key !~ '^[a-z0-9][a-z0-9:_-]{0,119}$' then
    raise exception 'enqueue: the job key is not opaque' using errcode = 'invalid_parameter_value';
  end if;
  if max_attempts is null or max_attempts not between 1 and 1000 then
    raise exception 'enqueue: max_attempts must be from 1 to 1000' using errcode = 'invalid_parameter_value';
  end if;
  if payload is null
    or jsonb_typeof(payload) <> 'object'
    or payload - array['organisation', 'id'] <> '{}'::jsonb
    or jsonb_typeof(payload -> 'organisation') is distinct from 'string'
    or jsonb_typeof(payload -> 'id') is distinct from 'string'
    -- A uuid, a day, or a short code that starts with a letter; never a register number.
    or payload ->> 'id' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}|[a-z][a-z0-9_-]{0,39})$'
  then
    raise exception 'enqueue: the payload must be an organisation and an opaque id'
      using errcode = 'invalid_parameter_value';
  end if;
  if session_user <> 'spoor_' || (payload ->> 'organisation') then
    raise exception 'enqueue: an organisation enqueues for itself' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    identifier => task,
    payload => payload::json,
    run_at => coalesce(run_at, now()),
    max_attempts => max_attempts,
    job_key => (payload ->> 'organisation') || ':' || job_key
  );
end;
$function$;
alter routine spoor.enqueue(text,jsonb,text,timestamp with time zone,integer) owner to spoor_worker;
grant execute on routine spoor.enqueue(text,jsonb,text,timestamp with time zone,integer) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.organisation()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN (SESSION_USER ~~ 'spoor\_%'::text) THEN substr((SESSION_USER)::text, 7) ELSE NULL::text END;
grant execute on routine spoor.organisation() to public;

CREATE OR REPLACE FUNCTION spoor.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'spoor: the ledger is never changed' using errcode = '42501';
end
$function$;
grant execute on routine spoor.refuse_change() to public;

CREATE OR REPLACE PROCEDURE spoor.wall(IN target regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_organisation on %s using (organisation = (select spoor.organisation()))
       with check (organisation = (select spoor.organisation()))', target);
end
$procedure$;

create table spoor.day_balance (
  organisation text not null,
  day date not null,
  received integer not null,
  scanned integer not null,
  proposed integer not null,
  rejected integer not null,
  catalogues jsonb not null,
  closed_at timestamp with time zone not null
);
alter table spoor.day_balance add constraint day_balance_pkey PRIMARY KEY (organisation, day);
alter table spoor.day_balance add constraint day_all_scanned CHECK ((received = scanned));
alter table spoor.day_balance enable row level security, force row level security;
create policy own_organisation on spoor.day_balance as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.day_balance to spoor_organisation;

create table spoor.duty (
  id uuid not null,
  organisation text not null,
  kind text not null,
  unit text not null,
  role text,
  due_at timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  signal_id uuid,
  import_id uuid,
  feed text,
  feed_day date,
  done_at timestamp with time zone,
  done_by text,
  ground text
);
alter table spoor.duty add constraint duty_pkey PRIMARY KEY (id);
alter table spoor.duty add constraint duty_done CHECK (((done_at IS NULL) = (done_by IS NULL)));
alter table spoor.duty add constraint duty_feed_day CHECK (((feed IS NULL) = (feed_day IS NULL)));
alter table spoor.duty add constraint duty_one_subject CHECK ((num_nonnulls(signal_id, import_id, feed) = 1));
alter table spoor.duty add constraint duty_unit_check CHECK ((unit <> ''::text));
alter table spoor.duty add constraint duty_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
alter table spoor.duty add constraint duty_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id) DEFERRABLE INITIALLY DEFERRED;
CREATE UNIQUE INDEX duty_feed_one ON spoor.duty USING btree (organisation, feed, feed_day, kind) WHERE (feed IS NOT NULL);
CREATE UNIQUE INDEX duty_import_one ON spoor.duty USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX duty_open ON spoor.duty USING btree (organisation, unit, due_at) WHERE (done_at IS NULL);
CREATE INDEX duty_signal ON spoor.duty USING btree (signal_id) WHERE (signal_id IS NOT NULL);
CREATE UNIQUE INDEX duty_signal_one ON spoor.duty USING btree (signal_id, ((kind = 'escalation'::text))) WHERE ((done_at IS NULL) AND (signal_id IS NOT NULL));
alter table spoor.duty enable row level security, force row level security;
create policy check_reads on spoor.duty as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.duty as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE CONSTRAINT TRIGGER duty_has_signal AFTER INSERT OR UPDATE ON spoor.duty DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_signal_duty();
grant insert, select on spoor.duty to spoor_organisation;
grant select (id, organisation, kind, unit, role, due_at, opened_at, signal_id, done_at) on spoor.duty to spoor_check;
grant update (done_at, done_by, ground) on spoor.duty to spoor_organisation;

create table spoor.event (
  organisation text not null,
  signal_id uuid not null,
  seq integer not null,
  id uuid not null,
  type text not null,
  at timestamp with time zone not null,
  by_member text not null,
  data jsonb not null,
  content_hash bytea,
  previous bytea not null,
  hash bytea not null
);
alter table spoor.event add constraint event_pkey PRIMARY KEY (organisation, signal_id, seq);
alter table spoor.event add constraint event_id_key UNIQUE (id);
alter table spoor.event add constraint event_content_hash_check CHECK ((octet_length(content_hash) = 32));
alter table spoor.event add constraint event_hash_check CHECK ((octet_length(hash) = 32));
alter table spoor.event add constraint event_previous_check CHECK ((octet_length(previous) = 32));
alter table spoor.event add constraint event_seq_check CHECK ((seq >= 1));
alter table spoor.event enable row level security, force row level security;
create policy check_reads on spoor.event as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.event as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER chain BEFORE INSERT ON spoor.event FOR EACH ROW EXECUTE FUNCTION spoor.chain_event();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.event FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.event FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.event to spoor_check;
grant insert, select on spoor.event to spoor_organisation;

create table spoor.event_content (
  event_id uuid not null,
  organisation text not null,
  salt bytea not null,
  content jsonb not null
);
alter table spoor.event_content add constraint event_content_pkey PRIMARY KEY (event_id);
alter table spoor.event_content add constraint event_content_salt_check CHECK ((octet_length(salt) = 16));
alter table spoor.event_content add constraint event_content_event_id_fkey FOREIGN KEY (event_id) REFERENCES spoor.event(id);
alter table spoor.event_content enable row level security, force row level security;
create policy own_organisation on spoor.event_content as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.event_content to spoor_organisation;

create table spoor.feed_delivery (
  organisation text not null,
  feed text not null,
  day date not null,
  lines integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);
alter table spoor.feed_delivery add constraint feed_delivery_pkey PRIMARY KEY (organisation, feed, day);
alter table spoor.feed_delivery enable row level security, force row level security;
create policy own_organisation on spoor.feed_delivery as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select, update on spoor.feed_delivery to spoor_organisation;

create table spoor.import (
  id uuid not null,
  organisation text not null,
  source text not null,
  via text not null,
  state text not null,
  started_at timestamp with time zone not null,
  heartbeat_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  by_member uuid,
  feed text,
  bytes_total bigint,
  bytes_read bigint default 0 not null,
  lines_in integer default 0 not null,
  accepted integer default 0 not null,
  corrections integer default 0 not null,
  already_known integer default 0 not null,
  rejected integer default 0 not null,
  fault text
);
alter table spoor.import add constraint import_pkey PRIMARY KEY (id);
alter table spoor.import add constraint import_balance CHECK ((lines_in = ((accepted + already_known) + rejected)));
alter table spoor.import add constraint import_corrections CHECK ((corrections <= accepted));
alter table spoor.import add constraint import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'finished'::text, 'failed'::text, 'interrupted'::text])));
alter table spoor.import add constraint import_via_check CHECK ((via = ANY (ARRAY['upload'::text, 'command'::text, 'feed'::text, 'api'::text])));
CREATE INDEX import_recent ON spoor.import USING btree (organisation, started_at DESC);
alter table spoor.import enable row level security, force row level security;
create policy own_organisation on spoor.import as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select, update on spoor.import to spoor_organisation;

create table spoor.ledger_head (
  organisation text not null,
  signal_id uuid not null,
  seq integer not null,
  hash bytea not null
);
alter table spoor.ledger_head add constraint ledger_head_pkey PRIMARY KEY (organisation, signal_id);
alter table spoor.ledger_head enable row level security, force row level security;
create policy check_reads on spoor.ledger_head as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.ledger_head as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.ledger_head to spoor_check;
grant select on spoor.ledger_head to spoor_organisation;

create table spoor.member (
  id uuid not null,
  organisation text not null,
  subject text not null,
  name text not null,
  unit text not null,
  roles text[] not null,
  seen_at timestamp with time zone not null
);
alter table spoor.member add constraint member_pkey PRIMARY KEY (id);
alter table spoor.member add constraint member_subject UNIQUE (organisation, subject);
alter table spoor.member enable row level security, force row level security;
create policy own_organisation on spoor.member as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.member to spoor_organisation;
grant update (name, unit, roles, seen_at) on spoor.member to spoor_organisation;

create table spoor.quarantine_line (
  id uuid not null,
  organisation text not null,
  import_id uuid not null,
  line_number integer not null,
  reason text not null,
  bytes bytea not null,
  bytes_hash bytea not null,
  received_at timestamp with time zone not null,
  received_on date not null,
  unit text not null,
  due_at timestamp with time zone not null,
  state text default 'open'::text not null,
  repaired_registration uuid,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  ground text
);
alter table spoor.quarantine_line add constraint quarantine_line_pkey PRIMARY KEY (id);
alter table spoor.quarantine_line add constraint quarantine_same_bytes UNIQUE (organisation, bytes_hash);
alter table spoor.quarantine_line add constraint quarantine_line_state_check CHECK ((state = ANY (ARRAY['open'::text, 'repaired'::text, 'discarded'::text])));
alter table spoor.quarantine_line add constraint quarantine_resolved CHECK ((((state = 'open'::text) = (resolved_at IS NULL)) AND ((state = 'open'::text) = (ground IS NULL)) AND ((state = 'repaired'::text) = (repaired_registration IS NOT NULL))));
alter table spoor.quarantine_line add constraint quarantine_line_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
alter table spoor.quarantine_line add constraint quarantine_line_repaired_registration_fkey FOREIGN KEY (repaired_registration) REFERENCES spoor.registration(id);
CREATE INDEX quarantine_import ON spoor.quarantine_line USING btree (import_id);
CREATE INDEX quarantine_open ON spoor.quarantine_line USING btree (organisation, due_at) WHERE (state = 'open'::text);
alter table spoor.quarantine_line enable row level security, force row level security;
create policy own_organisation on spoor.quarantine_line as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.quarantine_line to spoor_organisation;
grant update (state, repaired_registration, resolved_by, resolved_at, ground) on spoor.quarantine_line to spoor_organisation;

create table spoor.registration (
  id uuid not null,
  organisation text not null,
  source_id text not null,
  version integer not null,
  content_hash bytea not null,
  kind text not null,
  registered_at timestamp with time zone not null,
  registered_at_text text not null,
  incident text not null,
  incident_key text not null,
  title text not null,
  text text not null,
  persons jsonb not null,
  vehicles jsonb not null,
  import_id uuid,
  line_number integer,
  received_at timestamp with time zone not null,
  received_on date not null,
  scanned_with text
);
alter table spoor.registration add constraint registration_pkey PRIMARY KEY (id);
alter table spoor.registration add constraint registration_same_content UNIQUE (organisation, source_id, content_hash);
alter table spoor.registration add constraint registration_version UNIQUE (organisation, source_id, version);
alter table spoor.registration add constraint registration_version_check CHECK ((version >= 1));
alter table spoor.registration add constraint registration_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
CREATE INDEX registration_day ON spoor.registration USING btree (organisation, received_on);
CREATE INDEX registration_import ON spoor.registration USING btree (import_id);
CREATE INDEX registration_incident ON spoor.registration USING btree (organisation, incident_key);
CREATE INDEX registration_unscanned ON spoor.registration USING btree (organisation, received_at, id) WHERE (scanned_with IS NULL);
alter table spoor.registration enable row level security, force row level security;
create policy own_organisation on spoor.registration as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.registration to spoor_organisation;
grant update (scanned_with) on spoor.registration to spoor_organisation;

create table spoor.scan_result (
  organisation text not null,
  registration_id uuid not null,
  catalogue text not null,
  score numeric(5,4) not null,
  is_signal boolean not null,
  forms text[] not null,
  findings jsonb not null,
  scanned_at timestamp with time zone not null,
  scanned_on date not null
);
alter table spoor.scan_result add constraint scan_result_pkey PRIMARY KEY (registration_id, catalogue);
alter table spoor.scan_result add constraint scan_result_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)));
alter table spoor.scan_result add constraint scan_result_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES spoor.registration(id);
CREATE INDEX scan_result_day ON spoor.scan_result USING btree (organisation, scanned_on);
alter table spoor.scan_result enable row level security, force row level security;
create policy own_organisation on spoor.scan_result as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.scan_result to spoor_organisation;

create table spoor.session (
  token_hash bytea not null,
  organisation text not null,
  member_id uuid not null,
  csrf text not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
alter table spoor.session add constraint session_pkey PRIMARY KEY (token_hash);
alter table spoor.session add constraint session_token_hash_check CHECK ((octet_length(token_hash) = 32));
alter table spoor.session add constraint session_member_id_fkey FOREIGN KEY (member_id) REFERENCES spoor.member(id);
CREATE INDEX session_expiry ON spoor.session USING btree (organisation, expires_at);
alter table spoor.session enable row level security, force row level security;
create policy own_organisation on spoor.session as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant delete, insert, select on spoor.session to spoor_organisation;
grant update (seen_at, expires_at) on spoor.session to spoor_organisation;

create table spoor.signal (
  id uuid not null,
  organisation text not null,
  state text not null,
  phase text not null,
  origin text not null,
  unit text not null,
  assignee uuid,
  forms text[] not null,
  way_of_working text not null,
  received_at timestamp with time zone not null,
  received_on date not null,
  incident_key text not null,
  registration_id uuid not null,
  seq integer not null,
  outcome text
);
alter table spoor.signal add constraint signal_pkey PRIMARY KEY (id);
alter table spoor.signal add constraint signal_origin_check CHECK ((origin = ANY (ARRAY['scan'::text, 'officer'::text])));
alter table spoor.signal add constraint signal_outcome CHECK (((state = 'closed'::text) = (outcome IS NOT NULL)));
alter table spoor.signal add constraint signal_phase_check CHECK ((phase = ANY (ARRAY['signal'::text, 'enrichment'::text, 'interview'::text, 'investigation'::text])));
alter table spoor.signal add constraint signal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'set-aside-proposed'::text, 'confirmed'::text, 'enriching'::text, 'weighing'::text, 'stop-proposed'::text, 'shelved'::text, 'interviewing'::text, 'investigating'::text, 'closed'::text])));
alter table spoor.signal add constraint signal_unit_check CHECK ((unit <> ''::text));
alter table spoor.signal add constraint signal_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES spoor.registration(id);
CREATE INDEX signal_day ON spoor.signal USING btree (organisation, received_on);
CREATE INDEX signal_incident ON spoor.signal USING btree (organisation, incident_key);
CREATE INDEX signal_state ON spoor.signal USING btree (organisation, state, received_at);
alter table spoor.signal enable row level security, force row level security;
create policy check_reads on spoor.signal as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.signal as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE CONSTRAINT TRIGGER signal_has_duty AFTER INSERT OR UPDATE ON spoor.signal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_signal_duty();
grant select on spoor.signal to spoor_check;
grant insert, select, update on spoor.signal to spoor_organisation;

create table spoor.signal_registration (
  organisation text not null,
  source_id text not null,
  signal_id uuid not null
);
alter table spoor.signal_registration add constraint signal_registration_pkey PRIMARY KEY (organisation, source_id);
alter table spoor.signal_registration add constraint signal_registration_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE INDEX signal_registration_signal ON spoor.signal_registration USING btree (signal_id);
alter table spoor.signal_registration enable row level security, force row level security;
create policy own_organisation on spoor.signal_registration as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.signal_registration to spoor_organisation;
