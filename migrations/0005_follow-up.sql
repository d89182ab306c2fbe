-- Follow-up: side duties, holding, handovers between organisations, the second look, dated ways of working. The
-- rules that hold between events are refused here as well, when the code above forgets them.

-- Signals: offered by another organisation, held, handed over.

alter table spoor.signal
  drop constraint signal_state_check,
  drop constraint signal_origin_check,
  alter column registration_id drop not null,
  -- The handover with which it is away, else the one with which it came; and with whom.
  add column handover_id uuid,
  add column partner text,
  -- Why it waits: held signals are counted by it, those that wait for capacity apart.
  add column hold_reason text,
  add column urgency text[] not null default '{}',
  add constraint signal_state_check check (state in ('offered', 'proposed', 'set-aside-proposed', 'confirmed',
    'enriching', 'weighing', 'stop-proposed', 'shelved', 'interviewing', 'investigating', 'held', 'handing-over',
    'handed-over', 'closed')),
  add constraint signal_origin_check check (origin in ('scan', 'officer', 'handover')),
  -- What another organisation offers has no registration of ours before we accept it.
  add constraint signal_registered check ((registration_id is null) = (origin = 'handover'
    and (state = 'offered' or coalesce(outcome in ('offer-refused', 'offer-recalled'), false)))),
  add constraint signal_handover check ((handover_id is null) = (partner is null)
    and (handover_id is not null or (origin <> 'handover' and state not in ('handing-over', 'handed-over')))),
  add constraint signal_held check ((state = 'held') = (hold_reason is not null));
create index signal_assignee on spoor.signal (organisation, assignee) where assignee is not null;
create index signal_held on spoor.signal (organisation, hold_reason) where state = 'held';

-- Duties: one that the signal waits for, others beside it, and what an overdue one climbed to.

drop trigger signal_has_duty on spoor.signal;
drop trigger duty_has_signal on spoor.duty;
drop index spoor.duty_signal_one;

alter table spoor.duty
  -- The duty that an escalation is about.
  add column escalates uuid,
  -- What a second look is known by to who takes it: not the signal, and not the decision.
  add column look uuid;

-- The owner stands behind the wall too, unless it says otherwise. Before the table is written anew: PostgreSQL would
-- queue checks for rows of this transaction, and then refuse to change the table.
alter table spoor.duty no force row level security;
update spoor.duty e set escalates = (
  select d.id from spoor.duty d
   where d.signal_id = e.signal_id and d.kind <> 'escalation' and (d.done_at is null or e.done_at is not null)
   order by (d.opened_at <= e.opened_at) desc, d.opened_at desc limit 1)
 where e.kind = 'escalation';

alter table spoor.duty
  add column place text not null generated always as (case
    when signal_id is null then 'intake'
    when kind = 'escalation' then 'escalation'
    when kind in ('contact-possible-victim', 'answer-unit', 'accept-crossing', 'review-routing', 'second-look',
                  'await-receipt') then 'side'
    else 'main' end) stored,
  add constraint duty_escalates foreign key (escalates) references spoor.duty deferrable initially deferred,
  add constraint duty_escalation check ((place = 'escalation') = (escalates is not null)),
  add constraint duty_look check (signal_id is null or (kind = 'second-look') = (look is not null));
alter table spoor.duty force row level security;
create unique index duty_main_one on spoor.duty (signal_id) where done_at is null and place = 'main';
create unique index duty_side_one on spoor.duty (signal_id, kind) where done_at is null and place = 'side';
create unique index duty_escalation_one on spoor.duty (escalates) where done_at is null;
create index duty_due on spoor.duty (organisation, due_at, id) where done_at is null;
create index duty_role on spoor.duty (organisation, unit, role) where done_at is null and role is not null;
-- A unit that takes a signal over takes the escalation of its overdue duty with it.
grant update (escalates) on spoor.duty to spoor_organisation;
grant select (place, escalates) on spoor.duty to spoor_check;

-- Nothing without an owner and a deadline, checked when the transaction ends. An open signal has exactly one main
-- duty, of the unit that is accountable for it; one that is closed or handed over has none, and beside it at most
-- a second look. An escalation lasts as long as the duty that it is about.
create or replace function spoor.check_signal_duty() returns trigger
  language plpgsql set search_path = pg_catalog as $$
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
$$;
create constraint trigger signal_has_duty after insert or update on spoor.signal
  deferrable initially deferred for each row execute function spoor.check_signal_duty();
create constraint trigger duty_has_signal after insert or update on spoor.duty
  deferrable initially deferred for each row execute function spoor.check_signal_duty();

-- The ledger: which event may follow which.

-- The newest event of these types in the same history, before number `before`.
create function spoor.last_event(history spoor.event, before integer, variadic types text[]) returns spoor.event
  language plpgsql stable set search_path = pg_catalog as $$
declare
  found spoor.event;
begin
  select * into found from spoor.event e
   where e.organisation = history.organisation and e.signal_id = history.signal_id and e.seq < before
     and e.type = any(types)
   order by e.seq desc limit 1;
  return found;
end
$$;
revoke all on function spoor.last_event(spoor.event, integer, text[]) from public;

-- Whether this history has ended, and nothing has opened it again. Some events stand on an ended signal; they count
-- only where they bring a duty.
create function spoor.has_ended(history spoor.event) returns boolean
  language plpgsql stable set search_path = pg_catalog as $$
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
$$;
revoke all on function spoor.has_ended(spoor.event) from public;

-- Four eyes: the person whose decision this event answers, who may not answer it; null: it answers none.
create function spoor.first_persons(answer spoor.event) returns text[]
  language plpgsql stable set search_path = pg_catalog as $$
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
$$;
revoke all on function spoor.first_persons(spoor.event) from public;

-- Refuses an event that may not follow what went before, whoever wrote it.
create function spoor.refuse_unfitting(new_event spoor.event) returns void
  language plpgsql stable set search_path = pg_catalog as $$
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
$$;
revoke all on function spoor.refuse_unfitting(spoor.event) from public;

create or replace function spoor.chain_event() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
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
$$;

-- Handovers: the organisation's own side of each, by the id that both sides share.

create table spoor.handover (
  organisation text not null,
  id           uuid not null,
  direction    text not null check (direction in ('in', 'out')),
  signal_id    uuid not null references spoor.signal,
  -- Out: a partner of the way of working; in: the organisation that offers.
  partner      text not null,
  via          text not null check (via in ('spoor', 'document')),
  -- Whether the duty goes with it when it is accepted; what is shared leaves it where it is.
  moves        boolean not null default true,
  offered_at   timestamptz not null,
  answer_by    timestamptz not null,
  received_at  timestamptz,
  recalled_at  timestamptz,
  answered_at  timestamptz,
  -- Ended: the signal ended before the partner answered to what was shared, and nobody waits for it any more.
  answer       text check (answer in ('accepted', 'refused', 'recalled', 'silence', 'ended')),
  -- Of a refusal.
  reason       text,
  reported_at  timestamptz,
  -- What the receiver says came of it.
  reported     text,
  primary key (organisation, id),
  constraint handover_answered check ((answered_at is null) = (answer is null)),
  constraint handover_refused check ((answer = 'refused') is true or reason is null),
  constraint handover_reported check ((reported_at is null) = (reported is null)),
  constraint handover_shared check (moves or (direction = 'out' and via = 'document' and answer is distinct from 'silence')),
  constraint handover_ended check (answer is distinct from 'ended' or not moves)
);
-- A signal is offered to one at a time, shared with one at a time, and comes in once.
create unique index handover_out_one on spoor.handover (signal_id, moves)
  where direction = 'out' and answered_at is null;
create unique index handover_in_one on spoor.handover (signal_id) where direction = 'in';
create index handover_signal on spoor.handover (signal_id, offered_at desc);
create index handover_waiting on spoor.handover (organisation, direction) where answered_at is null;
-- The boxes: what waits for an answer first, what is due first before the others; then the newest. Milliseconds since
-- 1970, reckoned in a way that does not depend on a time zone.
create index handover_place on spoor.handover (
  organisation, direction, ((answered_at is not null)::integer),
  ((extract(epoch from (case when answered_at is null then answer_by else offered_at end)
                       - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
     * (case when answered_at is null then 1 else -1 end)),
  id);
call spoor.wall('spoor.handover');
create policy check_reads on spoor.handover for select to spoor_check using (true);
grant select, insert, update (received_at, recalled_at, answered_at, answer, reason, reported_at, reported)
  on spoor.handover to spoor_organisation;
grant select on spoor.handover to spoor_check;

-- Messages: what one side of a handover tells the other. The wall has two sides here: readable to the sender and the
-- receiver, written by the sender. Never changed.

create table spoor.message (
  id           uuid primary key,
  handover_id  uuid not null,
  sender       text not null,
  receiver     text not null,
  kind         text not null check (kind in ('offer', 'received', 'accept', 'refuse', 'recall', 'recall-confirmed',
                 'outcome')),
  -- The order of the sender within the handover, from 1.
  position     integer not null check (position >= 1),
  -- Ids and codes only.
  data         jsonb not null,
  -- sha256(salt ‖ canonical content), null without content.
  content_hash bytea check (octet_length(content_hash) = 32),
  sent_at      timestamptz not null,
  constraint message_two_sides check (sender <> receiver),
  constraint message_sides unique (id, sender, receiver),
  constraint message_position unique (handover_id, sender, position)
);
create unique index message_offer_one on spoor.message (handover_id) where kind = 'offer';
alter table spoor.message enable row level security, force row level security;
create policy own_organisation on spoor.message for select
  using ((select spoor.organisation()) in (sender, receiver));
create policy sender_writes on spoor.message for insert with check (sender = (select spoor.organisation()));
create policy check_reads on spoor.message for select to spoor_check using (true);
grant select, insert on spoor.message to spoor_organisation;
grant select on spoor.message to spoor_check;
create trigger never_changed before update or delete on spoor.message
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.message
  for each statement execute function spoor.refuse_change();

-- Only the two of the offer speak in a handover, each its own part.
create function spoor.check_message() returns trigger
  language plpgsql set search_path = pg_catalog as $$
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
$$;
create trigger of_the_handover before insert on spoor.message
  for each row execute function spoor.check_message();

-- The chosen pack, and words. Its sender destroys it when the receiver has confirmed that it was recalled.
create table spoor.message_content (
  message_id uuid primary key,
  sender     text not null,
  receiver   text not null,
  salt       bytea not null check (octet_length(salt) = 16),
  content    jsonb not null,
  foreign key (message_id, sender, receiver) references spoor.message (id, sender, receiver)
);
alter table spoor.message_content enable row level security, force row level security;
create policy own_organisation on spoor.message_content for select
  using ((select spoor.organisation()) in (sender, receiver));
create policy sender_writes on spoor.message_content for insert
  with check (sender = (select spoor.organisation()));
create policy sender_destroys on spoor.message_content for delete
  using (sender = (select spoor.organisation()) and exists (
    select from spoor.message m join spoor.message c on c.handover_id = m.handover_id
     where m.id = message_id and c.kind = 'recall-confirmed'));
grant select, insert, delete on spoor.message_content to spoor_organisation;

-- The receipt: that the receiver has dealt with a message, once, and how.
create table spoor.message_handled (
  message_id uuid primary key,
  sender     text not null,
  receiver   text not null,
  handled_at timestamptz not null,
  result     text not null check (result ~ '^[a-z][a-z-]*$'),
  foreign key (message_id, sender, receiver) references spoor.message (id, sender, receiver)
);
alter table spoor.message_handled enable row level security, force row level security;
create policy own_organisation on spoor.message_handled for select
  using ((select spoor.organisation()) in (sender, receiver));
create policy receiver_writes on spoor.message_handled for insert
  with check (receiver = (select spoor.organisation()));
create policy check_reads on spoor.message_handled for select to spoor_check using (true);
grant select, insert on spoor.message_handled to spoor_organisation;
grant select on spoor.message_handled to spoor_check;
create trigger never_changed before update or delete on spoor.message_handled
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.message_handled
  for each statement execute function spoor.refuse_change();

-- Messages without a receipt, so that looking for them costs as much as there are. Kept by the two triggers alone.
create table spoor.message_waiting (
  message_id uuid primary key references spoor.message,
  sender     text not null,
  receiver   text not null,
  sent_at    timestamptz not null
);
create index message_waiting_receiver on spoor.message_waiting (receiver, sent_at, message_id);
alter table spoor.message_waiting enable row level security, force row level security;
create policy own_organisation on spoor.message_waiting
  using ((select spoor.organisation()) in (sender, receiver))
  with check (sender = (select spoor.organisation()));
grant select on spoor.message_waiting to spoor_organisation;

create function spoor.keep_waiting() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'message' then
    insert into spoor.message_waiting (message_id, sender, receiver, sent_at)
      values (new.id, new.sender, new.receiver, new.sent_at);
  else
    delete from spoor.message_waiting where message_id = new.message_id;
  end if;
  return null;
end
$$;
create trigger waits after insert on spoor.message for each row execute function spoor.keep_waiting();
create trigger waits_no_more after insert on spoor.message_handled
  for each row execute function spoor.keep_waiting();

-- The second look: one row for each decision not to follow up, made with the decision itself, so that none is left
-- out of the share that is weighed again.

create table spoor.second_look_draw (
  organisation text not null,
  signal_id    uuid not null,
  -- The number of the event of the decision.
  seq          integer not null,
  decision     text not null check (decision in ('set-aside-confirmed', 'shelved', 'closed')),
  decided_at   timestamptz not null,
  -- null: it still has to be drawn, or not.
  drawn        boolean,
  look         uuid,
  verdict      text check (verdict in ('agrees', 'follow-up')),
  taken_at     timestamptz,
  primary key (organisation, signal_id, seq),
  foreign key (organisation, signal_id, seq) references spoor.event (organisation, signal_id, seq),
  constraint second_look_drawn check (coalesce(drawn, false) = (look is not null)),
  constraint second_look_taken check ((verdict is null) = (taken_at is null) and (verdict is null or look is not null))
);
create unique index second_look_one on spoor.second_look_draw (organisation, look) where look is not null;
create index second_look_undrawn on spoor.second_look_draw (organisation, decided_at, signal_id, seq)
  where drawn is null;
create index second_look_decided on spoor.second_look_draw (organisation, decided_at);
call spoor.wall('spoor.second_look_draw');
create policy check_reads on spoor.second_look_draw for select to spoor_check using (true);
grant select, update (drawn, look, verdict, taken_at) on spoor.second_look_draw to spoor_organisation;
grant select on spoor.second_look_draw to spoor_check;

create function spoor.await_draw() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into spoor.second_look_draw (organisation, signal_id, seq, decision, decided_at)
    values (new.organisation, new.signal_id, new.seq, new.type, new.at);
  return null;
end
$$;
create trigger awaits_draw after insert on spoor.event for each row
  when (new.type in ('set-aside-confirmed', 'shelved')
        or (new.type = 'closed' and new.data ->> 'proposedBy' is not null))
  execute function spoor.await_draw();

-- Drawn once and judged once: nobody draws again until the outcome pleases.
create function spoor.refuse_second_draw() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (old.drawn is not null and (new.drawn, new.look) is distinct from (old.drawn, old.look))
     or (old.verdict is not null and (new.verdict, new.taken_at) is distinct from (old.verdict, old.taken_at)) then
    raise exception 'spoor: drawn and judged once' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger once before update on spoor.second_look_draw
  for each row execute function spoor.refuse_second_draw();

alter table spoor.event no force row level security;
alter table spoor.second_look_draw no force row level security;
insert into spoor.second_look_draw (organisation, signal_id, seq, decision, decided_at)
  select organisation, signal_id, seq, type, at from spoor.event
   where type in ('set-aside-confirmed', 'shelved') or (type = 'closed' and data ->> 'proposedBy' is not null);
alter table spoor.second_look_draw force row level security;
alter table spoor.event force row level security;

-- What a colleague has learned, and until when it holds.

alter table spoor.member add constraint member_of unique (organisation, id);
create table spoor.member_qualification (
  organisation  text not null,
  member        uuid not null,
  qualification text not null,
  obtained_on   date not null,
  -- null: no end known.
  valid_until   date,
  entered_by    uuid not null,
  entered_at    timestamptz not null,
  primary key (member, qualification, obtained_on),
  foreign key (organisation, member) references spoor.member (organisation, id),
  foreign key (organisation, entered_by) references spoor.member (organisation, id),
  constraint qualification_lasts check (valid_until >= obtained_on)
);
call spoor.wall('spoor.member_qualification');
grant select, insert on spoor.member_qualification to spoor_organisation;

-- Ways of working: a version is proposed by one person and enters into force by another. The first comes with the
-- installation.

create table spoor.way_of_working_version (
  organisation    text not null,
  id              text not null,
  effective_from  date not null,
  sha256          bytea not null check (octet_length(sha256) = 32),
  -- The file as it was proposed, in canonical form.
  content         jsonb not null,
  by_installation boolean not null default false,
  proposed_by     uuid,
  proposed_at     timestamptz not null,
  approved_by     uuid,
  approved_at     timestamptz,
  primary key (organisation, id),
  foreign key (organisation, proposed_by) references spoor.member (organisation, id),
  foreign key (organisation, approved_by) references spoor.member (organisation, id),
  constraint version_proposed check (by_installation = (proposed_by is null)),
  constraint version_approved check (case when by_installation then approved_by is null and approved_at is not null
                                     else (approved_by is null) = (approved_at is null) end),
  constraint version_four_eyes check (approved_by <> proposed_by)
);
create unique index version_by_installation on spoor.way_of_working_version (organisation) where by_installation;
call spoor.wall('spoor.way_of_working_version');
create policy check_reads on spoor.way_of_working_version for select to spoor_check using (true);
grant select, insert, update (approved_by, approved_at) on spoor.way_of_working_version to spoor_organisation;
grant select on spoor.way_of_working_version to spoor_check;

create function spoor.refuse_approved() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' and new.approved_at is not null and not new.by_installation then
    raise exception 'spoor: a version is proposed first' using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' and old.approved_at is not null then
    raise exception 'spoor: an approved version is never changed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger approved_once before insert or update on spoor.way_of_working_version
  for each row execute function spoor.refuse_approved();
