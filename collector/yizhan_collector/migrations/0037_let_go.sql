-- Whoever was let go is left alone: once the last term of a person has ended, nothing new is written
-- about them as if it went on. How it ended (acts, papers, the trail, a complaint, an objection, the
-- deletion of a template) is still written, and what was recorded before the end may come late.
-- A person who never had a term stands as before; a new document of a court begins a new term.

-- The moment at which the last term of a person ended, nothing while one lives or there never was
-- one: when it was written down, and at the latest when its last day was over.
create function let_go_at(wanted uuid) returns timestamptz stable language sql
    security definer set search_path = public as $$
    select max(least(kept_at, (ended_on + 1)::timestamp at time zone 'Asia/Shanghai'))
    from term left join term_version last on last.term = term.id and last.version = term.version
    where term.person = wanted
    having bool_and(ended_on is not null)
$$;
revoke all on function let_go_at from public;
grant execute on function let_go_at to yizhan_desk, yizhan_self;

-- Named so that it is asked before the other triggers. The argument names when what the row tells of happened, where that can be before it is written.
create function is_left_alone() returns trigger language plpgsql
    security definer set search_path = public as $$
declare gone timestamptz := let_go_at(new.person); happened timestamptz;
begin
    if gone is null then
        return new;
    end if;
    if tg_argv[0] = 'captured_at' then
        happened := new.captured_at;
    elsif tg_argv[0] = 'at' then
        happened := new.at;
    elsif tg_argv[0] = 'class' then
        select starts_at into happened from class_session where id = new.session;
    end if;
    if happened < gone then
        return new;
    end if;
    raise exception 'the term of this person has ended; nothing new is written about them'
        using errcode = 'check_violation', constraint = 'let_go_is_left_alone';
end $$;

create procedure leave_alone(tab regclass, moment text default '') language plpgsql as $$
begin
    execute format('create trigger after_the_end before insert on %s'
                   ' for each row execute function is_left_alone(%L)', tab, moment);
end $$;
call leave_alone('checkin', 'captured_at');
call leave_alone('contact', 'at');
call leave_alone('class_mark', 'class');
call leave_alone('reporting_order');
call leave_alone('person_secret');
call leave_alone('request');
call leave_alone('leave');
call leave_alone('travel');
call leave_alone('move');
call leave_alone('ban');
call leave_alone('ban_entry');
call leave_alone('excuse');
call leave_alone('lost_contact');
call leave_alone('sanction');
call leave_alone('conduct_hint');
call leave_alone('progress');
call leave_alone('credit');
call leave_alone('class_place');
call leave_alone('service_place');
call leave_alone('talk');
call leave_alone('particulars');
call leave_alone('correction_group');
call leave_alone('plan');
call leave_alone('declaration');

-- A rhythm that ended stays ended, and nobody allows the face of somebody who was let go.
create trigger after_the_end_too before update of ended_on on reporting_order
    for each row when (new.ended_on is null) execute function is_left_alone();
create function face_is_left_alone() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if let_go_at(new.id) is not null then
        raise exception 'the term of this person has ended; the face is left alone'
            using errcode = 'check_violation', constraint = 'let_go_is_left_alone';
    end if;
    return new;
end $$;
create trigger after_the_end before update of face_allowed on person
    for each row when (new.face_allowed and not old.face_allowed)
    execute function face_is_left_alone();
