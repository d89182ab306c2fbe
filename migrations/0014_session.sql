-- Sessions that their person can tell apart and the identity provider can end, and what they were opened from.

-- Of a session from before nobody knows these things: everybody signs in once more.
truncate spoor.session;
alter table spoor.session
  -- By which its own person names it; the token's hash is named by nobody.
  add column id           uuid not null unique,
  -- When they last proved at the provider who they are.
  add column signed_in_at timestamptz not null,
  -- The kind of browser and system, from a list of ours: never what the browser says of itself.
  add column browser      text not null check (browser ~ '^[a-z]+$'),
  add column system       text not null check (system ~ '^[a-z]+$'),
  -- sha256 of how the provider calls this session, and the person; null where it did not say.
  add column sid_hash     bytea check (octet_length(sid_hash) = 32),
  add column sub_hash     bytea check (octet_length(sub_hash) = 32);
create index session_member on spoor.session (member_id);
create index session_sid on spoor.session (sid_hash);
create index session_sub on spoor.session (sub_hash);

-- Words of the provider that were heard, until they have run out: each counts once.
create table spoor.logout_notice (
  organisation text not null,
  jti_hash     bytea not null check (octet_length(jti_hash) = 32),
  expires_at   timestamptz not null,
  primary key (organisation, jti_hash)
);
call spoor.wall('spoor.logout_notice');
grant select, insert, delete on spoor.logout_notice to spoor_organisation;
