-- The public legal service has walls of its own: who works its matters reads nobody's supervision,
-- and the public's process reads nothing but what is published and the one matter it has the code of.
--   yizhan_service  members of staff of the public legal service; no table of supervised people
--   yizhan_portal   the public's process; a login of its own is a member of this role alone
--   yizhan.key      of yizhan_portal: the digest of a follow code, as hexadecimal
do $$
declare one text;
begin
    foreach one in array array['yizhan_service', 'yizhan_portal'] loop
        begin
            execute format('create role %I nologin', one);
        exception when duplicate_object or unique_violation then null;  -- of another database here
        end;
        execute format('grant %I to current_user', one);
    end loop;
end $$;

alter table staff drop constraint staff_role_check, drop constraint staff_area_fits;
alter table staff add constraint staff_role_check check (role in
    ('officer_township', 'officer_county', 'head_county', 'supervisor_city',
     'prosecutor', 'educator', 'technician', 'administrator', 'clerk', 'head_service'));
alter table staff add constraint staff_area_fits check (ended_at is not null or
    case role when 'officer_township' then length(area) = 9
              when 'officer_county' then length(area) = 6
              when 'head_county' then length(area) = 6
              when 'supervisor_city' then area = ''
              when 'administrator' then area = ''
              else length(area) in (0, 6) end);
alter table staff drop constraint minors_are_for_those_who_see_people;
alter table staff add constraint minors_are_for_those_who_see_people check
    (not minors or role not in ('technician', 'administrator', 'clerk', 'head_service'));

create function portal_key() returns bytea stable language sql as
    $$ select decode(nullif(current_setting('yizhan.key', true), ''), 'hex') $$;

grant select on township to yizhan_service, yizhan_portal;
grant select (id, login, name, role, area, minors, ended_at) on staff to yizhan_service;
-- not to the portal: what waits in the outbox is carried out with every right there is
grant insert on outbox to yizhan_service;
grant select on rule, category, closed_day to yizhan_service;
grant select on rule, closed_day to yizhan_portal;
grant select (id), insert on audit to yizhan_service;
create policy service on audit to yizhan_service using (person is null) with check (person is null);
