-- The gaps of a term are looked for in the own area only: before, every office paid for the city.
create or replace function term_gaps(today date) returns table (term uuid, what text, clock date)
    stable language sql security definer set search_path = public as $$
    with live as materialized (
        select term.id, state from term join person on person.id = term.person
        where ended_on is null and state in ('received', 'declared', 'active')
          and person.township like coalesce(nullif(current_setting('yizhan.area', true), ''), '%'))
    select id, 'group', null::date from live
    where not exists (select 1 from correction_group where correction_group.term = live.id)
    union all
    select id, 'plan', null::date from live
    where not exists (select 1 from plan where plan.term = live.id)
    union all
    select live.id, 'review', last.review_on
    from live cross join lateral (select review_on from plan where plan.term = live.id
                                  order by version desc limit 1) last
    where state in ('declared', 'active') and last.review_on <= today + 7
$$;
