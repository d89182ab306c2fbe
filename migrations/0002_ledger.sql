-- The ledger: what happened to a signal, never changed and never deleted. One hash chain for each signal; the hash is
-- described in docs/architecture.md.

create table spoor.event (
  organisation text not null,
  signal_id    uuid not null,
  seq          integer not null check (seq >= 1),
  id           uuid not null unique,
  type         text not null,
  at           timestamptz not null,
  -- A member's random id, or 'spoor' for the scan.
  by_member    text not null,
  -- Ids and codes only; never words that a person wrote.
  data         jsonb not null,
  -- sha256(salt ‖ canonical content), null when the event has no content.
  content_hash bytea check (octet_length(content_hash) = 32),
  previous     bytea not null check (octet_length(previous) = 32),
  hash         bytea not null check (octet_length(hash) = 32),
  primary key (organisation, signal_id, seq)
);
call spoor.wall('spoor.event');
create policy check_reads on spoor.event for select to spoor_check using (true);
grant select, insert on spoor.event to spoor_organisation;
grant select on spoor.event to spoor_check;

-- What a person wrote, beside the event. Its salt goes with it, so that what is destroyed cannot be guessed back from
-- the hash, while the chain stays whole.
create table spoor.event_content (
  event_id     uuid primary key references spoor.event (id),
  organisation text not null,
  salt         bytea not null check (octet_length(salt) = 16),
  content      jsonb not null
);
call spoor.wall('spoor.event_content');
grant select, insert on spoor.event_content to spoor_organisation;

-- The newest event of each signal: a chain that lost its tail no longer ends here.
create table spoor.ledger_head (
  organisation text not null,
  signal_id    uuid not null,
  seq          integer not null,
  hash         bytea not null,
  primary key (organisation, signal_id)
);
call spoor.wall('spoor.ledger_head');
create policy check_reads on spoor.ledger_head for select to spoor_check using (true);
grant select on spoor.ledger_head to spoor_organisation, spoor_check;

-- An event is chained to the newest one or refused; the head moves with it. Runs as the owner, for nobody else may
-- write heads; session_user stays the organisation's login, so the wall holds in here too.
create function spoor.chain_event() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
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
$$;
create trigger chain before insert on spoor.event for each row execute function spoor.chain_event();

create function spoor.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'spoor: the ledger is never changed' using errcode = '42501';
end
$$;
create trigger never_changed before update or delete on spoor.event
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.event
  for each statement execute function spoor.refuse_change();
