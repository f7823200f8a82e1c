-- Matters of the public legal service: one model whatever they are about and wherever they begin.
-- Nothing here knows a supervised person, and no role that reads matters reads one.

-- Whoever asks, as known on one channel. Two of them are one only when a clerk says so (party_link).
create table party (
    id uuid primary key,
    channel text not null check (channel in
        ('portal', 'hotline', 'wechat', 'weibo', 'counter', 'kiosk')),
    name text not null default '' check (length(name) <= 60),
    phone text not null default '' check (phone ~ '^[0-9+ -]{0,20}$'),
    phone_digest bytea,                    -- to find the same number on another channel, never shown
    handle text not null default '' check (length(handle) <= 100),  -- an openid or an account
    created_at timestamptz not null
);
create index party_named on party (name) where name <> '';
create index party_same_phone on party (phone_digest) where phone_digest is not null;
create unique index party_handle on party (channel, handle) where handle <> '';

create table party_link (
    one uuid not null references party,
    other uuid not null references party check (one < other),
    reason text not null check (reason in ('same_phone', 'same_handle', 'said_so')),
    offered_at timestamptz not null,
    accepted boolean,
    decided_by uuid references staff,
    decided_at timestamptz,
    primary key (one, other),
    constraint a_clerk_decides_a_link check
        ((accepted is null) = (decided_by is null) and (accepted is null) = (decided_at is null))
);
create index party_link_open on party_link (offered_at) where accepted is null;
create index party_link_other on party_link (other);

create table matter_category (
    code text primary key check (code ~ '^[a-z_]{2,30}(\.[a-z_]{2,30})?$'),
    title_zh text not null,
    title_en text not null,
    place int not null
);
insert into matter_category (place, code, title_zh, title_en) values
    (100, 'family', '婚姻家庭', 'Marriage and family'),
    (101, 'family.divorce', '离婚', 'Divorce'),
    (102, 'family.custody', '抚养', 'Custody'),
    (103, 'family.support', '赡养', 'Support of parents'),
    (104, 'family.inheritance', '继承', 'Inheritance'),
    (105, 'family.violence', '家庭暴力', 'Domestic violence'),
    (200, 'labour', '劳动人事', 'Work'),
    (201, 'labour.wages', '欠薪', 'Unpaid wages'),
    (202, 'labour.injury', '工伤', 'Injury at work'),
    (203, 'labour.dismissal', '解除合同', 'End of a contract'),
    (300, 'traffic', '交通事故', 'Traffic accident'),
    (400, 'injury', '人身损害', 'Personal injury'),
    (500, 'loan', '借贷', 'Loans'),
    (600, 'consumer', '消费', 'Consumer'),
    (700, 'property', '房产土地', 'Housing and land'),
    (800, 'fraud', '电信网络诈骗', 'Telephone and online fraud'),
    (900, 'criminal', '刑事', 'Criminal'),
    (1000, 'administrative', '行政', 'Administrative'),
    (1100, 'notary', '公证', 'Notary'),
    (1200, 'appraisal', '司法鉴定', 'Forensic appraisal'),
    (1300, 'legal_aid', '法律援助申请', 'Application for legal aid'),
    (1400, 'correction', '社区矫正咨询', 'Questions on community correction'),
    (1500, 'bar_exam', '法律职业资格考试', 'Bar examination'),
    (1600, 'publicity', '普法宣传', 'Legal education'),
    (1700, 'complaint', '投诉建议', 'Complaints and proposals'),
    (1800, 'other', '其他', 'Other');

create sequence matter_number;
create table matter (
    id uuid primary key,
    number text not null unique check (number ~ '^[0-9]{4}-[0-9]{6,12}$'),
    serial bigint not null generated always as (split_part(number, '-', 2)::bigint) stored,
    area text not null check (area = '' or area ~ '^[0-9]{6}$'),
    township text references township,
    kind text not null check (kind in ('advice', 'lawyer', 'notary', 'legal_aid', 'appraisal',
                                       'mediation', 'bar_exam', 'publicity', 'complaint')),
    category text not null references matter_category,
    channel text not null check (channel in
        ('portal', 'hotline', 'wechat', 'weibo', 'counter', 'kiosk')),
    party uuid references party,           -- null: nobody is named, and advice is given all the same
    said text not null check (length(said) between 1 and 2000),
    urgent text check (urgent in ('violence', 'self_harm', 'fraud_in_progress', 'time_limit')),
    urgent_sure boolean,                   -- false: its words only say so, and no clerk has yet
    state text not null check (state in ('open', 'closed')),
    next_actor text not null check (next_actor in ('clerk', 'head', 'party', 'lawyer', 'nobody')),
    last_act text not null,
    due_at timestamptz,                    -- of the next actor; null while no clock runs
    answer_by timestamptz not null,        -- the first answer
    close_by timestamptz,                  -- null: a clock of the law runs instead
    stopped_at timestamptz,                -- since when the party is waited for
    first_owner uuid references staff,
    owner uuid references staff,
    opened_at timestamptz not null,
    answered_at timestamptz,               -- when somebody of the service first answered
    closed_at timestamptz,
    reopened_at timestamptz,               -- because of a bad rating
    outcome text check (outcome in ('advised', 'resolved', 'mediated', 'referred_out', 'aid_done',
        'aid_refused', 'not_ours', 'no_reply', 'abusive', 'withdrawn', 'lapsed')),
    key_digest bytea unique,               -- of the follow code; null: it was given none
    satisfaction smallint check (satisfaction between 1 and 5),
    satisfaction_said text not null default '' check (length(satisfaction_said) <= 500),
    rated_at timestamptz,
    constraint closed_says_how check ((state = 'closed') = (closed_at is not null)
                                      and (state = 'closed') = (outcome is not null)),
    constraint closed_waits_for_nobody check (state = 'open' or (next_actor = 'nobody' and due_at is null)),
    constraint only_closed_is_rated check ((rated_at is null) = (satisfaction is null)
                                           and (satisfaction is null or state = 'closed'
                                                or reopened_at is not null)),
    constraint urgent_is_sure_or_not check ((urgent is null) = (urgent_sure is null))
);
create index matter_queue on matter ((urgent is null), due_at, id) where state = 'open';
create index matter_waiting on matter (area, due_at) where state = 'open';
create index matter_serial on matter (serial);
create index matter_opened on matter (opened_at desc, id desc);
create index matter_closed on matter (closed_at desc, id desc) where state = 'closed';
create index matter_owner on matter (owner, due_at) where state = 'open';
create index matter_untaken on matter (kind, opened_at) where state = 'open' and owner is null;
create index matter_party on matter (party, opened_at desc) where party is not null;
create index matter_unsatisfied on matter (rated_at) where satisfaction <= 2;

-- Everything that was done, only ever added to. `said` of a public act is read by whoever asked.
create table matter_act (
    id bigint generated always as identity primary key,
    matter uuid not null references matter,
    at timestamptz not null,
    code text not null check (code ~ '^[a-z_]{2,40}$'),
    by_staff uuid references staff,        -- null: the party, or the clock
    by_party boolean not null default false,
    public boolean not null,
    said text not null default '' check (length(said) <= 2000),
    next_actor text not null check (next_actor in ('clerk', 'head', 'party', 'lawyer', 'nobody')),
    due_at timestamptz,
    constraint one_of_both check (not (by_party and by_staff is not null))
);
create index matter_act_of on matter_act (matter, id);
-- Only the job that forgets says this (rooms/cases/forgetting.py), and only as the database's owner.
create function forgetting() returns boolean stable language sql as
    $$ select current_setting('yizhan.forgetting', true) = 'on'
              and current_user not in ('yizhan_service', 'yizhan_desk', 'yizhan_portal') $$;
create function matter_act_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and forgetting() then
        return null;
    end if;
    raise exception 'what was done with a matter is never changed; add an act';
end $$;
create trigger matter_act_append_only before update or delete or truncate on matter_act
    for each statement execute function matter_act_is_append_only();

-- The first owner stays the first owner; another hand is an act.
create function matter_keeps_its_first_owner() returns trigger language plpgsql as $$
begin
    if forgetting() then
        return new;
    end if;
    if old.first_owner is not null and new.first_owner is distinct from old.first_owner then
        raise exception using errcode = 'check_violation', constraint = 'first_owner_stays',
            message = 'the first owner of a matter is never changed';
    end if;
    if (new.owner, new.kind, new.area) is distinct from (old.owner, old.kind, old.area) and not exists (
        select from (select code, by_staff from matter_act where matter = new.id
                     order by id desc limit 1) as newest
        where by_staff is not null and (code = 'refer' or
            (code in ('take', 'hand_over') and (new.kind, new.area) = (old.kind, old.area)))
    ) then
        raise exception using errcode = 'check_violation', constraint = 'an_owner_changes_by_an_act',
            message = 'a matter changes its owner, kind or area by an act that says so, written first';
    end if;
    if new.opened_at <> old.opened_at or new.number <> old.number or new.channel <> old.channel
       or new.said <> old.said then
        raise exception using errcode = 'check_violation', constraint = 'a_matter_stays_as_it_was_asked',
            message = 'what was asked, when and where is never changed';
    end if;
    return new;
end $$;
create trigger matter_first_owner before update on matter
    for each row execute function matter_keeps_its_first_owner();

create table matter_document (
    id uuid primary key,
    matter uuid not null references matter,
    name text not null check (length(name) between 1 and 120),
    media_type text not null check (media_type in
        ('application/pdf', 'image/jpeg', 'image/png', 'text/plain',
         'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
         'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
    size int not null check (size between 1 and 10485760),
    sha256 bytea not null,
    by_party boolean not null,
    at timestamptz not null
);
create index matter_document_of on matter_document (matter, at);
create function party_sends_few_documents() returns trigger language plpgsql as $$
begin
    if new.by_party and (select count(*) from matter_document
                         where matter = new.matter and by_party) >= 20 then
        raise exception using errcode = 'check_violation', constraint = 'few_documents_of_the_party',
            message = 'whoever asks sends at most twenty documents';
    end if;
    return new;
end $$;
create trigger few_documents before insert on matter_document
    for each row execute function party_sends_few_documents();
-- apart, so that whoever sends a paper cannot read one
create table matter_document_content (
    document uuid primary key references matter_document on delete cascade,
    content bytea not null
);
alter table matter_document_content alter column content set storage external;

-- Legal aid and its clocks (法律援助法): decided within the days of art. 43, papers asked for once.
create table aid_application (
    matter uuid primary key references matter,
    ground text not null check (ground in ('means', 'migrant_wages', 'migrant_injury', 'minor', 'elderly',
        'disabled', 'relief', 'violence', 'hero', 'retrial', 'parental_support', 'other')),
    means_checked boolean not null,        -- false: the law asks for no check (art. 32 and 42)
    received_on date not null,
    missing text[] not null default '{}' check (missing <@ array['identity', 'application', 'means',
        'facts', 'labour', 'injury', 'violence', 'guardian', 'agency', 'status', 'judgment']),
    missing_told_on date,
    supply_by date,
    complete_on date,
    decide_by date,
    decided_on date,
    decided_by uuid references staff,
    assign_by date,
    assigned_on date,
    lawyer text not null default '' check (length(lawyer) <= 120),
    withdrawn_on date,
    constraint no_check_where_the_law_asks_for_none check
        (means_checked = (ground in ('means', 'parental_support', 'other'))),
    constraint decided_by_somebody check ((decided_on is null) = (decided_by is null)),
    constraint told_what_is_missing check ((missing_told_on is null) = (cardinality(missing) = 0)),
    constraint assigned_after_the_decision check (assigned_on is null or decided_on is not null)
);
create table aid_item (
    matter uuid not null references aid_application,
    place smallint not null check (place between 1 and 5),
    item text not null check (item in ('advice', 'drafting', 'representation', 'arbitration',
                                       'mediation', 'defence', 'appraisal_fee', 'translation')),
    granted boolean,
    reason text not null default '' check (length(reason) <= 500),
    primary key (matter, place),
    constraint a_refusal_has_its_reasons check (granted is distinct from false or length(reason) >= 10)
);
create function aid_is_told_once() returns trigger language plpgsql as $$
begin
    if old.missing_told_on is not null and
       (new.missing_told_on is distinct from old.missing_told_on or new.missing <> old.missing) then
        raise exception using errcode = 'check_violation', constraint = 'papers_are_asked_for_once',
            message = 'missing papers are told once, all together (法律援助法 43)';
    end if;
    if old.decided_on is not null and (new.decided_on, new.decided_by)
       is distinct from (old.decided_on, old.decided_by) then
        raise exception using errcode = 'check_violation', constraint = 'aid_is_decided_once',
            message = 'a decision on legal aid is not made twice';
    end if;
    if old.decided_on is null and new.decided_on is not null then
        if exists (select from aid_item where matter = new.matter and granted is null)
           or new.withdrawn_on is not null then
            raise exception using errcode = 'check_violation', constraint = 'every_item_is_decided',
                message = 'each item is granted or refused before the application is decided';
        end if;
        if exists (select from matter where id = new.matter
                   and new.decided_by in (first_owner, owner))
           or exists (select from matter_act where matter = new.matter
                      and by_staff = new.decided_by and code in ('open', 'apply_aid', 'take'))
           or not exists (select from staff where id = new.decided_by and role = 'head_service') then
            raise exception using errcode = 'check_violation', constraint = 'another_hand_decides_aid',
                message = 'legal aid is decided by a head who did not take the application';
        end if;
    end if;
    return new;
end $$;
create trigger aid_told_once before update on aid_application
    for each row execute function aid_is_told_once();
create function aid_item_stays_decided() returns trigger language plpgsql as $$
begin
    if exists (select from aid_application where matter = new.matter and decided_on is not null) then
        raise exception using errcode = 'check_violation', constraint = 'aid_is_decided_once',
            message = 'a decision on legal aid is not made twice';
    end if;
    return new;
end $$;
create trigger aid_item_stays before insert or update on aid_item
    for each row execute function aid_item_stays_decided();

-- who works matters sees those of the own area; who holds a code, the one matter of it
create procedure protect_matter(tab regclass, col text, shown text, given text) language plpgsql as $$
declare own constant text := format('exists (select from matter where id = %s.%I)', tab, col);
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy service on %s to yizhan_service using (%s)', tab, own);
    execute format('create policy portal on %s for select to yizhan_portal using (%s and %s)', tab, shown, own);
    execute format('create policy portal_adds on %s for insert to yizhan_portal'
                   ' with check (%s and %s)', tab, given, own);
    execute format('grant select, insert on %s to yizhan_service, yizhan_portal', tab);
end $$;
alter table matter enable row level security;
create policy service on matter to yizhan_service
    using (area like current_setting('yizhan.area', true) or area = '');
create policy portal on matter for select to yizhan_portal using (key_digest = portal_key());
create policy portal_changes on matter for update to yizhan_portal using (key_digest = portal_key());
create policy portal_adds on matter for insert to yizhan_portal with check
    (key_digest = portal_key() and channel = 'portal' and state = 'open' and owner is null
     and first_owner is null and answered_at is null);
grant select, insert, update on matter to yizhan_service;
grant select, insert on matter to yizhan_portal;
grant update (state, next_actor, last_act, due_at, close_by, stopped_at, closed_at, outcome,
              satisfaction, satisfaction_said, rated_at) on matter to yizhan_portal;
-- nobody out there writes in the name of the staff, or reads what is not said to them
call protect_matter('matter_act', 'matter', 'public', 'by_staff is null');
call protect_matter('matter_document', 'matter', 'true', 'by_party');
call protect_matter('aid_application', 'matter', 'true',
                    'missing_told_on is null and decided_on is null and assigned_on is null');
call protect_matter('aid_item', 'matter', 'true', 'granted is null');
grant update on aid_application, aid_item to yizhan_service;
create policy portal_withdraws on aid_application for update to yizhan_portal
    using (exists (select from matter where id = aid_application.matter));
grant update (withdrawn_on) on aid_application to yizhan_portal;
alter table matter_document_content enable row level security;
create policy service on matter_document_content to yizhan_service
    using (exists (select from matter_document where id = matter_document_content.document));
create policy portal on matter_document_content for insert to yizhan_portal
    with check (exists (select from matter_document where id = matter_document_content.document));
grant select, insert on matter_document_content to yizhan_service;
grant insert on matter_document_content to yizhan_portal;
grant select on matter_category to yizhan_service, yizhan_portal, yizhan_desk;
grant usage on sequence matter_number to yizhan_service, yizhan_portal;
-- the public's process adds who asks, and reads nobody; a clerk reads who asked in the own area
alter table party enable row level security;
create policy service on party for select to yizhan_service
    using (exists (select from matter where matter.party = party.id));
create policy service_adds on party for insert to yizhan_service with check (true);
create policy service_changes on party for update to yizhan_service
    using (exists (select from matter where matter.party = party.id));
create policy portal on party for select to yizhan_portal
    using (exists (select from matter where matter.party = party.id));
create policy portal_adds on party for insert to yizhan_portal with check (true);
grant select, insert, update on party to yizhan_service;
grant insert, select on party to yizhan_portal;
alter table party_link enable row level security;
create policy service on party_link to yizhan_service
    using (exists (select from party where id = one) and exists (select from party where id = other));
grant select, insert on party_link to yizhan_service;
grant update (accepted, decided_by, decided_at) on party_link to yizhan_service;

-- The same number on another channel is offered to a clerk, and never more than offered.
create function offer_same_phone() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    insert into party_link (one, other, reason, offered_at)
    select least(id, new.id), greatest(id, new.id), 'same_phone', new.created_at
    from (select distinct on (channel) id from party
          where phone_digest = new.phone_digest and id <> new.id and channel <> new.channel
          order by channel, created_at desc, id desc) as newest
    on conflict do nothing;
    return null;
end $$;
create trigger offer_same_phone after insert on party
    for each row when (new.phone_digest is not null) execute function offer_same_phone();
create function link_is_decided_once() returns trigger language plpgsql as $$
begin
    if old.accepted is not null then
        raise exception using errcode = 'check_violation', constraint = 'a_link_is_decided_once',
            message = 'what a clerk said of a link stays';
    end if;
    return new;
end $$;
create trigger link_is_decided_once before update on party_link
    for each row execute function link_is_decided_once();

insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('aid.decide_days', '7', 'days', '《法律援助法》第43条', 'V', '2022-01-01', '法律援助:收到申请之日起审查决定', 'Legal aid: decided after the application', ''),
    ('aid.assign_days', '3', 'days', '《法律援助法》第43条', 'V', '2022-01-01', '法律援助:决定给予后指派人员', 'Legal aid: a lawyer assigned after the decision', ''),
    ('aid.supply_days', '15', 'days', '本系统默认值', 'I', '2022-01-01', '法律援助:补充材料的期限', 'Legal aid: to supply what is missing', '法律未规定天数;逾期未补视为撤回(第43条)'),
    ('aid.objection_days', '5', 'days', '《法律援助法》第49条', 'M', '2022-01-01', '法律援助:异议审查期限', 'Legal aid: to answer an objection', ''),
    ('matter.first_answer_hours', '8', 'hours', '本系统默认值', 'I', '2022-01-01', '事项首次答复(工作小时)', 'First answer to a matter, in opening hours', ''),
    ('matter.urgent_answer_minutes', '30', 'minutes', '本系统默认值', 'I', '2022-01-01', '紧急事项首次答复(工作分钟)', 'First answer to an urgent matter, in opening minutes', ''),
    ('matter.close_hours', '40', 'hours', '本系统默认值', 'I', '2022-01-01', '事项办结(工作小时)', 'To close a matter, in opening hours', ''),
    ('matter.opens', '"08:30"', 'time', '本系统默认值', 'I', '2022-01-01', '服务开始时间', 'The service opens', ''),
    ('matter.shuts', '"17:00"', 'time', '本系统默认值', 'I', '2022-01-01', '服务结束时间', 'The service shuts', ''),
    ('matter.party_days', '30', 'days', '本系统默认值', 'I', '2022-01-01', '等待当事人答复的期限', 'How long whoever asked is waited for', ''),
    ('matter.complaint_days', '15', 'days', '本系统默认值', 'I', '2022-01-01', '投诉办结', 'To answer a complaint', '');
