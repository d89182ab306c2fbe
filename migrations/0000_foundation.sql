-- The schema in which everything of Spoor stands, and the one door to the job queue.
-- The logins (src/store/logins.ts) belong to the cluster and are there before the first migration runs.

create schema spoor;
revoke all on schema public from public;
revoke all on schema spoor from public;
grant usage on schema spoor to spoor_organisation, spoor_worker, spoor_check;

-- Adds a job in the caller's own transaction: no job for what was rolled back, no row without its job.
-- The queue is read by spoor_worker, which may see opaque ids only: the payload is exactly
-- {"organisation": …, "id": …}, an organisation enqueues for itself, and its job keys cannot touch another's jobs.
create function spoor.enqueue(
  task text,
  payload jsonb,
  job_key text,
  run_at timestamptz default now(),
  max_attempts integer default 25
) returns void
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
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
$$;

revoke all on function spoor.enqueue(text, jsonb, text, timestamptz, integer) from public;
grant execute on function spoor.enqueue(text, jsonb, text, timestamptz, integer) to spoor_organisation;

-- Only the queue's owner gets through its row-level security, so the function is spoor_worker's.
grant create on schema spoor to spoor_worker;
alter function spoor.enqueue(text, jsonb, text, timestamptz, integer) owner to spoor_worker;
revoke create on schema spoor from spoor_worker;
