-- The schema as the migrations make it. Written by `npm run schema`, for reading and for review; do not edit.

create schema spoor;
grant usage on schema spoor to spoor_check;
grant usage on schema spoor to spoor_organisation;
grant usage on schema spoor to spoor_worker;

CREATE OR REPLACE FUNCTION spoor.apply_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.apply_hold() to public;

CREATE OR REPLACE FUNCTION spoor.apply_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not new.by_event then perform spoor.reckon_signal(new.signal_id); end if;
  return null;
end
$function$;
grant execute on routine spoor.apply_move() to public;

CREATE OR REPLACE FUNCTION spoor.audit_day_id(of_organisation text, day date)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select md5('audit ' || of_organisation || ' ' || day)::uuid
$function$;
grant execute on routine spoor.audit_day_id(text,date) to public;

CREATE OR REPLACE FUNCTION spoor.audit_hash(organisation text, day date, seq integer, id uuid, at timestamp with time zone, actor text, act text, what text, purpose text, task_id uuid, record_kind text, record_id text, recipient text, processing_id uuid, emergency boolean, previous bytea)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((((((((((((((((((((((((((((((((('{"act":'::text || to_json(act)) || ',"actor":'::text) || to_json(actor)) || ',"at":"'::text) || to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text)) || '","day":"'::text) || to_char((day)::timestamp with time zone, 'YYYY-MM-DD'::text)) || '","emergency":'::text) || emergency) || ',"id":"'::text) || id) || '","organisation":'::text) || to_json(organisation)) || ',"previous":"'::text) || encode(previous, 'hex'::text)) || '","processing":"'::text) || processing_id) || '","purpose":'::text) || to_json(purpose)) || ',"recipient":'::text) || COALESCE((to_json(recipient))::text, 'null'::text)) || ',"record":'::text) || COALESCE((to_json(record_id))::text, 'null'::text)) || ',"recordKind":'::text) || to_json(record_kind)) || ',"seq":'::text) || seq) || ',"task":'::text) || COALESCE((('"'::text || task_id) || '"'::text), 'null'::text)) || ',"v":1,"what":'::text) || to_json(what)) || '}'::text), 'UTF8'::name));
grant execute on routine spoor.audit_hash(text,date,integer,uuid,timestamp with time zone,text,text,text,text,uuid,text,text,text,uuid,boolean,bytea) to public;

CREATE OR REPLACE FUNCTION spoor.await_draw()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into spoor.second_look_draw (organisation, signal_id, seq, decision, decided_at)
    values (new.organisation, new.signal_id, new.seq, new.type, new.at);
  return null;
end
$function$;
grant execute on routine spoor.await_draw() to public;

CREATE OR REPLACE FUNCTION spoor.blank(run spoor.retention_run, of_category text, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.carry_out(run spoor.retention_run, of_category text, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.chain_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.chain_audit() to public;

CREATE OR REPLACE FUNCTION spoor.chain_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  head spoor.ledger_head;
begin
  select * into head from spoor.ledger_head
    where organisation = new.organisation and signal_id = new.signal_id for update;
  if head.seq is null then
    if new.seq <> 1 or new.previous <> decode(repeat('00', 32), 'hex') then
      raise exception 'spoor: an event that begins nowhere' using errcode = '40001';
    end if;
    perform spoor.refuse_unfitting(new);
    insert into spoor.ledger_head (organisation, signal_id, seq, hash)
      values (new.organisation, new.signal_id, new.seq, new.hash);
    return new;
  end if;
  if new.seq <> head.seq + 1 or new.previous <> head.hash then
    -- Somebody else was first: a serialization failure, which the caller knows how to meet.
    raise exception 'spoor: changed since you looked' using errcode = '40001';
  end if;
  perform spoor.refuse_unfitting(new);
  update spoor.ledger_head set seq = new.seq, hash = new.hash
    where organisation = new.organisation and signal_id = new.signal_id;
  return new;
end
$function$;
grant execute on routine spoor.chain_event() to public;

CREATE OR REPLACE FUNCTION spoor.channel_of(kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (kind = ANY (ARRAY['mutatie'::text, 'aangifte'::text, 'melding'::text, 'controle'::text, 'inspectie'::text, 'grenscontrole'::text, 'verhoor-samenvatting'::text, 'MMA-melding'::text, 'onderzoek'::text, 'handmatig'::text, 'overdracht'::text, 'ambtelijk signaal'::text, 'TCI-informatie'::text])) THEN kind WHEN (kind IS NOT NULL) THEN 'overig'::text ELSE NULL::text END;
grant execute on routine spoor.channel_of(text) to public;

CREATE OR REPLACE FUNCTION spoor.check_audit_lapse()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.check_audit_lapse() to public;

CREATE OR REPLACE FUNCTION spoor.check_glass_duty()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  subject uuid;
begin
  if tg_table_name = 'glass' then subject := new.id; else subject := new.glass; end if;
  if subject is null then return null; end if;
  if exists (
    select from spoor.glass g
     where g.id = subject
       and ((g.verdict is null) <> exists (
              select from spoor.duty d where d.glass = g.id and d.kind = 'review-glass' and d.done_at is null)
         or (g.answered_by is null) <> exists (
              select from spoor.duty d where d.glass = g.id and d.kind = 'answer-glass' and d.done_at is null)))
  then
    raise exception 'spoor: emergency access without somebody who answers for it' using errcode = '23514';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION spoor.check_message()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  offer spoor.message;
begin
  if new.kind = 'offer' then return new; end if;
  select * into offer from spoor.message where handover_id = new.handover_id and kind = 'offer';
  if (case when new.kind = 'recall' then array[new.sender, new.receiver] else array[new.receiver, new.sender] end)
     is distinct from array[offer.sender, offer.receiver] then
    raise exception 'spoor: a message of nobody in this handover' using errcode = '23514';
  end if;
  return new;
end
$function$;
grant execute on routine spoor.check_message() to public;

CREATE OR REPLACE FUNCTION spoor.check_processing_lapse()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.check_processing_lapse() to public;

CREATE OR REPLACE FUNCTION spoor.check_registration()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.registration_id is not null and not exists (
    select from spoor.registration r where r.id = new.registration_id and r.organisation = new.organisation)
  then
    raise exception 'spoor: a registration that is not there' using errcode = '23503';
  end if;
  return null;
end
$function$;
grant execute on routine spoor.check_registration() to public;

CREATE OR REPLACE FUNCTION spoor.check_sample()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.check_sample_duty()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.check_signal_duty()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  subject uuid;
  signal spoor.signal;
  main integer;
  elsewhere integer;
  beside integer;
  idle integer;
begin
  if tg_table_name = 'signal' then subject := new.id; else subject := new.signal_id; end if;
  if subject is null then return null; end if;
  select * into signal from spoor.signal where id = subject;
  -- Not "where done_at is null": on a fresh database the planner would then walk all open duties.
  select count(*) filter (where d.done_at is null and d.place = 'main'),
         count(*) filter (where d.done_at is null and d.place = 'main' and d.unit <> signal.unit),
         count(*) filter (where d.done_at is null and d.place = 'side' and d.kind <> 'second-look'),
         count(*) filter (where d.done_at is null and d.place = 'escalation' and (o.id is null
                                or o.done_at is not null or o.signal_id <> subject or o.place = 'escalation'))
    into main, elsewhere, beside, idle
    from spoor.duty d left join spoor.duty o on o.id = d.escalates
   where d.signal_id = subject;
  if main <> (case when signal.state in ('closed', 'handed-over') then 0 else 1 end) then
    raise exception 'spoor: a signal without an owner and a deadline' using errcode = '23514';
  end if;
  if elsewhere > 0 then
    raise exception 'spoor: a duty of another unit than the accountable one' using errcode = '23514';
  end if;
  if main = 0 and beside > 0 then
    raise exception 'spoor: a duty of a signal that has ended' using errcode = '23514';
  end if;
  if idle > 0 then
    raise exception 'spoor: an escalation of nothing' using errcode = '23514';
  end if;
  return null;
end
$function$;
grant execute on routine spoor.check_signal_duty() to public;

CREATE OR REPLACE FUNCTION spoor.clock_of(of_regime text)
 RETURNS spoor.retention_clock
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select c from spoor.retention_clock c
   where c.regime = of_regime and c.in_force_from = (select spoor.retention_law_of(spoor.today()))
$function$;
grant execute on routine spoor.clock_of(text) to public;

CREATE OR REPLACE FUNCTION spoor.confirm_run(run_id uuid, by_whom uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.confirm_run(uuid,uuid,timestamp with time zone) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.day_under(of_regime text, first_processed_on date, needed date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case when c.runs_from = 'first-processing' then (first_processed_on + c.remove)::date
              when needed = 'infinity' then needed
              else (needed + c.remove)::date end
    from spoor.clock_of(of_regime) c
$function$;
grant execute on routine spoor.day_under(text,date,date) to public;

CREATE OR REPLACE FUNCTION spoor.deciding_regime(own text, of_signal uuid, remove_on date)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((select m.regime from spoor.retention_move m
                    where m.signal_id = of_signal and (m.by_event or m.consented_at is not null)
                      and spoor.move_day(m) = remove_on limit 1), own)
$function$;
grant execute on routine spoor.deciding_regime(text,uuid,date) to public;

CREATE OR REPLACE FUNCTION spoor.destroy_lines(run spoor.retention_run, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.destroy_vault(run spoor.retention_run, of_kind text, ids uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  with taken as (
    delete from spoor.vault v
     where v.record_kind = of_kind and v.record_id = any(ids) and v.organisation = run.organisation
       and spoor.may_go(v.destroy_on, v.held_until)
    returning v.record_id)
  select array_agg(record_id) from taken
$function$;

CREATE OR REPLACE FUNCTION spoor.dutch_day(at timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select (at at time zone 'Europe/Amsterdam')::date
$function$;
grant execute on routine spoor.dutch_day(timestamp with time zone) to public;

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

CREATE OR REPLACE FUNCTION spoor.execute_run(run_id uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.execute_run(uuid,timestamp with time zone) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.first_persons(answer spoor.event)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  first spoor.event;
  second spoor.event;
begin
  case answer.type
    when 'set-aside-confirmed', 'set-aside-rejected', 'shelved', 'stop-rejected' then
      first := spoor.last_event(answer, answer.seq, 'set-aside-proposed', 'stop-proposed');
    when 'closed' then
      first := spoor.last_event(answer, answer.seq, 'stop-proposed', 'stop-rejected', 'shelved', 'closed');
      -- Concluded without a proposal: nothing to confirm.
      if answer.data ->> 'proposedBy' is null and first.type is distinct from 'stop-proposed' then
        return null;
      end if;
    when 'crossing-accepted' then
      first := spoor.last_event(answer, answer.seq, 'crossing-offered');
    when 'routing-reviewed' then
      first := spoor.last_event(answer, answer.seq, 'routed');
    when 'second-look-taken' then
      first := spoor.last_event(answer, answer.seq, 'second-look-drawn');
      if first.data -> 'look' is distinct from answer.data -> 'look'
         or first.data -> 'of' is distinct from answer.data -> 'of' then
        raise exception 'spoor: a second look that was not drawn' using errcode = '23514';
      end if;
      second := spoor.last_event(answer, (answer.data ->> 'of')::integer + 1,
                                 'set-aside-confirmed', 'shelved', 'closed');
      if second.seq is distinct from (answer.data ->> 'of')::integer then
        raise exception 'spoor: a second look at no decision' using errcode = '23514';
      end if;
      first := spoor.last_event(answer, second.seq, 'set-aside-proposed', 'stop-proposed');
      return array[first.by_member, second.by_member];
    else
      return null;
  end case;
  return array[first.by_member];
end
$function$;

CREATE OR REPLACE FUNCTION spoor.forget_incidents()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.forget_incidents() to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.guard_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.guard_hold() to public;

CREATE OR REPLACE FUNCTION spoor.guard_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.guard_move() to public;

CREATE OR REPLACE FUNCTION spoor.has_ended(history spoor.event)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  last text;
begin
  select e.type into last from spoor.event e
   where e.organisation = history.organisation and e.signal_id = history.signal_id and e.seq < history.seq
     and (e.type not in ('registration-changed', 'second-look-drawn', 'second-look-taken', 'handover-reported',
                         'escalated')
          or jsonb_typeof(e.data -> 'duty') = 'object')
   order by e.seq desc limit 1;
  return coalesce(last in ('closed', 'handover-accepted', 'set-aside-confirmed', 'offer-refused', 'offer-recalled'),
                  false);
end
$function$;

CREATE OR REPLACE FUNCTION spoor.has_record(of_kind text, of_record uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case of_kind
    when 'signal' then exists (select from spoor.signal s
      where s.id = of_record and s.organisation = spoor.organisation())
    else exists (select from spoor.registration r where r.id = of_record and r.organisation = spoor.organisation())
      or exists (select from spoor.vault v where v.record_kind = 'registration' and v.record_id = of_record
                    and v.organisation = spoor.organisation()) end
$function$;
grant execute on routine spoor.has_record(text,uuid) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.hold_day(of_organisation text, of_signal uuid, of_registration uuid)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select max(h.until_on) from spoor.legal_hold h
   where h.organisation = of_organisation and h.confirmed_at is not null and h.ended_at is null
     and ((h.record_kind = 'signal' and h.record_id = of_signal)
       or (h.record_kind = 'registration' and h.record_id = of_registration))
$function$;
grant execute on routine spoor.hold_day(text,uuid,uuid) to public;

CREATE OR REPLACE FUNCTION spoor.inherit_clock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
grant execute on routine spoor.inherit_clock() to public;

CREATE OR REPLACE FUNCTION spoor.keep_channel()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  code text;
begin
  select r.channel into code from spoor.registration r where r.id = new.registration_id;
  -- What is out of sight or gone says nothing; then it stays what it was.
  new.channel := coalesce(code, new.channel);
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION spoor.keep_checkpoint(of_day date, checkpoint bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update spoor.audit_day d set checkpoint = keep_checkpoint.checkpoint
   where d.organisation = spoor.organisation() and d.day = of_day and d.sealed_at is not null and d.checkpoint is null
     and not exists (select from spoor.audit_day b
                      where b.organisation = d.organisation and b.day = d.day - 1 and b.checkpoint is null);
  if not found then
    raise exception 'keep_checkpoint: not the next day to be sealed' using errcode = 'object_not_in_prerequisite_state';
  end if;
end
$function$;
grant execute on routine spoor.keep_checkpoint(date,bytea) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.keep_glass()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (old.verdict is not null and (new.verdict, new.reviewed_by, new.reviewed_at)
        is distinct from (old.verdict, old.reviewed_by, old.reviewed_at))
     or (old.answered_by is not null and (new.answered_by, new.answered_at)
        is distinct from (old.answered_by, old.answered_at)) then
    raise exception 'spoor: emergency access was answered before' using errcode = '23514';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION spoor.keep_sample_item()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'UPDATE' and new.registration_id is null
     and (new.id, new.organisation, new.sample_id, new.place, new.doubled)
       is not distinct from (old.id, old.organisation, old.sample_id, old.place, old.doubled) then
    return new;
  end if;
  raise exception 'spoor: what was drawn stays drawn' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION spoor.keep_waiting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_table_name = 'message' then
    insert into spoor.message_waiting (message_id, sender, receiver, sent_at)
      values (new.id, new.sender, new.receiver, new.sent_at);
  else
    delete from spoor.message_waiting where message_id = new.message_id;
  end if;
  return null;
end
$function$;
grant execute on routine spoor.keep_waiting() to public;

CREATE OR REPLACE FUNCTION spoor.lapse_audit(of_organisation text, before date, at timestamp with time zone, run uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.lapse_audit(text,date,timestamp with time zone,uuid) to spoor_worker;

CREATE OR REPLACE FUNCTION spoor.last_event(history spoor.event, before integer, VARIADIC types text[])
 RETURNS spoor.event
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  found spoor.event;
begin
  select * into found from spoor.event e
   where e.organisation = history.organisation and e.signal_id = history.signal_id and e.seq < before
     and e.type = any(types)
   order by e.seq desc limit 1;
  return found;
end
$function$;

CREATE OR REPLACE FUNCTION spoor.may_go(day date, held_until date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(day <= spoor.today(), false) and coalesce(held_until < spoor.today(), true)
$function$;
grant execute on routine spoor.may_go(date,date) to public;

CREATE OR REPLACE FUNCTION spoor.move_day(m spoor.retention_move)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case when c.runs_from = 'last-necessity' then least((m.last_necessity_on + c.remove)::date, m.ended_on)
              when m.ended_on is null then 'infinity'
              else (m.ended_on + c.remove)::date end
    from spoor.clock_of(m.regime) c
$function$;
grant execute on routine spoor.move_day(spoor.retention_move) to public;

CREATE OR REPLACE FUNCTION spoor.move_signal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
grant execute on routine spoor.move_signal() to public;

CREATE OR REPLACE FUNCTION spoor.needed_until(of_organisation text, of_source text, received_on date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.needed_until(text,text,date) to public;

CREATE OR REPLACE FUNCTION spoor.open_vault(reuse_id uuid, of_kind text, of_record uuid, of_ground text, with_reference text, by_whom uuid, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.open_vault(uuid,text,uuid,text,text,uuid,timestamp with time zone) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.organisation()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN (SESSION_USER ~~ 'spoor\_%'::text) THEN substr((SESSION_USER)::text, 7) ELSE NULL::text END;
grant execute on routine spoor.organisation() to public;

CREATE OR REPLACE FUNCTION spoor.propose_run(run_id uuid, of_kind text, by_whom text, at timestamp with time zone, files uuid[])
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.propose_run(uuid,text,text,timestamp with time zone,uuid[]) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.reach_day()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into spoor.day_reached (day) select (now() at time zone 'Europe/Amsterdam')::date
   where not exists (select from spoor.day_reached where day >= (now() at time zone 'Europe/Amsterdam')::date);
  delete from spoor.day_reached where day < (select max(day) from spoor.day_reached);
$function$;
grant execute on routine spoor.reach_day() to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.reckon_retention()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.reckon_retention() to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.reckon_signal(of_signal uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.record_audit(of_organisation text, at timestamp with time zone, entries jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET lock_timeout TO '5s'
AS $function$
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
$function$;
grant execute on routine spoor.record_audit(text,timestamp with time zone,jsonb) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.refuse_approved()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'INSERT' and new.approved_at is not null and not new.by_installation then
    raise exception 'spoor: a version is proposed first' using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' and old.approved_at is not null then
    raise exception 'spoor: an approved version is never changed' using errcode = '42501';
  end if;
  return new;
end
$function$;
grant execute on routine spoor.refuse_approved() to public;

CREATE OR REPLACE FUNCTION spoor.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'spoor: the ledger is never changed' using errcode = '42501';
end
$function$;
grant execute on routine spoor.refuse_change() to public;

CREATE OR REPLACE FUNCTION spoor.refuse_second_draw()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (old.drawn is not null and (new.drawn, new.look) is distinct from (old.drawn, old.look))
     or (old.verdict is not null and (new.verdict, new.taken_at) is distinct from (old.verdict, old.taken_at)) then
    raise exception 'spoor: drawn and judged once' using errcode = '42501';
  end if;
  return new;
end
$function$;
grant execute on routine spoor.refuse_second_draw() to public;

CREATE OR REPLACE FUNCTION spoor.refuse_unfitting(new_event spoor.event)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  persons text[] := spoor.first_persons(new_event);
  offer spoor.event;
begin
  if (new_event.seq = 1) <> (new_event.type in ('signal-proposed', 'signal-registered', 'signal-offered')) then
    raise exception 'spoor: a history begins with a birth, once' using errcode = '23514';
  end if;
  -- A machine is no second person, and a decision that is not there has nobody to be another than.
  if persons is not null and (array_position(persons, null) is not null
     or new_event.by_member = any(persons || 'spoor'::text)) then
    raise exception 'spoor: needs another person' using errcode = '23514';
  end if;
  if new_event.type not in ('registration-changed', 'second-look-drawn', 'second-look-taken', 'handover-reported',
                            'escalated') and spoor.has_ended(new_event) then
    raise exception 'spoor: the signal has ended' using errcode = '23514';
  end if;
  if new_event.type in ('handover-received', 'handover-accepted', 'handover-refused', 'handover-returned',
                        'recall-requested') then
    offer := spoor.last_event(new_event, new_event.seq, 'handover-offered', 'handover-accepted', 'handover-refused',
                              'handover-returned');
    if offer.type is distinct from 'handover-offered'
       or offer.data -> 'handover' is distinct from new_event.data -> 'handover' then
      raise exception 'spoor: an answer to another handover' using errcode = '23514';
    end if;
  end if;
  if new_event.type in ('share-received', 'share-answered', 'share-recalled') then
    offer := spoor.last_event(new_event, new_event.seq, 'share-offered', 'share-answered', 'share-recalled');
    if offer.type is distinct from 'share-offered'
       or offer.data -> 'handover' is distinct from new_event.data -> 'handover' then
      raise exception 'spoor: an answer to another handover' using errcode = '23514';
    end if;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION spoor.regime_of(of_organisation text, of_kind text, of_arm text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select r.regime from spoor.retention_regime r
   where r.in_force_from = (select spoor.retention_law_of(spoor.today()))
     and coalesce(r.organisation = of_organisation, true)
     and (r.kind is null or r.kind = of_kind) and (r.arm is null or r.arm = of_arm)
   order by r.place limit 1
$function$;
grant execute on routine spoor.regime_of(text,text,text) to public;

CREATE OR REPLACE FUNCTION spoor.reject_version(version text, by_member uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from spoor.way_of_working_version v
              where v.organisation = spoor.organisation() and v.id = version and v.approved_at is null
                and v.proposed_by = by_member) then
    raise exception 'spoor: needs another person' using errcode = '23514';
  end if;
  delete from spoor.way_of_working_version v
   where v.organisation = spoor.organisation() and v.id = version and v.approved_at is null;
  return found;
end
$function$;
grant execute on routine spoor.reject_version(text,uuid) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.remove_messages(run spoor.retention_run, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.remove_registrations(run spoor.retention_run, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.remove_words(run spoor.retention_run, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION spoor.retention_due(of_kind text)
 RETURNS TABLE(category text, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.retention_due(text) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.retention_law_of(today date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select max(in_force_from) from spoor.retention_clock where in_force_from <= today
$function$;
grant execute on routine spoor.retention_law_of(date) to public;

CREATE OR REPLACE FUNCTION spoor.retention_state(of_signal uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.retention_state(uuid) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.sample_waits(of_sample uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from spoor.sample_item i
      join spoor.registration r on r.id = i.registration_id
      left join lateral (
        select count(*) as readings, count(*) filter (where answer <> 'cannot-judge') as judged
          from spoor.sample_reading d where d.item_id = i.id) d on true
     where i.sample_id = of_sample
       and d.judged < (case when i.doubled then 2 else 1 end)
       and d.readings < (case when i.doubled then 3 else 2 end))
$function$;
grant execute on routine spoor.sample_waits(uuid) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.seal_audit_days(through date, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.seal_audit_days(date,timestamp with time zone) to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.signal_of_source(of_organisation text, of_source text)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select o.signal_id from spoor.signal_registration o
   where o.organisation = of_organisation and o.source_id = of_source
$function$;
grant execute on routine spoor.signal_of_source(text,text) to public;

CREATE OR REPLACE FUNCTION spoor.start_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  new.remove_on := case when new.resolved_at is null
    then (new.received_on + spoor.term_of('quarantine-open'))::date
    else (spoor.dutch_day(new.resolved_at) + spoor.term_of('quarantine-answered'))::date end;
  return new;
end
$function$;
grant execute on routine spoor.start_line() to public;

CREATE OR REPLACE FUNCTION spoor.start_message()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.start_message() to public;

CREATE OR REPLACE FUNCTION spoor.start_registration()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.start_registration() to public;

CREATE OR REPLACE FUNCTION spoor.start_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  e spoor.event;
begin
  select * into e from spoor.event where id = new.event_id;
  select w.regime, w.remove_on into new.regime, new.remove_on from spoor.words_clock(e) w;
  new.held_until := spoor.hold_day(e.organisation, e.signal_id, (select s.registration_id from spoor.signal s where s.id = e.signal_id));
  return new;
end
$function$;
grant execute on routine spoor.start_words() to public;

CREATE OR REPLACE FUNCTION spoor.term_of(of_id text)
 RETURNS interval
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select t.term from spoor.retention_term t
   where t.id = of_id and t.in_force_from = (select spoor.retention_law_of(spoor.today()))
$function$;
grant execute on routine spoor.term_of(text) to public;

CREATE OR REPLACE FUNCTION spoor.today()
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select greatest((now() at time zone 'Europe/Amsterdam')::date, (select max(day) from spoor.day_reached))
$function$;
grant execute on routine spoor.today() to spoor_check;
grant execute on routine spoor.today() to spoor_organisation;

CREATE OR REPLACE FUNCTION spoor.vault_day(regime text, remove_on date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select (remove_on + coalesce(c.vault, interval '0'))::date from spoor.clock_of(regime) c
$function$;
grant execute on routine spoor.vault_day(text,date) to public;

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

CREATE OR REPLACE FUNCTION spoor.words_clock(e spoor.event, OUT regime text, OUT remove_on date)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
grant execute on routine spoor.words_clock(spoor.event) to public;

create table spoor.audit (
  organisation text not null,
  day date not null,
  seq integer not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor text not null,
  act text not null,
  what text not null,
  purpose text not null,
  task_id uuid,
  record_kind text not null,
  record_id text,
  recipient text,
  processing_id uuid not null,
  emergency boolean not null,
  previous bytea not null,
  hash bytea not null
);
alter table spoor.audit add constraint audit_pkey PRIMARY KEY (organisation, day, seq);
alter table spoor.audit add constraint audit_act_check CHECK ((act = ANY (ARRAY['collect'::text, 'change'::text, 'consult'::text, 'disclose'::text, 'combine'::text, 'delete'::text])));
alter table spoor.audit add constraint audit_actor_check CHECK (((actor = 'spoor'::text) OR (actor ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text)));
alter table spoor.audit add constraint audit_dutch_day CHECK ((day = ((at AT TIME ZONE 'Europe/Amsterdam'::text))::date));
alter table spoor.audit add constraint audit_hash_check CHECK ((octet_length(hash) = 32));
alter table spoor.audit add constraint audit_moment CHECK ((at = (date_trunc('milliseconds'::text, (at AT TIME ZONE 'UTC'::text)) AT TIME ZONE 'UTC'::text)));
alter table spoor.audit add constraint audit_previous_check CHECK ((octet_length(previous) = 32));
alter table spoor.audit add constraint audit_purpose_check CHECK ((purpose ~ '^[a-z][a-z0-9-]{0,39}$'::text));
alter table spoor.audit add constraint audit_recipient_check CHECK ((recipient ~ '^[a-z][a-z0-9-]{0,39}$'::text));
alter table spoor.audit add constraint audit_record_id_check CHECK ((record_id ~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}|[a-z][a-z0-9_.:@-]{0,79})$'::text));
alter table spoor.audit add constraint audit_record_kind_check CHECK ((record_kind ~ '^[a-z][a-z0-9-]{0,39}$'::text));
alter table spoor.audit add constraint audit_seq_check CHECK ((seq >= 1));
alter table spoor.audit add constraint audit_what_check CHECK ((what ~ '^[a-z][A-Za-z0-9-]{0,79}$'::text));
CREATE INDEX audit_actor ON spoor.audit USING btree (organisation, actor, at);
CREATE INDEX audit_of_record ON spoor.audit USING btree (organisation, record_id, day DESC, seq DESC) WHERE (record_id IS NOT NULL);
CREATE INDEX audit_processing ON spoor.audit USING btree (organisation, processing_id);
CREATE INDEX audit_record ON spoor.audit USING btree (organisation, record_kind, record_id, at) WHERE (record_id IS NOT NULL);
alter table spoor.audit enable row level security, force row level security;
create policy check_reads on spoor.audit as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.audit as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy worker_lapses on spoor.audit as permissive for all to public using ((SESSION_USER = 'spoor_worker'::name));
CREATE TRIGGER chain AFTER INSERT ON spoor.audit REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION spoor.chain_audit();
CREATE TRIGGER lapses_whole AFTER DELETE ON spoor.audit REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION spoor.check_audit_lapse();
CREATE TRIGGER never_changed BEFORE UPDATE ON spoor.audit FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.audit FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.audit to spoor_check;
grant select on spoor.audit to spoor_organisation;

create table spoor.audit_day (
  organisation text not null,
  day date not null,
  rows integer default 0 not null,
  head bytea default decode(repeat('00'::text, 32), 'hex'::text) not null,
  sealed_at timestamp with time zone,
  checkpoint bytea,
  lapsed_at timestamp with time zone,
  lapsed_in uuid
);
alter table spoor.audit_day add constraint audit_day_pkey PRIMARY KEY (organisation, day);
alter table spoor.audit_day add constraint audit_day_checkpoint_check CHECK ((octet_length(checkpoint) = 32));
alter table spoor.audit_day add constraint audit_day_head_check CHECK ((octet_length(head) = 32));
alter table spoor.audit_day add constraint audit_day_in_order CHECK ((((checkpoint IS NULL) OR (sealed_at IS NOT NULL)) AND ((lapsed_at IS NULL) OR (checkpoint IS NOT NULL)) AND ((lapsed_at IS NULL) = (lapsed_in IS NULL))));
alter table spoor.audit_day add constraint audit_day_rows_check CHECK ((rows >= 0));
alter table spoor.audit_day enable row level security, force row level security;
create policy check_reads on spoor.audit_day as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.audit_day as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy worker_lapses on spoor.audit_day as permissive for all to public using ((SESSION_USER = 'spoor_worker'::name));
CREATE TRIGGER never_deleted BEFORE DELETE ON spoor.audit_day FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.audit_day FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.audit_day to spoor_check;
grant select on spoor.audit_day to spoor_organisation;

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

create table spoor.day_reached (
  day date not null
);
alter table spoor.day_reached add constraint day_reached_pkey PRIMARY KEY (day);
alter table spoor.day_reached enable row level security, force row level security;
create policy own_organisation on spoor.day_reached as permissive for all to public using (true) with check (true);

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
  ground text,
  escalates uuid,
  look uuid,
  place text generated always as (
CASE
    WHEN (signal_id IS NULL) THEN 'intake'::text
    WHEN (kind = 'escalation'::text) THEN 'escalation'::text
    WHEN (kind = ANY (ARRAY['contact-possible-victim'::text, 'answer-unit'::text, 'accept-crossing'::text, 'review-routing'::text, 'second-look'::text, 'await-receipt'::text])) THEN 'side'::text
    ELSE 'main'::text
END) stored not null,
  retention_of uuid,
  glass uuid,
  sample uuid
);
alter table spoor.duty add constraint duty_pkey PRIMARY KEY (id);
alter table spoor.duty add constraint duty_done CHECK (((done_at IS NULL) = (done_by IS NULL)));
alter table spoor.duty add constraint duty_escalation CHECK ((((place = 'escalation'::text) = (escalates IS NOT NULL)) OR (glass IS NOT NULL) OR (sample IS NOT NULL)));
alter table spoor.duty add constraint duty_feed_day CHECK (((feed IS NULL) = (feed_day IS NULL)));
alter table spoor.duty add constraint duty_glass CHECK (((glass IS NULL) OR ((kind = ANY (ARRAY['answer-glass'::text, 'review-glass'::text])) AND (escalates IS NULL) AND (role IS NOT NULL)) OR ((kind = 'escalation'::text) AND (escalates IS NOT NULL) AND (role IS NOT NULL))));
alter table spoor.duty add constraint duty_look CHECK (((signal_id IS NULL) OR ((kind = 'second-look'::text) = (look IS NOT NULL))));
alter table spoor.duty add constraint duty_name_overseer CHECK (((kind <> 'name-overseer'::text) OR ((retention_of IS NOT NULL) AND (COALESCE(role, 'privacy-officer'::text) = 'privacy-officer'::text))));
alter table spoor.duty add constraint duty_one_subject CHECK ((num_nonnulls(signal_id, import_id, feed, retention_of, glass, sample) = 1));
alter table spoor.duty add constraint duty_sample CHECK (((sample IS NULL) OR ((kind = 'read-sample'::text) AND (escalates IS NULL) AND (role IS NULL)) OR ((kind = 'escalation'::text) AND (escalates IS NOT NULL) AND (role IS NOT NULL))));
alter table spoor.duty add constraint duty_unit_check CHECK ((unit <> ''::text));
alter table spoor.duty add constraint duty_escalates FOREIGN KEY (escalates) REFERENCES spoor.duty(id) DEFERRABLE INITIALLY DEFERRED;
alter table spoor.duty add constraint duty_glass_fkey FOREIGN KEY (glass) REFERENCES spoor.glass(id);
alter table spoor.duty add constraint duty_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
alter table spoor.duty add constraint duty_retention_of_fkey FOREIGN KEY (retention_of) REFERENCES spoor.signal(id);
alter table spoor.duty add constraint duty_sample_fkey FOREIGN KEY (sample) REFERENCES spoor.sample(id);
alter table spoor.duty add constraint duty_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id) DEFERRABLE INITIALLY DEFERRED;
CREATE UNIQUE INDEX duty_beside_one ON spoor.duty USING btree (retention_of, kind) WHERE ((done_at IS NULL) AND (retention_of IS NOT NULL));
CREATE INDEX duty_due ON spoor.duty USING btree (organisation, due_at, id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX duty_escalation_one ON spoor.duty USING btree (escalates) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX duty_feed_one ON spoor.duty USING btree (organisation, feed, feed_day, kind) WHERE (feed IS NOT NULL);
CREATE INDEX duty_glass_due ON spoor.duty USING btree (organisation, due_at) WHERE ((glass IS NOT NULL) AND (done_at IS NULL));
CREATE UNIQUE INDEX duty_glass_one ON spoor.duty USING btree (glass, kind) WHERE ((glass IS NOT NULL) AND (kind <> 'escalation'::text));
CREATE UNIQUE INDEX duty_import_one ON spoor.duty USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX duty_main_one ON spoor.duty USING btree (signal_id) WHERE ((done_at IS NULL) AND (place = 'main'::text));
CREATE INDEX duty_open ON spoor.duty USING btree (organisation, unit, due_at) WHERE (done_at IS NULL);
CREATE INDEX duty_role ON spoor.duty USING btree (organisation, unit, role) WHERE ((done_at IS NULL) AND (role IS NOT NULL));
CREATE INDEX duty_sample_due ON spoor.duty USING btree (organisation, due_at) WHERE ((sample IS NOT NULL) AND (done_at IS NULL));
CREATE UNIQUE INDEX duty_sample_one ON spoor.duty USING btree (sample) WHERE ((sample IS NOT NULL) AND (kind <> 'escalation'::text));
CREATE UNIQUE INDEX duty_side_one ON spoor.duty USING btree (signal_id, kind) WHERE ((done_at IS NULL) AND (place = 'side'::text));
CREATE INDEX duty_signal ON spoor.duty USING btree (signal_id) WHERE (signal_id IS NOT NULL);
alter table spoor.duty enable row level security, force row level security;
create policy check_reads on spoor.duty as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.duty as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE CONSTRAINT TRIGGER duty_has_glass AFTER INSERT OR UPDATE ON spoor.duty DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_glass_duty();
CREATE CONSTRAINT TRIGGER duty_has_sample AFTER INSERT OR UPDATE ON spoor.duty DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_sample_duty();
CREATE CONSTRAINT TRIGGER duty_has_signal AFTER INSERT OR UPDATE ON spoor.duty DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_signal_duty();
grant insert, select on spoor.duty to spoor_organisation;
grant maintain on spoor.duty to spoor_worker;
grant select (id, organisation, kind, unit, role, due_at, opened_at, signal_id, done_at, escalates, place, retention_of, glass, sample) on spoor.duty to spoor_check;
grant update (done_at, done_by, ground, escalates) on spoor.duty to spoor_organisation;

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
CREATE INDEX event_at ON spoor.event USING brin (at) WITH (autosummarize='on');
CREATE INDEX event_comensha ON spoor.event USING btree (organisation, signal_id) WHERE (((data -> 'guards'::text) ->> 'comensha'::text) = 'reported'::text);
CREATE INDEX event_reported_by ON spoor.event USING btree (organisation, by_member) WHERE (type = 'signal-registered'::text);
alter table spoor.event enable row level security, force row level security;
create policy check_reads on spoor.event as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.event as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER awaits_draw AFTER INSERT ON spoor.event FOR EACH ROW WHEN (((new.type = ANY (ARRAY['set-aside-confirmed'::text, 'shelved'::text])) OR ((new.type = 'closed'::text) AND ((new.data ->> 'proposedBy'::text) IS NOT NULL)))) EXECUTE FUNCTION spoor.await_draw();
CREATE TRIGGER chain BEFORE INSERT ON spoor.event FOR EACH ROW EXECUTE FUNCTION spoor.chain_event();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.event FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.event FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.event to spoor_check;
grant insert, select on spoor.event to spoor_organisation;

create table spoor.event_content (
  event_id uuid not null,
  organisation text not null,
  salt bytea not null,
  content jsonb not null,
  regime text,
  remove_on date,
  held_until date
);
alter table spoor.event_content add constraint event_content_pkey PRIMARY KEY (event_id);
alter table spoor.event_content add constraint event_content_salt_check CHECK ((octet_length(salt) = 16));
alter table spoor.event_content add constraint event_content_event_id_fkey FOREIGN KEY (event_id) REFERENCES spoor.event(id);
CREATE INDEX event_content_remove ON spoor.event_content USING btree (organisation, remove_on);
alter table spoor.event_content enable row level security, force row level security;
create policy check_reads on spoor.event_content as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.event_content as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.event_content as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today)) OR (held_until >= ( SELECT spoor.today() AS today))));
CREATE TRIGGER starts_clock BEFORE INSERT ON spoor.event_content FOR EACH ROW EXECUTE FUNCTION spoor.start_words();
grant insert, select on spoor.event_content to spoor_organisation;
grant maintain on spoor.event_content to spoor_worker;
grant select (event_id, organisation, regime, remove_on, held_until) on spoor.event_content to spoor_check;

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

create table spoor.glass (
  organisation text not null,
  id uuid not null,
  signal_id uuid not null,
  access_id uuid not null,
  opened boolean not null,
  reason text not null,
  unit text not null,
  used_by uuid not null,
  used_at timestamp with time zone not null,
  until timestamp with time zone not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  verdict text,
  reviewed_by uuid,
  reviewed_at timestamp with time zone
);
alter table spoor.glass add constraint glass_pkey PRIMARY KEY (id);
alter table spoor.glass add constraint glass_access_id_key UNIQUE (access_id);
alter table spoor.glass add constraint glass_another CHECK (((answered_by <> used_by) AND (reviewed_by <> used_by)));
alter table spoor.glass add constraint glass_answered CHECK ((num_nonnulls(answered_by, answered_at) = ANY (ARRAY[0, 2])));
alter table spoor.glass add constraint glass_check CHECK ((until > used_at));
alter table spoor.glass add constraint glass_reason_check CHECK ((reason = ANY (ARRAY['danger-to-person'::text, 'possible-victim-now'::text, 'danger-to-colleague'::text, 'trace-vanishes'::text])));
alter table spoor.glass add constraint glass_reviewed CHECK ((num_nonnulls(verdict, reviewed_by, reviewed_at) = ANY (ARRAY[0, 3])));
alter table spoor.glass add constraint glass_unit_check CHECK ((unit <> ''::text));
alter table spoor.glass add constraint glass_verdict_check CHECK ((verdict = ANY (ARRAY['justified'::text, 'not-justified'::text])));
alter table spoor.glass add constraint glass_access_id_fkey FOREIGN KEY (access_id) REFERENCES spoor.signal_access(id);
alter table spoor.glass add constraint glass_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES spoor.member(id);
alter table spoor.glass add constraint glass_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES spoor.member(id);
alter table spoor.glass add constraint glass_used_by_fkey FOREIGN KEY (used_by) REFERENCES spoor.member(id);
CREATE INDEX glass_open ON spoor.glass USING btree (organisation, used_at, id) WHERE (verdict IS NULL);
CREATE INDEX glass_used ON spoor.glass USING btree (organisation, used_at, id);
alter table spoor.glass enable row level security, force row level security;
create policy check_reads on spoor.glass as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.glass as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE CONSTRAINT TRIGGER glass_has_duty AFTER INSERT OR UPDATE ON spoor.glass DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_glass_duty();
CREATE TRIGGER keep BEFORE UPDATE ON spoor.glass FOR EACH ROW EXECUTE FUNCTION spoor.keep_glass();
CREATE TRIGGER never_deleted BEFORE DELETE ON spoor.glass FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.glass to spoor_check;
grant insert, select on spoor.glass to spoor_organisation;
grant update (answered_by, answered_at, verdict, reviewed_by, reviewed_at) on spoor.glass to spoor_organisation;

create table spoor.handover (
  organisation text not null,
  id uuid not null,
  direction text not null,
  signal_id uuid not null,
  partner text not null,
  via text not null,
  moves boolean default true not null,
  offered_at timestamp with time zone not null,
  answer_by timestamp with time zone not null,
  received_at timestamp with time zone,
  recalled_at timestamp with time zone,
  answered_at timestamp with time zone,
  answer text,
  reason text,
  reported_at timestamp with time zone,
  reported text
);
alter table spoor.handover add constraint handover_pkey PRIMARY KEY (organisation, id);
alter table spoor.handover add constraint handover_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'recalled'::text, 'silence'::text, 'ended'::text])));
alter table spoor.handover add constraint handover_answered CHECK (((answered_at IS NULL) = (answer IS NULL)));
alter table spoor.handover add constraint handover_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])));
alter table spoor.handover add constraint handover_ended CHECK (((answer IS DISTINCT FROM 'ended'::text) OR (NOT moves)));
alter table spoor.handover add constraint handover_refused CHECK ((((answer = 'refused'::text) IS TRUE) OR (reason IS NULL)));
alter table spoor.handover add constraint handover_reported CHECK (((reported_at IS NULL) = (reported IS NULL)));
alter table spoor.handover add constraint handover_shared CHECK ((moves OR ((direction = 'out'::text) AND (via = 'document'::text) AND (answer IS DISTINCT FROM 'silence'::text))));
alter table spoor.handover add constraint handover_via_check CHECK ((via = ANY (ARRAY['spoor'::text, 'document'::text])));
alter table spoor.handover add constraint handover_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE UNIQUE INDEX handover_in_one ON spoor.handover USING btree (signal_id) WHERE (direction = 'in'::text);
CREATE UNIQUE INDEX handover_out_one ON spoor.handover USING btree (signal_id, moves) WHERE ((direction = 'out'::text) AND (answered_at IS NULL));
CREATE INDEX handover_place ON spoor.handover USING btree (organisation, direction, (((answered_at IS NOT NULL))::integer), ((((EXTRACT(epoch FROM (
CASE
    WHEN (answered_at IS NULL) THEN answer_by
    ELSE offered_at
END - '1970-01-01 00:00:00+00'::timestamp with time zone)) * (1000)::numeric))::bigint *
CASE
    WHEN (answered_at IS NULL) THEN 1
    ELSE '-1'::integer
END)), id);
CREATE INDEX handover_signal ON spoor.handover USING btree (signal_id, offered_at DESC);
CREATE INDEX handover_waiting ON spoor.handover USING btree (organisation, direction) WHERE (answered_at IS NULL);
alter table spoor.handover enable row level security, force row level security;
create policy check_reads on spoor.handover as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.handover as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.handover to spoor_check;
grant insert, select on spoor.handover to spoor_organisation;
grant update (received_at, recalled_at, answered_at, answer, reason, reported_at, reported) on spoor.handover to spoor_organisation;

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
grant maintain on spoor.import to spoor_worker;

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

create table spoor.legal_hold (
  id uuid not null,
  organisation text not null,
  record_kind text not null,
  record_id uuid not null,
  reason text not null,
  words text not null,
  from_on date not null,
  until_on date not null,
  placed_by uuid not null,
  placed_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  ended_by uuid,
  ended_at timestamp with time zone
);
alter table spoor.legal_hold add constraint legal_hold_pkey PRIMARY KEY (id);
alter table spoor.legal_hold add constraint hold_confirmed CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)));
alter table spoor.legal_hold add constraint hold_ended CHECK (((ended_by IS NULL) = (ended_at IS NULL)));
alter table spoor.legal_hold add constraint hold_four_eyes CHECK ((confirmed_by <> placed_by));
alter table spoor.legal_hold add constraint hold_lasts CHECK ((until_on > from_on));
alter table spoor.legal_hold add constraint legal_hold_reason_check CHECK ((reason ~ '^[a-z][a-z-]{0,39}$'::text));
alter table spoor.legal_hold add constraint legal_hold_record_kind_check CHECK ((record_kind = ANY (ARRAY['signal'::text, 'registration'::text])));
alter table spoor.legal_hold add constraint legal_hold_organisation_confirmed_by_fkey FOREIGN KEY (organisation, confirmed_by) REFERENCES spoor.member(organisation, id);
alter table spoor.legal_hold add constraint legal_hold_organisation_ended_by_fkey FOREIGN KEY (organisation, ended_by) REFERENCES spoor.member(organisation, id);
alter table spoor.legal_hold add constraint legal_hold_organisation_placed_by_fkey FOREIGN KEY (organisation, placed_by) REFERENCES spoor.member(organisation, id);
CREATE INDEX hold_record ON spoor.legal_hold USING btree (record_kind, record_id);
alter table spoor.legal_hold enable row level security, force row level security;
create policy check_reads on spoor.legal_hold as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.legal_hold as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER applies AFTER INSERT OR UPDATE ON spoor.legal_hold FOR EACH ROW EXECUTE FUNCTION spoor.apply_hold();
CREATE TRIGGER once BEFORE INSERT OR UPDATE ON spoor.legal_hold FOR EACH ROW EXECUTE FUNCTION spoor.guard_hold();
grant select on spoor.legal_hold to spoor_organisation;
grant maintain on spoor.legal_hold to spoor_worker;
grant select (id, organisation, record_kind, record_id, reason, from_on, until_on, placed_by, placed_at, confirmed_by, confirmed_at, ended_by, ended_at) on spoor.legal_hold to spoor_check;
grant insert (id, organisation, record_kind, record_id, reason, words, from_on, until_on, placed_by, placed_at) on spoor.legal_hold to spoor_organisation;
grant update (confirmed_by, confirmed_at, ended_by, ended_at) on spoor.legal_hold to spoor_organisation;

create table spoor.logout_notice (
  organisation text not null,
  jti_hash bytea not null,
  expires_at timestamp with time zone not null,
  sid_hash bytea,
  sub_hash bytea,
  heard_at timestamp with time zone not null
);
alter table spoor.logout_notice add constraint logout_notice_pkey PRIMARY KEY (organisation, jti_hash);
alter table spoor.logout_notice add constraint logout_notice_jti_hash_check CHECK ((octet_length(jti_hash) = 32));
alter table spoor.logout_notice add constraint logout_notice_sid_hash_check CHECK ((octet_length(sid_hash) = 32));
alter table spoor.logout_notice add constraint logout_notice_sub_hash_check CHECK ((octet_length(sub_hash) = 32));
alter table spoor.logout_notice enable row level security, force row level security;
create policy own_organisation on spoor.logout_notice as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant delete, insert, select on spoor.logout_notice to spoor_organisation;

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
alter table spoor.member add constraint member_of UNIQUE (organisation, id);
alter table spoor.member add constraint member_subject UNIQUE (organisation, subject);
alter table spoor.member enable row level security, force row level security;
create policy check_reads on spoor.member as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.member as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.member to spoor_organisation;
grant maintain on spoor.member to spoor_worker;
grant select (id, organisation, unit, roles, seen_at) on spoor.member to spoor_check;
grant update (name, unit, roles, seen_at) on spoor.member to spoor_organisation;

create table spoor.member_qualification (
  organisation text not null,
  member uuid not null,
  qualification text not null,
  obtained_on date not null,
  valid_until date,
  entered_by uuid not null,
  entered_at timestamp with time zone not null
);
alter table spoor.member_qualification add constraint member_qualification_pkey PRIMARY KEY (member, qualification, obtained_on);
alter table spoor.member_qualification add constraint qualification_lasts CHECK ((valid_until >= obtained_on));
alter table spoor.member_qualification add constraint member_qualification_organisation_entered_by_fkey FOREIGN KEY (organisation, entered_by) REFERENCES spoor.member(organisation, id);
alter table spoor.member_qualification add constraint member_qualification_organisation_member_fkey FOREIGN KEY (organisation, member) REFERENCES spoor.member(organisation, id);
alter table spoor.member_qualification enable row level security, force row level security;
create policy own_organisation on spoor.member_qualification as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.member_qualification to spoor_organisation;

create table spoor.message (
  id uuid not null,
  handover_id uuid not null,
  sender text not null,
  receiver text not null,
  kind text not null,
  "position" integer not null,
  data jsonb not null,
  content_hash bytea,
  sent_at timestamp with time zone not null,
  traceparent text
);
alter table spoor.message add constraint message_pkey PRIMARY KEY (id);
alter table spoor.message add constraint message_position UNIQUE (handover_id, sender, "position");
alter table spoor.message add constraint message_sides UNIQUE (id, sender, receiver);
alter table spoor.message add constraint message_content_hash_check CHECK ((octet_length(content_hash) = 32));
alter table spoor.message add constraint message_kind_check CHECK ((kind = ANY (ARRAY['offer'::text, 'received'::text, 'accept'::text, 'refuse'::text, 'recall'::text, 'recall-confirmed'::text, 'outcome'::text])));
alter table spoor.message add constraint message_position_check CHECK (("position" >= 1));
alter table spoor.message add constraint message_traceparent_check CHECK ((traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'::text));
alter table spoor.message add constraint message_two_sides CHECK ((sender <> receiver));
CREATE UNIQUE INDEX message_offer_one ON spoor.message USING btree (handover_id) WHERE (kind = 'offer'::text);
alter table spoor.message enable row level security, force row level security;
create policy check_reads on spoor.message as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.message as permissive for select to public using (((( SELECT spoor.organisation() AS organisation) = sender) OR (( SELECT spoor.organisation() AS organisation) = receiver)));
create policy sender_writes on spoor.message as permissive for insert to public with check ((sender = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.message FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.message FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER of_the_handover BEFORE INSERT ON spoor.message FOR EACH ROW EXECUTE FUNCTION spoor.check_message();
CREATE TRIGGER waits AFTER INSERT ON spoor.message FOR EACH ROW EXECUTE FUNCTION spoor.keep_waiting();
grant select on spoor.message to spoor_check;
grant insert, select on spoor.message to spoor_organisation;

create table spoor.message_content (
  message_id uuid not null,
  sender text not null,
  receiver text not null,
  salt bytea not null,
  content jsonb not null,
  regime text,
  first_processed_on date,
  remove_on date,
  held_until date
);
alter table spoor.message_content add constraint message_content_pkey PRIMARY KEY (message_id);
alter table spoor.message_content add constraint message_content_salt_check CHECK ((octet_length(salt) = 16));
alter table spoor.message_content add constraint message_content_message_id_sender_receiver_fkey FOREIGN KEY (message_id, sender, receiver) REFERENCES spoor.message(id, sender, receiver);
CREATE INDEX message_content_remove ON spoor.message_content USING btree (sender, remove_on);
alter table spoor.message_content enable row level security, force row level security;
create policy check_reads on spoor.message_content as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.message_content as permissive for select to public using (((( SELECT spoor.organisation() AS organisation) = sender) OR (( SELECT spoor.organisation() AS organisation) = receiver)));
create policy runs on spoor.message_content as permissive for all to public using (((sender = ( SELECT spoor.organisation() AS organisation)) AND (CURRENT_USER = ( SELECT pg_get_userbyid(c.relowner) AS pg_get_userbyid
   FROM pg_class c
  WHERE (c.oid = ('spoor.message_content'::regclass)::oid))))) with check (((sender = ( SELECT spoor.organisation() AS organisation)) AND (CURRENT_USER = ( SELECT pg_get_userbyid(c.relowner) AS pg_get_userbyid
   FROM pg_class c
  WHERE (c.oid = ('spoor.message_content'::regclass)::oid)))));
create policy sender_destroys on spoor.message_content as permissive for delete to public using (((sender = ( SELECT spoor.organisation() AS organisation)) AND (EXISTS ( SELECT
   FROM (spoor.message m
     JOIN spoor.message c ON ((c.handover_id = m.handover_id)))
  WHERE ((m.id = message_content.message_id) AND (c.kind = 'recall-confirmed'::text))))));
create policy sender_writes on spoor.message_content as permissive for insert to public with check ((sender = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.message_content as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today)) OR (held_until >= ( SELECT spoor.today() AS today))));
CREATE TRIGGER starts_clock BEFORE INSERT ON spoor.message_content FOR EACH ROW EXECUTE FUNCTION spoor.start_message();
grant delete, insert, select on spoor.message_content to spoor_organisation;
grant maintain on spoor.message_content to spoor_worker;
grant select (message_id, sender, receiver, regime, first_processed_on, remove_on, held_until) on spoor.message_content to spoor_check;

create table spoor.message_handled (
  message_id uuid not null,
  sender text not null,
  receiver text not null,
  handled_at timestamp with time zone not null,
  result text not null
);
alter table spoor.message_handled add constraint message_handled_pkey PRIMARY KEY (message_id);
alter table spoor.message_handled add constraint message_handled_result_check CHECK ((result ~ '^[a-z][a-z-]*$'::text));
alter table spoor.message_handled add constraint message_handled_message_id_sender_receiver_fkey FOREIGN KEY (message_id, sender, receiver) REFERENCES spoor.message(id, sender, receiver);
alter table spoor.message_handled enable row level security, force row level security;
create policy check_reads on spoor.message_handled as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.message_handled as permissive for select to public using (((( SELECT spoor.organisation() AS organisation) = sender) OR (( SELECT spoor.organisation() AS organisation) = receiver)));
create policy receiver_writes on spoor.message_handled as permissive for insert to public with check ((receiver = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.message_handled FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.message_handled FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER waits_no_more AFTER INSERT ON spoor.message_handled FOR EACH ROW EXECUTE FUNCTION spoor.keep_waiting();
grant select on spoor.message_handled to spoor_check;
grant insert, select on spoor.message_handled to spoor_organisation;

create table spoor.message_waiting (
  message_id uuid not null,
  sender text not null,
  receiver text not null,
  sent_at timestamp with time zone not null
);
alter table spoor.message_waiting add constraint message_waiting_pkey PRIMARY KEY (message_id);
alter table spoor.message_waiting add constraint message_waiting_message_id_fkey FOREIGN KEY (message_id) REFERENCES spoor.message(id);
CREATE INDEX message_waiting_receiver ON spoor.message_waiting USING btree (receiver, sent_at, message_id);
alter table spoor.message_waiting enable row level security, force row level security;
create policy own_organisation on spoor.message_waiting as permissive for all to public using (((( SELECT spoor.organisation() AS organisation) = sender) OR (( SELECT spoor.organisation() AS organisation) = receiver))) with check ((sender = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.message_waiting to spoor_organisation;

create table spoor.processing (
  organisation text not null,
  day date not null,
  trace_id bytea not null,
  span_id bytea not null,
  parent_span_id bytea,
  processing_id uuid not null,
  name text not null,
  activity text not null,
  version integer not null,
  subject bytea,
  subject_type text,
  status text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  foreign_span bytea,
  foreign_processor text
);
alter table spoor.processing add constraint processing_pkey PRIMARY KEY (organisation, trace_id, span_id);
alter table spoor.processing add constraint processing_activity_check CHECK ((activity ~ '^[a-z][a-z-]{0,39}$'::text));
alter table spoor.processing add constraint processing_dutch_day CHECK ((day = ((ended_at AT TIME ZONE 'Europe/Amsterdam'::text))::date));
alter table spoor.processing add constraint processing_foreign CHECK (((foreign_span IS NULL) = (foreign_processor IS NULL)));
alter table spoor.processing add constraint processing_foreign_processor_check CHECK ((foreign_processor ~ '^[a-z][a-z0-9-]{0,39}$'::text));
alter table spoor.processing add constraint processing_foreign_span_check CHECK ((octet_length(foreign_span) = 8));
alter table spoor.processing add constraint processing_in_order CHECK ((started_at <= ended_at));
alter table spoor.processing add constraint processing_name_check CHECK ((name ~ '^[a-z][A-Za-z0-9-]{0,79}$'::text));
alter table spoor.processing add constraint processing_parent_span_id_check CHECK ((octet_length(parent_span_id) = 8));
alter table spoor.processing add constraint processing_span_id_check CHECK ((octet_length(span_id) = 8));
alter table spoor.processing add constraint processing_status_check CHECK ((status = ANY (ARRAY['Unset'::text, 'Ok'::text, 'Error'::text])));
alter table spoor.processing add constraint processing_subject CHECK (((subject IS NULL) = (subject_type IS NULL)));
alter table spoor.processing add constraint processing_subject_check CHECK ((octet_length(subject) = 32));
alter table spoor.processing add constraint processing_subject_type_check CHECK ((subject_type = ANY (ARRAY['person'::text, 'record'::text])));
alter table spoor.processing add constraint processing_trace_id_check CHECK ((octet_length(trace_id) = 16));
alter table spoor.processing add constraint processing_version_check CHECK ((version >= 1));
CREATE INDEX processing_day ON spoor.processing USING btree (organisation, day, ended_at, trace_id, span_id);
CREATE INDEX processing_id ON spoor.processing USING btree (organisation, processing_id);
CREATE INDEX processing_subject ON spoor.processing USING btree (organisation, subject, ended_at) WHERE (subject IS NOT NULL);
alter table spoor.processing enable row level security, force row level security;
create policy check_reads on spoor.processing as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.processing as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy worker_lapses on spoor.processing as permissive for all to public using ((SESSION_USER = 'spoor_worker'::name));
CREATE TRIGGER lapses_with_its_day AFTER DELETE ON spoor.processing REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION spoor.check_processing_lapse();
CREATE TRIGGER never_changed BEFORE UPDATE ON spoor.processing FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.processing FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant insert, select on spoor.processing to spoor_organisation;
grant select (organisation, day, processing_id, name, activity, subject_type) on spoor.processing to spoor_check;

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
  ground text,
  remove_on date
);
alter table spoor.quarantine_line add constraint quarantine_line_pkey PRIMARY KEY (id);
alter table spoor.quarantine_line add constraint quarantine_same_bytes UNIQUE (organisation, bytes_hash);
alter table spoor.quarantine_line add constraint quarantine_line_state_check CHECK ((state = ANY (ARRAY['open'::text, 'repaired'::text, 'discarded'::text])));
alter table spoor.quarantine_line add constraint quarantine_resolved CHECK ((((state = 'open'::text) = (resolved_at IS NULL)) AND ((state = 'open'::text) = (ground IS NULL)) AND ((state = 'repaired'::text) = (repaired_registration IS NOT NULL))));
alter table spoor.quarantine_line add constraint quarantine_line_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
CREATE INDEX quarantine_import ON spoor.quarantine_line USING btree (import_id);
CREATE INDEX quarantine_open ON spoor.quarantine_line USING btree (organisation, due_at) WHERE (state = 'open'::text);
CREATE INDEX quarantine_remove ON spoor.quarantine_line USING btree (organisation, remove_on);
alter table spoor.quarantine_line enable row level security, force row level security;
create policy check_reads on spoor.quarantine_line as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.quarantine_line as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.quarantine_line as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today))));
CREATE TRIGGER starts_clock BEFORE INSERT OR UPDATE OF resolved_at ON spoor.quarantine_line FOR EACH ROW EXECUTE FUNCTION spoor.start_line();
grant insert, select on spoor.quarantine_line to spoor_organisation;
grant maintain on spoor.quarantine_line to spoor_worker;
grant select (id, organisation, received_on, state, resolved_at, remove_on) on spoor.quarantine_line to spoor_check;
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
  scanned_with text,
  regime text,
  first_processed_on date,
  remove_on date,
  held_until date,
  channel text generated always as (spoor.channel_of(kind)) stored
);
alter table spoor.registration add constraint registration_pkey PRIMARY KEY (id);
alter table spoor.registration add constraint registration_same_content UNIQUE (organisation, source_id, content_hash);
alter table spoor.registration add constraint registration_version UNIQUE (organisation, source_id, version);
alter table spoor.registration add constraint registration_version_check CHECK ((version >= 1));
alter table spoor.registration add constraint registration_import_id_fkey FOREIGN KEY (import_id) REFERENCES spoor.import(id);
CREATE INDEX registration_day ON spoor.registration USING btree (organisation, received_on);
CREATE INDEX registration_import ON spoor.registration USING btree (import_id);
CREATE INDEX registration_incident ON spoor.registration USING btree (organisation, incident_key);
CREATE INDEX registration_remove ON spoor.registration USING btree (organisation, remove_on);
CREATE INDEX registration_unscanned ON spoor.registration USING btree (organisation, received_at, id) WHERE (scanned_with IS NULL);
alter table spoor.registration enable row level security, force row level security;
create policy check_reads on spoor.registration as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.registration as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.registration as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today)) OR (held_until >= ( SELECT spoor.today() AS today))));
CREATE TRIGGER starts_clock BEFORE INSERT ON spoor.registration FOR EACH ROW EXECUTE FUNCTION spoor.start_registration();
grant insert, select on spoor.registration to spoor_organisation;
grant maintain on spoor.registration to spoor_worker;
grant select (id, organisation, version, registered_at, received_at, received_on, scanned_with, regime, first_processed_on, remove_on, held_until, channel) on spoor.registration to spoor_check;
grant update (scanned_with) on spoor.registration to spoor_organisation;

create table spoor.retention_clock (
  in_force_from date not null,
  regime text not null,
  free interval,
  remove interval not null,
  runs_from text not null,
  review interval,
  vault interval
);
alter table spoor.retention_clock add constraint retention_clock_pkey PRIMARY KEY (in_force_from, regime);
alter table spoor.retention_clock add constraint retention_clock_runs_from_check CHECK ((runs_from = ANY (ARRAY['first-processing'::text, 'no-longer-needed'::text, 'last-necessity'::text])));
alter table spoor.retention_clock enable row level security, force row level security;
create policy own_organisation on spoor.retention_clock as permissive for all to public using (true) with check (true);
grant select on spoor.retention_clock to spoor_check;
grant select on spoor.retention_clock to spoor_organisation;

create table spoor.retention_move (
  id uuid not null,
  organisation text not null,
  signal_id uuid not null,
  regime text not null,
  from_seq integer not null,
  until_seq integer,
  by_event boolean default false not null,
  reference text default ''::text not null,
  decided_by uuid,
  decided_at timestamp with time zone not null,
  consented_by uuid,
  consented_at timestamp with time zone,
  last_necessity_on date not null,
  ended_on date
);
alter table spoor.retention_move add constraint retention_move_pkey PRIMARY KEY (id);
alter table spoor.retention_move add constraint move_consented CHECK ((((consented_by IS NULL) = (consented_at IS NULL)) AND (NOT (by_event AND (consented_by IS NOT NULL)))));
alter table spoor.retention_move add constraint move_decided CHECK ((by_event = (decided_by IS NULL)));
alter table spoor.retention_move add constraint move_four_eyes CHECK ((consented_by <> decided_by));
alter table spoor.retention_move add constraint retention_move_reference_check CHECK ((length(reference) <= 120));
alter table spoor.retention_move add constraint retention_move_regime_check CHECK ((regime = ANY (ARRAY['wpg-9'::text, 'wpg-10'::text])));
alter table spoor.retention_move add constraint retention_move_organisation_consented_by_fkey FOREIGN KEY (organisation, consented_by) REFERENCES spoor.member(organisation, id);
alter table spoor.retention_move add constraint retention_move_organisation_decided_by_fkey FOREIGN KEY (organisation, decided_by) REFERENCES spoor.member(organisation, id);
alter table spoor.retention_move add constraint retention_move_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE UNIQUE INDEX move_one ON spoor.retention_move USING btree (signal_id, regime) WHERE (ended_on IS NULL);
CREATE INDEX move_signal ON spoor.retention_move USING btree (signal_id);
alter table spoor.retention_move enable row level security, force row level security;
create policy check_reads on spoor.retention_move as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.retention_move as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER applies AFTER INSERT OR UPDATE ON spoor.retention_move FOR EACH ROW EXECUTE FUNCTION spoor.apply_move();
CREATE TRIGGER once BEFORE INSERT OR UPDATE ON spoor.retention_move FOR EACH ROW EXECUTE FUNCTION spoor.guard_move();
grant select on spoor.retention_move to spoor_organisation;
grant maintain on spoor.retention_move to spoor_worker;
grant select (id, organisation, signal_id, regime, from_seq, until_seq, by_event, decided_by, consented_by, consented_at, last_necessity_on, ended_on) on spoor.retention_move to spoor_check;
grant insert (id, organisation, signal_id, regime, from_seq, reference, decided_by, decided_at, last_necessity_on) on spoor.retention_move to spoor_organisation;
grant update (until_seq, consented_by, consented_at, last_necessity_on, ended_on) on spoor.retention_move to spoor_organisation;

create table spoor.retention_part (
  organisation text not null,
  run_id uuid not null,
  category text not null,
  planned uuid[] not null,
  done uuid[],
  hash bytea
);
alter table spoor.retention_part add constraint retention_part_pkey PRIMARY KEY (run_id, category);
alter table spoor.retention_part add constraint retention_part_category_check CHECK ((category ~ '^[a-z][a-z-]{0,39}$'::text));
alter table spoor.retention_part add constraint retention_part_hash_check CHECK ((octet_length(hash) = 32));
alter table spoor.retention_part add constraint retention_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES spoor.retention_run(id) ON DELETE CASCADE;
alter table spoor.retention_part enable row level security, force row level security;
create policy check_reads on spoor.retention_part as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.retention_part as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.retention_part to spoor_check;
grant select on spoor.retention_part to spoor_organisation;

create table spoor.retention_reckoned (
  organisation text not null,
  law bytea not null,
  in_force_from date not null
);
alter table spoor.retention_reckoned add constraint retention_reckoned_pkey PRIMARY KEY (organisation);
alter table spoor.retention_reckoned enable row level security, force row level security;
create policy own_organisation on spoor.retention_reckoned as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));

create table spoor.retention_regime (
  in_force_from date not null,
  place integer not null,
  organisation text,
  kind text,
  arm text,
  regime text not null
);
alter table spoor.retention_regime add constraint retention_regime_pkey PRIMARY KEY (in_force_from, place);
alter table spoor.retention_regime enable row level security, force row level security;
create policy own_organisation on spoor.retention_regime as permissive for all to public using (true) with check (true);
grant select on spoor.retention_regime to spoor_check;
grant select on spoor.retention_regime to spoor_organisation;

create table spoor.retention_run (
  id uuid not null,
  organisation text not null,
  kind text not null,
  day date not null,
  report jsonb not null,
  proposed_by text not null,
  planned_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  seconded_by uuid,
  seconded_at timestamp with time zone,
  executed_at timestamp with time zone,
  done jsonb,
  proof bytea
);
alter table spoor.retention_run add constraint retention_run_pkey PRIMARY KEY (id);
alter table spoor.retention_run add constraint retention_run_kind_check CHECK ((kind = ANY (ARRAY['remove'::text, 'destroy'::text])));
alter table spoor.retention_run add constraint retention_run_proof_check CHECK ((octet_length(proof) = 32));
alter table spoor.retention_run add constraint run_confirmed CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((seconded_by IS NULL) = (seconded_at IS NULL)) AND ((seconded_by IS NULL) OR (confirmed_by IS NOT NULL))));
alter table spoor.retention_run add constraint run_executed CHECK ((((executed_at IS NULL) = (proof IS NULL)) AND ((executed_at IS NULL) = (done IS NULL)) AND ((executed_at IS NULL) OR ((confirmed_by IS NOT NULL) AND ((kind = 'remove'::text) OR (proposed_by <> 'spoor'::text) OR (seconded_by IS NOT NULL))))));
alter table spoor.retention_run add constraint run_four_eyes CHECK ((((confirmed_by)::text <> proposed_by) AND ((seconded_by)::text <> proposed_by) AND (seconded_by <> confirmed_by)));
alter table spoor.retention_run add constraint retention_run_organisation_confirmed_by_fkey FOREIGN KEY (organisation, confirmed_by) REFERENCES spoor.member(organisation, id);
alter table spoor.retention_run add constraint retention_run_organisation_seconded_by_fkey FOREIGN KEY (organisation, seconded_by) REFERENCES spoor.member(organisation, id);
CREATE UNIQUE INDEX run_open ON spoor.retention_run USING btree (organisation, kind) WHERE (executed_at IS NULL);
CREATE INDEX run_recent ON spoor.retention_run USING btree (organisation, planned_at DESC);
alter table spoor.retention_run enable row level security, force row level security;
create policy check_reads on spoor.retention_run as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.retention_run as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.retention_run to spoor_check;
grant select on spoor.retention_run to spoor_organisation;

create table spoor.retention_term (
  in_force_from date not null,
  id text not null,
  term interval not null
);
alter table spoor.retention_term add constraint retention_term_pkey PRIMARY KEY (in_force_from, id);
alter table spoor.retention_term enable row level security, force row level security;
create policy own_organisation on spoor.retention_term as permissive for all to public using (true) with check (true);
grant select on spoor.retention_term to spoor_check;
grant select on spoor.retention_term to spoor_organisation;

create table spoor.reuse (
  id uuid not null,
  organisation text not null,
  record_kind text not null,
  record_id uuid not null,
  ground text not null,
  reference text not null,
  by_member uuid not null,
  at timestamp with time zone not null
);
alter table spoor.reuse add constraint reuse_pkey PRIMARY KEY (id);
alter table spoor.reuse add constraint reuse_ground_check CHECK ((ground = ANY (ARRAY['complaint'::text, 'audit'::text, 'order'::text])));
alter table spoor.reuse add constraint reuse_reference_check CHECK ((length(reference) <= 120));
alter table spoor.reuse add constraint reuse_organisation_by_member_fkey FOREIGN KEY (organisation, by_member) REFERENCES spoor.member(organisation, id);
CREATE INDEX reuse_record ON spoor.reuse USING btree (organisation, record_kind, record_id);
alter table spoor.reuse enable row level security, force row level security;
create policy check_reads on spoor.reuse as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.reuse as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant select on spoor.reuse to spoor_organisation;
grant maintain on spoor.reuse to spoor_worker;
grant select (id, organisation, record_kind, record_id, ground, by_member, at) on spoor.reuse to spoor_check;

create table spoor.sample (
  id uuid not null,
  organisation text not null,
  day date not null,
  catalogue text not null,
  population integer not null,
  apart integer not null,
  size integer not null,
  drawn integer not null,
  doubled integer not null,
  unit text not null,
  way_of_working text not null,
  drawn_at timestamp with time zone not null
);
alter table spoor.sample add constraint sample_pkey PRIMARY KEY (id);
alter table spoor.sample add constraint sample_day UNIQUE (organisation, day, catalogue);
alter table spoor.sample add constraint sample_apart_check CHECK ((apart >= 0));
alter table spoor.sample add constraint sample_check CHECK (((doubled >= 0) AND (doubled <= drawn)));
alter table spoor.sample add constraint sample_population_check CHECK ((population >= 0));
alter table spoor.sample add constraint sample_size_check CHECK ((size >= 0));
alter table spoor.sample add constraint sample_unit_check CHECK ((unit <> ''::text));
alter table spoor.sample add constraint sample_whole CHECK ((drawn = LEAST(size, population)));
alter table spoor.sample enable row level security, force row level security;
create policy check_reads on spoor.sample as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.sample as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.sample FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.sample FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.sample to spoor_check;
grant insert, select on spoor.sample to spoor_organisation;

create table spoor.sample_item (
  id uuid not null,
  organisation text not null,
  sample_id uuid not null,
  place integer not null,
  registration_id uuid,
  doubled boolean not null
);
alter table spoor.sample_item add constraint sample_item_pkey PRIMARY KEY (id);
alter table spoor.sample_item add constraint sample_item_place UNIQUE (sample_id, place);
alter table spoor.sample_item add constraint sample_item_place_check CHECK ((place >= 1));
alter table spoor.sample_item add constraint sample_item_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES spoor.registration(id) ON DELETE SET NULL;
alter table spoor.sample_item add constraint sample_item_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES spoor.sample(id);
CREATE UNIQUE INDEX sample_item_registration ON spoor.sample_item USING btree (registration_id);
alter table spoor.sample_item enable row level security, force row level security;
create policy check_reads on spoor.sample_item as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.sample_item as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.sample_item FOR EACH ROW EXECUTE FUNCTION spoor.keep_sample_item();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.sample_item FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER of_a_sample BEFORE INSERT ON spoor.sample_item FOR EACH ROW EXECUTE FUNCTION spoor.check_sample();
CREATE CONSTRAINT TRIGGER sample_has_duty AFTER INSERT ON spoor.sample_item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_sample_duty();
grant select on spoor.sample_item to spoor_check;
grant insert, select on spoor.sample_item to spoor_organisation;

create table spoor.sample_reading (
  organisation text not null,
  item_id uuid not null,
  reader uuid not null,
  answer text not null,
  reason text,
  signal_id uuid,
  at timestamp with time zone not null
);
alter table spoor.sample_reading add constraint sample_reading_pkey PRIMARY KEY (item_id, reader);
alter table spoor.sample_reading add constraint sample_reading_answer_check CHECK ((answer = ANY (ARRAY['look'::text, 'nothing'::text, 'cannot-judge'::text])));
alter table spoor.sample_reading add constraint sample_reading_reason_check CHECK ((reason = ANY (ARRAY['no-circumstances'::text, 'explained'::text, 'mention-only'::text])));
alter table spoor.sample_reading add constraint sample_reason CHECK (((answer = 'nothing'::text) = (reason IS NOT NULL)));
alter table spoor.sample_reading add constraint sample_signal CHECK (((answer = 'look'::text) = (signal_id IS NOT NULL)));
alter table spoor.sample_reading add constraint sample_reading_item_id_fkey FOREIGN KEY (item_id) REFERENCES spoor.sample_item(id);
alter table spoor.sample_reading add constraint sample_reading_organisation_reader_fkey FOREIGN KEY (organisation, reader) REFERENCES spoor.member(organisation, id);
alter table spoor.sample_reading add constraint sample_reading_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE INDEX sample_reading_signal ON spoor.sample_reading USING btree (signal_id) WHERE (signal_id IS NOT NULL);
alter table spoor.sample_reading enable row level security, force row level security;
create policy check_reads on spoor.sample_reading as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.sample_reading as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.sample_reading FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.sample_reading FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER of_an_item BEFORE INSERT ON spoor.sample_reading FOR EACH ROW EXECUTE FUNCTION spoor.check_sample();
grant select on spoor.sample_reading to spoor_check;
grant insert, select on spoor.sample_reading to spoor_organisation;

create table spoor.scan_result (
  organisation text not null,
  registration_id uuid not null,
  catalogue text not null,
  score numeric(5,4) not null,
  is_signal boolean not null,
  forms text[] not null,
  findings jsonb not null,
  scanned_at timestamp with time zone not null,
  scanned_on date not null,
  remove_on date,
  held_until date
);
alter table spoor.scan_result add constraint scan_result_pkey PRIMARY KEY (registration_id, catalogue);
alter table spoor.scan_result add constraint scan_result_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)));
alter table spoor.scan_result add constraint scan_result_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES spoor.registration(id);
CREATE INDEX scan_result_day ON spoor.scan_result USING btree (organisation, scanned_on);
alter table spoor.scan_result enable row level security, force row level security;
create policy check_reads on spoor.scan_result as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.scan_result as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.scan_result as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today)) OR (held_until >= ( SELECT spoor.today() AS today))));
CREATE TRIGGER inherits_clock BEFORE INSERT ON spoor.scan_result FOR EACH ROW EXECUTE FUNCTION spoor.inherit_clock();
grant insert, select on spoor.scan_result to spoor_organisation;
grant maintain on spoor.scan_result to spoor_worker;
grant select (organisation, registration_id, catalogue, is_signal, scanned_at, scanned_on, remove_on, held_until) on spoor.scan_result to spoor_check;

create table spoor.sealed_figure (
  organisation text not null,
  month text not null,
  content jsonb not null,
  sha256 bytea not null,
  sealed_at timestamp with time zone not null
);
alter table spoor.sealed_figure add constraint sealed_figure_pkey PRIMARY KEY (organisation, month);
alter table spoor.sealed_figure add constraint figure_over CHECK ((month < to_char((sealed_at AT TIME ZONE 'Europe/Amsterdam'::text), 'YYYY-MM'::text)));
alter table spoor.sealed_figure add constraint sealed_figure_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text));
alter table spoor.sealed_figure add constraint sealed_figure_sha256_check CHECK ((octet_length(sha256) = 32));
alter table spoor.sealed_figure enable row level security, force row level security;
create policy check_reads on spoor.sealed_figure as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.sealed_figure as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.sealed_figure FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.sealed_figure FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant select on spoor.sealed_figure to spoor_check;
grant insert, select on spoor.sealed_figure to spoor_organisation;

create table spoor.second_look_draw (
  organisation text not null,
  signal_id uuid not null,
  seq integer not null,
  decision text not null,
  decided_at timestamp with time zone not null,
  drawn boolean,
  look uuid,
  verdict text,
  taken_at timestamp with time zone
);
alter table spoor.second_look_draw add constraint second_look_draw_pkey PRIMARY KEY (organisation, signal_id, seq);
alter table spoor.second_look_draw add constraint second_look_draw_decision_check CHECK ((decision = ANY (ARRAY['set-aside-confirmed'::text, 'shelved'::text, 'closed'::text])));
alter table spoor.second_look_draw add constraint second_look_draw_verdict_check CHECK ((verdict = ANY (ARRAY['agrees'::text, 'follow-up'::text])));
alter table spoor.second_look_draw add constraint second_look_drawn CHECK ((COALESCE(drawn, false) = (look IS NOT NULL)));
alter table spoor.second_look_draw add constraint second_look_taken CHECK ((((verdict IS NULL) = (taken_at IS NULL)) AND ((verdict IS NULL) OR (look IS NOT NULL))));
alter table spoor.second_look_draw add constraint second_look_draw_organisation_signal_id_seq_fkey FOREIGN KEY (organisation, signal_id, seq) REFERENCES spoor.event(organisation, signal_id, seq);
CREATE INDEX second_look_decided ON spoor.second_look_draw USING btree (organisation, decided_at);
CREATE UNIQUE INDEX second_look_one ON spoor.second_look_draw USING btree (organisation, look) WHERE (look IS NOT NULL);
CREATE INDEX second_look_undrawn ON spoor.second_look_draw USING btree (organisation, decided_at, signal_id, seq) WHERE (drawn IS NULL);
alter table spoor.second_look_draw enable row level security, force row level security;
create policy check_reads on spoor.second_look_draw as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.second_look_draw as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER once BEFORE UPDATE ON spoor.second_look_draw FOR EACH ROW EXECUTE FUNCTION spoor.refuse_second_draw();
grant select on spoor.second_look_draw to spoor_check;
grant select on spoor.second_look_draw to spoor_organisation;
grant update (drawn, look, verdict, taken_at) on spoor.second_look_draw to spoor_organisation;

create table spoor.session (
  token_hash bytea not null,
  organisation text not null,
  member_id uuid not null,
  csrf text not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  task_id uuid,
  purpose text,
  task_opened_at timestamp with time zone,
  id uuid not null,
  signed_in_at timestamp with time zone not null,
  browser text not null,
  system text not null,
  sid_hash bytea,
  sub_hash bytea
);
alter table spoor.session add constraint session_pkey PRIMARY KEY (token_hash);
alter table spoor.session add constraint session_id_key UNIQUE (id);
alter table spoor.session add constraint session_browser_check CHECK ((browser ~ '^[a-z]+$'::text));
alter table spoor.session add constraint session_purpose_check CHECK ((purpose ~ '^[a-z][a-z-]{0,39}$'::text));
alter table spoor.session add constraint session_sid_hash_check CHECK ((octet_length(sid_hash) = 32));
alter table spoor.session add constraint session_sub_hash_check CHECK ((octet_length(sub_hash) = 32));
alter table spoor.session add constraint session_system_check CHECK ((system ~ '^[a-z]+$'::text));
alter table spoor.session add constraint session_task CHECK ((num_nonnulls(task_id, purpose, task_opened_at) = ANY (ARRAY[0, 3])));
alter table spoor.session add constraint session_token_hash_check CHECK ((octet_length(token_hash) = 32));
alter table spoor.session add constraint session_member_id_fkey FOREIGN KEY (member_id) REFERENCES spoor.member(id);
CREATE INDEX session_expiry ON spoor.session USING btree (organisation, expires_at);
CREATE INDEX session_member ON spoor.session USING btree (member_id);
CREATE INDEX session_sid ON spoor.session USING btree (sid_hash);
CREATE INDEX session_sub ON spoor.session USING btree (sub_hash);
alter table spoor.session enable row level security, force row level security;
create policy own_organisation on spoor.session as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant delete, insert, select on spoor.session to spoor_organisation;
grant update (seen_at, expires_at, task_id, purpose, task_opened_at) on spoor.session to spoor_organisation;

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
  registration_id uuid,
  seq integer not null,
  outcome text,
  handover_id uuid,
  partner text,
  hold_reason text,
  urgency text[] default '{}'::text[] not null,
  channel text
);
alter table spoor.signal add constraint signal_pkey PRIMARY KEY (id);
alter table spoor.signal add constraint signal_channel CHECK ((channel = spoor.channel_of(channel)));
alter table spoor.signal add constraint signal_handover CHECK ((((handover_id IS NULL) = (partner IS NULL)) AND ((handover_id IS NOT NULL) OR ((origin <> 'handover'::text) AND (state <> ALL (ARRAY['handing-over'::text, 'handed-over'::text]))))));
alter table spoor.signal add constraint signal_held CHECK (((state = 'held'::text) = (hold_reason IS NOT NULL)));
alter table spoor.signal add constraint signal_origin_check CHECK ((origin = ANY (ARRAY['scan'::text, 'officer'::text, 'handover'::text, 'sample'::text])));
alter table spoor.signal add constraint signal_outcome CHECK (((state = 'closed'::text) = (outcome IS NOT NULL)));
alter table spoor.signal add constraint signal_phase_check CHECK ((phase = ANY (ARRAY['signal'::text, 'enrichment'::text, 'interview'::text, 'investigation'::text])));
alter table spoor.signal add constraint signal_registered CHECK (((registration_id IS NULL) = ((origin = 'handover'::text) AND ((state = 'offered'::text) OR COALESCE((outcome = ANY (ARRAY['offer-refused'::text, 'offer-recalled'::text])), false)))));
alter table spoor.signal add constraint signal_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'proposed'::text, 'set-aside-proposed'::text, 'confirmed'::text, 'enriching'::text, 'weighing'::text, 'stop-proposed'::text, 'shelved'::text, 'interviewing'::text, 'investigating'::text, 'held'::text, 'handing-over'::text, 'handed-over'::text, 'closed'::text])));
alter table spoor.signal add constraint signal_unit_check CHECK ((unit <> ''::text));
CREATE INDEX signal_assignee ON spoor.signal USING btree (organisation, assignee) WHERE (assignee IS NOT NULL);
CREATE INDEX signal_day ON spoor.signal USING btree (organisation, received_on);
CREATE INDEX signal_held ON spoor.signal USING btree (organisation, hold_reason) WHERE (state = 'held'::text);
CREATE INDEX signal_incident ON spoor.signal USING btree (organisation, incident_key);
CREATE INDEX signal_state ON spoor.signal USING btree (organisation, state, received_at);
alter table spoor.signal enable row level security, force row level security;
create policy check_reads on spoor.signal as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.signal as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER moves AFTER UPDATE OF state ON spoor.signal FOR EACH ROW WHEN ((new.state IS DISTINCT FROM old.state)) EXECUTE FUNCTION spoor.move_signal();
CREATE TRIGGER of_a_registration AFTER INSERT ON spoor.signal FOR EACH ROW EXECUTE FUNCTION spoor.check_registration();
CREATE TRIGGER of_another_registration AFTER UPDATE OF registration_id ON spoor.signal FOR EACH ROW WHEN ((new.registration_id IS DISTINCT FROM old.registration_id)) EXECUTE FUNCTION spoor.check_registration();
CREATE TRIGGER signal_channel BEFORE INSERT OR UPDATE OF registration_id ON spoor.signal FOR EACH ROW EXECUTE FUNCTION spoor.keep_channel();
CREATE CONSTRAINT TRIGGER signal_has_duty AFTER INSERT OR UPDATE ON spoor.signal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoor.check_signal_duty();
grant insert, select, update on spoor.signal to spoor_organisation;
grant maintain on spoor.signal to spoor_worker;
grant select (id, organisation, state, phase, origin, unit, assignee, forms, way_of_working, received_at, received_on, registration_id, seq, outcome, handover_id, partner, hold_reason, urgency, channel) on spoor.signal to spoor_check;

create table spoor.signal_access (
  organisation text not null,
  id uuid not null,
  signal_id uuid,
  kind text not null,
  member uuid,
  ground text,
  granted_by uuid not null,
  granted_at timestamp with time zone not null,
  until timestamp with time zone,
  ended_by uuid,
  ended_at timestamp with time zone
);
alter table spoor.signal_access add constraint signal_access_pkey PRIMARY KEY (id);
alter table spoor.signal_access add constraint signal_access_emergency CHECK (((kind = 'emergency'::text) = (until IS NOT NULL)));
alter table spoor.signal_access add constraint signal_access_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table spoor.signal_access add constraint signal_access_ground_check CHECK ((ground <> ''::text));
alter table spoor.signal_access add constraint signal_access_kind_check CHECK ((kind = ANY (ARRAY['named'::text, 'lead'::text, 'released'::text, 'emergency'::text, 'overseer'::text])));
alter table spoor.signal_access add constraint signal_access_member CHECK (((kind = 'released'::text) = (member IS NULL)));
alter table spoor.signal_access add constraint signal_access_own CHECK (((kind <> 'emergency'::text) OR (member = granted_by)));
alter table spoor.signal_access add constraint signal_access_signal CHECK (((kind = 'emergency'::text) OR (signal_id IS NOT NULL)));
alter table spoor.signal_access add constraint signal_access_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES spoor.member(id);
alter table spoor.signal_access add constraint signal_access_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES spoor.member(id);
alter table spoor.signal_access add constraint signal_access_member_fkey FOREIGN KEY (member) REFERENCES spoor.member(id);
alter table spoor.signal_access add constraint signal_access_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE UNIQUE INDEX signal_access_lead ON spoor.signal_access USING btree (signal_id) WHERE ((kind = 'lead'::text) AND (ended_at IS NULL));
CREATE INDEX signal_access_mine ON spoor.signal_access USING btree (member, signal_id) WHERE (ended_at IS NULL);
CREATE INDEX signal_access_signal ON spoor.signal_access USING btree (signal_id) WHERE (ended_at IS NULL);
alter table spoor.signal_access enable row level security, force row level security;
create policy check_reads on spoor.signal_access as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.signal_access as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant insert, select on spoor.signal_access to spoor_organisation;
grant maintain on spoor.signal_access to spoor_worker;
grant select (organisation, id, signal_id, kind, member, granted_by, granted_at, until, ended_by, ended_at) on spoor.signal_access to spoor_check;
grant update (ended_by, ended_at) on spoor.signal_access to spoor_organisation;

create table spoor.signal_registration (
  organisation text not null,
  source_id text not null,
  signal_id uuid not null,
  remove_on date,
  held_until date
);
alter table spoor.signal_registration add constraint signal_registration_pkey PRIMARY KEY (organisation, source_id);
alter table spoor.signal_registration add constraint signal_registration_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES spoor.signal(id);
CREATE INDEX signal_registration_signal ON spoor.signal_registration USING btree (signal_id);
alter table spoor.signal_registration enable row level security, force row level security;
create policy check_reads on spoor.signal_registration as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.signal_registration as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
create policy within_term on spoor.signal_registration as restrictive for select to spoor_organisation using (((remove_on IS NULL) OR (remove_on > ( SELECT spoor.today() AS today)) OR (held_until >= ( SELECT spoor.today() AS today))));
CREATE TRIGGER inherits_clock BEFORE INSERT ON spoor.signal_registration FOR EACH ROW EXECUTE FUNCTION spoor.inherit_clock();
CREATE TRIGGER moves AFTER INSERT ON spoor.signal_registration FOR EACH ROW EXECUTE FUNCTION spoor.move_signal();
grant insert, select on spoor.signal_registration to spoor_organisation;
grant maintain on spoor.signal_registration to spoor_worker;
grant select (organisation, signal_id, remove_on, held_until) on spoor.signal_registration to spoor_check;

create table spoor.vault (
  organisation text not null,
  record_kind text not null,
  record_id uuid not null,
  signal_id uuid,
  regime text not null,
  content jsonb not null,
  removed_at timestamp with time zone not null,
  removed_in uuid not null,
  destroy_on date not null,
  held_until date
);
alter table spoor.vault add constraint vault_pkey PRIMARY KEY (record_kind, record_id);
alter table spoor.vault add constraint vault_record_kind_check CHECK ((record_kind = ANY (ARRAY['registration'::text, 'words'::text, 'message'::text])));
CREATE INDEX vault_destroy ON spoor.vault USING btree (organisation, destroy_on);
CREATE INDEX vault_signal ON spoor.vault USING btree (signal_id) WHERE (signal_id IS NOT NULL);
alter table spoor.vault enable row level security, force row level security;
create policy check_reads on spoor.vault as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.vault as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
grant maintain on spoor.vault to spoor_worker;
grant select (organisation, record_kind, record_id, signal_id, regime, removed_at, removed_in, destroy_on, held_until) on spoor.vault to spoor_check;

create table spoor.way_of_working_decision (
  id uuid not null,
  organisation text not null,
  version_id text not null,
  sha256 bytea not null,
  decision text not null,
  by_member uuid not null,
  at timestamp with time zone not null,
  ground text not null
);
alter table spoor.way_of_working_decision add constraint way_of_working_decision_pkey PRIMARY KEY (id);
alter table spoor.way_of_working_decision add constraint way_of_working_decision_decision_check CHECK ((decision = ANY (ARRAY['propose'::text, 'approve'::text, 'reject'::text])));
alter table spoor.way_of_working_decision add constraint way_of_working_decision_ground_check CHECK ((btrim(ground) <> ''::text));
alter table spoor.way_of_working_decision add constraint way_of_working_decision_sha256_check CHECK ((octet_length(sha256) = 32));
alter table spoor.way_of_working_decision add constraint way_of_working_decision_organisation_by_member_fkey FOREIGN KEY (organisation, by_member) REFERENCES spoor.member(organisation, id);
CREATE INDEX version_decisions ON spoor.way_of_working_decision USING btree (organisation, version_id, at);
alter table spoor.way_of_working_decision enable row level security, force row level security;
create policy check_reads on spoor.way_of_working_decision as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.way_of_working_decision as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON spoor.way_of_working_decision FOR EACH ROW EXECUTE FUNCTION spoor.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON spoor.way_of_working_decision FOR EACH STATEMENT EXECUTE FUNCTION spoor.refuse_change();
grant insert, select on spoor.way_of_working_decision to spoor_organisation;
grant select (id, organisation, version_id, sha256, decision, by_member, at) on spoor.way_of_working_decision to spoor_check;

create table spoor.way_of_working_version (
  organisation text not null,
  id text not null,
  effective_from date not null,
  sha256 bytea not null,
  content jsonb not null,
  by_installation boolean default false not null,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  approved_by uuid,
  approved_at timestamp with time zone
);
alter table spoor.way_of_working_version add constraint way_of_working_version_pkey PRIMARY KEY (organisation, id);
alter table spoor.way_of_working_version add constraint version_approved CHECK (
CASE
    WHEN by_installation THEN ((approved_by IS NULL) AND (approved_at IS NOT NULL))
    ELSE ((approved_by IS NULL) = (approved_at IS NULL))
END);
alter table spoor.way_of_working_version add constraint version_four_eyes CHECK ((approved_by <> proposed_by));
alter table spoor.way_of_working_version add constraint version_proposed CHECK ((by_installation = (proposed_by IS NULL)));
alter table spoor.way_of_working_version add constraint way_of_working_version_sha256_check CHECK ((octet_length(sha256) = 32));
alter table spoor.way_of_working_version add constraint way_of_working_version_organisation_approved_by_fkey FOREIGN KEY (organisation, approved_by) REFERENCES spoor.member(organisation, id);
alter table spoor.way_of_working_version add constraint way_of_working_version_organisation_proposed_by_fkey FOREIGN KEY (organisation, proposed_by) REFERENCES spoor.member(organisation, id);
CREATE UNIQUE INDEX version_by_installation ON spoor.way_of_working_version USING btree (organisation) WHERE by_installation;
alter table spoor.way_of_working_version enable row level security, force row level security;
create policy check_reads on spoor.way_of_working_version as permissive for select to spoor_check using (true);
create policy own_organisation on spoor.way_of_working_version as permissive for all to public using ((organisation = ( SELECT spoor.organisation() AS organisation))) with check ((organisation = ( SELECT spoor.organisation() AS organisation)));
CREATE TRIGGER approved_once BEFORE INSERT OR UPDATE ON spoor.way_of_working_version FOR EACH ROW EXECUTE FUNCTION spoor.refuse_approved();
grant select on spoor.way_of_working_version to spoor_check;
grant insert, select on spoor.way_of_working_version to spoor_organisation;
grant update (approved_by, approved_at) on spoor.way_of_working_version to spoor_organisation;
