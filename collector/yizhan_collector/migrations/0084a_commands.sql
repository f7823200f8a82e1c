-- What boxes are told to do now: few, typed, by name and with a reason, answered.
create table post_command (
    id uuid primary key,
    device text not null references device,
    action text not null check (action in ('restart_agent', 'self_test', 'test_page', 'diagnose')),
    reason text not null check (length(reason) between 1 and 500),
    asked_by uuid not null references staff,
    asked_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > asked_at),
    outcome text check (outcome in ('done', 'refused', 'failed')),
    why text not null default '' check (why ~ '^[a-z0-9_.-]{0,40}$'),
    checks jsonb not null default '{}',
    answered_at timestamptz,
    constraint an_answer_has_a_time check ((outcome is null) = (answered_at is null))
);
create index post_command_of on post_command (device, asked_at desc);
-- the redacted bundle a box sent for `diagnose`; kept for a week
create table post_diagnosis (
    command uuid primary key references post_command,
    content bytea not null check (length(content) between 1 and 2097152),
    received_at timestamptz not null
);

-- Whoever sees posts sees what was asked of them; technicians ask and read what a box sent.
create function tends_posts() returns boolean stable language sql as $$
    select exists (select from staff where id = desk_staff() and ended_at is null
                   and role = 'technician')
$$;
alter table post_command enable row level security;
create policy seen on post_command for select to yizhan_desk, yizhan_technician
    using (device in (select id from device where township like current_setting('yizhan.area', true)));
create policy asked on post_command for insert to yizhan_technician with check (
    tends_posts() and asked_by = desk_staff()
    and device in (select id from device where township like current_setting('yizhan.area', true)));
alter table post_diagnosis enable row level security;
create policy seen on post_diagnosis for select to yizhan_technician
    using (tends_posts() and command in (select id from post_command));
grant select on post_command to yizhan_desk;
grant select, insert on post_command to yizhan_technician;
grant select on post_diagnosis to yizhan_technician;
