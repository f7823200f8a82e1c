-- What followers of the official account send: kept before it is answered, done by `work`.
create table follower_inbox (
    repeat_of text primary key check (length(repeat_of) between 2 and 300),  -- every repeat has it
    follower text not null check (length(follower) between 1 and 100),       -- an openid
    kind text not null check (kind in ('text', 'image', 'voice', 'event', 'other')),
    said text not null default '' check (length(said) <= 2000),
    media text not null default '' check (length(media) <= 200),
    event text not null default '' check (length(event) <= 60),
    key text not null default '' check (length(key) <= 200),
    sent_at timestamptz not null,           -- by WeChat's clock; several may come out of order
    received_at timestamptz not null,
    done_at timestamptz
);
create index follower_inbox_of on follower_inbox (follower, sent_at);
create index follower_inbox_old on follower_inbox (received_at);

-- What is to be said to a follower, and whether it was.
create table follower_word (
    id uuid primary key,
    follower text not null,
    kind text not null check (kind in ('text', 'notice')),  -- within 48 hours, or by a subscription
    said text not null check (length(said) between 1 and 600),
    at timestamptz not null,
    state text not null check (state in ('waiting', 'sent', 'unsendable')),
    attempts int not null default 0,
    not_before timestamptz not null default '-infinity',
    reason text not null default '' check (length(reason) <= 200)
);
create index follower_word_due on follower_word (not_before, at) where state = 'waiting';
create index follower_word_of on follower_word (follower, at desc);

-- Media to be fetched from WeChat before it forgets them (three days).
create table follower_media (
    media text primary key,
    follower text not null,
    matter uuid not null references matter,
    kind text not null check (kind in ('image', 'voice')),
    at timestamptz not null,
    state text not null check (state in ('waiting', 'kept', 'failed')),
    attempts int not null default 0,
    not_before timestamptz not null default '-infinity',
    reason text not null default '' check (length(reason) <= 200)
);
create index follower_media_due on follower_media (not_before) where state = 'waiting';

-- a voice is kept as it came
alter table matter_document drop constraint matter_document_media_type_check;
alter table matter_document add constraint matter_document_media_type_check check (media_type in
    ('application/pdf', 'image/jpeg', 'image/png', 'text/plain', 'audio/amr',
     'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
     'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));

-- The public's process only adds; what follows an arrival is emitted here, in its name by nobody else.
create function follower_wrote() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    insert into outbox (event, body)
        values ('follower_wrote', jsonb_build_object('repeat_of', new.repeat_of));
    perform pg_notify('outbox', '');
    return null;
end $$;
create trigger follower_wrote after insert on follower_inbox
    for each row execute function follower_wrote();

-- Whether it is a repeat is found by the insert itself: nothing is read.
grant insert on follower_inbox to yizhan_portal;
grant select on follower_word, follower_media to yizhan_service;
grant insert on follower_word to yizhan_service;
