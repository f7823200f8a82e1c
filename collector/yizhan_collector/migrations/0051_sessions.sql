-- A procedure before the camera of the bureau's own post: who is expected, who was seen by people
-- and kiosk, how many heads the camera counted, and what a named human says was so. A count of heads
-- is never a check-in: nobody is called absent by a camera, and nobody is recognised.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('session.early_minutes', '30', 'minutes', '本系统建议', 'I', '2020-07-01', '现场开始前多少分钟内的报到算到场', 'A check-in so long before a session counts for it', ''),
    ('session.settle_minutes', '10', 'minutes', '本系统建议', 'I', '2020-07-01', '开场几分钟内的人数不计', 'Heads are counted after the first', '人数取其后各分钟的中位数'),
    ('session.close_hours', '24', 'hours', '本系统建议', 'I', '2020-07-01', '现场结束后几小时内应作结论', 'A session is closed after its end within', '逾期的提示机关'),
    ('callout.keep_hours', '24', 'hours', '本系统建议', 'I', '2025-04-01', '调取的录像保存几小时', 'A clip that was called out is kept for', '到期删除,登记保留'),
    ('callout.live_minutes', '10', 'minutes', '本系统建议', 'I', '2025-04-01', '实时查看一次至多', 'A live view lasts at most', '');

create table session (
    id uuid primary key,
    kind text not null check (kind in ('reception', 'declaration', 'class', 'service')),
    title text not null default '' check (length(title) <= 80),
    device text not null references device,
    township text not null references township,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    private boolean not null,
    sound boolean not null default false,
    record boolean not null,
    minors boolean not null,
    class uuid references class_session,
    offer uuid references service_offer,
    made_by uuid not null references staff,
    made_at timestamptz not null,
    stop_asked_at timestamptz,                 -- somebody had it stopped before its time
    stop_by uuid references staff,
    stop_why text not null default '' check (length(stop_why) <= 300),
    cancelled_at timestamptz,
    cancelled_by uuid references staff,
    cancel_why text not null default '' check (length(cancel_why) <= 300),
    started_at timestamptz,                    -- by the box, from what it told
    stopped_at timestamptz,
    unknown_at timestamptz,                    -- its time is over and the box has not said how it went
    closed_at timestamptz,
    expected int check (expected >= 0),
    seen int check (seen >= 0),
    heads int check (heads >= 0),
    chain text not null default 'whole' check (chain in ('whole', 'gap', 'broken', 'twice')),
    chain_number int not null default 0,       -- the last segment, or the first that does not fit
    state text not null generated always as (case
        when cancelled_at is not null then 'cancelled'
        when closed_at is not null then 'closed'
        when stopped_at is not null and heads <> seen then 'review'
        when stopped_at is not null then 'stopped'
        when unknown_at is not null then 'unknown'
        when started_at is not null then 'open'
        else 'planned' end) stored,
    constraint session_in_order check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
    constraint no_sound_in_a_private_room check (not (private and sound)),
    constraint a_class_is_one check (class is null or kind = 'class'),
    constraint a_service_is_one check (offer is null or kind = 'service'),
    constraint cancelled_by_somebody check ((cancelled_at is null) = (cancelled_by is null)
        and (cancelled_at is null) = (cancel_why = '')),
    constraint stopped_by_somebody check ((stop_asked_at is null) = (stop_by is null)
        and (stop_asked_at is null) = (stop_why = '')),
    constraint one_session_at_a_time exclude using gist
        (device with =, tstzrange(starts_at, ends_at) with &&)
        where (cancelled_at is null and stop_asked_at is null)
);
create index session_when on session (township, starts_at desc);
create index session_device on session (device, starts_at desc);
create index session_state on session (state, starts_at desc);
create index session_class on session (class) where class is not null;
create index session_offer on session (offer) where offer is not null;

create function session_is_lawful() returns trigger language plpgsql
    security definer set search_path = public as $$
declare later text[] := array['stop_asked_at', 'stop_by', 'stop_why', 'cancelled_at', 'cancelled_by',
    'cancel_why', 'started_at', 'stopped_at', 'unknown_at', 'closed_at', 'expected', 'seen', 'heads',
    'chain', 'chain_number', 'state'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a session is never deleted';
    end if;
    if tg_op = 'UPDATE' then
        if to_jsonb(new) - later is distinct from to_jsonb(old) - later then
            raise exception 'what was planned is never changed; cancel it and plan anew'
                using errcode = 'check_violation', constraint = 'session_stays';
        end if;
        return new;
    end if;
    if not exists (select from device where id = new.device and township = new.township
                   and revoked_at is null) then
        raise exception 'only at a post of the bureau that is in service'
            using errcode = 'check_violation', constraint = 'session_at_an_own_post';
    end if;
    if new.class is not null and not exists (select from class_session where id = new.class
            and county = left(new.township, 6) and minors = new.minors)
       or new.offer is not null and not exists (select from service_offer where id = new.offer
            and county = left(new.township, 6) and minors = new.minors) then
        raise exception 'the class or service is of another county, or not for the same people'
            using errcode = 'check_violation', constraint = 'session_fits_its_list';
    end if;
    return new;
end $$;
create trigger session_lawful before insert or update or delete on session
    for each row execute function session_is_lawful();

alter table session enable row level security;
create policy desk on session to yizhan_desk, yizhan_reader using (
    township like current_setting('yizhan.area', true)
    and (not minors or current_setting('yizhan.minors', true) = 'on'));
grant select, insert on session to yizhan_desk;
grant select on session to yizhan_reader;
grant update (stop_asked_at, stop_by, stop_why, cancelled_at, cancelled_by, cancel_why)
    on session to yizhan_desk;

-- What belongs to a session and names nobody.
create procedure within_session(tab regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy desk on %s to yizhan_desk, yizhan_reader'
                   ' using (session in (select id from session))', tab);
    execute format('grant select on %s to yizhan_desk, yizhan_reader', tab);
end $$;

-- Who is expected, where no class or service has a list of its own.
create table session_expected (
    session uuid not null references session,
    person uuid not null references person,
    invited_by uuid not null references staff,
    invited_at timestamptz not null,
    primary key (session, person)
);
create index session_expected_person on session_expected (person);
call protect('session_expected');
call leave_alone('session_expected');
revoke update on session_expected from yizhan_desk;
grant delete on session_expected to yizhan_desk;

-- Who was there: by a check-in at the post, or because an officer says so; never by a camera.
create table session_seen (
    session uuid not null references session,
    person uuid not null references person,
    how text not null check (how in ('kiosk', 'officer')),
    at timestamptz not null,
    checkin uuid references checkin,
    by_staff uuid references staff,
    primary key (session, person, how),
    constraint seen_at_the_kiosk_or_by_an_officer check
        ((how = 'kiosk') = (checkin is not null) and (how = 'officer') = (by_staff is not null))
);
create index session_seen_person on session_seen (person);
call protect('session_seen');
call leave_alone('session_seen', 'at');
revoke update on session_seen from yizhan_desk;
grant delete on session_seen to yizhan_desk;

create function session_people_fit() returns trigger language plpgsql
    security definer set search_path = public as $$
declare held session;
begin
    select * into held from session where id = new.session for update;
    if (select minor from person where id = new.person) <> held.minors then
        raise exception 'minors and adults never share a session' using errcode = 'YZ001';
    end if;
    if tg_table_name = 'session_expected' and (held.class is not null or held.offer is not null) then
        raise exception 'the class or service has the list of who is expected'
            using errcode = 'check_violation', constraint = 'one_list_of_the_expected';
    end if;
    if current_setting('role', true) = 'yizhan_desk' and (held.closed_at is not null or held.cancelled_at is not null) then
        raise exception 'the session is closed'
            using errcode = 'check_violation', constraint = 'closed_is_closed';
    end if;
    return new;
end $$;
create trigger people_fit before insert on session_expected
    for each row execute function session_people_fit();
create trigger people_fit before insert on session_seen
    for each row execute function session_people_fit();

-- What the box told: a set of facts, so that order and repetition change nothing.
create table session_fact (
    session uuid not null references session,
    phase text not null check (phase in ('started', 'gap', 'stopped')),
    at timestamptz not null,
    why text not null default '' check (length(why) <= 40),
    primary key (session, at, phase, why)
);
create table session_minute (
    session uuid not null references session,
    minute timestamptz not null,
    heads int check (heads >= 0),              -- none: nobody could be counted
    primary key (session, minute)
);
create table session_segment (
    session uuid not null references session,
    number int not null check (number > 0),
    started_at timestamptz not null,
    ended_at timestamptz not null,
    size bigint not null check (size >= 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    chain text not null check (chain ~ '^[0-9a-f]{64}$'),
    primary key (session, number, chain)       -- two of one number are a fault, and both are kept
);
call within_session('session_fact');
call within_session('session_minute');
call within_session('session_segment');

-- The list a box has been given; by content, so that a version says something.
create table session_order (
    device text primary key references device,
    version int not null check (version > 0),
    plans jsonb not null
);

-- One named human says what was so, of the figures as they stood then.
create table session_verdict (
    session uuid primary key references session,
    by_staff uuid not null references staff,
    at timestamptz not null,
    expected int not null,
    seen int not null,
    heads int,
    outcome text not null check (outcome in ('agreed', 'differs')),
    words text not null default '' check (length(words) <= 2000),
    constraint a_difference_is_explained check
        ((outcome = 'agreed' and (heads is null or heads = seen)) or words ~ '\S')
);
create function session_verdict_is_lawful() returns trigger language plpgsql
    security definer set search_path = public as $$
declare held session;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a verdict stays as it was given';
    end if;
    select * into held from session where id = new.session for update;
    if held.cancelled_at is not null or (held.stopped_at is null and held.unknown_at is null) then
        raise exception 'a session is closed when it is over'
            using errcode = 'check_violation', constraint = 'closed_when_over';
    end if;
    if (new.expected, new.seen, new.heads) is distinct from
       (coalesce(held.expected, 0), coalesce(held.seen, 0), held.heads) then
        raise exception 'the figures have changed'
            using errcode = 'check_violation', constraint = 'closed_on_the_figures';
    end if;
    if not exists (select from staff where id = new.by_staff and ended_at is null
                   and role in ('officer_township', 'officer_county', 'head_county')
                   and starts_with(held.township, area)) then
        raise exception 'an officer of this place closes a session'
            using errcode = 'check_violation', constraint = 'closed_by_an_officer';
    end if;
    update session set closed_at = new.at where id = new.session;
    return new;
end $$;
create trigger session_verdict_lawful before insert or update or delete on session_verdict
    for each row execute function session_verdict_is_lawful();
call within_session('session_verdict');
grant insert on session_verdict to yizhan_desk;

-- A recording is kept beyond its 30 days for a written reason only.
create table session_hold (
    id uuid primary key,
    session uuid not null references session,
    reason text not null check (reason ~ '\S' and length(reason) <= 500),
    by_staff uuid not null references staff,
    at timestamptz not null,
    lifted_at timestamptz,
    lifted_by uuid references staff,
    constraint lifted_by_somebody check ((lifted_at is null) = (lifted_by is null))
);
create unique index session_hold_live on session_hold (session) where lifted_at is null;
call within_session('session_hold');
grant insert on session_hold to yizhan_desk;
grant update (lifted_at, lifted_by) on session_hold to yizhan_desk;

-- The register of who called out what, in which unit and why (Order 799 art. 16). Never deleted.
create table callout (
    id uuid primary key,
    kind text not null check (kind in ('clip', 'live')),
    device text not null references device,
    township text not null references township,
    session uuid references session,
    first int not null default 0,
    last int not null default 0,
    reason text not null check (reason in
        ('difference', 'complaint', 'incident', 'own_request', 'lawful_request', 'inspection')),
    words text not null check (words ~ '\S' and length(words) between 4 and 500),
    staff uuid not null references staff,
    unit text not null check (unit ~ '^([0-9]{6})?([0-9]{3})?$'),
    asked_at timestamptz not null,
    until timestamptz not null,
    ended_at timestamptz,
    ended_why text check (ended_why in ('over', 'left', 'ended')),
    constraint a_clip_is_of_a_session check
        ((kind = 'clip') = (session is not null) and (kind = 'clip') = (first > 0)
         and last >= first and last < first + 240),
    constraint a_callout_ends check (until > asked_at and until <= asked_at +
        case kind when 'live' then interval '10 minutes' else interval '7 days' end),
    constraint ended_for_a_reason check ((ended_at is null) = (ended_why is null))
);
create index callout_when on callout (township, asked_at desc);
create index callout_session on callout (session, asked_at desc);
create index callout_live on callout (device, until) where ended_at is null;
create function callout_is_lawful() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'the register of call-outs is never shortened';
    end if;
    if tg_op = 'UPDATE' then
        if to_jsonb(new) - array['ended_at', 'ended_why']
           is distinct from to_jsonb(old) - array['ended_at', 'ended_why']
           or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
            raise exception 'what stands in the register is never changed'
                using errcode = 'check_violation', constraint = 'register_stays';
        end if;
        return new;
    end if;
    if not exists (select from staff where id = new.staff and ended_at is null and area = new.unit
                   and role in ('officer_county', 'head_county') and starts_with(new.township, area)) then
        raise exception 'the county calls out a recording'
            using errcode = 'check_violation', constraint = 'called_out_by_the_county';
    end if;
    if new.session is not null and not exists (select from session where id = new.session
            and device = new.device and township = new.township) then
        raise exception 'the session was at another post'
            using errcode = 'check_violation', constraint = 'callout_fits_its_session';
    end if;
    if exists (select from session where id = new.session and coalesce(stopped_at, ends_at)
               + make_interval(days => rule_number('video.keep_days',
                   (new.asked_at at time zone 'Asia/Shanghai')::date)) <= new.asked_at)
       and not exists (select from session_hold where session = new.session
                       and lifted_at is null) then
        raise exception 'this recording was past its days, and was deleted'
            using errcode = 'check_violation', constraint = 'no_clip_of_what_was_deleted';
    end if;
    return new;
end $$;
create trigger callout_lawful before insert or update or delete on callout
    for each row execute function callout_is_lawful();
alter table callout enable row level security;
create policy desk on callout to yizhan_desk, yizhan_reader using (
    township like current_setting('yizhan.area', true)
    and (session is null or session in (select id from session)));
grant select, insert on callout to yizhan_desk;
grant update (ended_at, ended_why) on callout to yizhan_desk;
grant select on callout to yizhan_reader;

-- What became of each piece; the pieces themselves lie outside the database.
create table callout_segment (
    callout uuid not null references callout,
    number int not null check (number > 0),
    outcome text not null check (outcome in ('stored', 'refused', 'deleted', 'missing', 'changed')),
    size bigint not null default 0 check (size >= 0),
    at timestamptz not null,
    primary key (callout, number)
);
-- Each look is a row; without a live call-out of one's own there is no row, and without it no byte.
create table callout_view (
    callout uuid not null references callout,
    number int not null default 0,             -- 0: the live picture
    staff uuid not null references staff,
    at timestamptz not null,
    primary key (callout, number, at)
);
create function callout_view_is_lawful() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if tg_op <> 'INSERT' or not exists (select from callout where id = new.callout
            and staff = new.staff and asked_at <= new.at and new.at < until and ended_at is null) then
        raise exception 'nobody looks without a call-out of their own'
            using errcode = 'check_violation', constraint = 'a_look_needs_its_callout';
    end if;
    return new;
end $$;
create trigger callout_view_lawful before insert or update or delete on callout_view
    for each row execute function callout_view_is_lawful();
do $$
declare one text;
begin
    foreach one in array array['callout_segment', 'callout_view'] loop
        execute format('alter table %I enable row level security', one);
        execute format('create policy desk on %I to yizhan_desk, yizhan_reader'
                       ' using (callout in (select id from callout))', one);
        execute format('grant select on %I to yizhan_desk, yizhan_reader', one);
    end loop;
end $$;
grant insert on callout_view to yizhan_desk;

-- When the picture of a camera changed: such an event counts no face.
create index camera_event_picture on camera_event (device, captured_at desc)
    where body ->> 'faces' = '0';
