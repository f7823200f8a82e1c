-- Who hears complaints is looked up once for a list of papers, and not for each of them.
alter policy answers on paper using (
    kind <> 'complaint_answer' or issued_by = desk_staff()
    or id in (select paper from complaint where paper is not null));

-- The papers a person has still to be handed: a few of all that were ever issued.
create table paper_unserved (
    paper uuid primary key references paper, person uuid not null references person,
    kind text not null);
insert into paper_unserved
    select id, person, kind from paper where to_person
    and not exists (select 1 from paper_service where paper = paper.id)
    and not exists (select 1 from paper_void where paper = paper.id);
call protect('paper_unserved');
drop policy self on paper_unserved;
revoke all on paper_unserved from yizhan_self, yizhan_desk;
grant select on paper_unserved to yizhan_desk;
create policy answers on paper_unserved as restrictive for select to yizhan_desk, yizhan_reader
    using (kind <> 'complaint_answer' or paper in (select id from paper));
create function paper_waits() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    insert into paper_unserved select id, person, kind from issued where to_person;
    return null;
end $$;
create trigger paper_waits after insert on paper
    referencing new table as issued for each statement execute function paper_waits();
create function paper_waits_no_more() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    delete from paper_unserved where paper in (select paper from told);
    return null;
end $$;
create trigger paper_waits_no_more after insert on paper_service
    referencing new table as told for each statement execute function paper_waits_no_more();
create trigger paper_waits_no_more after insert on paper_void
    referencing new table as told for each statement execute function paper_waits_no_more();

-- The few who are not yet, or no longer, on their way.
create index term_before on term (state) where ended_on is null and state <> 'active';

-- Who answered which of the last days is read from the index alone.
drop index checkin_due;
create index checkin_due on checkin (due_on, person) include (needs_review, review) where live;

-- The wall of the people is asked several times in every query: an area is a range that an index
-- finds. Without a setting, or with an empty one, nobody is seen.
alter policy desk on person using (
    current_setting('yizhan.area', true) <> ''
    and township >= rtrim(current_setting('yizhan.area', true), '%')
    and township < rtrim(current_setting('yizhan.area', true), '%') || ':'  -- after the last digit
    and (not minor or current_setting('yizhan.minors', true) = 'on'));

-- Who is away these days, of all leaves that were ever granted.
create index leave_away on leave (to_on) where state in ('granted', 'returned');

-- Who lives in an area and is no minor is read from the index alone.
drop index person_township;
create index person_township on person (township, number) include (id, minor);
