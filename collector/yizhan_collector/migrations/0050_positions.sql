-- Electronic positioning (CCL 29): one live order of the county's head, for one person, for at most
-- three months, known to the person. What lies outside is never kept, whoever writes it.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('position.keep_days', '60', 'days', '《个人信息保护法》第47条', 'I', '2021-11-01', '定位结束后位置保存', 'Positions kept after the end of positioning', '留出复议、诉讼所需的时间'),
    ('position.view_minutes', '30', 'minutes', '本系统建议', 'I', '2020-07-01', '调阅一次轨迹可看', 'A trajectory stays open for', '每次说明事由,本人可见'),
    ('position.oldest_days', '7', 'days', '本系统建议', 'I', '2020-07-01', '迟到多久的位置仍接收', 'A position may arrive late by', ''),
    ('position.silence_minutes', '180', 'minutes', '沈阳市社区矫正规定(手机关机)', 'v', '2020-07-01', '定位装置多久无信号即应问询', 'A device that is silent for so long is asked after', '无信号不是越界');

create table position_order (
    id uuid primary key,
    person uuid not null references person,
    term uuid not null references term,
    ground text not null check (ground in      -- CCL 29 (1)-(5); there is no other
        ('no_entry_breached', 'left_unapproved', 'refused_report', 'punished', 'revocation')),
    evidence text not null check (evidence ~ '\S' and length(evidence) <= 4000),
    warning uuid references sanction,          -- refused_report: the warning that was not heeded
    punishment uuid references sanction,       -- punished: the proposal the police granted
    renews uuid references position_order,
    assessment text not null default '' check (length(assessment) <= 4000),
    starts_at timestamptz not null,
    ends_at timestamptz not null,              -- not included
    asked_on date not null,
    request uuid not null unique references request,
    state text not null default 'asked' check (state in
        ('asked', 'granted', 'refused', 'withdrawn')),
    paper uuid references paper,
    notified_at timestamptz,
    notified_by uuid references staff,
    lifted_at timestamptz,
    lift_why text not null default '' check (length(lift_why) <= 1000),
    constraint order_in_order check (ends_at > starts_at),
    constraint nobody_is_positioned_for_the_past check
        (starts_at >= asked_on::timestamp at time zone 'Asia/Shanghai'),
    constraint a_refusal_needs_its_warning check (ground <> 'refused_report' or warning is not null),
    constraint a_breach_needs_its_punishment check (ground <> 'punished' or punishment is not null),
    constraint renewed_after_an_assessment check (renews is null or assessment ~ '\S'),
    constraint told_by_somebody check ((notified_at is null) = (notified_by is null)),
    constraint told_of_what_was_granted check (notified_at is null or state = 'granted'),
    constraint lifted_with_a_reason check ((lifted_at is null) = (lift_why = '')),
    constraint one_order_at_a_time exclude using gist (
        person with =, tstzrange(starts_at, greatest(starts_at, least(ends_at, lifted_at))) with &&
    ) where (state in ('asked', 'granted'))
);
create index position_order_person on position_order (person, starts_at desc);
create index position_order_live on position_order (ends_at)
    where state = 'granted' and lifted_at is null;
create trigger position_order_follows before insert or update on position_order
    for each row execute function
    follows_its_request('state', 'paper', 'notified_at', 'notified_by', 'lifted_at', 'lift_why');

create function position_order_is_lawful() returns trigger language plpgsql
    security definer set search_path = public as $$
declare asked request; longest timestamptz;
begin
    select * into asked from request where id = new.request;
    if asked.level <> 'head' or asked.person <> new.person then
        raise exception 'the head of the county decides on positioning'
            using errcode = 'check_violation', constraint = 'positioning_needs_the_head';
    end if;
    longest := ((new.starts_at at time zone 'Asia/Shanghai') + make_interval(
        months => rule_number('device.months', new.asked_on))) at time zone 'Asia/Shanghai';
    if new.ends_at > longest then
        raise exception 'electronic positioning lasts three months at most'
            using errcode = 'check_violation', constraint = 'positioning_is_short';
    end if;
    if tg_op = 'INSERT' and (
        (new.warning is not null and not exists (select from sanction where id = new.warning
            and person = new.person and measure = 'warning' and told_on is not null
            and state <> 'annulled'))
        or (new.punishment is not null and not exists (select from sanction
            where id = new.punishment and person = new.person and measure = 'security_proposal'
            and outcome = 'granted'))) then
        raise exception 'the evidence is not about this person, or not in force'
            using errcode = 'check_violation', constraint = 'evidence_is_in_force';
    end if;
    if tg_op = 'INSERT' and not exists (select from term where id = new.term
            and person = new.person and ended_on is null
            and state in ('received', 'declared', 'active')) then
        raise exception 'only somebody under correction is positioned'
            using errcode = 'check_violation', constraint = 'only_in_correction';
    end if;
    if tg_op = 'UPDATE' and (
        (old.notified_at is not null and new.notified_at is distinct from old.notified_at)
        or (old.lifted_at is not null and new.lifted_at is distinct from old.lifted_at)
        or (new.notified_at < asked.decided_at)) then
        raise exception 'told once, after the decision; lifted once and for good'
            using errcode = 'check_violation', constraint = 'told_once_lifted_once';
    end if;
    return new;
end $$;
create trigger position_order_lawful before insert or update on position_order
    for each row execute function position_order_is_lawful();
create function position_order_stays() returns trigger language plpgsql as $$
begin
    raise exception 'an order is never deleted';
end $$;
create trigger position_order_stays before delete on position_order
    for each row execute function position_order_stays();
call protect('position_order');
call leave_alone('position_order');

-- It stops by itself: at the end of a term in whatever way, and when the person moves away.
create function positioning_ends_with_the_term() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    update position_order set lifted_at = coalesce(desk_now(), now()), lift_why = '社区矫正终结或者转出'
    where person = new.person and lifted_at is null and state = 'granted';
    return null;
end $$;
create trigger positioning_ends after update of ended_on on term
    for each row when (new.ended_on is not null and old.ended_on is null)
    execute function positioning_ends_with_the_term();

-- The device a person carries under an order, known by the hash of its key.
create table tracker (
    id uuid primary key,
    person uuid not null references person,
    ord uuid not null references position_order,
    label text not null check (label ~ '\S' and length(label) <= 60),
    key_hash bytea not null unique check (length(key_hash) = 32),
    issued_by uuid not null references staff,
    issued_at timestamptz not null,
    ended_at timestamptz
);
create unique index tracker_live on tracker (ord) where ended_at is null;
create index tracker_person on tracker (person);
call protect('tracker');
call leave_alone('tracker');
drop policy self on tracker;
revoke all on tracker from yizhan_self;
create function tracker_needs_its_order() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if not exists (select from position_order where id = new.ord and person = new.person
                   and state = 'granted' and lifted_at is null) then
        raise exception 'a device is handed out under a granted order'
            using errcode = 'check_violation', constraint = 'tracker_needs_an_order';
    end if;
    return new;
end $$;
create trigger tracker_lawful before insert on tracker
    for each row execute function tracker_needs_its_order();

create table position (
    person uuid not null references person,
    at timestamptz not null,
    ord uuid not null references position_order,
    latitude double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    accuracy real check (accuracy >= 0),       -- metres
    source text not null default 'unknown' check (source in ('gnss', 'network', 'cell', 'unknown')),
    battery real check (battery between 0 and 1),
    received_at timestamptz not null,
    primary key (person, at)
);
select create_hypertable('position', by_range('at', interval '7 days'), create_default_indexes => false);

-- The gate once more, for whoever writes: an order of this person, granted by the head, told to the
-- person, begun, not over, not lifted. An order holds nothing after the end of the term.
create function position_may_be_kept() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if tg_op = 'UPDATE' or not exists (
        select from position_order where id = new.ord and person = new.person
           and state = 'granted' and notified_at <= new.at and starts_at <= new.at
           and new.at < ends_at and (lifted_at is null or new.at < lifted_at)) then
        raise exception 'no live order of positioning covers this moment; nothing is kept'
            using errcode = 'check_violation', constraint = 'no_position_without_an_order';
    end if;
    return new;
end $$;
create trigger position_gate before insert or update on position
    for each row execute function position_may_be_kept();

-- Refused positions are counted, and nothing of them is kept: no person, no place, no hour.
create table position_refused (
    day date not null,
    reason text not null check (reason ~ '^[a-z_]{2,40}$'),
    count bigint not null check (count > 0),
    primary key (day, reason)
);
grant select on position_refused to yizhan_desk, yizhan_reader;

-- A trajectory is opened for a written reason, of one person at a time: nobody asks who was where.
create table trajectory_opening (
    id uuid primary key,
    staff uuid not null references staff,
    person uuid not null references person,
    ord uuid not null references position_order,
    reason text not null check (reason ~ '\S' and length(reason) between 4 and 500),
    opened_at timestamptz not null,
    until timestamptz not null check (until > opened_at and until <= opened_at + interval '8 hours')
);
create index trajectory_opening_staff on trajectory_opening (staff, opened_at desc);
create index trajectory_opening_person on trajectory_opening (person, opened_at desc);
call protect('trajectory_opening');
revoke update on trajectory_opening from yizhan_desk;
grant insert on trajectory_opening to yizhan_reader;
create function trajectory_in_view() returns uuid stable language sql
    security definer set search_path = public as $$
    select person from (
        select person, until from trajectory_opening where staff = desk_staff()
        order by opened_at desc, id desc limit 1) last
    where until > desk_now()
$$;

-- What a day of positions comes to; kept beside them, and as long as they are.
create table position_day (
    person uuid not null references person,
    day date not null,
    ord uuid not null references position_order,
    judged_at timestamptz not null,
    fixes int not null check (fixes >= 0),
    judgement jsonb not null,
    primary key (person, day)
);
create table position_zone (
    id uuid primary key,
    ord uuid not null references position_order,
    person uuid not null references person,
    kind text not null check (kind in ('inside', 'outside', 'home')),
    name text not null check (name ~ '\S' and length(name) <= 100),
    shape jsonb not null check (pg_column_size(shape) <= 20000),
    ban uuid references ban,                   -- a drawn aid to the words of the court
    author uuid not null references staff,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index position_zone_ord on position_zone (ord);
create unique index one_home on position_zone (ord) where kind = 'home' and ended_at is null;
create function protect_trajectory(tab regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy desk on %s for select to yizhan_desk, yizhan_reader using ('
                   'person = (select trajectory_in_view()) and person in (select id from person))', tab);
    execute format('create policy self on %s for select to yizhan_self using (person = self_person())',
                   tab);
    execute format('grant select on %s to yizhan_desk, yizhan_reader, yizhan_self', tab);
end $$;
select protect_trajectory('position');
select protect_trajectory('position_day');
call protect('position_zone');
call leave_alone('position_zone');

-- Days that have news and wait to be judged; nobody reads it but the job.
create table position_due (
    person uuid not null references person,
    day date not null,
    primary key (person, day)
);
