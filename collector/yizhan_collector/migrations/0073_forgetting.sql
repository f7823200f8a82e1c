-- When its purpose is met nobody's words are kept (PIPL 47): what a closed matter says of anybody
-- goes after the days of the rule book; kind, clocks, coded acts and rating stay, for the figures.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('matter.keep_years', '3', 'years', '《个人信息保护法》第47条;年限为本系统默认值', 'I', '2022-01-01', '事项办结后保留内容', 'Words and papers of a closed matter are kept', '由档案部门确认'),
    ('aid.keep_years', '10', 'years', '法律援助案卷归档年限;本系统默认值', 'I', '2022-01-01', '法律援助办结后保留内容', 'Words and papers of a closed legal-aid matter are kept', '由档案部门确认');

-- Only the job that forgets says this, and only as the owner of the database.
create function forgetting() returns boolean stable language sql as
    $$ select current_setting('yizhan.forgetting', true) = 'on'
              and current_user not in ('yizhan_service', 'yizhan_desk', 'yizhan_portal') $$;
create or replace function matter_act_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and forgetting() then
        return null;
    end if;
    raise exception 'what was done with a matter is never changed; add an act';
end $$;
create or replace function matter_keeps_its_first_owner() returns trigger language plpgsql as $$
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
alter table matter add forgotten_at timestamptz;
create index matter_to_forget on matter (closed_at) where state = 'closed' and forgotten_at is null;
