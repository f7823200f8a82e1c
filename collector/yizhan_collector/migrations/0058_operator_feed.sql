-- Up to where an operator's feed was read; one operator, and nothing about anybody.
create table operator_feed (
    one boolean primary key default true check (one),
    cursor text not null check (length(cursor) <= 500),
    read_at timestamptz not null
);
