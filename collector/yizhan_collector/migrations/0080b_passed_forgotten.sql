-- With its matter what was passed on of it is forgotten; that it was, to whom and why, stays.
create or replace function packet_moves_on() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.sent_at > now() - interval '3 years' then
            raise exception using errcode = 'check_violation', constraint = 'the_ledger_is_kept',
                message = 'the ledger of what was shared is kept for three years';
        end if;
        return old;
    end if;
    if (new.partner, new.kind, new.paper, new.person, new.recipient, new.basis, new.purpose,
        new.field_names, new.sha256, new.sent_by, new.sent_at)
       is distinct from (old.partner, old.kind, old.paper, old.person, old.recipient, old.basis,
        old.purpose, old.field_names, old.sha256, old.sent_by, old.sent_at)
       or (new.fields <> old.fields and (old.matter is null or forgetting() is not true))
       or (old.received_at is not null and new.received_at is distinct from old.received_at)
       or (old.read_at is not null and new.read_at is distinct from old.read_at)
       or (old.answered_at is not null and new.answered_at is distinct from old.answered_at)
    then
        raise exception using errcode = 'check_violation', constraint = 'what_was_sent_stays',
            message = 'what was sent, received, read or answered is never changed';
    end if;
    return new;
end $$;
