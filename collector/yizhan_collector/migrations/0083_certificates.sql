-- Every certificate the collector gave to a box: the list of what is revoked is written from here.
create table certificate (
    serial text primary key check (serial ~ '^[0-9a-f]{1,40}$'),
    device text not null references device,
    issued_at timestamptz not null,
    not_after timestamptz not null check (not_after > issued_at),
    revoked_at timestamptz,
    why text check (why in ('revoked', 'swapped')),
    check ((revoked_at is null) = (why is null))
);
create index certificate_of_device on certificate (device, issued_at desc);
grant select, insert, update (revoked_at, why) on certificate to yizhan_desk, yizhan_technician;
grant select on certificate to yizhan_reader;
