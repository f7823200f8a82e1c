-- The person's own page. Nobody but the owner of the database reads what opens it.
alter table person_secret drop constraint person_secret_kind_check;
alter table person_secret add constraint person_secret_kind_check
    check (kind in ('permit', 'code', 'page'));
revoke select on person_secret from yizhan_self;

create table self_session (
    token_sha256 bytea primary key,
    person uuid not null references person,
    device text references device,          -- null: on a telephone or computer of the own
    opened_at timestamptz not null,
    seen_at timestamptz not null check (seen_at >= opened_at)
);
create index self_session_seen on self_session (seen_at);

grant insert on audit to yizhan_self;

-- What a box hands over after a visit, so that the page opens without typing.
create table self_pass (
    sha256 bytea primary key,
    person uuid not null references person,
    device text not null references device,
    expires_at timestamptz not null
);

-- The own record is open while a term lives; at its end the wall closes in the same moment.
create or replace function self_person() returns uuid stable language sql
    security definer set search_path = public as $$
    select person from term
    where person = nullif(current_setting('yizhan.person', true), '')::uuid and ended_on is null
$$;
