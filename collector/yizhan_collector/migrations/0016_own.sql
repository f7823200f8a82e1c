-- The person's own page. Nobody but the owner of the database reads what opens it.
alter table person_secret drop constraint person_secret_kind_check;
alter table person_secret add constraint person_secret_kind_check
    check (kind in ('permit', 'code', 'page'));
revoke select on person_secret from yizhan_self;

create table self_session (
    token_sha256 bytea primary key,
    person uuid not null references person,
    device text references device,          -- null: on a telephone or computer of the own
    opened_at timestamptz not null,
    seen_at timestamptz not null check (seen_at >= opened_at)
);
create index self_session_seen on self_session (seen_at);

grant insert on audit to yizhan_self;

-- What a box hands over after a visit, so that the page opens without typing.
create table self_pass (
    sha256 bytea primary key,
    person uuid not null references person,
    device text not null references device,
    expires_at timestamptz not null
);

-- The own record is open while a term lives; at its end the wall closes in the same moment.
create or replace function self_person() returns uuid stable language sql
    security definer set search_path = public as $$
    select person from term
    where person = nullif(current_setting('yizhan.person', true), '')::uuid and ended_on is null
$$;

-- A complaint passes the office complained of: the county hears one about a township, the city one
-- about a county; the prosecutor sees both. Whoever is complained of is not shown that it exists.
create function desk_role() returns text stable language sql
    security definer set search_path = public as
    $$ select role from staff where id = desk_staff() and ended_at is null $$;

create function hears(about text) returns boolean stable language sql as $$
    select case length(about)
        when 9 then desk_role() in ('officer_county', 'head_county')
                    and current_setting('yizhan.area', true) = left(about, 6) || '%'
        else desk_role() = 'supervisor_city' end
$$;

create table complaint (
    id uuid primary key,
    person uuid not null references person,
    township text not null references township,
    about text not null,                    -- the office: nine digits a township, six its county
    topic text not null check (topic in
        ('treatment', 'decision', 'delay', 'leak', 'restriction', 'retaliation', 'other')),
    words text not null check (length(words) between 1 and 4000),
    decision uuid references request,
    channel text not null check (channel in ('own', 'kiosk')),
    filed_at timestamptz not null,
    answer_by date not null,
    outcome text check (outcome in ('upheld', 'partly', 'not_upheld')),
    answer text check (length(answer) between 1 and 4000),
    answered_by uuid references staff,
    answered_at timestamptz check (answered_at >= filed_at),
    told_how text check (told_how in ('page', 'letter', 'phone', 'meeting')),
    told_at timestamptz check (told_at >= answered_at),
    constraint complained_of_the_own_office check (about in (township, left(township, 6))),
    constraint answered_whole check (
        (outcome is null) = (answered_at is null) and (answer is null) = (answered_at is null)
        and (answered_by is null) = (answered_at is null)),
    constraint told_whole check ((told_how is null) = (told_at is null)),
    constraint told_what_was_answered check (told_at is null or answered_at is not null)
);
create index complaint_person on complaint (person, filed_at desc);
create index complaint_open on complaint (about, answer_by) where answered_at is null;

create function complaint_is_answered_once() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or old.answered_at is not null and
        (new.outcome, new.answer, new.answered_by, new.answered_at)
        is distinct from (old.outcome, old.answer, old.answered_by, old.answered_at)
        or old.told_at is not null and new.told_at is distinct from old.told_at
        or (new.person, new.about, new.topic, new.words, new.filed_at, new.answer_by)
        is distinct from (old.person, old.about, old.topic, old.words, old.filed_at, old.answer_by)
    then
        raise exception 'a complaint and its answer are never changed';
    end if;
    return new;
end $$;
create trigger complaint_answered_once before update on complaint
    for each row execute function complaint_is_answered_once();
create trigger complaint_stays before delete or truncate on complaint
    for each statement execute function complaint_is_answered_once();

alter table complaint enable row level security;
create policy self on complaint to yizhan_self using (person = self_person())
    with check (person = self_person());
create policy desk on complaint to yizhan_desk using (
    hears(about) and person in (select id from person));  -- a minor's by the specialist
create policy prosecutor on complaint for select to yizhan_reader using
    (desk_role() = 'prosecutor' and township like current_setting('yizhan.area', true));
grant select, insert, update (told_how, told_at) on complaint to yizhan_self;
grant select, update (outcome, answer, answered_by, answered_at, told_how, told_at)
    on complaint to yizhan_desk;
grant select on complaint to yizhan_reader;

-- That a record was opened because of a complaint would tell of it too.
alter policy desk on audit using (
    (person is null or person in (select id from person))
    and (reason is distinct from 'complaint' or staff = desk_staff()
         or desk_role() in ('prosecutor', 'supervisor_city')));
alter policy desk on record_opening using (
    person in (select id from person) and staff = desk_staff());

-- What the procuratorate objects to, and what the county replied. Written once each.
create table opinion (
    id uuid primary key,
    county text not null check (county ~ '^[0-9]{6}$'),
    about text not null check (about ~ '^[0-9]{6}([0-9]{3})?$' and starts_with(about, county)),
    kind text not null check (kind in ('opinion', 'correction')),
    reference text not null check (length(reference) between 1 and 60) unique,
    words text not null check (length(words) between 1 and 4000),
    person uuid references person,
    raised_by uuid not null references staff,
    raised_at timestamptz not null,
    reply_by date not null,
    adopted text check (adopted in ('yes', 'partly', 'no')),
    reply text check (length(reply) between 1 and 4000),
    reasons text not null default '' check (length(reasons) <= 4000),
    replied_by uuid references staff,
    replied_at timestamptz check (replied_at >= raised_at),
    constraint replied_whole check (
        (adopted is null) = (replied_at is null) and (reply is null) = (replied_at is null)
        and (replied_by is null) = (replied_at is null)),
    constraint not_adopted_with_reasons check (adopted is null or adopted = 'yes' or reasons <> ''),
    constraint replied_by_another check (replied_by <> raised_by)
);
create index opinion_county on opinion (county, raised_at desc);

create function opinion_is_replied_once() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or old.replied_at is not null
        or (new.id, new.county, new.about, new.kind, new.reference, new.words, new.person,
            new.raised_by, new.raised_at, new.reply_by)
        is distinct from (old.id, old.county, old.about, old.kind, old.reference, old.words,
            old.person, old.raised_by, old.raised_at, old.reply_by)
    then
        raise exception 'an opinion and its reply are never changed';
    end if;
    return new;
end $$;
create trigger opinion_replied_once before update on opinion
    for each row execute function opinion_is_replied_once();
create trigger opinion_stays before delete or truncate on opinion
    for each statement execute function opinion_is_replied_once();

alter table opinion enable row level security;
create policy desk on opinion to yizhan_desk using (
    county like current_setting('yizhan.area', true)
    and desk_role() in ('officer_county', 'head_county', 'supervisor_city')
    and (person is null or person in (select id from person)));
create policy prosecutor on opinion to yizhan_reader using (
    county like current_setting('yizhan.area', true) and desk_role() = 'prosecutor'
    and (person is null or person in (select id from person)));
grant select, update (adopted, reply, reasons, replied_by, replied_at) on opinion to yizhan_desk;
grant select, insert on opinion to yizhan_reader;

insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('complaint.answer_days', '15', 'days', '《社区矫正法》第34条', 'I', '2020-07-01', '答复投诉', 'Answer to a complaint', '第34条要求及时办理并告知结果,没有规定天数'),
    ('contact.answer_days', '3', 'days', '《社区矫正法》第43条', 'I', '2020-07-01', '回应本人的留言、法律援助请求', 'Answer to a person''s message or request for legal aid', '法律没有规定天数'),
    ('opinion.reply_days', '15', 'days', '《人民检察院刑事诉讼规则》', 'M', '2019-12-30', '书面回复检察意见、纠正违法通知', 'Written reply to an opinion of the procuratorate', '');
