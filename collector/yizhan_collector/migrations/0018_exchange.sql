-- The paper list comes in file by file; what could not be taken is kept with its reasons.
create table import_batch (
    id uuid primary key,
    file_name text not null check (length(file_name) between 1 and 120),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    area text not null,
    by uuid not null references staff,
    at timestamptz not null,
    taken int not null check (taken >= 0),
    known int not null check (known >= 0),
    bad int not null check (bad >= 0)
);
create index import_batch_at on import_batch (at desc);
alter table import_batch enable row level security;
create policy desk on import_batch to yizhan_desk
    using (area like current_setting('yizhan.area', true));
grant select, insert on import_batch to yizhan_desk;

create table import_row (
    batch uuid not null references import_batch,
    line int not null check (line > 0),
    status text not null check (status in ('taken', 'known', 'bad')),
    cells jsonb,                            -- of a bad row only: what was in the file
    reasons jsonb not null default '[]',
    person uuid references person,
    primary key (batch, line),
    constraint a_bad_row_has_reasons check
        ((status = 'bad') = (reasons <> '[]') and (status = 'bad') = (person is null)),
    constraint only_a_bad_row_keeps_its_cells check (status = 'bad' or cells is null)
);
create index import_row_person on import_row (person) where person is not null;
alter table import_row enable row level security;
-- a row may tell of a minor: whoever brought the file sees it, and nobody else
create policy desk on import_row to yizhan_desk
    using (batch in (select id from import_batch where by = desk_staff()));
grant select, insert on import_row to yizhan_desk;

-- A row that is in the house already is recognised: the same name in the same document.
create table import_key (
    key bytea primary key check (length(key) = 32),
    content bytea not null check (length(content) = 32),
    person uuid not null unique references person
);
call protect('import_key');
revoke update on import_key from yizhan_desk;

-- What may leave the house as a table: never a minor, whoever asks.
create view exportable with (security_invoker) as
    select person.id as person, number, name, gender, township, sentence, state, category,
           offence, court, judgment_no, starts_on, ends_on, received_on, declared_on
    from person join term on term.person = person.id and term.ended_on is null
    where not minor;
grant select on exportable to yizhan_desk;

-- How the due days of a township that are over were answered; minors apart. Counted by a job.
create table report_day (
    day date not null,
    township text not null references township,
    minor boolean not null,
    on_time int not null check (on_time >= 0),
    late int not null check (late >= 0),
    open int not null check (open >= 0),
    excused int not null check (excused >= 0),
    post_down int not null check (post_down >= 0),
    overdue int not null check (overdue >= 0),
    counted_at timestamptz not null,
    primary key (day, township, minor)
);
alter table report_day enable row level security;
create policy desk on report_day to yizhan_desk, yizhan_reader
    using (township like current_setting('yizhan.area', true)
           and (not minor or current_setting('yizhan.minors', true) = 'on'));
grant select on report_day to yizhan_desk, yizhan_reader;
create index term_ended on term (ended_on) where ended_on is not null;
create index leave_asked on leave (asked_on);
