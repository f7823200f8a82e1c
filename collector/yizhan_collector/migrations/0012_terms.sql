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
    category_on date check (category_on >= declared_on),
    ended_on date,
    end_reason text check (end_reason in
        ('served', 'pardoned', 'revoked', 'recommitted', 'dead', 'moved_out')),
    version int not null default 1,
    created_at timestamptz not null,
    unique (person, judgment_no),
    check ((state in ('released', 'terminated', 'moved_out')) = (ended_on is not null)),
    check ((ended_on is null) = (end_reason is null)),
    check (state <> 'active' or category is not null),
    constraint received_after_effect check (received_on >= effective_on),
    constraint ended_last check (ended_on >= greatest(effective_on, received_on, declared_on,
                                                      category_on)),
    constraint ends_for_its_reason check (case end_reason
        when 'served' then state = 'released'
        when 'pardoned' then state = 'released'
        when 'moved_out' then state = 'moved_out'
        when 'revoked' then state = 'terminated' and sentence in ('probation', 'parole')
        when 'recommitted' then state = 'terminated' and sentence = 'medical'
        when 'dead' then state = 'terminated' end),
    constraint served_to_the_last_day check (end_reason <> 'served' or ended_on >= ends_on),
    constraint nothing_lies_over_an_ended_term check (ended_on is null or overlays = '{}')
);
create unique index term_live on term (person) where ended_on is null;
create index term_ends on term (ends_on) where ended_on is null;
call protect('term');

-- Every version of a term, as it stood; a change is a new version, and an ended term is the last.
create table term_version (
    term uuid not null references term,
    version int not null,
    person uuid not null references person,
    stood jsonb not null,
    kept_at timestamptz not null,
    primary key (term, version)
);
create function term_moves() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' then
        raise exception 'a term is never deleted';
    end if;
    if old.ended_on is not null then
        raise exception 'an ended term never changes; register a new document for a new term';
    end if;
    if (new.id, new.person, new.created_at) is distinct from (old.id, old.person, old.created_at) then
        raise exception 'a term stays with its person';
    end if;
    if array_position(array['expected', 'received', 'declared', 'active'], new.state)
       < array_position(array['expected', 'received', 'declared', 'active'], old.state)
       or (old.received_on is not null and new.received_on is null)
       or (old.declared_on is not null and new.declared_on is null) then
        raise exception 'a term never goes back';
    end if;
    new.version := old.version + 1;
    return new;
end $$;
create trigger term_moves_on before update or delete on term
    for each row execute function term_moves();
create trigger term_is_kept before truncate on term
    for each statement execute function term_moves();
create function term_keeps_its_version() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    insert into term_version (term, version, person, stood, kept_at)
    values (new.id, new.version, new.person, to_jsonb(new), coalesce(desk_now(), now()));
    return null;
end $$;
create trigger term_versions after insert or update on term
    for each row execute function term_keeps_its_version();

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
    withdrawn_by uuid references staff,     -- null: the person, or not withdrawn
    constraint withdrawn_whole check (withdrawn_by is null or decision = 'withdrawn'),
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

-- Decided once, by somebody whose office it is: what was asked for never changes.
create function request_is_decided_once() returns trigger language plpgsql as $$
declare who staff;
begin
    if tg_op = 'DELETE' or old.decision is not null then
        raise exception 'a request is decided once';
    end if;
    if to_jsonb(new) - array['level', 'decision', 'reasons', 'complaint_route', 'decided_by',
                             'decided_at', 'delegation', 'withdrawn_by']
       is distinct from
       to_jsonb(old) - array['level', 'decision', 'reasons', 'complaint_route', 'decided_by',
                             'decided_at', 'delegation', 'withdrawn_by'] then
        raise exception 'what was asked for never changes';
    end if;
    if current_user = 'yizhan_self' and new.decision is distinct from 'withdrawn' then
        raise exception 'nobody decides the own request';
    end if;
    if new.decision in ('granted', 'refused') then
        select id, role, area into who.id, who.role, who.area from staff where id = new.decided_by;
        if not starts_with(new.township, who.area) or not (case new.level
            when 'township' then who.role = 'officer_township' and new.delegation is not null
            when 'county' then who.role in ('officer_county', 'head_county')
            when 'head' then who.role = 'head_county'
            else who.role = 'supervisor_city' end) then
            raise exception 'this is decided at another level';
        end if;
    end if;
    return new;
end $$;
create trigger request_once before update or delete on request
    for each row execute function request_is_decided_once();

-- Rows that are added and never edited: what is true now is the newest version.
create function is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'this is never edited; add a new version';
end $$;
create procedure keep_versions(tab regclass) language plpgsql as $$
begin
    call protect_record(tab);
    execute format('create trigger append_only before update or delete or truncate on %s'
                   ' for each statement execute function is_append_only()', tab);
end $$;
call protect_record('term_version');
revoke insert on term_version from yizhan_desk;
create trigger append_only before update or delete or truncate on term_version
    for each statement execute function is_append_only();

-- Where a person lives and works, how they are, who looks after them.
create table particulars (
    person uuid not null references person,
    version int not null check (version > 0),
    phone text not null default '' check (length(phone) <= 40),
    address text not null default '' check (length(address) <= 200),
    registered_home text not null default '' check (length(registered_home) <= 200),
    work text not null default '' check (length(work) <= 200),
    family text not null default '' check (length(family) <= 2000),
    health text not null default '' check (length(health) <= 1000),
    guardian text not null default '' check (length(guardian) <= 60),
    guardian_phone text not null default '' check (length(guardian_phone) <= 40),
    from_on date not null,
    recorded_by uuid references staff,      -- null: the person
    recorded_at timestamptz not null,
    primary key (person, version)
);
call keep_versions('particulars');
grant insert on particulars to yizhan_self;

-- 矫正小组: a woman's includes a woman (CCL 25), a minor's a specialist (CCL 52).
create table correction_group (
    term uuid not null references term,
    person uuid not null references person,
    version int not null check (version > 0),
    members jsonb not null check (jsonb_typeof(members) = 'array'
                                  and jsonb_array_length(members) between 2 and 20),
    from_on date not null,
    made_by uuid not null references staff,
    made_at timestamptz not null,
    primary key (term, version)
);
create function group_fits() returns trigger language plpgsql
    security definer set search_path = public as $$
declare one person;
begin
    select * into one from person where id = new.person;
    if one.gender = 'female' and not new.members @> '[{"gender": "female"}]' then
        raise exception using errcode = 'check_violation', constraint = 'a_woman_needs_a_woman',
            message = 'the group of a woman includes a woman';
    end if;
    if one.minor and not new.members @> '[{"specialist": true}]' then
        raise exception using errcode = 'check_violation', constraint = 'a_minor_needs_a_specialist',
            message = 'the group of a minor includes a specialist';
    end if;
    return new;
end $$;
create trigger group_members before insert on correction_group
    for each row execute function group_fits();
call keep_versions('correction_group');

-- 矫正方案, made for this person and made anew.
create table plan (
    term uuid not null references term,
    person uuid not null references person,
    version int not null check (version > 0),
    assessment text not null check (length(assessment) between 1 and 4000),
    supervision text[] not null check (cardinality(supervision) between 1 and 40),
    goals jsonb not null check (jsonb_typeof(goals) = 'array'
                                and jsonb_array_length(goals) between 1 and 20),
    person_says text not null check (length(person_says) between 1 and 4000),
    review_on date not null,
    reason text not null default '' check (length(reason) <= 2000),
    from_on date not null,
    made_by uuid not null references staff,
    made_at timestamptz not null,
    primary key (term, version),
    constraint made_anew_for_a_reason check (version = 1 or reason <> ''),
    constraint reviewed_later check (review_on > from_on)
);
call keep_versions('plan');

-- 宣告: led by staff, the group there; of a minor behind closed doors, with the guardian.
create table declaration (
    term uuid primary key references term,
    person uuid not null references person,
    declared_on date not null,
    place text not null check (length(place) between 1 and 200),
    mode text not null check (mode in ('office', 'home_visit')),
    open boolean not null,
    led_by uuid not null references staff,
    attendance jsonb not null check (jsonb_typeof(attendance) = 'array'
                                     and jsonb_array_length(attendance) between 1 and 30),
    guardian text not null default '' check (length(guardian) <= 60),
    recorded_at timestamptz not null
);
create function declaration_fits() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select 1 from person where id = new.person and minor)
       and (new.open or new.guardian = '') then
        raise exception using errcode = 'check_violation',
            constraint = 'a_minor_behind_closed_doors_with_the_guardian',
            message = 'the declaration of a minor is not public and the guardian is there';
    end if;
    return new;
end $$;
create trigger declaration_of_a_minor before insert on declaration
    for each row execute function declaration_fits();
call keep_versions('declaration');

-- What the court sent, byte for byte; the same file is kept once for a person.
create table court_document (
    id uuid primary key,
    person uuid not null references person,
    kind text not null check (kind in
        ('judgment', 'ruling', 'decision', 'execution_notice', 'assessment', 'other')),
    name text not null check (length(name) between 1 and 120),
    media text not null check (media in ('application/pdf', 'image/jpeg', 'image/png')),
    content bytea not null check (length(content) between 1 and 10485760),
    sha256 text not null check (sha256 = encode(sha256(content), 'hex')),
    recorded_by uuid not null references staff,
    recorded_at timestamptz not null,
    constraint document_kept_once unique (person, sha256)
);
call keep_versions('court_document');
alter table court_document alter column content set storage external;
