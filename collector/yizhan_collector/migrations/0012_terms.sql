-- A term of community correction: from the court's document to release. One live term a person.
create table delegation (
    id uuid primary key,
    county text not null check (county ~ '^[0-9]{6}$'),
    township text not null references township,
    powers text[] not null check (cardinality(powers) > 0),
    document text not null check (document <> ''),
    from_on date not null,
    until_on date check (until_on >= from_on),
    made_by uuid references staff,
    made_at timestamptz not null,
    check (township like county || '%')
);
grant select, insert, update on delegation to yizhan_desk;
grant select on delegation to yizhan_reader;

create table term (
    id uuid primary key,
    person uuid not null references person,
    sentence text not null check (sentence in ('control', 'probation', 'parole', 'medical')),
    offence text not null check (offence <> ''),
    court text not null check (court <> ''),
    judgment_no text not null check (judgment_no <> ''),
    judged_on date not null,
    effective_on date not null check (effective_on >= judged_on),
    starts_on date not null check (starts_on >= effective_on),
    ends_on date not null check (ends_on >= starts_on),
    report_by date not null check (report_by >= effective_on),
    state text not null check (state in
        ('expected', 'received', 'declared', 'active', 'released', 'terminated', 'moved_out')),
    category text,
    overlays text[] not null default '{}' check (overlays <@ array
        ['leave', 'frequent_travel', 'transfer_pending', 'device_order', 'lost_contact',
         'detained', 'proposal_pending']),
    received_on date,
    declared_on date check (declared_on >= received_on),
    ended_on date,
    end_reason text check (end_reason in
        ('served', 'pardoned', 'revoked', 'recommitted', 'dead', 'moved_out')),
    version int not null default 1,
    created_at timestamptz not null,
    unique (person, judgment_no),
    check ((state in ('released', 'terminated', 'moved_out')) = (ended_on is not null)),
    check ((ended_on is null) = (end_reason is null)),
    check (state <> 'active' or category is not null)
);
create unique index term_live on term (person) where ended_on is null;
create index term_ends on term (ends_on) where ended_on is null;
call protect('term');

-- Everything that was done, typed, dated, with its author. Never edited: a correction is a new act.
create table act (
    id uuid primary key,
    person uuid not null references person,
    term uuid references term,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    effective_on date not null,
    recorded_at timestamptz not null,
    author uuid references staff,           -- null: the person, or the system
    by text not null check (by in ('staff', 'person', 'system')),
    acting_body text not null check (acting_body ~ '^([0-9]{6}|[0-9]{9})$'),
    delegation uuid references delegation,
    paper uuid,
    body jsonb not null default '{}',
    corrects uuid unique references act,
    check ((by = 'staff') = (author is not null))
);
create index act_person on act (person, effective_on desc, recorded_at desc);
create function act_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'acts are never changed; record a correction';
end $$;
create trigger act_append_only before update or delete or truncate on act
    for each statement execute function act_is_append_only();
call protect_record('act');
grant insert on act to yizhan_self;
create policy self_adds on act for insert to yizhan_self with check (person = self_person());

-- Something asked for and decided once, by somebody else, at the right level.
create table request (
    id uuid primary key,
    person uuid not null references person,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    subject uuid,                           -- the row of the room that asked
    level text not null check (level in ('township', 'county', 'head', 'city')),
    county text not null check (county ~ '^[0-9]{6}$'),
    township text not null references township,
    body jsonb not null default '{}',
    asked_by uuid references staff,         -- null: the person
    asked_at timestamptz not null,
    channel text not null check (channel in ('desk', 'kiosk', 'own')),
    decide_by date,
    decision text check (decision in ('granted', 'refused', 'withdrawn')),
    reasons text not null default '',
    complaint_route text not null default '',
    decided_by uuid references staff,
    decided_at timestamptz,
    delegation uuid references delegation,
    constraint nobody_decides_the_own_request check (decided_by <> asked_by),
    constraint decided_whole check ((decision is null) = (decided_at is null)),
    constraint decided_by_a_person check (decision is null or decision = 'withdrawn' or decided_by is not null),
    constraint refused_with_reasons_and_route check
        (decision is distinct from 'refused' or (reasons <> '' and complaint_route <> ''))
);
create index request_open on request (county, level, asked_at) where decision is null;
create index request_person on request (person, asked_at desc);
call protect('request');
grant insert, update on request to yizhan_self;
