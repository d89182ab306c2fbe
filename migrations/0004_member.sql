-- Colleagues as the sign-in knows them, and their sessions.

create table spoor.member (
  id           uuid primary key,
  organisation text not null,
  subject      text not null,
  name         text not null,
  unit         text not null,
  roles        text[] not null,
  seen_at      timestamptz not null,
  constraint member_subject unique (organisation, subject)
);
call spoor.wall('spoor.member');
grant select, insert, update (name, unit, roles, seen_at) on spoor.member to spoor_organisation;

-- A session of a browser. The cookie holds the token; here lies only its hash.
create table spoor.session (
  token_hash   bytea primary key check (octet_length(token_hash) = 32),
  organisation text not null,
  member_id    uuid not null references spoor.member,
  csrf         text not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  expires_at   timestamptz not null
);
create index session_expiry on spoor.session (organisation, expires_at);
call spoor.wall('spoor.session');
grant select, insert, update (seen_at, expires_at), delete on spoor.session to spoor_organisation;
