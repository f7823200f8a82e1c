-- A one-time code from a clerk, by which a follower says whose matter it is; its digest alone.
create table bind_code (
    digest bytea primary key check (length(digest) = 32),
    matter uuid not null references matter,
    ends_at timestamptz not null,
    used_at timestamptz
);
create unique index bind_code_of on bind_code (matter) where used_at is null;
alter table bind_code enable row level security;
create policy service on bind_code to yizhan_service
    using (exists (select from matter where id = bind_code.matter));
grant select, insert, delete on bind_code to yizhan_service;

-- What the public's process hands to `channels`, which alone can ask WeChat who it was: WeChat's
-- code and the digest of what was typed. It reads the outcome of the one turn it has the key of.
create table bind_turn (
    id bytea primary key check (length(id) = 32),
    login text not null check (length(login) <= 600),
    code bytea not null check (length(code) in (0, 32)),
    at timestamptz not null,
    follower text not null default '' check (length(follower) <= 100),
    outcome text check (outcome in ('offered', 'unknown', 'paused', 'spent', 'away'))
);
create index bind_turn_waiting on bind_turn (at) where outcome is null;
create index bind_turn_wrong on bind_turn (follower, at) where outcome = 'unknown';
create function bind_turn_waits() returns trigger language plpgsql as $$
begin
    perform pg_notify('binding', '');
    return null;
end $$;
create trigger bind_turn_waits after insert on bind_turn
    for each statement execute function bind_turn_waits();
alter table bind_turn enable row level security;
create policy portal on bind_turn for select to yizhan_portal using (id = portal_key());
create policy portal_adds on bind_turn for insert to yizhan_portal with check (id = portal_key());
grant insert (id, login, code, at), select (id, outcome) on bind_turn to yizhan_portal;
