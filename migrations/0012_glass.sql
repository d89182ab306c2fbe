-- Emergency access (NL: noodtoegang): who may not see a signal of their own organisation opens it for a time, and answers
-- for it. No words here: why stands in spoor.signal_access, what was said of it in the duties that it gives.

-- Who asked for what is not there opened nothing, and answers for it all the same.
alter table spoor.signal_access
  alter column signal_id drop not null,
  add constraint signal_access_signal check (kind = 'emergency' or signal_id is not null);

create table spoor.glass (
  organisation text not null,
  id           uuid primary key,
  -- As it was entered: there may be no such signal.
  signal_id    uuid not null,
  access_id    uuid not null unique references spoor.signal_access,
  -- Whether there was anything to open.
  opened       boolean not null,
  reason       text not null check (reason in ('danger-to-person', 'possible-victim-now', 'danger-to-colleague',
    'trace-vanishes')),
  -- Whose team lead is alarmed.
  unit         text not null check (unit <> ''),
  used_by      uuid not null references spoor.member,
  used_at      timestamptz not null,
  until        timestamptz not null check (until > used_at),
  answered_by  uuid references spoor.member,
  answered_at  timestamptz,
  verdict      text check (verdict in ('justified', 'not-justified')),
  reviewed_by  uuid references spoor.member,
  reviewed_at  timestamptz,
  constraint glass_answered check (num_nonnulls(answered_by, answered_at) in (0, 2)),
  constraint glass_reviewed check (num_nonnulls(verdict, reviewed_by, reviewed_at) in (0, 3)),
  -- Nobody judges what they did themselves.
  constraint glass_another check (answered_by <> used_by and reviewed_by <> used_by)
);
create index glass_used on spoor.glass (organisation, used_at, id);
create index glass_open on spoor.glass (organisation, used_at, id) where verdict is null;
call spoor.wall('spoor.glass');
grant select, insert, update (answered_by, answered_at, verdict, reviewed_by, reviewed_at)
  on spoor.glass to spoor_organisation;

-- What was answered stays answered.
create function spoor.keep_glass() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if (old.verdict is not null and (new.verdict, new.reviewed_by, new.reviewed_at)
        is distinct from (old.verdict, old.reviewed_by, old.reviewed_at))
     or (old.answered_by is not null and (new.answered_by, new.answered_at)
        is distinct from (old.answered_by, old.answered_at)) then
    raise exception 'spoor: emergency access was answered before' using errcode = '23514';
  end if;
  return new;
end
$$;
revoke all on function spoor.keep_glass() from public;
create trigger keep before update on spoor.glass for each row execute function spoor.keep_glass();
create trigger never_deleted before delete on spoor.glass for each row execute function spoor.refuse_change();

-- The alarm and the review are duties like any other, and climb when they are late.
alter table spoor.duty
  add column glass uuid references spoor.glass,
  drop constraint duty_one_subject,
  add constraint duty_one_subject check (num_nonnulls(signal_id, import_id, feed, retention_of, glass) = 1),
  drop constraint duty_escalation,
  add constraint duty_escalation check (((place = 'escalation') = (escalates is not null)) or glass is not null),
  add constraint duty_glass check (glass is null
    or (kind in ('answer-glass', 'review-glass') and escalates is null and role is not null)
    or (kind = 'escalation' and escalates is not null and role is not null));
create unique index duty_glass_one on spoor.duty (glass, kind) where glass is not null and kind <> 'escalation';
create index duty_glass_due on spoor.duty (organisation, due_at) where glass is not null and done_at is null;

-- What was not reviewed yet has somebody who must, checked when the transaction ends.
create function spoor.check_glass_duty() returns trigger
  language plpgsql set search_path = pg_catalog as $$
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
$$;
revoke all on function spoor.check_glass_duty() from public;
create constraint trigger glass_has_duty after insert or update on spoor.glass
  deferrable initially deferred for each row execute function spoor.check_glass_duty();
create constraint trigger duty_has_glass after insert or update on spoor.duty
  deferrable initially deferred for each row execute function spoor.check_glass_duty();

-- What was reported by whom, and what to CoMensha: who follows the progress finds it by these.
create index event_reported_by on spoor.event (organisation, by_member) where type = 'signal-registered';
create index event_comensha on spoor.event (organisation, signal_id)
  where (data -> 'guards' ->> 'comensha') = 'reported';
