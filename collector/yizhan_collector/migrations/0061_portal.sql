-- What the public reads and books: columns with texts, service points, a directory.

-- A column of the portal (栏目); `kind` decides how long it may lie untouched (rooms/ownership).
create table site_column (
    code text primary key check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
    title_zh text not null check (length(title_zh) between 1 and 30),
    title_en text not null check (length(title_en) between 1 and 60),
    kind text not null check (kind in ('news', 'notice', 'policy', 'guide', 'about')),
    place int not null default 0,
    shown boolean not null default true,
    created_at timestamptz not null default now()
);
insert into site_column (place, code, title_zh, title_en, kind) values
    (1, 'news', '工作动态', 'News', 'news'),
    (2, 'notices', '通知公告', 'Notices', 'notice'),
    (3, 'policy', '政策法规', 'Law and policy', 'policy'),
    (4, 'legal-aid', '法律援助', 'Legal aid', 'guide'),
    (5, 'notary', '公证服务', 'Notary', 'guide'),
    (6, 'mediation', '人民调解', 'Mediation', 'guide'),
    (7, 'appraisal', '司法鉴定', 'Forensic appraisal', 'guide'),
    (8, 'bar-exam', '法考服务', 'Bar examination', 'guide'),
    (9, 'education', '普法宣传', 'Legal education', 'news'),
    (10, 'about', '机构概况', 'About the bureau', 'about');

-- A text (稿件). What the public reads is `live_*`; the draft may have moved on since.
create table article (
    id uuid primary key,
    no bigint generated always as identity unique,       -- of its address: /a/123
    column_code text not null references site_column,
    state text not null check (state in ('draft', 'submitted', 'published', 'withdrawn')),
    version int not null default 1 check (version > 0),  -- raised by every change: two editors meet here
    title text not null check (length(title) between 1 and 100),
    lead text not null default '' check (length(lead) <= 200),
    body text not null check (length(body) <= 200000),   -- HTML of the allowed tags only
    author uuid not null references staff,
    created_at timestamptz not null,
    changed_by uuid not null references staff,
    changed_at timestamptz not null,
    submitted_by uuid references staff,
    submitted_at timestamptz,
    expires_on date,                                     -- a notice that is over
    live_version int,
    live_title text,
    live_lead text,
    live_body text,
    live_column text references site_column,
    live_words tsvector,                                 -- segmented by rooms/portal/words.py
    published_at timestamptz,                            -- first time
    refreshed_at timestamptz,                            -- last time
    withdrawn_at timestamptz,
    withdrawn_by uuid references staff,
    withdrawn_why text not null default '' check (length(withdrawn_why) <= 200),
    constraint live_is_whole check ((live_version is null) = (live_body is null)
        and (live_version is null) = (live_title is null) and (live_version is null) = (live_column is null)),
    constraint published_is_live check (state <> 'published' or live_version is not null),
    constraint withdrawn_is_not_live check (state <> 'withdrawn' or live_version is null)
);
create index article_live on article (live_column, published_at desc, no desc) where live_version is not null;
create index article_newest on article (published_at desc, no desc) where live_version is not null;
create index article_words on article using gin (live_words) where live_version is not null;
create index article_desk on article (state, changed_at desc);

-- Every version that was ever submitted, for whoever asks later.
create table article_version (
    article uuid not null references article,
    version int not null,
    title text not null,
    lead text not null,
    body text not null,
    by_staff uuid not null references staff,
    at timestamptz not null,
    primary key (article, version)
);
-- Never the author's own word; two different people where a text leaves the portal.
create table article_approval (
    article uuid not null references article,
    version int not null,
    staff uuid not null references staff,
    at timestamptz not null,
    primary key (article, version, staff)
);
create function approval_is_another_hand() returns trigger language plpgsql as $$
begin
    if exists (select from article where id = new.article
               and new.staff in (author, changed_by, submitted_by)) then
        raise exception using errcode = 'check_violation', constraint = 'nobody_approves_the_own_text',
            message = 'who wrote, changed or submitted a text does not approve it';
    end if;
    return new;
end $$;
create trigger approval_is_another_hand before insert or update on article_approval
    for each row execute function approval_is_another_hand();

-- Where else a text goes, cut to the channel's rules; one row a place.
create table delivery (
    id uuid primary key,
    article uuid not null references article,
    channel text not null check (channel in ('portal', 'wechat', 'weibo', 'sign')),
    target text not null default '' check (length(target) <= 60),   -- the box of a sign
    text text not null check (length(text) <= 200000),
    state text not null check (state in ('planned', 'waiting', 'sending', 'sent', 'failed',
                                         'withdrawing', 'withdrawn')),
    attempts int not null default 0,
    not_before timestamptz not null default '-infinity',
    remote text not null default '' check (length(remote) <= 200),  -- its name out there
    reason text not null default '' check (length(reason) <= 300),
    planned_by uuid not null references staff,
    changed_at timestamptz not null,
    sent_at timestamptz,
    withdrawn_at timestamptz,
    before_text text,                       -- what a sign said before, to be shown again
    unique (article, channel, target)
);
create index delivery_due on delivery (not_before) where state in ('waiting', 'sending', 'withdrawing');

create function delivery_needs_two() returns trigger language plpgsql as $$
begin
    if new.state in ('waiting', 'sending', 'sent') and new.channel <> 'portal'
       and old.state in ('planned', 'failed', 'withdrawn') and (
        select count(distinct staff) from article_approval join article on article.id = article_approval.article
        where article_approval.article = new.article and article_approval.version = article.live_version) < 2
    then
        raise exception using errcode = 'check_violation', constraint = 'two_people_approve',
            message = 'a text leaves the portal when two people have approved it';
    end if;
    return new;
end $$;
create trigger delivery_needs_two before update on delivery
    for each row execute function delivery_needs_two();

-- Where help can be had in person.
create table service_point (
    code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
    name_zh text not null check (length(name_zh) between 1 and 60),
    name_en text not null check (length(name_en) between 1 and 100),
    kind text not null check (kind in ('hall', 'station', 'legal_aid', 'notary', 'appraisal', 'mediation')),
    township text not null references township,
    address text not null check (length(address) <= 120),
    phone text not null check (phone ~ '^[0-9 -]{3,20}$'),
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    opens time not null,
    shuts time not null check (shuts > opens),
    weekdays smallint[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
    slot_minutes smallint not null check (slot_minutes between 10 and 240),
    capacity smallint not null check (capacity between 1 and 50),   -- people a slot
    step_free boolean not null default false,
    topics text[] not null default '{}',    -- kinds of matters it takes
    open boolean not null default true,
    check ((latitude is null) = (longitude is null))
);
-- One seat, one booking: the last one cannot be had twice.
create table booking (
    id uuid primary key,
    point text not null references service_point,
    starts_at timestamptz not null,
    seat smallint not null check (seat >= 1),
    matter uuid references matter,
    name text not null check (length(name) between 1 and 60),
    phone text not null check (phone ~ '^[0-9+ -]{0,20}$'),
    key_digest bytea not null,
    made_at timestamptz not null,
    cancelled_at timestamptz,
    came boolean
);
create unique index booking_seat on booking (point, starts_at, seat) where cancelled_at is null;
create index booking_key on booking (key_digest);
create index booking_day on booking (point, starts_at);

-- Who may be asked for help: lawyers, notaries, appraisers, mediators.
create table directory_entry (
    id uuid primary key,
    kind text not null check (kind in ('lawyer', 'firm', 'notary', 'appraiser', 'mediator')),
    name text not null check (length(name) between 1 and 60),
    organisation text not null default '' check (length(organisation) <= 100),
    licence text not null default '' check (length(licence) <= 40),
    fields text[] not null default '{}',    -- codes of matter_category
    area text not null check (area = '' or area ~ '^[0-9]{6}$'),
    address text not null default '' check (length(address) <= 120),
    phone text not null default '' check (phone ~ '^[0-9 -]{0,20}$'),
    legal_aid boolean not null default false,
    active boolean not null default true,
    reviewed_on date not null
);
create index directory_listed on directory_entry (kind, area, name) where active;

-- A link in a text, and whether it led anywhere when it was last tried.
create table site_link (
    article uuid not null references article on delete cascade,
    url text not null check (length(url) <= 500),
    checked_at timestamptz,
    status int,                             -- HTTP, or null: no answer
    failed_since timestamptz,
    primary key (article, url)
);
create index site_link_due on site_link (checked_at nulls first);

-- How often a kind of page was opened on a day; never by whom.
create table site_views (
    day date not null,
    page text not null check (length(page) <= 60),
    views bigint not null default 0,
    primary key (day, page)
);

-- The public's process keeps pages it made; told here that they are out of date.
create function site_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('site', tg_table_name);
    return null;
end $$;
create trigger site_changed after insert or update or delete on site_column
    for each statement execute function site_changed();
create trigger site_changed after insert or update or delete on article
    for each statement execute function site_changed();
create trigger site_changed after insert or update or delete on service_point
    for each statement execute function site_changed();
create trigger site_changed after insert or update or delete on directory_entry
    for each statement execute function site_changed();

grant select on site_column, service_point, directory_entry, site_views
    to yizhan_service, yizhan_desk, yizhan_technician, yizhan_portal;
grant insert, update on site_column, service_point, directory_entry to yizhan_service, yizhan_desk;
grant select, insert, update on article, delivery to yizhan_service, yizhan_desk;
grant select, insert on article_version, article_approval to yizhan_service, yizhan_desk;
grant select, insert, update, delete on site_link to yizhan_service, yizhan_desk;
grant insert, update on site_views to yizhan_portal;
grant select, insert, update on booking to yizhan_service;
grant select on signage, device, device_last to yizhan_service;
-- of a text the public's process reads what is live, and not who wrote it
alter table article enable row level security;
create policy desk on article to yizhan_service, yizhan_desk using (true);
create policy portal on article for select to yizhan_portal using (live_version is not null);
grant select (id, no, expires_on, live_version, live_title, live_lead, live_body, live_column, live_words,
              published_at, refreshed_at) on article to yizhan_portal;
alter table booking enable row level security;
create policy service on booking to yizhan_service using (true);
create policy portal on booking to yizhan_portal
    using (key_digest = portal_key()) with check (key_digest = portal_key());
grant select, insert on booking to yizhan_portal;
grant update (cancelled_at) on booking to yizhan_portal;
-- which seats are taken, and nothing of who took them
create function seats_taken(wanted text, since timestamptz, until timestamptz)
    returns table (starts_at timestamptz, seat smallint) stable language sql
    security definer set search_path = public as
    $$ select starts_at, seat from booking
       where point = wanted and cancelled_at is null and starts_at >= since and starts_at < until $$;
revoke all on function seats_taken from public;
grant execute on function seats_taken to yizhan_portal, yizhan_service;

-- Whether a text names, numbers or places somebody the bureau keeps a file on, of whatever kind:
-- supervised people and everybody who ever asked for help alike, so that a yes tells of nobody.
create function text_may_identify(said text) returns text[] stable language sql
    security definer set search_path = public as $$
    with plain as (select letters_of(said) as letters, normalize(said, nfkc) as text)
    select array_remove(array[
        case when exists (select from person, plain where length(letters_of(person.name)) > 1
                          and strpos(plain.letters, letters_of(person.name)) > 0)
               or exists (select from party, plain where length(letters_of(party.name)) > 1
                          and strpos(plain.letters, letters_of(party.name)) > 0) then 'name' end,
        case when exists (select from person, plain where strpos(regexp_replace(plain.text, '[\s.·-]', '', 'g'), person.number) > 0)
               or exists (select from party, plain where length(regexp_replace(party.phone, '\D', '', 'g')) > 6
                          and strpos(regexp_replace(plain.text, '[\s.·-]', '', 'g'), regexp_replace(party.phone, '\D', '', 'g')) > 0)
               then 'number' end
    ], null) from plain $$;
revoke all on function text_may_identify from public;
grant execute on function text_may_identify to yizhan_service, yizhan_desk;
