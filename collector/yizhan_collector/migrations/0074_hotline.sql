-- The hotline 12348: calls as the exchange tells of them, seats, call-backs, samples of quality.
-- Nothing here knows a supervised person; a caller is a number, and a number is not a person.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('hotline.answered_percent', '95', 'percent', '省级12348热线公开指标(接通率)', 'M', '2022-01-01', '热线接通率目标', 'Calls answered, goal', '由热线主管部门确认'),
    ('hotline.satisfied_percent', '90', 'percent', '省级12348热线公开指标(满意率)', 'M', '2022-01-01', '热线满意率目标', 'Callers satisfied, goal', '由热线主管部门确认'),
    ('hotline.checked_percent', '5', 'percent', '省级12348热线公开指标(质检率)', 'M', '2022-01-01', '热线质检抽查比例', 'Calls sampled for quality', '由热线主管部门确认'),
    ('hotline.attempts', '3', 'count', '本系统默认值', 'I', '2022-01-01', '回电次数', 'Attempts to call back', '由热线主管部门确认'),
    ('hotline.attempt_gap_minutes', '30', 'minutes', '本系统默认值', 'I', '2022-01-01', '两次回电间隔', 'Between two attempts', '由热线主管部门确认'),
    ('hotline.followup_hours', '24', 'hours', '本系统默认值', 'I', '2022-01-01', '不满意回访时限', 'An unsatisfied caller is called back within', '由热线主管部门确认'),
    ('hotline.ring_seconds', '30', 'seconds', '本系统默认值', 'I', '2022-01-01', '坐席振铃时限', 'A seat is rung for', '由热线主管部门确认'),
    ('hotline.keep_years', '2', 'years', '热线录音及来电号码保存期限;本系统默认值', 'I', '2022-01-01', '来电号码保存期限', 'Numbers of calls are kept', '由档案部门确认');

create table hotline_call (
    id text primary key check (id ~ '^[A-Za-z0-9._-]{1,100}$'),
    number text not null default '' check (number ~ '^[0-9+*# -]{0,30}$'),  -- empty: withheld
    number_digest bytea,
    outgoing boolean not null default false,
    wish text not null default '' check (length(wish) <= 60),
    seat text not null default '' check (length(seat) <= 20),
    staff uuid references staff,           -- who sat there when it was answered
    recording text not null default '' check (length(recording) <= 200),
    stars smallint check (stars between 1 and 5),
    cause text not null default '' check (length(cause) <= 60),
    offered_at timestamptz,
    queued_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    heard_at timestamptz not null,
    began_at timestamptz not null generated always as
        (coalesce(offered_at, queued_at, answered_at, ended_at, heard_at)) stored,
    ringing text,                          -- a seat that is rung for it
    ringing_at timestamptz,
    draft jsonb check (octet_length(draft::text) <= 20000),  -- what was typed and not yet saved
    ticket text check (ticket in ('new', 'known', 'wrong_number', 'silent', 'abusive')),
    matter uuid references matter,
    ticket_by uuid references staff,
    ticket_at timestamptz,
    constraint ringing_since check ((ringing is null) = (ringing_at is null)),
    constraint a_ticket_is_whole check ((ticket is null) = (ticket_at is null)
        and (ticket is null) = (ticket_by is null)
        and (matter is not null) = (ticket in ('new', 'known') and ticket is not null))
);
create index hotline_call_waiting on hotline_call (began_at)
    where answered_at is null and ended_at is null and not outgoing;
create index hotline_call_live on hotline_call (seat) where ended_at is null and answered_at is not null;
create index hotline_call_began on hotline_call (began_at desc, id);
create index hotline_call_of_number on hotline_call (number_digest, began_at desc) where number_digest is not null;
create index hotline_call_untold on hotline_call (staff, answered_at) where answered_at is not null and ticket is null;
create index hotline_call_matter on hotline_call (matter) where matter is not null;

create table hotline_seat (
    staff uuid primary key references staff,
    extension text not null unique check (extension ~ '^[0-9]{2,10}$'),
    ready boolean not null,
    why text not null default '' check (why in ('', 'no_answer')),
    since timestamptz not null,            -- ready or away since
    seen_at timestamptz not null           -- the page was open
);

-- A call an operator asked the exchange for.
create table hotline_wish (
    id uuid primary key,
    staff uuid not null references staff,
    extension text not null,
    number text not null check (number ~ '^[0-9+*# -]{3,30}$'),
    call_back uuid,
    at timestamptz not null,
    sent_at timestamptz,
    failed text check (length(failed) <= 60)
);
create index hotline_wish_waiting on hotline_wish (at) where sent_at is null and failed is null;

-- Somebody is to be called back: they booked it, nobody answered them, or they were not satisfied.
create table call_back (
    id uuid primary key,
    why text not null check (why in ('booked', 'missed', 'unsatisfied')),
    number text not null check (number ~ '^[0-9+*# -]{0,30}$'),
    number_digest bytea,
    name text not null default '' check (length(name) <= 60),
    booking uuid unique references booking on delete set null,
    call text references hotline_call,
    matter uuid references matter,
    due_from timestamptz not null,
    due_by timestamptz not null check (due_by >= due_from),
    made_at timestamptz not null,
    closed_at timestamptz,
    outcome text check (outcome in ('reached', 'called_again', 'given_up', 'wrong_number', 'refused', 'cancelled')),
    constraint closed_says_how check ((closed_at is null) = (outcome is null)),
    constraint whom_to_call check (number <> '' or closed_at is not null),
    unique (call, why)
);
create index call_back_open on call_back (due_from) where closed_at is null;
create unique index call_back_missed_once on call_back (number_digest) where closed_at is null and why = 'missed';
create index call_back_closed on call_back (closed_at) where closed_at is not null;

create table call_attempt (
    call_back uuid not null references call_back,
    place smallint not null check (place between 1 and 9),
    at timestamptz not null,
    by_staff uuid not null references staff,
    code text not null check (code in ('no_answer', 'busy', 'switched_off', 'unreachable', 'wrong_number', 'refused', 'reached')),
    said text not null default '' check (length(said) <= 1000),
    primary key (call_back, place),
    constraint what_was_said check (code <> 'reached' or said <> '')
);
create function attempt_is_in_turn() returns trigger language plpgsql set search_path = public as $$
declare asked call_back;
begin
    select * into asked from call_back where id = new.call_back for update;
    if asked.closed_at is not null
       or new.place <> 1 + (select count(*) from call_attempt where call_back = new.call_back) then
        raise exception using errcode = 'check_violation', constraint = 'attempt_is_in_turn',
            message = 'an attempt follows the one before it, while the call-back is open';
    end if;
    return new;
end $$;
create trigger attempt_in_turn before insert on call_attempt for each row execute function attempt_is_in_turn();
create function attempts_stay() returns trigger language plpgsql as $$
begin
    raise exception 'an attempt is never changed; the next one is added';
end $$;
create trigger attempts_stay before update or delete or truncate on call_attempt
    for each statement execute function attempts_stay();

-- A sample of the calls, looked at by somebody who did not answer them.
create table call_check (
    call text primary key references hotline_call,
    picked_on date not null,
    checked_by uuid references staff,
    checked_at timestamptz,
    points smallint[] check (array_length(points, 1) = 5 and points <@ array[0, 1, 2]::smallint[]),
    said text not null default '' check (length(said) <= 1000),
    constraint checked_whole check ((checked_at is null) = (checked_by is null)
                                    and (checked_at is null) = (points is null))
);
create index call_check_open on call_check (picked_on) where checked_at is null;
create function another_checks() returns trigger language plpgsql set search_path = public as $$
begin
    if new.checked_by is not null and exists
       (select from hotline_call where id = new.call and new.checked_by in (staff, ticket_by)) then
        raise exception using errcode = 'check_violation', constraint = 'another_checks',
            message = 'a call is checked by somebody who did not answer it';
    end if;
    return new;
end $$;
create trigger another_checks before insert or update on call_check
    for each row execute function another_checks();

-- The hotline is the city's: whoever serves the public may sit there. Its matters keep their walls.
grant select on hotline_call, hotline_seat, hotline_wish, call_back, call_attempt, call_check to yizhan_service;
grant update (draft, ticket, matter, ticket_by, ticket_at) on hotline_call to yizhan_service;
grant insert, update, delete on hotline_seat to yizhan_service;
grant insert on hotline_wish to yizhan_service;
grant insert on call_back, call_attempt to yizhan_service;
grant update (closed_at, outcome) on call_back to yizhan_service;
grant update (checked_by, checked_at, points, said) on call_check to yizhan_service;
-- what an operator looks up is what citizens read
grant execute on function find_articles to yizhan_service;

-- A call-back is booked as a visit is: at a point that is reached by telephone.
alter table service_point drop constraint service_point_kind_check;
alter table service_point add constraint service_point_kind_check check
    (kind in ('hall', 'station', 'legal_aid', 'notary', 'appraisal', 'mediation', 'telephone'));
insert into service_point (code, name_zh, name_en, kind, township, address, phone, opens, shuts, weekdays,
                           slot_minutes, capacity, step_free, topics)
select 'call-back', '12348 电话回电', 'Call back by 12348', 'telephone', min(code), '我们按约定时间打给您', '12348',
       '08:30', '16:30', '{1,2,3,4,5}', 30, 2, true, '{}'
  from township having count(*) > 0;
