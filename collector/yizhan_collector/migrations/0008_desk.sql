-- The outbox waits longer after each failure instead of giving up.
alter table outbox add column not_before timestamptz not null default '-infinity';

-- A null staff is the system itself: it replaced a doubtful visit by a clear one.
alter table audit alter column staff drop not null;

-- The last word of each box, kept beside the hypertable: found at once whatever its clock says.
create table device_last (
    device text primary key references device,
    captured_at timestamptz not null,
    received_at timestamptz not null,
    clock jsonb not null,
    body jsonb not null
);

-- What a box is told to do, until it reports that it is done; sent again whenever it comes online.
create table device_command (
    id uuid primary key,
    device text not null references device,
    action text not null check (action in ('delete_template')),
    person uuid not null references person,
    ordered_at timestamptz not null,
    done_at timestamptz
);
create unique index device_command_open on device_command (device, action, person)
    where done_at is null;

-- The very bytes the device door serves; `content` is the hash of the entries alone.
create table roster (
    device text primary key references device,
    version int not null,
    content text not null,
    sha256 text not null,
    body bytea not null,
    built_at timestamptz not null
);

create index checkin_captured on checkin (captured_at desc);
create index checkin_open on checkin (captured_at desc) where needs_review and review is null;
create index job_run_last on job_run (job, started_at desc);
