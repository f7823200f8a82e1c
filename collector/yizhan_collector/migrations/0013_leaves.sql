-- Leave, frequent travel, changes of residence, no-entry orders.
create extension if not exists btree_gist;

-- What was asked for stays as it was asked; its state follows the decision on its request.
-- The arguments name the columns that may change.
create function follows_its_request() returns trigger language plpgsql as $$
declare said text;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'asked' then
            raise exception 'nothing is decided before it is asked for';
        end if;
        return new;
    end if;
    if to_jsonb(new) - tg_argv::text[] is distinct from to_jsonb(old) - tg_argv::text[] then
        raise exception 'what was asked for is never changed; ask for something else';
    end if;
    if new.state is not distinct from old.state then
        return new;
    end if;
    if old.state not in ('asked', 'granted') or new.state = 'asked'
       or (old.state = 'asked') <> (new.state in ('granted', 'refused', 'withdrawn')) then
        raise exception 'from % there is no way to %', old.state, new.state;
    end if;
    select decision into said from request where id = new.request;
    if old.state = 'asked' and said is distinct from new.state then
        raise exception 'the request is not %', new.state;
    end if;
    if current_user = 'yizhan_self' and new.state not in ('withdrawn', 'cancelled') then
        raise exception 'nobody decides the own request';
    end if;
    return new;
end $$;

create function rule_number(name text, day date) returns int stable language sql as $$
    select (value #>> '{}')::int from rule where rule = name and effective_from <= day
    order by effective_from desc, version desc limit 1
$$;

create table leave (
    id uuid primary key,
    person uuid not null references person,
    extends uuid references leave,          -- the leave that this one makes longer
    request uuid not null unique references request,
    level text not null check (level in ('township', 'county', 'head', 'city')),
    from_on date not null,
    to_on date not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    place text not null check (length(place) between 1 and 200),
    reason text not null check (reason ~ '^[a-z_]{2,40}$'),
    why text not null check (length(why) between 1 and 1000),
    proof text not null default '' check (length(proof) <= 500),
    urgent text not null default '' check (length(urgent) <= 500),
    asked_on date not null,
    state text not null default 'asked' check (state in
        ('asked', 'granted', 'refused', 'withdrawn', 'cancelled', 'returned')),
    begun boolean not null default false,
    said_back_on date check (said_back_on >= from_on),  -- by the person, to be confirmed
    returned_on date check (returned_on >= from_on),
    late_why text not null default '' check (length(late_why) <= 500),
    constraint leave_in_order check (to_on >= from_on),
    constraint leave_begins_after_its_request check (from_on >= asked_on),
    constraint returned_whole check ((state = 'returned') = (returned_on is not null)),
    constraint leaves_of_a_person_are_apart exclude using gist (
        person with =,
        daterange(from_on, least(to_on, coalesce(returned_on, to_on)), '[]') with &&
    ) where (state in ('asked', 'granted', 'returned'))
);
create index leave_person on leave (person, from_on desc);
create index leave_open on leave (from_on) where state in ('asked', 'granted');
create trigger leave_follows before insert or update on leave for each row execute function
    follows_its_request('state', 'request', 'level', 'begun', 'said_back_on', 'returned_on', 'late_why');
call protect('leave');
grant insert, update on leave to yizhan_self;
grant select on delegation to yizhan_self;

-- The most days away in any period of so many months, this leave among them.
create function leave_heaviest(one leave, months int) returns bigint stable language sql as $$
    with away as (
        select distinct day::date as day from (
            select one.from_on as first, one.to_on as last
            union all
            select from_on, coalesce(returned_on, to_on) from leave
            where person = one.person and id <> one.id and state in ('granted', 'returned')
        ) spans, generate_series(first, last, interval '1 day') as day
    ), period as (
        select day as first, (day + make_interval(months => months))::date as later from away
    ), whole as (
        select first, case when extract(day from later) < extract(day from first) then later
                           else later - 1 end as last from period
    )
    select max((select count(*) from away where day between first and last)) from whole
    where first <= one.to_on and last >= one.from_on
$$;

-- Whoever grants it: beyond the numbers of the rule book only the level above has the power.
create function leave_granted_at_its_level() returns trigger language plpgsql as $$
declare asked request; days int := new.to_on - new.from_on + 1; day date;
begin
    if new.state <> 'granted' or old.state = 'granted' then
        return new;
    end if;
    select * into asked from request where id = new.request;
    day := (asked.decided_at at time zone 'Asia/Shanghai')::date;
    if new.from_on < day then
        raise exception 'leave is never granted for days that are over';
    end if;
    if asked.level <> 'city' and (
        days > rule_number('leave.grant_days', day)
        or leave_heaviest(new, rule_number('leave.window_months', day))
           > rule_number('leave.window_days', day)) then
        raise exception 'the level above grants this leave';
    end if;
    if asked.level = 'township' and (
        asked.delegation is null or days > rule_number('leave.office_days', day)) then
        raise exception 'the county grants this leave';
    end if;
    return new;
end $$;
create trigger leave_level before update on leave
    for each row execute function leave_granted_at_its_level();

-- 经常性跨市县活动: one permit for some months.
create table travel (
    id uuid primary key,
    person uuid not null references person,
    request uuid not null unique references request,
    from_on date not null,
    until_on date not null,
    regions text[] not null check (cardinality(regions) between 1 and 20),
    places text not null check (length(places) between 1 and 500),
    times text not null check (length(times) between 1 and 200),
    frequency text not null check (length(frequency) between 1 and 200),
    why text not null check (length(why) between 1 and 1000),
    proof text not null default '' check (length(proof) <= 500),
    asked_on date not null,
    state text not null default 'asked' check (state in
        ('asked', 'granted', 'refused', 'withdrawn', 'cancelled', 'ended')),
    begun boolean not null default false,
    ended_on date check (ended_on >= from_on),
    constraint travel_in_order check (until_on >= from_on),
    constraint travel_begins_after_its_request check (from_on >= asked_on),
    constraint ended_whole check ((state = 'ended') = (ended_on is not null)),
    constraint travels_of_a_person_are_apart exclude using gist (
        person with =,
        daterange(from_on, least(until_on, coalesce(ended_on, until_on)), '[]') with &&
    ) where (state in ('asked', 'granted', 'ended'))
);
create index travel_person on travel (person, from_on desc);
create index travel_open on travel (until_on) where state in ('asked', 'granted');
create trigger travel_follows before insert or update on travel for each row execute function
    follows_its_request('state', 'begun', 'ended_on');
call protect('travel');
grant insert, update on travel to yizhan_self;

create function travel_lasts_its_months() returns trigger language plpgsql as $$
begin
    if new.until_on > new.from_on
       + make_interval(months => rule_number('travel.months', new.asked_on)) then
        raise exception 'a permit to travel lasts no longer than the rule says';
    end if;
    return new;
end $$;
create trigger travel_months before insert on travel
    for each row execute function travel_lasts_its_months();

-- A change of residence is the business of two places. The new one does not see the person before
-- it receives the file, so the row itself says what it needs to answer.
create table move (
    id uuid primary key,
    person uuid not null references person,
    request uuid not null unique references request,
    name text not null check (name <> ''),
    minor boolean not null,
    from_township text not null references township,
    to_region text not null check (to_region ~ '^[0-9]{6}$'),
    to_township text references township,   -- null: outside the prefecture
    to_body text not null check (length(to_body) between 1 and 100),
    address text not null check (length(address) between 1 and 200),
    why text not null check (length(why) between 1 and 1000),
    proof text not null default '' check (length(proof) <= 500),
    moving_on date not null,
    urgent text not null default '' check (length(urgent) <= 500),
    asked_on date not null,
    state text not null default 'asked' check (state in
        ('asked', 'granted', 'refused', 'withdrawn', 'cancelled', 'done')),
    agreed boolean,
    answer text not null default '' check (length(answer) <= 1000),
    inquiry_no text not null default '' check (length(inquiry_no) <= 100),
    reply_no text not null default '' check (length(reply_no) <= 100),
    done_on date,
    constraint move_comes_after_its_request check (moving_on >= asked_on),
    constraint move_leaves_its_county check (to_region <> left(from_township, 6)),
    constraint township_lies_in_its_region check (starts_with(to_township, to_region)),
    constraint answered_with_words check (agreed is null or answer <> ''),
    constraint granted_after_the_consent check (state not in ('granted', 'done') or agreed),
    constraint done_whole check ((state = 'done') = (done_on is not null))
);
create unique index move_one_at_a_time on move (person) where state in ('asked', 'granted');
create index move_person on move (person, asked_on desc);
create trigger move_follows before insert or update on move for each row execute function
    follows_its_request('state', 'agreed', 'answer', 'inquiry_no', 'reply_no', 'done_on');
alter table move enable row level security;
create policy desk on move to yizhan_desk, yizhan_reader using (
    (from_township like current_setting('yizhan.area', true)
     or coalesce(to_township like current_setting('yizhan.area', true), false))
    and (not minor or current_setting('yizhan.minors', true) = 'on'));
create policy self on move to yizhan_self using (person = self_person());
grant select, insert, update on move to yizhan_desk, yizhan_self;
grant select on move to yizhan_reader;

-- The clocks: each is a duty of one of the two offices, or of the new one to look after a person.
create table move_step (
    move uuid not null references move,
    step text not null check (step in ('ask', 'answer', 'decide', 'file', 'receipt', 'report')),
    side text not null check (side in ('old', 'new')),
    begins_on date not null,
    due_on date check (due_on >= begins_on),  -- null: the law names no days
    done_on date check (done_on >= begins_on),
    done_by uuid references staff,
    note text not null default '' check (length(note) <= 1000),
    primary key (move, step),
    constraint done_by_somebody check ((done_on is null) = (done_by is null))
);
create index move_step_open on move_step (due_on) where done_on is null;
create function move_step_is_done_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.done_on is not null
       or (new.move, new.step, new.side, new.begins_on, new.due_on)
          is distinct from (old.move, old.step, old.side, old.begins_on, old.due_on) then
        raise exception 'a step is done once, and its days are never changed';
    end if;
    return new;
end $$;
create trigger move_step_once before update or delete on move_step
    for each row execute function move_step_is_done_once();
alter table move_step enable row level security;
create policy seen on move_step to yizhan_desk, yizhan_reader, yizhan_self
    using (move in (select id from move));
grant select, insert, update on move_step to yizhan_desk;
grant select, insert on move_step to yizhan_self;
grant select on move_step to yizhan_reader;

-- 禁止令, in the exact words of the court; the polygon is only an aid to the eye.
create table ban (
    id uuid primary key,
    person uuid not null references person,
    kind text not null check (kind in ('activity', 'place', 'persons')),
    words text not null check (length(words) between 1 and 2000),
    court text not null check (length(court) between 1 and 100),
    number text not null check (length(number) between 1 and 100),
    from_on date not null,
    until_on date not null,
    conditional boolean not null,           -- entry may be permitted by the county
    polygon text check (length(polygon) between 1 and 20000),
    corrects uuid unique references ban,
    entered_by uuid not null references staff,
    entered_at timestamptz not null,
    ended_on date,                          -- lifted, or replaced by a correction
    end_why text not null default '' check (length(end_why) <= 500),
    constraint ban_in_order check (until_on >= from_on),
    constraint only_a_place_is_entered check (kind = 'place' or not conditional),
    constraint ended_with_a_reason check ((ended_on is null) = (end_why = '')),
    constraint same_bans_are_apart exclude using gist (
        person with =, kind with =, md5(words) with =, daterange(from_on, until_on, '[]') with &&
    ) where (ended_on is null)
);
create index ban_person on ban (person, from_on desc);
create function ban_is_the_courts() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_on is not null
       or to_jsonb(new) - array['ended_on', 'end_why']
          is distinct from to_jsonb(old) - array['ended_on', 'end_why'] then
        raise exception 'the words of the court are never changed; enter a correction';
    end if;
    return new;
end $$;
create trigger ban_stays before update or delete on ban
    for each row execute function ban_is_the_courts();
call protect_record('ban');
create policy desk_ends on ban for update to yizhan_desk
    using (person in (select id from person) and record_open(person));
grant update (ended_on, end_why) on ban to yizhan_desk;

create table ban_entry (
    id uuid primary key,
    ban uuid not null references ban,
    person uuid not null references person,
    request uuid not null unique references request,
    place text not null check (length(place) between 1 and 200),
    why text not null check (length(why) between 1 and 1000),
    from_on date not null,
    until_on date not null,
    asked_on date not null,
    conditions text[] not null default '{}',
    state text not null default 'asked' check (state in
        ('asked', 'granted', 'refused', 'withdrawn')),
    constraint entry_in_order check (until_on >= from_on),
    constraint entry_begins_after_its_request check (from_on >= asked_on),
    constraint granted_on_conditions check (state <> 'granted' or cardinality(conditions) > 0),
    constraint entries_are_apart exclude using gist (
        ban with =, md5(place) with =, daterange(from_on, until_on, '[]') with &&
    ) where (state in ('asked', 'granted'))
);
create index ban_entry_person on ban_entry (person, from_on desc);
create trigger ban_entry_follows before insert or update on ban_entry for each row execute function
    follows_its_request('state', 'conditions');
create function entry_lies_in_its_ban() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if not exists (select 1 from ban where id = new.ban and person = new.person and conditional
                   and ended_on is null and new.from_on between from_on and until_on
                   and new.until_on <= until_on) then
        raise exception 'entry is permitted to a conditional place while its order runs';
    end if;
    return new;
end $$;
create trigger ban_entry_fits before insert on ban_entry
    for each row execute function entry_lies_in_its_ban();
call protect('ban_entry');
grant insert, update on ban_entry to yizhan_self;
