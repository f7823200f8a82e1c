-- Who must report when. No edit in place: an order ends and another begins.
create table reporting_order (
    id uuid primary key,
    person uuid not null references person,
    first_due_on date not null,
    every_days int not null check (every_days between 1 and 366),
    ended_on date check (ended_on >= first_due_on),
    created_at timestamptz not null
);
create unique index reporting_order_live on reporting_order (person) where ended_on is null;
