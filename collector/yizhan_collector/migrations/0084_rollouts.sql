-- Rollouts: one bundle, groups of boxes in order, and what each box is told to run.
create table rollout (
    id uuid primary key,
    bundle text not null check (bundle ~ '^[a-z0-9_.-]{1,40}$'),
    area text not null,                     -- as it was chosen; '' the city or a list of posts
    state text not null default 'running' check (state in ('running', 'paused', 'stopped', 'finished')),
    why text not null default '' check (why in ('', 'by_hand', 'check', 'not_enough', 'errors')),
    silent_minutes int not null check (silent_minutes between 10 and 10080),
    window_from int check (window_from between 0 and 1439),  -- minutes after midnight in Shanghai
    window_to int check (window_to between 0 and 1439),
    made_at timestamptz not null,
    made_by uuid not null references staff,
    ended_at timestamptz,
    constraint a_window_has_two_ends check ((window_from is null) = (window_to is null)),
    constraint only_what_is_over_has_an_end check ((ended_at is null) = (state in ('running', 'paused'))),
    constraint whoever_rests_says_why check ((why = '') = (state in ('running', 'finished')))
);
create table rollout_group (
    rollout uuid not null references rollout,
    number int not null check (number between 1 and 20),
    success int not null check (success between 1 and 100),  -- percent proved before the next begins
    errors int not null check (errors between 0 and 100),    -- percent failed that stops all
    looked boolean not null,                -- whether somebody looks before the next begins
    begun_at timestamptz,
    checked_at timestamptz,
    checked_by uuid references staff,
    primary key (rollout, number),
    constraint a_check_has_a_name check ((checked_at is null) = (checked_by is null))
);
create table rollout_box (
    rollout uuid not null,
    device text not null references device,
    number int not null,
    state text not null default 'pending' check (state in
        ('pending', 'ordered', 'fetching', 'staged', 'trying',
         'proved', 'went_back', 'refused', 'silent', 'left')),
    why text not null default '' check (why ~ '^[a-z0-9_.-]{0,40}$'),
    moved_at timestamptz,
    live boolean not null default true,     -- the rollout goes on, and the box is in it
    primary key (rollout, device),
    foreign key (rollout, number) references rollout_group
);
create unique index one_rollout_a_box on rollout_box (device) where live;

-- What a box was told last; told again whenever it comes online. "" takes an order back.
create table update_order (
    device text primary key references device,
    version bigint not null,
    bundle text not null check (bundle ~ '^[a-z0-9_.-]{0,40}$'),
    rollout uuid not null references rollout,
    at timestamptz not null
);

-- Boxes of one's area are seen; who rolls out is the city's administrator, in the database too.
create function rolls_out() returns boolean stable language sql as $$
    select exists (select from staff where id = desk_staff() and ended_at is null
                   and role = 'administrator')
$$;
alter table rollout_box enable row level security;
create policy seen on rollout_box for select to yizhan_desk, yizhan_technician
    using (device in (select id from device where township like current_setting('yizhan.area', true)));
create policy kept on rollout_box to yizhan_technician using (rolls_out());
alter table rollout enable row level security;
create policy seen on rollout for select to yizhan_desk, yizhan_technician
    using (id in (select rollout from rollout_box));
create policy kept on rollout to yizhan_technician using (rolls_out());
alter table rollout_group enable row level security;
create policy seen on rollout_group for select to yizhan_desk, yizhan_technician
    using (rollout in (select rollout from rollout_box));
create policy kept on rollout_group to yizhan_technician using (rolls_out());
alter table update_order enable row level security;
create policy kept on update_order to yizhan_technician using (rolls_out());
grant select on rollout, rollout_group, rollout_box to yizhan_desk;
grant select, insert, update on rollout, rollout_group, rollout_box, update_order
    to yizhan_technician;
