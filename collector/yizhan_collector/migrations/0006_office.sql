create table staff (
    id uuid primary key,
    login text not null unique check (login ~ '^[a-z0-9._-]{2,40}$'),
    name text not null check (length(name) between 1 and 60),
    role text not null check (role in ('officer_township', 'officer_county', 'technician', 'leader')),
    township text references township,
    password_hash text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    -- own township only needs a township
    check ((role = 'officer_township') = (township is not null))
);

create table staff_session (
    token_sha256 bytea primary key,
    staff uuid not null references staff,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index staff_session_end on staff_session (expires_at);

create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    staff uuid not null references staff,
    action text not null,
    person uuid references person,
    subject text not null default ''
);
create index audit_person on audit (person, id desc) where person is not null;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit rows are never changed';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();

-- Single-use secrets an officer issued; only the argon2id hash is kept.
create table person_secret (
    id uuid primary key,
    person uuid not null references person,
    kind text not null check (kind in ('permit', 'code')),
    hash text not null,
    issued_by uuid not null references staff,
    issued_at timestamptz not null,
    expires_at timestamptz not null
);
create index person_secret_open on person_secret (person, kind, expires_at);
create index device_note_person on device_note ((body ->> 'person'), captured_at desc)
    where kind = 'enrolled';

create table signage (
    device text primary key references device,
    version int not null check (version > 0),
    text text not null check (length(text) <= 60),
    set_by uuid not null references staff,
    set_at timestamptz not null
);
