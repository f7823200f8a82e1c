-- The statutory papers. An issued paper is never changed: it is served, or made void with a reason.
create table paper_issuer (
    body text primary key check (body ~ '^([0-9]{6}|[0-9]{9})$'),
    organ text not null check (organ <> ''),
    prefix text not null unique check (prefix <> '')
);
insert into paper_issuer (body, organ, prefix) values
    ('210502', '平山区司法局', '平矫'),
    ('210503', '溪湖区司法局', '溪矫'),
    ('210504', '明山区司法局', '明矫'),
    ('210505', '南芬区司法局', '南矫'),
    ('210521', '本溪满族自治县司法局', '本县矫'),
    ('210522', '桓仁满族自治县司法局', '桓矫');
insert into paper_issuer (body, organ, prefix)
select one.code, county.organ || short.name || '司法所', county.prefix || short.name
from township one
join paper_issuer county on county.body = left(one.code, 6),
lateral (select regexp_replace(one.name, '(朝鲜族乡|街道|镇|乡)$', '') as name) short;
grant select on paper_issuer to yizhan_desk, yizhan_reader, yizhan_self;

create table paper (
    id uuid primary key,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    body text not null references paper_issuer,
    year int not null,
    no int not null check (no > 0),
    number text not null unique,
    title text not null check (title <> ''),
    person uuid references person,
    to_person boolean not null,
    issued_on date not null,
    issued_at timestamptz not null,
    issued_by uuid not null references staff,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    unique (body, kind, year, no),
    unique (id, sha256),
    check (extract(year from issued_on) = year)
);
create index paper_person on paper (person, issued_at desc);
create index paper_issued on paper (issued_at desc);

-- Numbers run without gaps: the counter moves only with a paper, and holds others back until then.
create table paper_counter (
    body text not null references paper_issuer,
    kind text not null,
    year int not null,
    last int not null check (last > 0),
    primary key (body, kind, year)
);
create function next_paper_no(wanted_body text, wanted_kind text, wanted_year int) returns int
    language plpgsql security definer set search_path = public as $$
declare taken int;
begin
    -- one lock a body: two papers of one transaction cannot deadlock with two of another
    perform pg_advisory_xact_lock(hashtextextended('papers of ' || wanted_body, 0));
    insert into paper_counter values (wanted_body, wanted_kind, wanted_year, 1)
    on conflict (body, kind, year) do update set last = paper_counter.last + 1
    returning last into taken;
    return taken;
end $$;
revoke all on function next_paper_no from public;
grant execute on function next_paper_no to yizhan_desk;

create function paper_fills_its_number() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select 1 from paper where body = new.body and kind = new.kind
                   and year = new.year and no = new.last) then
        raise exception 'number % of %, % was taken and no paper bears it', new.last, new.kind, new.year;
    end if;
    return null;
end $$;
create constraint trigger paper_counter_has_paper after insert or update on paper_counter
    deferrable initially deferred for each row execute function paper_fills_its_number();
create function paper_takes_its_number() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select 1 from paper_counter where body = new.body and kind = new.kind
                   and year = new.year and last = new.no) then
        raise exception 'paper numbers come from next_paper_no';
    end if;
    return new;
end $$;
create trigger paper_number before insert on paper
    for each row execute function paper_takes_its_number();

-- The very bytes, under their hash.
create table paper_content (
    paper uuid primary key,
    person uuid references person,
    fields jsonb not null,
    pdf bytea not null,
    sha256 text not null check (sha256 = encode(sha256(pdf), 'hex')),
    foreign key (paper, sha256) references paper (id, sha256)
);

create table paper_void (
    paper uuid primary key references paper,
    reason text not null check (reason <> ''),
    voided_by uuid not null references staff,
    voided_at timestamptz not null
);

-- 送达: once or again, by whichever way the law knows.
create table paper_service (
    id uuid primary key,
    paper uuid not null references paper,
    way text not null check (way in ('direct', 'left', 'post', 'electronic', 'others')),
    recipient text not null check (recipient <> ''),
    served_on date not null,
    place text not null default '',
    proof text not null default '',         -- consent, postal number, or who passed it on
    refused boolean not null default false,
    witness text not null default '',
    recorded_by uuid not null references staff,
    recorded_at timestamptz not null,
    constraint left_with_a_witness check (way <> 'left' or (refused and witness <> '')),
    constraint refused_before_a_witness check (not refused or witness <> ''),
    constraint proved check (way in ('direct', 'left') or proof <> '')
);
create index paper_service_paper on paper_service (paper, served_on);
create function paper_can_be_served() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if exists (select 1 from paper_void where paper = new.paper) then
        raise exception 'a void paper is not served';
    end if;
    if new.served_on < (select issued_on from paper where id = new.paper) then
        raise exception 'a paper is not served before it is issued';
    end if;
    return new;
end $$;
create trigger paper_service_fits before insert on paper_service
    for each row execute function paper_can_be_served();

create function paper_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'an issued paper is never changed; make it void and issue another';
end $$;
create trigger paper_final before update or delete or truncate on paper
    for each statement execute function paper_is_final();
create trigger paper_content_final before update or delete or truncate on paper_content
    for each statement execute function paper_is_final();
create trigger paper_void_final before update or delete or truncate on paper_void
    for each statement execute function paper_is_final();
create trigger paper_service_final before update or delete or truncate on paper_service
    for each statement execute function paper_is_final();

-- Drafted by an officer or by a clock; nothing until a named officer issues it.
create table paper_draft (
    id uuid primary key,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    body text not null references paper_issuer,
    person uuid not null references person,
    fields jsonb not null,
    drafted_by uuid references staff,       -- null: the system
    drafted_at timestamptz not null
);
create index paper_draft_person on paper_draft (person, drafted_at desc);
call protect('paper_draft');
drop policy self on paper_draft;
revoke all on paper_draft from yizhan_self;
grant delete on paper_draft to yizhan_desk;

-- Who sees what: the register by person; the content only while the record is open; the person
-- what is meant for the person; a paper about nobody by the area of its body.
call protect('paper');
revoke update on paper from yizhan_desk;
drop policy self on paper;
create policy self on paper to yizhan_self using (person = self_person() and to_person);
create policy desk_nobody on paper to yizhan_desk, yizhan_reader
    using (person is null and body like current_setting('yizhan.area', true));
call protect_record('paper_content');
drop policy self on paper_content;
create policy self on paper_content to yizhan_self using (paper in (select id from paper));
create policy desk_nobody on paper_content to yizhan_desk, yizhan_reader
    using (person is null and paper in (select id from paper));
alter table paper_void enable row level security;
create policy seen on paper_void to yizhan_desk, yizhan_reader, yizhan_self
    using (paper in (select id from paper));
grant select on paper_void to yizhan_desk, yizhan_reader, yizhan_self;
grant insert on paper_void to yizhan_desk;
alter table paper_service enable row level security;
create policy seen on paper_service to yizhan_desk, yizhan_reader, yizhan_self
    using (paper in (select id from paper));
grant select on paper_service to yizhan_desk, yizhan_reader, yizhan_self;
grant insert on paper_service to yizhan_desk;
