-- Everything that can be neglected has a department, a person, a deputy, an interval and a ladder.
create table department (
    code text primary key check (code ~ '^[a-z_]{2,30}$'),
    name_zh text not null check (length(name_zh) between 1 and 40),
    name_en text not null check (length(name_en) between 1 and 80),
    phone text not null default '' check (phone ~ '^[0-9 -]{0,20}$'),
    head uuid references staff,
    place int not null default 0
);
insert into department (place, code, name_zh, name_en) values
    (1, 'office', '办公室', 'General office'),
    (2, 'research', '研究室', 'Research office'),
    (3, 'correction', '社区矫正科', 'Community correction'),
    (4, 'legal_aid', '法律援助中心', 'Legal aid centre'),
    (5, 'public_service', '公共法律服务科', 'Public legal service');

create table owned (
    id uuid primary key,
    kind text not null check (kind in ('column', 'queue', 'account', 'sign', 'post')),
    subject text not null check (length(subject) between 1 and 60),  -- a column, kind:area, a box
    title_zh text not null check (length(title_zh) between 1 and 60),
    title_en text not null check (length(title_en) between 1 and 100),
    department text references department,
    owner uuid references staff,
    deputy uuid references staff,
    review_days smallint not null check (review_days between 1 and 400),
    climb_days smallint not null default 2 check (climb_days between 1 and 60),  -- to the next rung
    reviewed_at timestamptz,
    reviewed_by uuid references staff,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint a_deputy_is_another check (deputy is distinct from owner or owner is null)
);
create unique index owned_once on owned (kind, subject) where ended_at is null;

-- A rung climbed: told to this person at this moment, because of this; answered when it was mended.
create table owned_climb (
    id bigint generated always as identity primary key,
    owned uuid not null references owned,
    rung text not null check (rung in ('owner', 'deputy', 'department', 'leader')),
    fault text not null check (fault in ('ownerless', 'stale', 'unanswered', 'failing')),
    told uuid references staff,             -- null: the rung is empty, and the next one is told at once
    at timestamptz not null,
    mended_at timestamptz
);
create unique index owned_climb_once on owned_climb (owned, fault, rung) where mended_at is null;
create index owned_climb_told on owned_climb (told) where mended_at is null;

-- A day's score by the national self-check, to see where it goes.
create table site_score (
    day date primary key,
    score smallint not null check (score between 0 and 100),
    failed boolean not null,
    findings jsonb not null,
    at timestamptz not null
);

grant select on department, owned, owned_climb, site_score
    to yizhan_service, yizhan_desk, yizhan_technician;
grant insert, update on department, owned, owned_climb to yizhan_service, yizhan_desk, yizhan_technician;
