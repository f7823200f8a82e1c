-- Monthly counts for the city's data centre, prepared by `work`. What its role can read is this table
-- alone: of an ended month, no count from 1 to 9, written once and never changed.
create table month_count (
    month date not null check (extract(day from month) = 1),
    subject text not null check (subject in ('people', 'reports', 'matters', 'calls', 'bookings')),
    place text not null check (place ~ '^(total|city|[0-9]{6})$'),
    head text not null check (head ~ '^[a-z_]{1,40}$'),
    count int check (count = 0 or count >= 10),     -- null: not told
    counted_at timestamptz not null,
    constraint the_month_has_ended check
        (counted_at >= (month + interval '1 month')::timestamp at time zone 'Asia/Shanghai'),
    primary key (month, subject, place, head)
);
create function month_count_stays() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'what_was_counted_stays',
        message = 'two versions of a count would tell what was hidden';
end $$;
create trigger month_count_stays before update or delete on month_count
    for each row execute function month_count_stays();
alter table month_count enable row level security;
create policy data_centre on month_count for select to yizhan_partner using (exists (
    select from partner where code = this_partner() and kind = 'data_centre' and ended_at is null));
grant select on month_count to yizhan_partner;
