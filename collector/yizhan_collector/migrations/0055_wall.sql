-- The big screen outlasts a session of ten hours: a pass that reads counts only and nothing else.
create table wall_pass (
    token_sha256 bytea primary key check (length(token_sha256) = 32),
    staff uuid not null references staff,
    made_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > made_at)
);
create index wall_pass_staff on wall_pass (staff);
alter table wall_pass enable row level security;
create policy own on wall_pass to yizhan_desk, yizhan_reader using (staff = desk_staff());
grant select, insert, delete on wall_pass to yizhan_desk, yizhan_reader;
