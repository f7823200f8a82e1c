-- A booking fits its service point whoever writes it: a seat there is, on a slot of an open day.
create function booking_fits() returns trigger language plpgsql set search_path = public as $$
declare
    place service_point;
    clock time := (new.starts_at at time zone 'Asia/Shanghai')::time;
    day date := (new.starts_at at time zone 'Asia/Shanghai')::date;
begin
    select * into place from service_point where code = new.point;
    if not place.open or new.seat > place.capacity or clock < place.opens
       or extract(isodow from day)::smallint <> all (place.weekdays)
       or clock + make_interval(mins => place.slot_minutes) > place.shuts
       or clock + make_interval(mins => place.slot_minutes) < clock
       or mod(extract(epoch from clock - place.opens)::int, place.slot_minutes * 60) <> 0
       or new.starts_at <= new.made_at then
        raise exception using errcode = 'check_violation', constraint = 'booking_fits',
            message = 'there is no such seat at this service point';
    end if;
    return new;
end $$;
create trigger booking_fits before insert on booking for each row execute function booking_fits();

alter table booking add constraint a_cancelled_booking_saw_nobody
    check (cancelled_at is null or came is null);
-- whoever holds a code books for that matter alone
drop policy portal on booking;
create policy portal on booking to yizhan_portal using (key_digest = portal_key())
    with check (key_digest = portal_key() and (matter is null or matter in (select id from matter)));
-- whoever keeps what is owned may be the administrator, who stands behind the technicians' wall
grant update on service_point to yizhan_technician;
