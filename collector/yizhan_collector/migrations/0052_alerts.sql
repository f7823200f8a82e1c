-- An alert is a question to a human, on a person or on an office; nobody is found guilty by one.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('alert.zone_crossed', '24', 'hours', '《社区矫正法》第29条', 'I', '2020-07-01', '越界提示应在几小时内处理', 'A crossing is answered within', '提示不是结论'),
    ('alert.report_overdue', '24', 'hours', '《社区矫正法实施办法》第24条', 'I', '2020-07-01', '未按期报告应在几小时内问询', 'A missed report is asked after within', '请假、患病、自助机停用的不提示'),
    ('alert.leave_overrun', '24', 'hours', '《社区矫正法》第27条', 'I', '2020-07-01', '请假到期未归应在几小时内联系', 'A leave overrun is asked after within', ''),
    ('alert.arrival_overdue', '24', 'hours', '《社区矫正法》第21条', 'I', '2020-07-01', '逾期未报到应在几小时内组织查找', 'A missed first report is acted on within', ''),
    ('alert.declaration_overdue', '48', 'hours', '本系统建议', 'I', '2020-07-01', '入矫宣告拖延应在几小时内说明', 'A late declaration is explained within', ''),
    ('alert.request_unanswered', '24', 'hours', '本系统建议', 'I', '2020-07-01', '逾期未批应在几小时内说明', 'An unanswered request is explained within', ''),
    ('alert.order_lapsing', '168', 'hours', '《社区矫正法》第29条', 'I', '2020-07-01', '定位将到期应在几小时内评估', 'A lapsing order is assessed within', ''),
    ('alert.device_silent', '12', 'hours', '本系统建议', 'I', '2020-07-01', '定位装置无信号应在几小时内联系', 'A silent device is asked after within', '无信号不是越界'),
    ('alert.template_not_deleted', '24', 'hours', '《人脸识别技术应用安全管理办法》', 'I', '2025-06-01', '人脸模板未删应在几小时内处理', 'An undeleted template is dealt with within', ''),
    ('alert.post_down', '8', 'hours', '本系统建议', 'I', '2020-07-01', '自助机停用应在几小时内处理', 'A post that is down is dealt with within', '不是对象的过错'),
    ('alert.alert_unhandled', '24', 'hours', '本系统建议', 'I', '2020-07-01', '提示无人处理应在几小时内督办', 'An unhandled alert is taken up within', ''),
    ('declaration.wait_days', '5', 'days', '本系统建议', 'I', '2020-07-01', '接收后几日内宣告', 'From receipt to the declaration', '请法制部门确认'),
    ('template.delete_hours', '24', 'hours', '本系统建议', 'I', '2025-06-01', '人脸模板应在几小时内删除', 'A template is deleted within', ''),
    ('post.down_minutes', '30', 'minutes', '本系统建议', 'I', '2020-07-01', '自助机多久无信号即应处理', 'A post is down after', '');

create table alert (
    id uuid primary key,
    about text not null check (about in ('person', 'office')),
    office text not null check (office ~ '^([0-9]{6}|[0-9]{9})$'),  -- whose question it is
    person uuid references person,
    rule text not null check (rule ~ '^[a-z_]{2,40}$'),
    rule_version int not null check (rule_version > 0),
    subject text not null check (length(subject) between 1 and 200),  -- one episode, told once
    since timestamptz not null,
    raised_at timestamptz not null,
    evidence jsonb not null check (jsonb_typeof(evidence) = 'array'
                                   and jsonb_array_length(evidence) between 1 and 200),
    deadline timestamptz not null check (deadline > raised_at),
    explained_by text not null default '' check (length(explained_by) <= 60),
    acknowledged_at timestamptz,
    acknowledged_by uuid references staff,
    note text not null default '' check (length(note) <= 1000),
    cleared_at timestamptz,
    outcome text check (outcome in ('founded', 'unfounded', 'explained', 'data_fault')),
    outcome_at timestamptz,
    outcome_by uuid references staff,
    words text not null default '' check (length(words) <= 2000),
    follow_up text not null default '' check (follow_up in ('', 'talk', 'visit', 'proposal')),
    constraint an_alert_on_a_person_has_one check (about = 'office' or person is not null),
    constraint acknowledged_by_somebody check
        ((acknowledged_at is null) = (acknowledged_by is null)),
    constraint decided_by_a_human_in_words check
        ((outcome is null) = (outcome_at is null) and (outcome is null) = (outcome_by is null)
         and (outcome is null or words ~ '\S')),
    constraint a_follow_up_of_what_is_founded check (follow_up = '' or outcome = 'founded'),
    unique (rule, subject)
);
create index alert_open on alert (office, deadline) where outcome is null and explained_by = '';
create index alert_person on alert (person, raised_at desc);
create index alert_raised on alert (raised_at desc);

create function alert_is_answered() returns trigger language plpgsql
    security definer set search_path = public as $$
declare fixed text[] := array['evidence', 'acknowledged_at', 'acknowledged_by', 'note', 'cleared_at',
                              'outcome', 'outcome_at', 'outcome_by', 'words', 'follow_up'];
    level text;
begin
    if tg_op = 'DELETE' or to_jsonb(new) - fixed is distinct from to_jsonb(old) - fixed then
        raise exception 'what an alert says is never changed'
            using errcode = 'check_violation', constraint = 'alert_stays';
    end if;
    if old.outcome is not null and new.outcome is distinct from old.outcome
       or old.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at
       or old.cleared_at is not null and new.cleared_at is distinct from old.cleared_at
       or jsonb_array_length(new.evidence) < jsonb_array_length(old.evidence)
       or (new.outcome is not null and (to_jsonb(new) - 'cleared_at' is distinct from
           to_jsonb(old) - 'cleared_at') and old.outcome is not null) then
        raise exception 'an alert is answered once, and its evidence only grows'
            using errcode = 'check_violation', constraint = 'alert_stays';
    end if;
    if new.outcome is not null and old.outcome is null then
        select area into level from staff where id = new.outcome_by and ended_at is null;
        if level is null or not starts_with(new.office, level)
           or (new.about = 'office' and level = new.office) then
            raise exception 'an office never decides on the alert on itself'
                using errcode = 'check_violation', constraint = 'no_office_judges_itself';
        end if;
    end if;
    return new;
end $$;
create trigger alert_answers before update or delete on alert
    for each row execute function alert_is_answered();

-- A person may be asked after while a term runs; of an office the question may come later.
create function alert_leaves_alone() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if new.about is distinct from 'office' and let_go_at(new.person) is not null then
        raise exception 'the term of this person has ended; nobody is asked about them'
            using errcode = 'check_violation', constraint = 'let_go_is_left_alone';
    end if;
    return new;
end $$;
create trigger after_the_end before insert on alert
    for each row execute function alert_leaves_alone();

alter table alert enable row level security;
create policy desk on alert to yizhan_desk, yizhan_reader using (
    current_setting('yizhan.area', true) <> ''
    and starts_with(office, rtrim(current_setting('yizhan.area', true), '%'))
    and (person is null or person in (select id from person)));
create policy self on alert for select to yizhan_self
    using (about = 'person' and person = self_person());
create policy posts on alert for select to yizhan_technician using (rule = 'post_down');
grant select, update on alert to yizhan_desk;
grant select on alert to yizhan_reader, yizhan_self, yizhan_technician;

-- Who answers for an office on a day; without a row all of its officers do.
create table duty_roster (
    office text not null check (office ~ '^([0-9]{6}|[0-9]{9})$'),
    day date not null,
    staff uuid not null references staff,
    set_by uuid not null references staff,
    set_at timestamptz not null,
    primary key (office, day)
);
alter table duty_roster enable row level security;
create policy desk on duty_roster to yizhan_desk, yizhan_reader
    using (starts_with(office, rtrim(current_setting('yizhan.area', true), '%')));
grant select, insert, update on duty_roster to yizhan_desk;
grant select on duty_roster to yizhan_reader;
