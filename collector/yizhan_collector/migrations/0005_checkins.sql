create table checkin (
    id uuid primary key,
    person uuid not null references person,
    device text not null references device,
    due_on date,
    timing text not null check (timing in ('on_time', 'early', 'late', 'unscheduled')),
    live boolean not null,
    needs_review boolean not null,
    route text not null check (route in ('face', 'code', 'officer')),
    verdict text check (verdict in ('match', 'no_match', 'no_face', 'unsure')),
    body jsonb not null,
    clock jsonb not null,
    captured_at timestamptz not null,
    sent_at timestamptz,
    received_at timestamptz not null,
    review text check (review in ('match', 'concern', 'no_match')),
    review_note text,
    reviewed_by uuid,
    reviewed_at timestamptz
);
-- One live check-in per person per due day: a second visit is kept, but not live.
create unique index checkin_one_live on checkin (person, due_on) where live;
create index checkin_person on checkin (person, captured_at desc);
create index checkin_due on checkin (due_on) where live;
