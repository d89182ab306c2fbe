-- What the identity provider ends while somebody is on their way in: the session that is being made does not begin.

alter table spoor.logout_notice
  -- Of whom it speaks, as in spoor.session; both null: heard before this was kept.
  add column sid_hash bytea check (octet_length(sid_hash) = 32),
  add column sub_hash bytea check (octet_length(sub_hash) = 32),
  add column heard_at timestamptz not null default '-infinity';
alter table spoor.logout_notice alter column heard_at drop default;
