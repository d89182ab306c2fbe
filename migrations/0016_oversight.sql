-- What is kept to few is heard by somebody who leads: an overseer among those who may know, and a duty to name one when
-- there is none. docs/adr/0015 says why.

alter table spoor.signal_access
  drop constraint signal_access_kind_check,
  -- overseer: who leads, and hears that something is late.
  add constraint signal_access_kind_check check (kind in ('named', 'lead', 'released', 'emergency', 'overseer'));
-- What a colleague may know of, for their worklist.
create index signal_access_mine on spoor.signal_access (member, signal_id) where ended_at is null;

-- Beside the ledger a signal can have two duties: to decide about its content, and to name who leads. The second is of those
-- who know of it (role null), or of the privacy officer, without a word of what it is about.
drop index spoor.duty_retention_one;
create unique index duty_beside_one on spoor.duty (retention_of, kind) where done_at is null and retention_of is not null;
alter table spoor.duty add constraint duty_name_overseer
  check (kind <> 'name-overseer' or (retention_of is not null and coalesce(role, 'privacy-officer') = 'privacy-officer'));

-- `spoor check` judges whether what climbs is heard.
grant select (retention_of) on spoor.duty to spoor_check;
grant select (seen_at) on spoor.member to spoor_check;
grant select (channel) on spoor.signal to spoor_check;
