-- Repairs of posts: who mends what by when, with which parts of the county's stock.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('repair.respond_hours', '4', 'hours', '本系统建议', 'I', '2020-07-01', '设备报修应在几个办公小时内有人接手', 'A fault of a post is taken up within', '按办公时间计'),
    ('repair.mend_hours', '17', 'hours', '本系统建议', 'I', '2020-07-01', '设备报修应在几个办公小时内修复', 'A fault of a post is mended within', '按办公时间计,约两个工作日');

create table repair (
    id uuid primary key,
    device text not null references device,
    kind text not null check (kind in
        ('silent', 'blind', 'alarm', 'camera', 'sign', 'disk', 'clock', 'network', 'power', 'other')),
    words text not null default '' check (length(words) <= 500),
    alert uuid unique references alert,     -- what opened it; null: somebody did
    opened_at timestamptz not null,
    opened_by uuid references staff,        -- null: the system
    respond_by timestamptz not null,
    mend_by timestamptz not null,
    assigned_to uuid references staff,
    responded_at timestamptz,               -- when somebody took it up first
    closed_at timestamptz,
    closed_by uuid references staff,
    done text check (done in
        ('restarted', 'part', 'swapped', 'cleaned', 'cable', 'network', 'power', 'by_itself', 'none')),
    said text not null default '' check (length(said) <= 1000),
    constraint taken_up_by_somebody check ((assigned_to is null) = (responded_at is null)),
    constraint closed_with_what_was_done check
        ((closed_at is null) = (closed_by is null) and (closed_at is null) = (done is null)),
    constraint opened_by_hand_or_by_an_alert check (opened_by is not null or kind in ('silent', 'blind', 'alarm'))
);
-- a fault is opened once; what opens by itself waits until the one before is closed
create unique index repair_once on repair (device, kind) where closed_at is null;
create index repair_open on repair (opened_at) where closed_at is null;
create table repair_note (
    id uuid primary key,
    repair uuid not null references repair,
    at timestamptz not null,
    by uuid not null references staff,
    words text not null check (length(words) between 1 and 1000)
);
create index repair_note_of on repair_note (repair, at);

create table spare (
    county text not null check (county ~ '^[0-9]{6}$'),
    kind text not null check (kind in ('box', 'board', 'camera', 'card', 'power')),
    count int not null check (count between 0 and 1000),
    low int not null check (low between 0 and 1000),  -- at so many it shows as low
    changed_at timestamptz not null,
    changed_by uuid not null references staff,
    primary key (county, kind)
);
create table spare_use (
    id uuid primary key,
    repair uuid not null references repair,
    kind text not null,
    count int not null check (count between 1 and 20),
    at timestamptz not null,
    by uuid not null references staff
);
create index spare_use_of on spare_use (repair, at);

-- Whoever sees posts sees their repairs and opens one; technicians do the rest.
create function post_here(wanted text) returns boolean stable language sql as $$
    select exists (select from device where id = wanted
                   and township like current_setting('yizhan.area', true))
$$;
alter table repair enable row level security;
create policy seen on repair for select to yizhan_desk, yizhan_technician using (post_here(device));
create policy opened on repair for insert to yizhan_desk, yizhan_technician
    with check (post_here(device) and opened_by = desk_staff() and closed_at is null);
create policy mended on repair for update to yizhan_technician
    using (tends_posts() and post_here(device));
grant select, insert on repair to yizhan_desk, yizhan_technician;
grant update (assigned_to, responded_at, closed_at, closed_by, done, said) on repair to yizhan_technician;
do $$
declare one text;
begin
    foreach one in array array['repair_note', 'spare_use'] loop
        execute format('alter table %s enable row level security', one);
        execute format('create policy seen on %s for select to yizhan_desk, yizhan_technician'
                       ' using (repair in (select id from repair))', one);
        execute format('create policy added on %s for insert to yizhan_technician with check'
                       ' (tends_posts() and by = desk_staff() and repair in (select id from repair))', one);
        execute format('grant select on %s to yizhan_desk', one);
        execute format('grant select, insert on %s to yizhan_technician', one);
    end loop;
end $$;
alter table spare enable row level security;
create policy seen on spare for select to yizhan_desk, yizhan_technician using
    (exists (select from township where starts_with(code, county)
             and code like current_setting('yizhan.area', true)));
create policy kept on spare to yizhan_technician
    using (tends_posts() and county like left(current_setting('yizhan.area', true), 6) || '%')
    with check (tends_posts() and changed_by = desk_staff());
grant select on spare to yizhan_desk;
grant select, insert, update on spare to yizhan_technician;
-- whether a box sent its bundle; an officer sees no row of it
grant select (command) on post_diagnosis to yizhan_desk;
