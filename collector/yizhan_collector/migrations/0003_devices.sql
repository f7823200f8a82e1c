create table device (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,39}$'),
    township text not null references township,
    claimed_at timestamptz not null,
    revoked_at timestamptz,
    state text not null default 'unknown'
        check (state in ('online', 'offline', 'stopped', 'unknown')),
    state_at timestamptz
);

create table device_health (
    captured_at timestamptz not null,
    device text not null,
    received_at timestamptz not null,
    body jsonb not null
);
select create_hypertable('device_health', by_range('captured_at', interval '7 days'));
create index device_health_last on device_health (device, captured_at desc);

create table camera_event (
    captured_at timestamptz not null,
    device text not null,
    received_at timestamptz not null,
    body jsonb not null
);
select create_hypertable('camera_event', by_range('captured_at', interval '7 days'));
create index camera_event_device on camera_event (device, captured_at desc);

-- Sign acknowledgements, applied orders, enrolments: few, read by device.
create table device_note (
    id uuid primary key,
    device text not null references device,
    kind text not null,
    captured_at timestamptz not null,
    received_at timestamptz not null,
    body jsonb not null
);
create index device_note_last on device_note (device, kind, captured_at desc);
