-- Everything that can be neglected has a department, a person, a deputy, an interval and a ladder.
create table department (
    code text primary key check (code ~ '^[a-z_]{2,30}$'),
    name_zh text not null check (length(name_zh) between 1 and 40),
    name_en text not null check (length(name_en) between 1 and 80),
    phone text not null default '' check (phone ~ '^[0-9 -]{0,20}$'),
    head uuid references staff,
    leader uuid references staff,           -- of the bureau, who answers for this department
    place int not null default 0
);
insert into department (place, code, name_zh, name_en) values
    (1, 'office', '办公室', 'General office'),
    (2, 'research', '研究室', 'Research office'),
    (3, 'correction', '社区矫正科', 'Community correction'),
    (4, 'legal_aid', '法律援助中心', 'Legal aid centre'),
    (5, 'public_service', '公共法律服务科', 'Public legal service');

-- What can be neglected; found by the clock (rooms/ownership/things.py), never added by hand.
create table owned (
    id uuid primary key,
    kind text not null check (kind in ('column', 'queue', 'account', 'sign', 'post')),
    -- a column's code, kind:area of a queue, portal | wechat | weibo | hotline | staff:id, a box
    subject text not null check (length(subject) between 1 and 60),
    area text not null default '' check (area ~ '^([0-9]{6}([0-9]{3})?)?$'),
    title_zh text not null check (length(title_zh) between 1 and 60),
    title_en text not null check (length(title_en) between 1 and 100),
    department text references department,
    owner uuid references staff,
    deputy uuid references staff,
    review_days smallint not null check (review_days between 1 and 400),
    climb_days smallint not null default 2 check (climb_days between 1 and 60),  -- to the next rung
    assigned_at timestamptz,                -- or handed back
    handed_by uuid references staff,        -- who gave it back, while it is nobody's
    reviewed_at timestamptz,
    reviewed_by uuid references staff,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint a_deputy_is_another check (deputy is distinct from owner or owner is null)
);
create unique index owned_once on owned (kind, subject) where ended_at is null;
create index owned_owner on owned (owner) where ended_at is null;
create index owned_deputy on owned (deputy) where ended_at is null;

-- How a thing was when the clock last looked (rooms/ownership/facts.py); nobody writes it by hand.
create table owned_fact (
    owned uuid primary key references owned,
    at timestamptz not null,
    touched_at timestamptz,                 -- published, set, signed in; null where nobody can tell
    waiting int not null default 0,         -- of a queue
    late_since timestamptz,                 -- when the oldest answer that is owed is or was due
    waiting_since timestamptz,              -- when the oldest without a first answer was asked
    failures jsonb not null default '[]'    -- what the self-check found: code, since, count
);

-- A rung climbed: told to this person at this moment, because of this; over when it was mended.
create table owned_climb (
    id bigint generated always as identity primary key,
    owned uuid not null references owned,
    fault text not null check (fault in ('ownerless', 'failing', 'unanswered', 'stale')),
    rung text not null check (rung in ('owner', 'deputy', 'department', 'leader')),
    told uuid references staff,             -- null: nobody was told here, and the next one at once
    passed text check (passed in ('nobody', 'left', 'told')),  -- why nobody was
    at timestamptz not null,
    over_at timestamptz,
    over_by text check (over_by in ('mended', 'reviewed', 'assigned', 'ended')),
    constraint told_or_passed check ((told is null) = (passed is not null)),
    constraint over_has_a_cause check ((over_at is null) = (over_by is null))
);
create unique index owned_climb_once on owned_climb (owned, fault, rung) where over_at is null;
create index owned_climb_told on owned_climb (told) where over_at is null;
create index owned_climb_of on owned_climb (owned, id);

-- A day's score by the national self-check, to see where it goes.
create table site_score (
    day date primary key,
    score smallint not null check (score between 0 and 100),
    failed boolean not null,
    findings jsonb not null,
    warnings jsonb not null default '[]',
    lines jsonb not null default '[]',      -- each line at which a site fails, and how near it is
    at timestamptz not null
);

-- When somebody last signed in: sessions are forgotten, and a dead account shows by nothing else.
alter table staff add column signed_in_at timestamptz;
update staff set signed_in_at =
    (select max(at) from audit where audit.staff = staff.id and action = 'sign_in');

create function keeps_owned() returns boolean stable language sql as $$
    select exists (select from staff where id = desk_staff() and ended_at is null
                   and role in ('supervisor_city', 'administrator', 'head_service'))
$$;
-- past the wall of `owned`: whether somebody was told of a thing
create function was_told(thing uuid) returns boolean stable language sql
    security definer set search_path = public as
    $$ select exists (select from owned_climb where owned = thing and told = desk_staff()) $$;

-- Who is told of a thing or has it sees it; the others what is of their area, and a technician
-- posts and signs. Whose accounts nobody uses is for those who keep the board.
alter table owned enable row level security;
create policy mine on owned for update to yizhan_service, yizhan_desk, yizhan_technician
    using (desk_staff() in (owner, deputy)) with check (true);
create policy told on owned for select to yizhan_service, yizhan_desk, yizhan_technician
    using (desk_staff() in (owner, deputy, handed_by) or was_told(id));
create policy kept on owned to yizhan_service, yizhan_desk, yizhan_technician using (keeps_owned());
create policy seen on owned for select to yizhan_service, yizhan_desk
    using ((area = '' or area like current_setting('yizhan.area', true))
           and not starts_with(subject, 'staff:'));
create policy machines on owned for select to yizhan_technician
    using (kind in ('sign', 'post') and area like current_setting('yizhan.area', true));
create procedure protect_owned(tab regclass, col text) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen on %s for select to yizhan_service, yizhan_desk, yizhan_technician'
                   ' using (%I in (select id from owned))', tab, col);
end $$;
call protect_owned('owned_fact', 'owned');
call protect_owned('owned_climb', 'owned');
create policy ended on owned_climb for update to yizhan_service, yizhan_desk, yizhan_technician
    using (keeps_owned() or owned in (select id from owned where desk_staff() in (owner, deputy)));

alter table department enable row level security;
create policy seen on department for select to yizhan_service, yizhan_desk, yizhan_technician
    using (true);
create policy kept on department to yizhan_service, yizhan_desk, yizhan_technician
    using (keeps_owned());

-- Whose a thing is says who keeps the board; an owner may hand the own thing back, and no more.
create function owned_is_kept() returns trigger language plpgsql as $$
begin
    if desk_staff() is not null and not keeps_owned()
       and (new.department, new.review_days, new.climb_days, new.deputy)
           is distinct from (old.department, old.review_days, old.climb_days, old.deputy)
       or desk_staff() is not null and not keeps_owned() and new.owner is distinct from old.owner
          and not (old.owner = desk_staff() and new.owner is null) then
        raise exception using errcode = 'check_violation', constraint = 'owned_is_kept',
            message = 'only who keeps the board says whose a thing is';
    end if;
    if exists (select from staff where ended_at is not null
               and (id = new.owner and new.owner is distinct from old.owner
                    or id = new.deputy and new.deputy is distinct from old.deputy)) then
        raise exception using errcode = 'check_violation', constraint = 'nothing_for_who_left',
            message = 'who has left is given nothing';
    end if;
    return new;
end $$;
create trigger owned_is_kept before update on owned for each row execute function owned_is_kept();

grant select on department, owned, owned_fact, owned_climb, site_score
    to yizhan_service, yizhan_desk, yizhan_technician;
grant update (department, owner, deputy, review_days, climb_days, assigned_at, handed_by,
              reviewed_at, reviewed_by) on owned to yizhan_service, yizhan_desk, yizhan_technician;
grant update (over_at, over_by) on owned_climb to yizhan_service, yizhan_desk, yizhan_technician;
grant insert, update on department to yizhan_service, yizhan_desk, yizhan_technician;
