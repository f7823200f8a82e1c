-- Education and service. No number of hours is asked for anywhere, so none can be missed.
create table course (
    id uuid primary key,
    title text not null check (length(title) between 1 and 80),
    audience text not null check (audience in ('adults', 'minors')),
    minutes int not null check (minutes between 1 and 600),
    state text not null check (state in ('draft', 'published', 'withdrawn')),
    version int not null default 1 check (version > 0),
    made_by uuid not null references staff,
    made_at timestamptz not null
);
create table course_version (
    course uuid not null references course,
    version int not null check (version > 0),
    steps jsonb not null check (jsonb_array_length(steps) between 1 and 100),
    made_by uuid not null references staff,
    made_at timestamptz not null,
    primary key (course, version)
);
create table media (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    kind text not null check (kind in ('audio', 'video')),
    type text not null,
    size int not null check (size > 0),
    made_by uuid not null references staff,
    made_at timestamptz not null
);
grant select, insert, update on course to yizhan_desk;
grant select, insert on course_version, media to yizhan_desk;
grant select on course, course_version, media to yizhan_reader, yizhan_self;

create table progress (
    person uuid not null references person,
    course uuid not null,
    version int not null,
    at_step int not null default 0 check (at_step >= 0),
    wrong int not null default 0 check (wrong >= 0),
    began_at timestamptz not null,
    changed_at timestamptz not null,
    done_at timestamptz,
    primary key (person, course),
    foreign key (course, version) references course_version
);
create table credit (
    person uuid not null references person,
    course uuid not null references course,
    minutes int not null check (minutes > 0),
    at timestamptz not null,
    primary key (person, course)
);
create function credit_is_earned() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from progress where person = new.person and course = new.course
                   and done_at is not null) then
        raise exception 'a course is credited when it was taken to its end';
    end if;
    return new;
end $$;
create trigger credit_earned before insert on credit for each row execute function credit_is_earned();
call protect('progress');
call protect('credit');
revoke update on credit from yizhan_desk;
grant insert, update on progress to yizhan_self;
grant insert on credit to yizhan_self;

create table class_session (
    id uuid primary key,
    county text not null check (county ~ '^[0-9]{6}$'),
    title text not null check (length(title) between 1 and 80),
    place text not null check (length(place) between 1 and 120),
    teacher text not null default '',
    starts_at timestamptz not null,
    minutes int not null check (minutes between 10 and 480),
    capacity int not null check (capacity between 1 and 500),
    minors boolean not null,
    make_up uuid references course,     -- what to take instead when missed
    made_by uuid not null references staff,
    made_at timestamptz not null,
    cancelled_at timestamptz,
    cancel_reason text,
    check ((cancelled_at is null) = (cancel_reason is null))
);
create index class_session_when on class_session (county, starts_at desc);
create table class_place (
    session uuid not null references class_session,
    person uuid not null references person,
    invited_at timestamptz not null,
    primary key (session, person)
);
create table class_mark (
    session uuid not null,
    person uuid not null,
    version int not null check (version > 0),
    code text not null check (code in ('attended', 'late', 'left_early', 'excused', 'absent')),
    note text not null default '',
    by_staff uuid not null references staff,
    at timestamptz not null,
    primary key (session, person, version),
    foreign key (session, person) references class_place
);
create table service_offer (
    id uuid primary key,
    county text not null check (county ~ '^[0-9]{6}$'),
    title text not null check (length(title) between 1 and 80),
    place text not null check (length(place) between 1 and 120),
    on_day date not null,
    minutes int not null check (minutes between 10 and 480),
    capacity int not null check (capacity between 1 and 200),
    abilities text[] not null default '{}',
    minors boolean not null,
    made_by uuid not null references staff,
    made_at timestamptz not null
);
create index service_offer_when on service_offer (county, on_day desc);
create table service_place (
    offer uuid not null references service_offer,
    person uuid not null references person,
    asked_by text not null check (asked_by in ('staff', 'person')),
    at timestamptz not null,
    outcome text check (outcome in ('done', 'part', 'excused', 'unable', 'injured', 'complaint')),
    minutes int check (minutes between 0 and 480),
    note text not null default '',
    next_step text not null default '',
    noted_by uuid references staff,
    noted_at timestamptz,
    primary key (offer, person),
    check ((outcome is null) = (noted_by is null)),
    check (outcome is distinct from 'injured' or next_step <> ''),
    check (outcome is distinct from 'complaint' or next_step <> '')
);
grant select, insert, update on class_session, service_offer to yizhan_desk;
grant select on class_session, service_offer to yizhan_reader, yizhan_self;
call protect('class_place');
call protect('class_mark');
call protect('service_place');
revoke update on class_place, class_mark from yizhan_desk;
grant insert on service_place to yizhan_self;
do $$
declare one text;
begin
    foreach one in array array['class_session', 'service_offer'] loop
        execute format('alter table %I enable row level security', one);
        execute format('create policy desk on %I to yizhan_desk, yizhan_reader using ('
            ' (county like current_setting(''yizhan.area'', true)'
            '  or starts_with(current_setting(''yizhan.area'', true), county))'
            ' and (not minors or current_setting(''yizhan.minors'', true) = ''on''))', one);
        execute format('create policy self on %I to yizhan_self using (exists ('
            'select 1 from person where person.id = self_person() and person.minor = minors'
            ' and left(person.township, 6) = county))', one);
    end loop;
end $$;

-- Minors and adults never share a class or a service, and no place is given twice.
create function place_fits() returns trigger language plpgsql
    security definer set search_path = public as $$
declare for_minors boolean; room int; taken int; is_minor boolean;
begin
    if tg_table_name = 'class_place' then
        select minors, capacity into for_minors, room from class_session where id = new.session for update;
        select count(*) into taken from class_place where session = new.session;
    else
        select minors, capacity into for_minors, room from service_offer where id = new.offer for update;
        select count(*) into taken from service_place where offer = new.offer;
    end if;
    select minor into is_minor from person where id = new.person;
    if is_minor <> for_minors then
        raise exception 'minors and adults never share a place' using errcode = 'YZ001';
    end if;
    if taken >= room then
        raise exception 'no place is left' using errcode = 'YZ002';
    end if;
    return new;
end $$;
create function places_taken(wanted uuid) returns bigint stable language sql
    security definer set search_path = public as
    $$ select count(*) from service_place where offer = wanted $$;
create trigger class_place_fits before insert on class_place
    for each row execute function place_fits();
create trigger service_place_fits before insert on service_place
    for each row execute function place_fits();
