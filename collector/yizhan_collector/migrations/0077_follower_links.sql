-- A follower who only sent a code has no matter and no name: their link was shown to no clerk, and
-- nobody could accept it. Whoever works matters sees such an account, which says nothing of anybody.
create function has_no_matter(whose uuid) returns boolean stable language sql
    security definer set search_path = public as
    $$ select not exists (select from matter where party = whose) $$;
revoke execute on function has_no_matter from public;
grant execute on function has_no_matter to yizhan_service;
create policy service_follower on party for select to yizhan_service
    using (name = '' and phone = '' and handle <> '' and has_no_matter(id));
