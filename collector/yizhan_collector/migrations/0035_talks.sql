-- Individual talks. That one was held is in the timeline; the notes are read by who teaches, who
-- wrote them and the county, and only while the record is open. A talk is never rewritten.
create table talk (
    id uuid primary key,
    person uuid not null references person,
    kind text not null check (kind in ('education', 'counselling', 'law', 'help')),
    on_day date not null,
    words text not null check (words ~ '\S' and length(words) <= 4000),
    by_staff uuid not null references staff,
    at timestamptz not null,
    constraint a_talk_was_held check (on_day <= (at at time zone 'Asia/Shanghai')::date)
);
create index talk_person on talk (person, on_day desc);
call protect_record('talk');
revoke all on talk from yizhan_reader, yizhan_self;
drop policy self on talk;
drop policy desk on talk;
create policy desk on talk for select to yizhan_desk using (
    person in (select id from person) and record_open(person)
    and (by_staff = desk_staff() or desk_role() in ('educator', 'officer_county', 'head_county')));
drop policy desk_adds on talk;
create policy desk_adds on talk for insert to yizhan_desk
    with check (person in (select id from person) and by_staff = desk_staff());
