-- Walking the chain of the audit trail, and remembering its head.
create type audit_fault as (kind text, seq bigint, entry bigint);

-- The row that belongs at this place of the chain, wherever it stands now.
create function audit_stray(before bytea, place audit_chain) returns bigint stable language sql as $$
    select one.id from audit one
    where place.hash in (
        audit_digest(before, one),
        audit_digest(before, row(place.entry, one.at, one.staff, one.action, one.person,
                                 one.subject, one.reason)::audit))
    limit 1
$$;

-- The first fault from the start of the chain, or nothing: a chain row that is gone, an audit row
-- that is gone, stands elsewhere or was changed, and a row that was added past the chain.
create function audit_first_fault() returns audit_fault stable language plpgsql
    security definer set search_path = public as $$
declare place audit_chain; one audit; before bytea := ''; expected bigint := 1;
begin
    for place in select * from audit_chain order by seq loop
        if place.seq <> expected then
            return ('missing', expected, null)::audit_fault;
        end if;
        select * into one from audit where id = place.entry;
        if not found or audit_digest(before, one) <> place.hash then
            if audit_stray(before, place) is not null then
                return ('reordered', place.seq, place.entry)::audit_fault;
            end if;
            return (case when one.id is null then 'missing' else 'changed' end,
                    place.seq, place.entry)::audit_fault;
        end if;
        before := place.hash;
        expected := expected + 1;
    end loop;
    select audit.id into one.id from audit left join audit_chain on entry = audit.id
        where entry is null order by audit.id limit 1;
    if found then
        return ('unlinked', null, one.id)::audit_fault;
    end if;
    return null;
end $$;

-- Each walk leaves its outcome and the head it saw; a later walk must find that head again.
create table audit_check (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    seq bigint not null,
    hash bytea not null,
    fault text check (fault in ('changed', 'missing', 'reordered', 'unlinked', 'cut')),
    place bigint,
    entry bigint
);
create trigger audit_check_append_only before update or delete or truncate on audit_check
    for each statement execute function audit_is_append_only();

create function audit_verify(moment timestamptz) returns setof audit_check language plpgsql
    security definer set search_path = public as $$
declare tail audit_chain; found_fault audit_fault; lost audit_check;
begin
    select * into tail from audit_chain order by seq desc limit 1;
    found_fault := audit_first_fault();
    if found_fault.kind is null then
        select kept.* into lost from audit_check kept left join audit_chain on audit_chain.seq = kept.seq
            where kept.seq > 0 and kept.hash is distinct from audit_chain.hash order by kept.seq limit 1;
        if found then
            found_fault := ('cut', lost.seq, null)::audit_fault;
        end if;
    end if;
    return query insert into audit_check (at, seq, hash, fault, place, entry)
        values (moment, coalesce(tail.seq, 0), coalesce(tail.hash, ''),
                found_fault.kind, found_fault.seq, found_fault.entry)
        returning *;
end $$;
revoke all on function audit_stray, audit_first_fault, audit_verify from public;
grant execute on function audit_verify to yizhan_desk, yizhan_technician;
grant select on audit_check to yizhan_desk, yizhan_reader, yizhan_technician;

-- Who administers accounts reads of the trail what names nobody under correction.
grant select (id, at, staff, action, person, subject, reason) on audit to yizhan_technician;
