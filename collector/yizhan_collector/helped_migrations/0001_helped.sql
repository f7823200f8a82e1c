-- Help for released people, in a database of its own: there is no table here, and no key to one,
-- for a face, a camera, a position, a report or an alert. What needs consent needs a live one.
create table rule (
    rule text not null,
    value int not null check (value > 0),
    source text not null,
    mark text not null check (mark in ('V', 'v', 'M', 'I')),
    effective_from date not null,
    primary key (rule, effective_from)
);
insert into rule values
    ('help.years_prison', 5, '安置帮教工作政策:刑满释放五年内', 'v', '2020-07-01'),
    ('help.years_correction', 3, '安置帮教工作政策:社区矫正期满三年内', 'v', '2020-07-01');

create table worker (
    id uuid primary key,
    login text not null unique check (login ~ '^[a-z0-9._-]{2,40}$'),
    name text not null check (length(name) between 1 and 60),
    area text not null check (area ~ '^[0-9]{6}([0-9]{3})?$'),
    password_hash text not null,
    created_at timestamptz not null,
    ended_at timestamptz
);
create table worker_session (
    token_sha256 bytea primary key,
    worker uuid not null references worker,
    expires_at timestamptz not null
);

create table client (
    id uuid primary key,
    card text not null unique check (card ~ '^[0-9]{8}$'),
    code_hash text not null,
    sealed bytea not null,  -- name, phone, address: under the service's own key
    township text not null check (township ~ '^[0-9]{9}$'),
    origin text not null check (origin in ('prison', 'correction')),
    released_on date not null,
    expires_on date not null check (expires_on > released_on),
    taken_by uuid not null references worker,
    taken_at timestamptz not null
);
create index client_township on client (township, taken_at desc);

create table consent (
    id uuid primary key,
    client uuid not null references client on delete cascade,
    purpose text not null check (purpose in ('record', 'contact', 'referral', 'reminder', 'visit')),
    given_at timestamptz not null,
    withdrawn_at timestamptz check (withdrawn_at >= given_at)
);
create unique index consent_live on consent (client, purpose) where withdrawn_at is null;

create table need (
    id uuid primary key,
    client uuid not null references client on delete cascade,
    kind text not null check (kind in ('job', 'school', 'housing', 'relief', 'insurance',
                                       'legal_aid', 'health', 'family', 'papers', 'other')),
    sealed bytea not null,
    opened_at timestamptz not null,
    met_at timestamptz,
    outcome text check (outcome in ('met', 'partly', 'declined', 'not_possible')),
    check ((met_at is null) = (outcome is null))
);
create table step (
    id uuid primary key,
    client uuid not null references client on delete cascade,
    kind text not null check (kind in ('referral', 'reminder', 'visit')),
    sealed bytea not null,
    planned_for date,
    by_worker uuid not null references worker,
    at timestamptz not null
);
create function step_has_consent() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from consent where client = new.client and purpose = new.kind
                   and withdrawn_at is null) then
        raise exception 'no live consent for %', new.kind;
    end if;
    return new;
end $$;
create trigger step_consent before insert on step for each row execute function step_has_consent();

create table looked (
    id bigint generated always as identity primary key,
    worker uuid references worker,
    client uuid not null,
    action text not null,
    at timestamptz not null
);
create function looked_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'this log is never changed';
end $$;
create trigger looked_append_only before update or delete or truncate on looked
    for each statement execute function looked_is_append_only();
-- What is left of a deleted record: that one was deleted, and why.
create table deletion (
    at timestamptz not null,
    why text not null check (why in ('wish', 'expired'))
);
