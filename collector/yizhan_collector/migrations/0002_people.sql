create table township (
    code text primary key check (code ~ '^[0-9]{9}$'),
    name text not null
);

create table person (
    id uuid primary key,
    number text not null unique check (number ~ '^[0-9]{8}$'),
    name text not null check (length(name) between 1 and 60),
    gender text not null check (gender in ('female', 'male')),
    township text not null references township,
    face_allowed boolean not null default true,
    created_at timestamptz not null
);
create index person_township on person (township, number);
