-- A packet that an authority without a line took away on a disc: an officer notes who took, read or
-- answered it there. It is the same ledger; these lines only say that the step came by hand.
create table packet_by_hand (
    packet uuid not null references packet,
    step text not null check (step in ('received', 'read', 'answered')),
    who text not null check (length(who) between 2 and 60),    -- of the authority, as the officer was told
    noted_by uuid not null references staff,
    noted_at timestamptz not null,
    primary key (packet, step)
);
alter table packet_by_hand enable row level security;
create policy desk on packet_by_hand to yizhan_desk, yizhan_reader, yizhan_service
    using (packet in (select id from packet));
grant select, insert on packet_by_hand to yizhan_desk;
grant select on packet_by_hand to yizhan_reader, yizhan_service;
