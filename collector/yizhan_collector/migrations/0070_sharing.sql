-- Exchange with police, procuratorate, court and the city's data centre: document by document, to a
-- named recipient, on a legal basis, for a purpose, in listed fields. Nothing is a feed of people.
--   yizhan_partner  a program of another authority, known by its certificate
--   yizhan.partner  which one
do $$
begin
    create role yizhan_partner nologin;
exception when duplicate_object or unique_violation then null;  -- of another database here
end $$;
grant yizhan_partner to current_user;
create function this_partner() returns text stable language sql as
    $$ select nullif(current_setting('yizhan.partner', true), '') $$;

create table partner (
    code text primary key check (code ~ '^[a-z][a-z0-9-]{2,39}$'),  -- common name of its certificate
    kind text not null check (kind in ('police', 'procuratorate', 'court', 'data_centre')),
    name text not null check (length(name) between 2 and 60),
    area text not null check (area = '' or area ~ '^[0-9]{6}$'),
    callback text not null default '' check (callback = '' or callback ~ '^https://\S{1,300}$'),
    since timestamptz not null,
    added_by uuid not null references staff,
    ended_at timestamptz
);

create function exists_outside(given jsonb, names text[]) returns boolean immutable language sql as
    $$ select exists (select from jsonb_object_keys(given) as one where one <> all (names)) $$;

create table packet (
    id uuid primary key,
    partner text not null references partner,
    kind text not null check (kind ~ '^[a-z_]{2,40}$'),
    paper uuid references paper,
    person uuid references person,
    area text not null check (area = '' or area ~ '^[0-9]{6}$'),
    recipient text not null check (recipient ~ '\S'),
    basis text not null check (basis ~ '\S'),
    purpose text not null check (purpose ~ '\S'),
    field_names text[] not null check (cardinality(field_names) > 0),
    fields jsonb not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    sent_by uuid not null references staff,
    sent_at timestamptz not null,
    due_on date,                            -- when an answer is due; null: none is
    received_at timestamptz,
    read_at timestamptz,
    answered_at timestamptz,
    answer text check (length(answer) <= 1000),
    withdrawn_at timestamptz,
    withdrawn_why text check (length(withdrawn_why) <= 200),
    constraint only_listed_fields check
        (not exists_outside(fields, field_names)),
    constraint in_order check ((read_at is null or received_at is not null)
        and (answered_at is null or read_at is not null) and (answered_at is null) = (answer is null)),
    unique (partner, paper)                 -- sent again is the same one
);
create index packet_listed on packet (area, sent_at desc, id);
create index packet_open on packet (due_on) where answered_at is null and withdrawn_at is null;
create index packet_partner on packet (partner, sent_at desc);

-- Kept at least three years (网络数据安全管理条例 12), and only ever moved on.
create function packet_moves_on() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.sent_at > now() - interval '3 years' then
            raise exception using errcode = 'check_violation', constraint = 'the_ledger_is_kept',
                message = 'the ledger of what was shared is kept for three years';
        end if;
        return old;
    end if;
    if (new.partner, new.kind, new.paper, new.person, new.recipient, new.basis, new.purpose,
        new.field_names, new.fields, new.sha256, new.sent_by, new.sent_at)
       is distinct from (old.partner, old.kind, old.paper, old.person, old.recipient, old.basis,
        old.purpose, old.field_names, old.fields, old.sha256, old.sent_by, old.sent_at)
       or (old.received_at is not null and new.received_at is distinct from old.received_at)
       or (old.read_at is not null and new.read_at is distinct from old.read_at)
       or (old.answered_at is not null and new.answered_at is distinct from old.answered_at)
    then
        raise exception using errcode = 'check_violation', constraint = 'what_was_sent_stays',
            message = 'what was sent, received, read or answered is never changed';
    end if;
    return new;
end $$;
create trigger packet_moves_on before update or delete on packet
    for each row execute function packet_moves_on();

-- A minor's file is given to nobody by wire (CCL 54): whoever needs it by law gets it by hand.
create function packet_of_an_adult() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select from person where id = new.person and minor)
       or exists (select from paper join person on person.id = paper.person
                  where paper.id = new.paper and (minor or person.id is distinct from new.person)) then
        raise exception using errcode = 'check_violation', constraint = 'no_minor_leaves_by_wire',
            message = 'the file of a minor is not exchanged by wire';
    end if;
    return new;
end $$;
create trigger packet_of_an_adult before insert on packet
    for each row execute function packet_of_an_adult();

-- The thin event: that there is something, never what is in it. `no` is the partner's place.
create table partner_event (
    no bigint generated always as identity primary key,
    partner text not null references partner,
    kind text not null check (kind in ('packet_sent', 'packet_withdrawn', 'batch_checked')),
    subject uuid not null,
    at timestamptz not null,
    told_at timestamptz,                    -- by its callback
    attempts int not null default 0,
    not_before timestamptz not null default '-infinity',
    reason text not null default '' check (length(reason) <= 200)
);
create index partner_event_of on partner_event (partner, no);
create index partner_event_untold on partner_event (not_before) where told_at is null;

-- What a partner sends: a file of rows under its own key; sent again, nothing doubles.
create table partner_batch (
    id uuid primary key,
    partner text not null references partner,
    key text not null check (length(key) between 1 and 80),
    kind text not null check (kind in ('custody', 'punishment', 'judgment')),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),   -- of what came last under this key
    received_at timestamptz not null,
    state text not null check (state in ('taken', 'partial', 'refused')),
    total int not null check (total >= 0),
    bad int not null check (bad between 0 and total),
    times int not null default 1,
    unique (partner, key)
);
create table partner_row (
    id uuid primary key,
    batch uuid not null references partner_batch,
    partner text not null references partner,
    kind text not null,
    ref text not null check (length(ref) between 1 and 60),  -- the partner's own number of it
    place int not null,
    body jsonb not null,
    area text not null default '',
    taken_at timestamptz not null,
    person uuid references person,
    decided_by uuid references staff,
    decided_at timestamptz,
    outcome text check (outcome in ('ours', 'not_ours')),
    constraint an_officer_decides check ((outcome is null) = (decided_by is null)
        and (outcome is null) = (decided_at is null) and (person is null or outcome = 'ours')),
    unique (partner, kind, ref)
);
create index partner_row_open on partner_row (area, taken_at) where outcome is null;
-- rows that could not be taken: where, why and what to do; never what was in them
create table partner_fault (
    batch uuid not null references partner_batch on delete cascade,
    place int not null,
    heading text not null,
    problem text not null,
    todo text not null,
    primary key (batch, place, heading)
);

call leave_alone('partner_row');
create trigger after_the_end_too before update of person on partner_row
    for each row when (new.person is not null) execute function is_left_alone('');

alter table packet enable row level security;
create policy desk on packet to yizhan_desk, yizhan_reader
    using ((area like current_setting('yizhan.area', true) or area = '')
           and (person is null or person in (select id from person)));
create policy partner on packet to yizhan_partner
    using (partner = this_partner() and withdrawn_at is null);
grant select, insert, update on packet to yizhan_desk;
grant select on packet to yizhan_reader;
grant select (id, partner, kind, recipient, basis, purpose, fields, field_names, sha256, sent_at, due_on,
              received_at, read_at, answered_at, answer, withdrawn_at) on packet to yizhan_partner;
grant update (received_at, read_at, answered_at, answer) on packet to yizhan_partner;
-- the very paper, to its recipient
create function packet_pdf(wanted uuid) returns bytea stable language sql
    security definer set search_path = public as
    $$ select pdf from packet join paper_content on paper_content.paper = packet.paper
       where packet.id = wanted and partner = this_partner() and withdrawn_at is null $$;
revoke all on function packet_pdf from public;
grant execute on function packet_pdf to yizhan_partner;

alter table partner_event enable row level security;
create policy desk on partner_event to yizhan_desk using (true);
create policy partner on partner_event to yizhan_partner using (partner = this_partner());
grant select, insert on partner_event to yizhan_desk, yizhan_partner;
alter table partner enable row level security;
create policy seen on partner to yizhan_desk, yizhan_reader, yizhan_technician using (true);
create policy partner on partner to yizhan_partner using (code = this_partner());
grant select on partner to yizhan_desk, yizhan_reader, yizhan_technician, yizhan_partner;
alter table partner_batch enable row level security;
create policy desk on partner_batch to yizhan_desk, yizhan_reader using (true);
create policy partner on partner_batch to yizhan_partner using (partner = this_partner());
grant select on partner_batch to yizhan_desk, yizhan_reader;
grant select, insert, update on partner_batch to yizhan_partner;
alter table partner_row enable row level security;
create policy desk on partner_row to yizhan_desk, yizhan_reader
    using (area = '' or area like current_setting('yizhan.area', true)
           or current_setting('yizhan.area', true) like area || '%');
create policy partner on partner_row to yizhan_partner using (partner = this_partner());
grant select on partner_row to yizhan_desk, yizhan_reader;
grant update (person, decided_by, decided_at, outcome) on partner_row to yizhan_desk;
grant select, insert on partner_row to yizhan_partner;
alter table partner_fault enable row level security;
create policy seen on partner_fault to yizhan_desk, yizhan_reader, yizhan_partner
    using (batch in (select id from partner_batch));
grant select on partner_fault to yizhan_desk, yizhan_reader;
grant select, insert, delete on partner_fault to yizhan_partner;
grant insert on outbox to yizhan_partner;
grant select on rule, closed_day, township to yizhan_partner;
grant select (id), insert on audit to yizhan_partner;
create policy partner on audit for insert to yizhan_partner with check (person is null and staff is null);
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('sharing.court_answer_days', '30', 'days', '《社区矫正法》第33、48、49条', 'V', '2020-07-01', '法院、决定机关对提请的裁定或者决定', 'A court''s ruling on a proposal', '');
