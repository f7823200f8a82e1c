-- What leaves the house: to whom, what for, on which legal basis, which columns, how many people.
-- Without all of it nothing leaves: the view from which lists are made shows nothing to a
-- transaction that has not written it down.
create table disclosure (
    id uuid primary key,
    at timestamptz not null,
    by uuid not null references staff,
    area text not null,
    recipient text not null check (recipient ~ '\S' and length(recipient) between 2 and 100),
    purpose text not null check (purpose ~ '\S' and length(purpose) between 2 and 200),
    basis text not null check (basis in
        ('duty', 'superior', 'court', 'police', 'procuratorate', 'statute')),
    document text not null check (document ~ '\S' and length(document) between 2 and 200),
    columns text[] not null check (cardinality(columns) > 0),
    rows int not null check (rows >= 0),
    xact xid8 not null default pg_current_xact_id()
);
create index disclosure_at on disclosure (at desc);
create trigger disclosure_append_only before update or delete or truncate on disclosure
    for each statement execute function is_append_only();
alter table disclosure enable row level security;
create policy desk on disclosure for select to yizhan_desk, yizhan_reader
    using (area like current_setting('yizhan.area', true));
create policy desk_adds on disclosure for insert to yizhan_desk
    with check (area like current_setting('yizhan.area', true) and by = desk_staff());
grant select on disclosure to yizhan_desk, yizhan_reader;
grant insert (id, at, by, area, recipient, purpose, basis, document, columns, rows)
    on disclosure to yizhan_desk;  -- never the transaction

create or replace view exportable with (security_invoker) as
    select person.id as person, number, name, gender, township, sentence, state, category,
           offence, court, judgment_no, starts_on, ends_on, received_on, declared_on
    from person join term on term.person = person.id and term.ended_on is null
    where not minor and exists (select 1 from disclosure
                                where xact = pg_current_xact_id() and by = desk_staff());
