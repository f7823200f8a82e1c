-- Boxes that want to be claimed, and what they were given: a code is used once.
create table claim_wish (
    code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
    key_sha256 text not null unique check (key_sha256 ~ '^[0-9a-f]{64}$'),
    request text not null check (length(request) <= 2000),
    hardware text not null check (length(hardware) <= 80),
    version text not null check (length(version) <= 80),
    seen_from text not null,
    asked_at timestamptz not null,
    last_at timestamptz not null,
    device text unique references device,
    granted_by uuid references staff,
    granted_at timestamptz,
    chain text,
    check (num_nulls(device, granted_by, granted_at, chain) in (0, 4))
);
grant select, insert, update on claim_wish to yizhan_desk, yizhan_technician;
grant insert on device to yizhan_desk, yizhan_technician;
