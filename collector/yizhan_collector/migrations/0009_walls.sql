-- The second wall. A door names who stands before it, and the database shows only what is theirs:
--   role           yizhan_desk (changes), yizhan_reader (looks), yizhan_technician (no people),
--                  yizhan_self (a supervised person, the own record)
--   yizhan.staff   who, yizhan.now when (the door's clock)
--   yizhan.area    a pattern for township codes: '%', '210521%' or '210521100'; unset shows nobody
--   yizhan.minors  'on' for a specialist for minors
--   yizhan.person  of yizhan_self
do $$
declare one text;
begin
    foreach one in array array['yizhan_desk', 'yizhan_reader', 'yizhan_technician', 'yizhan_self'] loop
        begin
            execute format('create role %I nologin', one);
        exception when duplicate_object or unique_violation then null;  -- of another database here
        end;
        execute format('grant %I to current_user', one);
    end loop;
end $$;

-- Areas: '' the city, six digits a county, nine a township.
alter table staff add column area text not null default ''
    check (area = '' or area ~ '^[0-9]{6}([0-9]{3})?$');
alter table staff add column minors boolean not null default false;
update staff set area = township where township is not null;
alter table staff drop constraint staff_check, drop constraint staff_role_check;
alter table staff drop column township;
update staff set role = 'supervisor_city' where role = 'leader';
-- a county officer of before has no county: the account ends and is made anew
update staff set ended_at = now() where role = 'officer_county' and ended_at is null;
alter table staff add constraint staff_role_check check (role in
    ('officer_township', 'officer_county', 'head_county', 'supervisor_city',
     'prosecutor', 'educator', 'technician', 'administrator'));
alter table staff add constraint staff_area_fits check (ended_at is not null or
    case role when 'officer_township' then length(area) = 9
              when 'officer_county' then length(area) = 6
              when 'head_county' then length(area) = 6
              when 'supervisor_city' then area = ''
              when 'administrator' then area = ''
              else length(area) in (0, 6) end);
alter table staff add constraint minors_are_for_those_who_see_people check
    (not minors or role not in ('technician', 'administrator'));

-- A minor under correction stays under the rules for minors; never a face.
alter table person add column minor boolean not null default false;
alter table person add column born_on date;
alter table person add constraint minor_has_no_face check (not (minor and face_allowed));

create function self_person() returns uuid stable language sql as
    $$ select nullif(current_setting('yizhan.person', true), '')::uuid $$;
create function desk_staff() returns uuid stable language sql as
    $$ select nullif(current_setting('yizhan.staff', true), '')::uuid $$;
create function desk_now() returns timestamptz stable language sql as
    $$ select nullif(current_setting('yizhan.now', true), '')::timestamptz $$;

alter table person enable row level security;
create policy desk on person to yizhan_desk, yizhan_reader
    using (township like current_setting('yizhan.area', true)
           and (not minor or current_setting('yizhan.minors', true) = 'on'));
create policy self on person to yizhan_self using (id = self_person());
grant select, insert, update on person to yizhan_desk;
grant select on person to yizhan_reader, yizhan_self;

-- Put a table with a column that names a person behind the wall.
create procedure protect(tab regclass, col text default 'person') language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy desk on %s to yizhan_desk, yizhan_reader'
                   ' using (%I in (select id from person))', tab, col);
    execute format('create policy self on %s to yizhan_self using (%I = self_person())', tab, col);
    execute format('grant select, insert, update on %s to yizhan_desk', tab);
    execute format('grant select on %s to yizhan_reader, yizhan_self', tab);
end $$;
call protect('reporting_order');
call protect('checkin');
call protect('person_secret');
call protect('device_command');
grant delete on person_secret to yizhan_desk;

-- What a sign may never show, for whoever sets one: names only, of everybody.
create function names_of(wanted text) returns setof text stable language sql
    security definer set search_path = public as
    $$ select name from person where township = wanted $$;
revoke all on function names_of from public;
grant execute on function names_of to yizhan_desk, yizhan_technician;

grant select on township, device, device_last, device_health, camera_event, device_note, signage
    to yizhan_desk, yizhan_reader, yizhan_technician;
grant select on township to yizhan_self;
grant update on device to yizhan_desk, yizhan_technician;
grant insert, update on signage to yizhan_desk, yizhan_technician;
grant select, update on quarantine to yizhan_desk, yizhan_technician;
grant insert on outbox to yizhan_desk, yizhan_reader, yizhan_technician, yizhan_self;
grant select (id, login, name, role, area, minors, ended_at) on staff
    to yizhan_desk, yizhan_reader, yizhan_technician, yizhan_self;

-- A record is opened for a stated reason, and stays open for a while.
create table record_opening (
    staff uuid not null references staff,
    person uuid not null references person,
    reason text not null check (reason in
        ('report', 'visit', 'decide', 'case_work', 'education', 'complaint', 'inspect')),
    opened_at timestamptz not null,
    until timestamptz not null check (until > opened_at),
    primary key (staff, person)
);
call protect('record_opening');
grant insert, update on record_opening to yizhan_reader;

create function record_open(wanted uuid) returns boolean stable language sql as $$
    select exists (select 1 from record_opening
                   where staff = desk_staff() and person = wanted and until > desk_now())
$$;

-- As protect, and desks read a row only while the record is open; writing needs no reading.
create procedure protect_record(tab regclass, col text default 'person') language plpgsql as $$
begin
    call protect(tab, col);
    execute format('drop policy desk on %s', tab);
    execute format('create policy desk on %s for select to yizhan_desk, yizhan_reader'
                   ' using (%I in (select id from person) and record_open(%I))', tab, col, col);
    execute format('create policy desk_adds on %s for insert to yizhan_desk'
                   ' with check (%I in (select id from person))', tab, col);
    execute format('revoke update on %s from yizhan_desk', tab);
end $$;

-- The audit trail: a view carries its reason, and every row is linked to the one before.
alter table audit add column reason text;
alter table audit add constraint a_view_has_a_reason
    check (action not in ('view_person', 'view_checkin') or reason is not null) not valid;
alter table audit enable row level security;
create policy desk on audit to yizhan_desk, yizhan_reader, yizhan_technician
    using (person is null or person in (select id from person));
create policy self on audit to yizhan_self using (person = self_person());
grant select, insert on audit to yizhan_desk, yizhan_reader;
grant select (id), insert on audit to yizhan_technician;
grant select on audit to yizhan_self;
create policy technician on person for select to yizhan_technician using (false);
grant select (id) on person to yizhan_technician;

create table audit_chain (
    seq bigint primary key,
    entry bigint not null unique references audit,
    hash bytea not null
);
create trigger audit_chain_append_only before update or delete or truncate on audit_chain
    for each statement execute function audit_is_append_only();

create function audit_digest(before bytea, one audit) returns bytea immutable language sql as $$
    select sha256(before || convert_to(jsonb_build_array(
        one.id, extract(epoch from one.at), one.staff, one.action, one.person, one.subject, one.reason
    )::text, 'UTF8'))
$$;

-- Linked at the commit, under one lock: the order of the chain is the order of the commits.
create function audit_link() returns trigger language plpgsql
    security definer set search_path = public as $$
declare tail audit_chain;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit chain', 0));
    select * into tail from audit_chain order by seq desc limit 1;
    insert into audit_chain values (coalesce(tail.seq, 0) + 1, new.id,
                                    audit_digest(coalesce(tail.hash, ''), new));
    return null;
end $$;
do $$
declare one audit; tail bytea := ''; at bigint := 0;
begin
    for one in select * from audit order by id loop
        tail := audit_digest(tail, one);
        at := at + 1;
        insert into audit_chain values (at, one.id, tail);
    end loop;
end $$;
create constraint trigger audit_links after insert on audit deferrable initially deferred
    for each row execute function audit_link();
