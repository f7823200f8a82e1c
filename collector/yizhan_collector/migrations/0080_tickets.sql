-- Tickets with a platform (the citizens' hotline 12345, or the province's 12348): theirs become our
-- matters, and a matter that is not ours goes to them, with consent and in named fields.
alter table partner drop constraint partner_kind_check;
alter table partner add constraint partner_kind_check check
    (kind in ('police', 'procuratorate', 'court', 'data_centre', 'platform'));
alter table partner_event drop constraint partner_event_kind_check;
alter table partner_event add constraint partner_event_kind_check check
    (kind in ('packet_sent', 'packet_withdrawn', 'batch_checked', 'ticket_moved'));
alter table partner_batch drop constraint partner_batch_kind_check;
alter table partner_batch add constraint partner_batch_kind_check check
    (kind in ('custody', 'punishment', 'judgment', 'ticket'));
alter table party drop constraint party_channel_check;
alter table party add constraint party_channel_check check (channel in
    ('portal', 'hotline', 'wechat', 'weibo', 'counter', 'kiosk', 'platform'));
alter table matter drop constraint matter_channel_check;
alter table matter add constraint matter_channel_check check (channel in
    ('portal', 'hotline', 'wechat', 'weibo', 'counter', 'kiosk', 'platform'));

-- A ticket of theirs, by their number. What it says goes into the matter and stays there alone:
-- `body` is empty once the matter stands; its digest tells the same ticket from another.
create sequence ticket_place;
create table ticket (
    id uuid primary key,
    partner text not null references partner,
    key text not null check (key ~ '^[A-Za-z0-9._-]{1,80}$'),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    body jsonb,
    area text not null check (area = '' or area ~ '^[0-9]{6}$'),
    urgent text check (urgent in ('violence', 'self_harm', 'fraud_in_progress', 'time_limit')),
    taken_at timestamptz not null,
    refuse_by timestamptz not null,          -- until when it may be sent back as not ours
    answer_by timestamptz not null,
    matter uuid unique references matter,
    state text not null default 'taken' check (state in
        ('taken', 'in_hand', 'answered', 'closed', 'refused', 'withdrawn')),
    answer text not null default '' check (length(answer) <= 2000),
    answered_at timestamptz,
    question text not null default '' check (length(question) <= 2000),  -- to the caller
    asked_at timestamptz,
    reply text check (length(reply) between 1 and 1000),
    replied_at timestamptz,
    returned_why text check (length(returned_why) between 2 and 500),    -- not satisfied, once
    returned_at timestamptz,
    withdrawn_why text check (length(withdrawn_why) between 2 and 500),
    withdrawn_at timestamptz,
    stars smallint check (stars between 1 and 5),
    refused_code text check (refused_code in ('other_body', 'procedure', 'petition', 'repeated', 'unclear')),
    refused_to text check (length(refused_to) <= 60),                    -- the right body
    refused_at timestamptz,
    refused_by uuid references staff,
    place bigint unique,                     -- where the newest move is in the order of all moves
    constraint refused_by_somebody check ((refused_code is null) = (refused_at is null)
        and (refused_code is null) = (refused_by is null)
        and (refused_code is distinct from 'other_body' or refused_to ~ '\S')),
    constraint says_when check ((returned_why is null) = (returned_at is null)
        and (withdrawn_why is null) = (withdrawn_at is null) and (reply is null) = (replied_at is null)),
    unique (partner, key)
);
create index ticket_listed on ticket (taken_at desc, id);
create index ticket_moved on ticket (partner, place) where place is not null;
create index ticket_open on ticket (answer_by) where state in ('taken', 'in_hand');
create function ticket_moves_on() returns trigger language plpgsql as $$
begin
    if (new.partner, new.key, new.sha256, new.taken_at, new.area)
       is distinct from (old.partner, old.key, old.sha256, old.taken_at, old.area)
       or (old.matter is not null and new.matter is distinct from old.matter)
       or (old.returned_at is not null and (new.returned_at, new.returned_why)
           is distinct from (old.returned_at, old.returned_why) and forgetting() is not true)
       or (old.refused_at is not null and (new.refused_at, new.refused_code, new.refused_by)
           is distinct from (old.refused_at, old.refused_code, old.refused_by))
       or (old.state in ('refused', 'withdrawn') and new.state <> old.state) then
        raise exception using errcode = 'check_violation', constraint = 'a_ticket_moves_on',
            message = 'what came, was returned or was refused is never changed';
    end if;
    return new;
end $$;
create trigger ticket_moves_on before update on ticket for each row execute function ticket_moves_on();

alter table ticket enable row level security;
create policy partner on ticket to yizhan_partner using (partner = this_partner());
create policy service on ticket to yizhan_service
    using (area like current_setting('yizhan.area', true) or area = ''
           or matter in (select id from matter));
grant select, insert on ticket to yizhan_partner;
grant update (state, reply, replied_at, returned_why, returned_at, withdrawn_why, withdrawn_at, stars)
    on ticket to yizhan_partner;
grant select on matter_category to yizhan_partner;
grant select on ticket to yizhan_service;
grant update (refused_code, refused_to, refused_at, refused_by) on ticket to yizhan_service;

-- A matter of ours that is theirs goes as a packet does, in the same ledger; who serves the public
-- sees those, and who supervises sees none of them.
alter table packet add column matter uuid references matter,
    add column consent text check (consent in ('spoken', 'written')),
    add constraint passed_on_with_consent check ((matter is null) = (consent is null)),
    add constraint of_a_paper_or_a_matter check (matter is null or (paper is null and person is null)),
    add constraint packet_matter_once unique (partner, matter);
create function packet_keeps_its_matter() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if tg_op = 'UPDATE' then
        if (new.matter, new.consent) is distinct from (old.matter, old.consent) then
            raise exception using errcode = 'check_violation', constraint = 'what_was_sent_stays',
                message = 'what was sent is never changed';
        end if;
    elsif new.matter is not null and (not exists (select from partner where code = new.partner and kind = 'platform')
       or exists (select from matter where id = new.matter
                  and (category = 'correction' or said ~ '社区矫正|社矫|矫正对象|在矫'))) then
        raise exception using errcode = 'check_violation', constraint = 'no_supervision_in_a_ticket',
            message = 'a matter goes to a platform only, and none that is about a correction';
    end if;
    return new;
end $$;
create trigger packet_keeps_its_matter before insert or update on packet
    for each row execute function packet_keeps_its_matter();
drop policy desk on packet;
create policy desk on packet to yizhan_desk, yizhan_reader
    using ((area like current_setting('yizhan.area', true) or area = '') and matter is null
           and (person is null or person in (select id from person)));
create policy service on packet to yizhan_service using (matter in (select id from matter));
grant select on packet to yizhan_service;
grant insert (id, partner, kind, paper, person, area, recipient, basis, purpose, field_names, fields, sha256,
              sent_by, sent_at, due_on, matter, consent) on packet to yizhan_service;
grant update (withdrawn_at, withdrawn_why) on packet to yizhan_service;
create policy service on partner to yizhan_service using (true);
grant select on partner to yizhan_service;
create policy service on partner_event for insert to yizhan_service with check (true);
grant insert on partner_event to yizhan_service;

insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('ticket.refuse_days', '1', 'working_days', '本系统默认值', 'I', '2022-01-01', '12345工单:收到次日起可退单的工作日', 'A ticket of 12345: working days to send it back as not ours', '以本市12345工单办理办法为准,待确认'),
    ('ticket.answer_days', '5', 'working_days', '本系统默认值', 'I', '2022-01-01', '12345工单:对方没有写明期限时的答复工作日', 'A ticket of 12345: working days to answer when it names no day', '以本市12345工单办理办法为准,待确认'),
    ('ticket.passed_on_days', '15', 'days', '本系统默认值', 'I', '2022-01-01', '转给12345的事项:等待对方答复', 'A matter passed on to 12345: how long its answer is waited for', '待确认');
