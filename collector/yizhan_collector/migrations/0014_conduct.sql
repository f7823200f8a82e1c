-- Reports by whichever way, excuses, contacts, and rewards and sanctions.

-- An order that ended before its first day never asked for anything; orders never overlap.
alter table reporting_order drop constraint reporting_order_check;
alter table reporting_order add constraint one_rhythm_at_a_time exclude using gist (
    person with =,
    (case when ended_on is null then daterange(first_due_on, null)
          else daterange(first_due_on, greatest(ended_on + 1, first_due_on)) end) with &&);

-- A report at the machine, or one that an officer took at the desk, by telephone, video or at home.
alter table checkin alter column device drop not null;
alter table checkin add column channel text not null default 'kiosk'
    check (channel in ('kiosk', 'desk', 'phone', 'video', 'home_visit'));
alter table checkin add column recorded_by uuid references staff;
alter table checkin add constraint a_machine_or_an_officer check
    ((channel = 'kiosk') = (device is not null) and (channel = 'kiosk') = (recorded_by is null));
-- at most one way of the person's category may be the face; the others need no machine at all
alter table checkin add constraint officers_look_at_no_face check
    (channel = 'kiosk' or (route = 'officer' and verdict is null));

-- Why nobody can expect a report on some days, beside leave: written by an officer, with evidence.
create table excuse (
    id uuid primary key,
    person uuid not null references person,
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    why text not null check (why in ('health', 'hospital', 'other')),
    evidence text not null check (evidence ~ '\S' and length(evidence) <= 1000),
    author uuid not null references staff,
    recorded_at timestamptz not null,
    withdrawn_by uuid references staff,
    withdrawn_at timestamptz,
    withdrawn_why text check (withdrawn_why ~ '\S' and length(withdrawn_why) <= 500),
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check ((withdrawn_at is null) = (withdrawn_why is null)),
    constraint excuses_do_not_overlap exclude using gist
        (person with =, daterange(from_on, to_on, '[]') with &&) where (withdrawn_at is null)
);
create index excuse_person on excuse (person, from_on desc);
call protect('excuse');

create function excuse_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.withdrawn_at is not null
       or to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'withdrawn_why']
          is distinct from to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'withdrawn_why'] then
        raise exception 'an excuse is never changed; withdraw it and write another';
    end if;
    return new;
end $$;
create trigger excuse_kept before update or delete on excuse
    for each row execute function excuse_is_kept();

-- What was known of the posts of a township on a day that is over; empty: none was of use.
create table post_day (
    township text not null references township,
    day date not null,
    in_order text[] not null,
    judged_at timestamptz not null,
    primary key (township, day)
);
grant select on post_day to yizhan_desk, yizhan_reader, yizhan_self;

-- Home visits, interviews, calls. Append-only; the writer's own key makes a repeat harmless.
create table contact (
    id uuid primary key,
    person uuid not null references person,
    way text not null check (way in
        ('home_visit', 'interview', 'phone', 'video', 'message', 'through_others')),
    at timestamptz not null,
    outcome text not null check (outcome in ('reached', 'not_reached')),
    place text not null default '' check (length(place) <= 200),
    present text[] not null default '{}' check (cardinality(present) <= 20),
    said text not null check (said ~ '\S' and length(said) <= 4000),
    next_step text not null default '' check (length(next_step) <= 1000),
    checkin uuid unique references checkin,
    author uuid not null references staff,
    recorded_at timestamptz not null check (recorded_at >= at),
    constraint a_report_needs_the_person check (checkin is null or outcome = 'reached')
);
create index contact_person on contact (person, at desc);
create index contact_at on contact (at desc);
create function contact_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'a contact is never changed; record another';
end $$;
create trigger contact_append_only before update or delete or truncate on contact
    for each statement execute function contact_is_append_only();
call protect('contact');
revoke update on contact from yizhan_desk;

-- Lost contact: opened by a person, on failed attempts by several ways; closed when found.
create table lost_contact (
    id uuid primary key,
    person uuid not null references person,
    opened_by uuid not null references staff,
    opened_at timestamptz not null,
    opened_on date not null,
    reasons text not null check (reasons ~ '\S' and length(reasons) <= 2000),
    police_on date,
    procuratorate_on date,
    paper uuid,
    found text check (found ~ '\S' and length(found) <= 2000),
    closed_by uuid references staff,
    closed_at timestamptz check (closed_at >= opened_at),
    check ((closed_at is null) = (closed_by is null)),
    check ((closed_at is null) = (found is null))
);
create unique index lost_contact_open on lost_contact (person) where closed_at is null;
call protect('lost_contact');
create table lost_attempt (
    lost uuid not null references lost_contact,
    contact uuid not null references contact,
    person uuid not null references person,
    primary key (lost, contact)
);
call protect('lost_attempt');
revoke update on lost_attempt from yizhan_desk;

create function lost_after_several_ways() returns trigger
    language plpgsql security definer set search_path = public as $$
declare ways int; needed int := rule_number('lost.channels', new.opened_on);
begin
    select count(distinct way) into ways
    from lost_attempt join contact on contact.id = lost_attempt.contact
    where lost_attempt.lost = new.id and contact.person = new.person
      and outcome = 'not_reached' and at <= new.opened_at
      and not exists (select 1 from contact later where later.person = new.person
                      and later.outcome = 'reached' and later.at >= contact.at
                      and later.at <= new.opened_at);
    if needed is null or ways < needed then
        raise exception 'lost contact needs % failed ways since the person was last reached, not %',
            needed, ways using errcode = 'check_violation', constraint = 'lost_after_several_ways';
    end if;
    return null;
end $$;
create constraint trigger lost_after_several_ways after insert on lost_contact
    deferrable initially deferred for each row execute function lost_after_several_ways();

create function lost_by_a_person() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if 'lost_contact' = any (new.overlays)
       and (tg_op = 'INSERT' or not 'lost_contact' = any (old.overlays))
       and not exists (select 1 from lost_contact where person = new.person and closed_at is null) then
        raise exception 'only a person who tried several ways opens lost contact'
            using errcode = 'check_violation', constraint = 'lost_by_a_person';
    end if;
    return null;
end $$;
create constraint trigger lost_by_a_person after insert or update of overlays on term
    deferrable initially deferred for each row execute function lost_by_a_person();

-- Rewards and sanctions: proposed by one person with evidence, decided by another, told, open to
-- an objection. The software never decides.
create table sanction (
    id uuid primary key,
    person uuid not null references person,
    term uuid not null references term,
    measure text not null check (measure in ('praise', 'reprimand', 'warning', 'security_proposal',
                                             'revocation_proposal', 'recommit_proposal')),
    ground text not null check (ground ~ '^[a-z_]{2,40}$'),
    facts text not null check (facts ~ '\S' and length(facts) <= 4000),
    heard text not null default '' check (length(heard) <= 4000),
    considered text not null default '' check (length(considered) <= 4000),
    details jsonb not null default '{}',
    since date,                             -- the duty after which days were counted
    proposed_by uuid not null references staff,
    proposed_at timestamptz not null,
    request uuid not null unique references request,
    objection_route text not null check (objection_route ~ '\S'),
    words text not null default '',         -- the ground, with the numbers of that day
    state text not null default 'proposed' check (state in
        ('proposed', 'refused', 'withdrawn', 'decided', 'in_force', 'annulled', 'closed')),
    decided_by uuid references staff,
    decided_at timestamptz,
    reasons text not null default '',
    paper uuid references paper,
    copied_on date,                         -- to the procuratorate
    told_on date,
    told_how text not null default '',
    told_by uuid references staff,
    outcome text check (outcome in ('granted', 'refused')),   -- of the court or the organ asked
    outcome_on date check (outcome_on >= told_on),
    outcome_document text not null default '',
    constraint nobody_decides_the_own_proposal check (decided_by <> proposed_by),
    constraint heard_before_decided check
        (measure = 'praise' or (heard ~ '\S' and considered ~ '\S')),
    constraint decided_by_a_person_with_reasons check
        (state in ('proposed', 'withdrawn') or
         (decided_by is not null and decided_at is not null and reasons ~ '\S')),
    constraint decided_in_writing check
        (state not in ('decided', 'in_force', 'annulled', 'closed')
         or (paper is not null and copied_on is not null)),
    constraint in_force_once_told check
        (state not in ('in_force', 'closed')
         or (told_on is not null and told_how ~ '\S' and told_by is not null)),
    constraint closed_by_the_organ check
        ((state = 'closed') = (outcome is not null and outcome_on is not null
                               and outcome_document ~ '\S')),
    constraint organs_close_proposals_only check (state <> 'closed' or measure like '%\_proposal'),
    constraint days_have_a_duty check (ground <> 'late_or_away' or since is not null)
);
create index sanction_person on sanction (person, proposed_at desc);
create index sanction_state on sanction (state, proposed_at desc);
call protect('sanction');
drop policy self on sanction;
create policy self on sanction to yizhan_self
    using (person = self_person() and told_on is not null);

-- What shows it: each counted day, each day that does not count and why, and other evidence.
create table sanction_evidence (
    sanction uuid not null references sanction,
    no int not null check (no > 0),
    person uuid not null references person,
    day date,
    why text check (why in ('leave', 'travel', 'health', 'hospital', 'other', 'detained',
                            'post_down', 'holiday', 'before_notice')),  -- null: the day counts
    text text not null check (text ~ '\S' and length(text) <= 1000),
    primary key (sanction, no),
    unique (sanction, day),
    check (day is not null or why is null)
);
call protect('sanction_evidence');
revoke update on sanction_evidence from yizhan_desk;
drop policy self on sanction_evidence;
create policy self on sanction_evidence to yizhan_self
    using (sanction in (select id from sanction));
create function evidence_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'evidence is never changed';
end $$;
create trigger evidence_append_only before update or delete or truncate on sanction_evidence
    for each statement execute function evidence_is_append_only();

create function evidence_holds() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if new.day is not null and new.why is null and (
        exists (select 1 from excuse where person = new.person and withdrawn_at is null
                and new.day between from_on and to_on)
        or exists (select 1 from post_day join person on person.township = post_day.township
                   where person.id = new.person and day = new.day and in_order = '{}')) then
        raise exception 'an excused day, or one whose post was down, never counts'
            using errcode = 'check_violation', constraint = 'evidence_holds';
    end if;
    if (select state from sanction where id = new.sanction) <> 'proposed' then
        raise exception 'evidence belongs to a proposal';
    end if;
    return new;
end $$;
create trigger evidence_holds before insert on sanction_evidence
    for each row execute function evidence_holds();

-- A proposal without evidence is none; days are enough only for the measure that their number meets.
create function sanction_shown() returns trigger
    language plpgsql security definer set search_path = public as $$
declare shown int; days int; today date := (new.proposed_at at time zone 'Asia/Shanghai')::date;
begin
    select count(*), count(*) filter (where day is not null and why is null and day > new.since)
    into shown, days from sanction_evidence where sanction = new.id;
    if shown = 0 then
        raise exception 'a sanction needs evidence'
            using errcode = 'check_violation', constraint = 'sanction_shown';
    end if;
    if new.ground = 'late_or_away' and not (case new.measure
        when 'reprimand' then days between 1 and rule_number('reprimand.late_days', today)
        when 'warning' then days > rule_number('warning.late_days', today)
        when 'revocation_proposal' then days > (new.since + make_interval(
            months => rule_number('revoke.late_months', today)))::date - new.since
        else false end) then
        raise exception '% counted days are not what % needs', days, new.measure
            using errcode = 'check_violation', constraint = 'sanction_shown';
    end if;
    return null;
end $$;
create constraint trigger sanction_shown after insert on sanction
    deferrable initially deferred for each row execute function sanction_shown();

create function sanction_moves() returns trigger
    language plpgsql security definer set search_path = public as $$
declare asked request;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'proposed' then
            raise exception 'a sanction begins as a proposal';
        end if;
        return new;
    end if;
    if to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'reasons', 'paper', 'copied_on',
                             'told_on', 'told_how', 'told_by', 'outcome', 'outcome_on',
                             'outcome_document']
       is distinct from
       to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'reasons', 'paper', 'copied_on',
                             'told_on', 'told_how', 'told_by', 'outcome', 'outcome_on',
                             'outcome_document'] then
        raise exception 'a proposal is never changed; withdraw it and make another';
    end if;
    if old.state || ' ' || new.state not in
        ('proposed refused', 'proposed withdrawn', 'proposed decided', 'decided in_force',
         'decided annulled', 'in_force annulled', 'in_force closed') then
        raise exception 'from % there is no way to %', old.state, new.state;
    end if;
    if old.state <> 'proposed' and (new.decided_by, new.decided_at, new.reasons, new.paper)
        is distinct from (old.decided_by, old.decided_at, old.reasons, old.paper) then
        raise exception 'a decision is never changed';
    end if;
    select * into asked from request where id = new.request;
    if old.state = 'proposed' and (
        asked.decision is distinct from case new.state
            when 'decided' then 'granted' when 'refused' then 'refused' else 'withdrawn' end
        or (new.state <> 'withdrawn' and asked.decided_by is distinct from new.decided_by)) then
        raise exception 'a sanction follows the decision of a person';
    end if;
    if new.state = 'annulled' and not exists (
        select 1 from objection where sanction = new.id and outcome in ('changed', 'withdrawn')) then
        raise exception 'a decision falls by the answer to an objection';
    end if;
    return new;
end $$;
create trigger sanction_moves before insert or update on sanction
    for each row execute function sanction_moves();
create trigger sanction_kept before delete or truncate on sanction
    for each statement execute function evidence_is_append_only();

create table objection (
    id uuid primary key,
    sanction uuid not null unique references sanction,
    person uuid not null references person,
    text text not null check (text ~ '\S' and length(text) <= 4000),
    channel text not null check (channel in ('own', 'kiosk', 'desk')),
    recorded_by uuid references staff,      -- who wrote down what the person said
    raised_at timestamptz not null,
    outcome text check (outcome in ('upheld', 'changed', 'withdrawn')),
    findings text not null default '',
    changed_to text not null default '',
    answered_by uuid references staff,
    answered_at timestamptz check (answered_at >= raised_at),
    paper uuid references paper,
    referred_at timestamptz check (referred_at >= answered_at),  -- on to the procuratorate
    referred_why text not null default '',
    check ((channel = 'desk') = (recorded_by is not null)),
    constraint answered_whole check (case when outcome is null
        then findings = '' and answered_by is null and answered_at is null and paper is null
        else findings ~ '\S' and answered_by is not null and answered_at is not null
             and paper is not null end),
    constraint changed_into_something check
        ((outcome is not distinct from 'changed') = (changed_to ~ '\S')),
    check (referred_at is null or (outcome is not null and referred_why ~ '\S'))
);
create index objection_open on objection (raised_at) where outcome is null;
call protect('objection');
grant insert, update (referred_at, referred_why) on objection to yizhan_self;

create function objection_moves() returns trigger
    language plpgsql security definer set search_path = public as $$
declare against sanction;
begin
    select * into against from sanction where id = new.sanction;
    if new.person <> against.person or (tg_op = 'INSERT' and
        (new.outcome is not null or against.state not in ('decided', 'in_force'))) then
        raise exception 'an objection is raised against a decision that stands';
    end if;
    if new.outcome is not null and new.answered_by = against.decided_by then
        raise exception 'nobody answers an objection to the own decision'
            using errcode = 'check_violation', constraint = 'answered_by_somebody_else';
    end if;
    if tg_op = 'UPDATE' and (
        (old.text, old.person, old.sanction, old.raised_at, old.channel)
            is distinct from (new.text, new.person, new.sanction, new.raised_at, new.channel)
        or (old.outcome is not null and (old.outcome, old.findings, old.answered_by, old.paper)
            is distinct from (new.outcome, new.findings, new.answered_by, new.paper))) then
        raise exception 'an objection and its answer are never changed';
    end if;
    return new;
end $$;
create trigger objection_moves before insert or update on objection
    for each row execute function objection_moves();

-- When somebody was in the hands of another organ: days only, told to whoever counts days.
create index act_detention on act (person) where kind in ('detained', 'set_free');
create function detentions_of(wanted uuid[]) returns table (person uuid, from_on date, to_on date)
    stable language sql security definer set search_path = public as $$
    select begun.person, begun.effective_on,
           (select min(free.effective_on) from act free
            where free.person = begun.person and free.kind = 'set_free'
              and free.recorded_at >= begun.recorded_at)
    from act begun
    where begun.kind = 'detained' and begun.person = any (wanted)
      and not exists (select 1 from act later where later.corrects = begun.id)
$$;

-- What the numbers meet, counted each night and after whatever changes them; nothing is decided here.
create table conduct_hint (
    person uuid not null references person,
    measure text not null,
    ground text not null,
    number int not null,
    rule_limit int not null,
    rule text not null,
    since date,
    duty text,
    counted_at timestamptz not null,
    unique nulls not distinct (person, measure, ground, since)
);
call protect('conduct_hint');
drop policy self on conduct_hint;
revoke all on conduct_hint from yizhan_self;
grant delete on conduct_hint to yizhan_desk;
