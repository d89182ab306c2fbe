-- What `spoor check` reads of emergency access, of who may know of a signal, and of the Logboek Dataverwerkingen; what a
-- source calls a kind of registration stays no longer than the registration; searching the audit log by record.

-- Ids, codes and moments: no ground, no name, no pseudonym.
create policy check_reads on spoor.glass for select to spoor_check using (true);
grant select on spoor.glass to spoor_check;
create policy check_reads on spoor.signal_access for select to spoor_check using (true);
grant select (organisation, id, signal_id, kind, member, granted_by, granted_at, until, ended_by, ended_at)
  on spoor.signal_access to spoor_check;
create policy check_reads on spoor.member for select to spoor_check using (true);
grant select (id, organisation, unit, roles) on spoor.member to spoor_check;
create policy check_reads on spoor.processing for select to spoor_check using (true);
grant select (organisation, day, processing_id, name, activity, subject_type) on spoor.processing to spoor_check;
grant select (glass) on spoor.duty to spoor_check;

-- What was done with one record, newest first, whatever kind of record it is.
create index audit_of_record on spoor.audit (organisation, record_id, day desc, seq desc) where record_id is not null;

-- The words of formats.md, our own, and what an informant told; any other word of a source is one word here. Whatever the
-- law or a way of working asks by kind is among them. src/process/channel.ts says the same.
create function spoor.channel_of(kind text) returns text
  language sql immutable parallel safe
  return case when kind in ('mutatie', 'aangifte', 'melding', 'controle', 'inspectie', 'grenscontrole',
      'verhoor-samenvatting', 'MMA-melding', 'onderzoek', 'handmatig', 'overdracht', 'ambtelijk signaal',
      'TCI-informatie')
    then kind when kind is not null then 'overig' end;
alter table spoor.registration add column channel text generated always as (spoor.channel_of(kind)) stored;
revoke select (kind) on spoor.registration from spoor_check;
grant select (channel) on spoor.registration to spoor_check;

alter table spoor.signal disable trigger user;
alter table spoor.signal no force row level security;
update spoor.signal set channel = spoor.channel_of(channel) where channel <> spoor.channel_of(channel);
alter table spoor.signal force row level security;
alter table spoor.signal enable trigger user;
alter table spoor.signal add constraint signal_channel check (channel = spoor.channel_of(channel));

create or replace function spoor.keep_channel() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  code text;
begin
  select r.channel into code from spoor.registration r where r.id = new.registration_id;
  -- What is out of sight or gone says nothing; then it stays what it was.
  new.channel := coalesce(code, new.channel);
  return new;
end
$$;
