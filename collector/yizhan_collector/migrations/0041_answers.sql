-- An answer to a complaint and a reply to the procuratorate are papers, issued as they are given.
insert into paper_issuer (body, organ, prefix) values ('210500', '本溪市司法局', '本市矫')
    on conflict do nothing;
alter table complaint add column paper uuid unique references paper;
alter table opinion add column paper uuid unique references paper;
grant update (paper) on complaint, opinion to yizhan_desk;

create function answered_in_writing() returns trigger language plpgsql as $$
begin
    if new.paper is null then
        raise exception 'an answer is given in writing; issue its paper'
            using errcode = 'check_violation', constraint = 'answered_in_writing';
    end if;
    return new;
end $$;
create trigger answered_in_writing before update of answered_at on complaint
    for each row when (old.answered_at is null and new.answered_at is not null)
    execute function answered_in_writing();
create trigger answered_in_writing before update of replied_at on opinion
    for each row when (old.replied_at is null and new.replied_at is not null)
    execute function answered_in_writing();
create function answer_keeps_its_paper() returns trigger language plpgsql as $$
begin
    raise exception 'the paper of an answer is never changed';
end $$;
create trigger answer_keeps_its_paper before update of paper on complaint
    for each row when (old.paper is not null and new.paper is distinct from old.paper)
    execute function answer_keeps_its_paper();
create trigger answer_keeps_its_paper before update of paper on opinion
    for each row when (old.paper is not null and new.paper is distinct from old.paper)
    execute function answer_keeps_its_paper();

-- The office complained of is not shown that there is an answer, nor what is in it.
create policy answers on paper as restrictive for select to yizhan_desk, yizhan_reader using (
    kind <> 'complaint_answer' or issued_by = desk_staff()
    or exists (select 1 from complaint where complaint.paper = paper.id));
create policy answers on paper_content as restrictive for select to yizhan_desk, yizhan_reader
    using (exists (select 1 from paper one where one.id = paper_content.paper));
