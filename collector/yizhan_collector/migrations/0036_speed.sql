-- Asked once for every row behind protect_record: by its key, not through the wall of its own table.
-- It names the staff and the person itself, so that nothing more is seen by it.
create or replace function record_open(wanted uuid) returns boolean stable language sql
    security definer set search_path = public as $$
    select exists (select 1 from record_opening
                   where staff = desk_staff() and person = wanted and until > desk_now())
$$;
