-- Entering into force: who proposed, approved or rejected a version of a way of working, and why.

create table spoor.way_of_working_decision (
  id           uuid primary key,
  organisation text not null,
  version_id   text not null,
  -- Of the content that was decided about.
  sha256       bytea not null check (octet_length(sha256) = 32),
  decision     text not null check (decision in ('propose', 'approve', 'reject')),
  by_member    uuid not null,
  at           timestamptz not null,
  ground       text not null check (btrim(ground) <> ''),
  foreign key (organisation, by_member) references spoor.member (organisation, id)
);
create index version_decisions on spoor.way_of_working_decision (organisation, version_id, at);
call spoor.wall('spoor.way_of_working_decision');
create policy check_reads on spoor.way_of_working_decision for select to spoor_check using (true);
grant select, insert on spoor.way_of_working_decision to spoor_organisation;
grant select (id, organisation, version_id, sha256, decision, by_member, at) on spoor.way_of_working_decision
  to spoor_check;
create trigger never_changed before update or delete on spoor.way_of_working_decision
  for each row execute function spoor.refuse_change();
create trigger never_emptied before truncate on spoor.way_of_working_decision
  for each statement execute function spoor.refuse_change();

-- A proposal that another person rejects makes room for the next one with its date; a version in force is never taken
-- away. Nobody may delete a version otherwise. Gives whether there was a proposal that waited.
create function spoor.reject_version(version text, by_member uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
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
$$;
revoke all on function spoor.reject_version(text, uuid) from public;
grant execute on function spoor.reject_version(text, uuid) to spoor_organisation;
