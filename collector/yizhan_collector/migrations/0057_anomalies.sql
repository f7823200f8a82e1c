-- What was unusual on a judged day: a hint to a human, without a place; no alert and no finding.
create table position_anomaly (
    id uuid primary key,
    person uuid not null references person,
    ord uuid not null references position_order,
    day date not null,
    code text not null check (code in ('not_home', 'new_place')),
    first smallint not null check (first between 0 and 47),  -- half hours of the day, both included
    last smallint not null check (last between first and 47),
    usual int not null check (usual >= 0),
    known int not null check (known >= usual),               -- days before of this kind
    away int not null check (away >= 0),                     -- metres
    seen_at timestamptz not null,
    outcome text check (outcome in ('explained', 'concern', 'data_fault')),
    words text not null default '' check (length(words) <= 2000),
    answered_by uuid references staff,
    answered_at timestamptz,
    unique (person, day, code, first),
    constraint answered_by_a_human_in_words check (case when outcome is null
        then words = '' and answered_by is null and answered_at is null
        else words ~ '\S' and answered_by is not null and answered_at is not null end)
);
create index position_anomaly_waits on position_anomaly (day) where outcome is null;
create index position_anomaly_ord on position_anomaly (ord);
call protect('position_anomaly');
revoke insert, update on position_anomaly from yizhan_desk;
grant update (outcome, words, answered_by, answered_at) on position_anomaly to yizhan_desk;
call leave_alone('position_anomaly');

create function anomaly_is_answered() returns trigger language plpgsql as $$
begin
    if old.outcome is not null
       or new.outcome is not null and new.answered_by is distinct from
          coalesce(desk_staff(), new.answered_by) then
        raise exception 'an anomaly is answered once, in one''s own name'
            using errcode = 'check_violation', constraint = 'anomaly_stays';
    end if;
    return new;
end $$;
create trigger anomaly_answers before update on position_anomaly
    for each row execute function anomaly_is_answered();
