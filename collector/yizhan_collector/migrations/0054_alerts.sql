-- Alerts, the rest: one live alert for each thing asked about, evidence that only grows, answers by
-- those who may answer, and who is on duty.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('alert.session_not_closed', '24', 'hours', '本系统建议', 'I', '2020-07-01', '执法环节未结束登记应在几小时内处理', 'A session left open is closed within', ''),
    ('alert.duty_late', '48', 'hours', '本系统建议', 'I', '2020-07-01', '法定事项逾期应在几小时内说明', 'A duty past its day is explained within', '');

-- What is over and begins again is a new alert, while the one before may still wait for a human.
alter table alert drop constraint alert_rule_subject_key;
create unique index alert_live on alert (rule, subject) where cleared_at is null;
create index alert_subject on alert (rule, subject, since desc);

-- Whether this office is the one that works at this area; the city's own area is empty.
create function is_office_of(office text, area text) returns boolean immutable language sql as $$
    select office = case when area = '' then left(office, 4) || '00' else area end
$$;

create or replace function alert_is_answered() returns trigger language plpgsql
    security definer set search_path = public as $$
declare may text[] := array['evidence', 'acknowledged_at', 'acknowledged_by', 'note', 'cleared_at',
                            'outcome', 'outcome_at', 'outcome_by', 'words', 'follow_up'];
    were int := jsonb_array_length(old.evidence);
    who staff;
begin
    if tg_op = 'DELETE' or to_jsonb(new) - may is distinct from to_jsonb(old) - may
       or old.outcome is not null
          and to_jsonb(new) - 'cleared_at' is distinct from to_jsonb(old) - 'cleared_at'
       or old.acknowledged_at is not null
          and (new.acknowledged_at, new.acknowledged_by, new.note)
              is distinct from (old.acknowledged_at, old.acknowledged_by, old.note)
       or new.acknowledged_at is null and new.note <> ''
       or new.outcome is null and new.words <> ''
       or old.cleared_at is not null and new.cleared_at is distinct from old.cleared_at then
        raise exception 'an alert is answered once, and what it says is never changed'
            using errcode = 'check_violation', constraint = 'alert_stays';
    end if;
    if new.evidence is distinct from old.evidence
       and (jsonb_array_length(new.evidence) <= were
            or (select jsonb_agg(line order by n) from jsonb_array_elements(new.evidence)
                with ordinality one (line, n) where n <= were) is distinct from old.evidence) then
        raise exception 'evidence is added, never changed'
            using errcode = 'check_violation', constraint = 'alert_stays';
    end if;
    if new.evidence is distinct from old.evidence and new.about = 'person'
       and let_go_at(new.person) is not null then
        raise exception 'the term of this person has ended; nothing new is asked about them'
            using errcode = 'check_violation', constraint = 'let_go_is_left_alone';
    end if;
    if new.acknowledged_at is not null and old.acknowledged_at is null
       and not alert_answerer(new.acknowledged_by, new.office) then
        raise exception 'an alert is taken up by an officer of the office or above'
            using errcode = 'check_violation', constraint = 'answered_by_an_officer';
    end if;
    if new.outcome is not null and old.outcome is null then
        if not alert_answerer(new.outcome_by, new.office) then
            raise exception 'an alert is answered by an officer of the office or above'
                using errcode = 'check_violation', constraint = 'answered_by_an_officer';
        end if;
        select * into who from staff where id = new.outcome_by;
        -- above the city nobody is here: another one decides than who took it up
        if new.about = 'office' and is_office_of(new.office, who.area)
           and not (who.area = '' and coalesce(old.acknowledged_by <> new.outcome_by, false)) then
            raise exception 'an office never decides on the alert on itself'
                using errcode = 'check_violation', constraint = 'no_office_judges_itself';
        end if;
    end if;
    return new;
end $$;

-- Somebody who works at the office or above it, in a role that answers; at a desk, oneself.
create function alert_answerer(wanted uuid, office text) returns boolean stable language sql
    security definer set search_path = public as $$
    select (desk_staff() is null or desk_staff() = wanted) and exists (
        select from staff where id = wanted and ended_at is null and starts_with(office, area)
        and role in ('officer_township', 'officer_county', 'head_county', 'supervisor_city'))
$$;
revoke all on function alert_answerer from public;

-- Nothing begins answered.
create function alert_begins() returns trigger language plpgsql as $$
begin
    if (new.acknowledged_at, new.cleared_at, new.outcome) is distinct from (null, null, null)
       or new.note || new.words || new.follow_up <> '' then
        raise exception 'an alert begins as a question'
            using errcode = 'check_violation', constraint = 'alert_begins_open';
    end if;
    return new;
end $$;
create trigger begins before insert on alert for each row execute function alert_begins();

drop policy posts on alert;
create policy posts on alert for select to yizhan_technician using (
    rule = 'post_down' and current_setting('yizhan.area', true) <> ''
    and starts_with(office, rtrim(current_setting('yizhan.area', true), '%')));

-- Who is on duty works at that office; a day may be left open again.
create function duty_of_the_office() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if not exists (select from staff where id = new.staff and ended_at is null
                   and is_office_of(new.office, area)
                   and role in ('officer_township', 'officer_county', 'head_county',
                                'supervisor_city')) then
        raise exception 'who is on duty is an officer of that office'
            using errcode = 'check_violation', constraint = 'duty_of_the_office';
    end if;
    return new;
end $$;
create trigger of_the_office before insert or update on duty_roster
    for each row execute function duty_of_the_office();
create index duty_day on duty_roster (day);
create policy posts on duty_roster for select to yizhan_technician
    using (starts_with(office, rtrim(current_setting('yizhan.area', true), '%')));
grant select on duty_roster to yizhan_technician;
grant delete on duty_roster to yizhan_desk;
