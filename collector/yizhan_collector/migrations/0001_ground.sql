create extension if not exists timescaledb;

-- What has arrived, each once. Plain: a hypertable cannot carry this key without time in it.
create table inbox (
    device text not null,
    life uuid not null,
    seq bigint not null check (seq > 0),
    primary key (device, life, seq)
);

create table outbox (
    id bigint generated always as identity primary key,
    event text not null,
    body jsonb not null,
    created_at timestamptz not null default now(),
    attempts int not null default 0,
    reason text
);

create table quarantine (
    id bigint generated always as identity primary key,
    device text not null,
    topic text not null,
    reason text not null,
    payload bytea not null,
    seen int not null default 1,
    received_at timestamptz not null,
    dismissed_at timestamptz,
    dismissed_by uuid,
    note text
);
-- a box that resends the same bytes adds to `seen`, not to the table
create unique index quarantine_same on quarantine (device, topic, sha256(payload));
create index quarantine_open on quarantine (id desc) where dismissed_at is null;

create table job_run (
    id bigint generated always as identity primary key,
    job text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text
);
