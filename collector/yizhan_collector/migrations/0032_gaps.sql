-- What a term lacks, by its id alone: the records themselves are read only while they are open.
create function term_gaps(today date) returns table (term uuid, what text, clock date)
    stable language sql security definer set search_path = public as $$
    select term.id, 'group', null::date from term
    where ended_on is null and state in ('received', 'declared', 'active')
      and not exists (select 1 from correction_group where correction_group.term = term.id)
    union all
    select term.id, 'plan', null::date from term
    where ended_on is null and state in ('received', 'declared', 'active')
      and not exists (select 1 from plan where plan.term = term.id)
    union all
    select last.term, 'review', last.review_on
    from (select distinct on (term) term, review_on from plan order by term, version desc) last
    join term on term.id = last.term
    where ended_on is null and state in ('declared', 'active') and last.review_on <= today + 7
$$;
revoke all on function term_gaps from public;
grant execute on function term_gaps to yizhan_desk, yizhan_reader;
