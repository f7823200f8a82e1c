-- Telling partners by their callback: an address that is one, and who may note what of an event.
update partner set callback = '' where callback !~
    '^https://([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&()*+,;=:@%/?-]*)?$';
alter table partner drop constraint partner_callback_check, add constraint partner_callback_check check
    (callback = '' or (length(callback) <= 300 and callback ~
    '^https://([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&()*+,;=:@%/?-]*)?$'));

-- told_at: taken by the callback, or the partner asked for what came after
alter table partner_event add column tried_at timestamptz;
alter table partner_event add constraint reason_is_a_word
    check (reason ~ '^([a-z_]{0,20}|answered [0-9]{3})$');
drop index partner_event_untold;
create index partner_event_untold on partner_event (partner, no) where told_at is null;

--   yizhan_teller  the process `tell`: events and addresses, nothing of what they are about
do $$
begin
    create role yizhan_teller nologin;
exception when duplicate_object or unique_violation then null;  -- of another database here
end $$;
grant yizhan_teller to current_user;
create policy teller on partner for select to yizhan_teller using (ended_at is null);
grant select (code, callback, ended_at) on partner to yizhan_teller;
create policy teller on partner_event to yizhan_teller using (true);
grant select, update (told_at, tried_at, attempts, not_before, reason) on partner_event
    to yizhan_teller;

grant update (told_at) on partner_event to yizhan_partner;
create policy seen on partner_event to yizhan_reader, yizhan_technician using (true);
grant select (no, partner, at, told_at, tried_at, attempts, not_before, reason) on partner_event
    to yizhan_reader, yizhan_technician;
grant update (not_before) on partner_event to yizhan_desk, yizhan_technician;
