-- What the reading half of the portal needs: titles apart for the search, and the assumptions of the
-- reach map as dated rules.

-- small and beside the row: which texts are titled by a word is known without unpacking the words
-- of each
alter table article
    add live_title_words tsvector generated always as (ts_filter(live_words, '{a}')) stored,
    alter live_words set compression lz4;
create index article_title_words on article using gin (live_title_words) where live_version is not null;
grant select (live_title_words) on article to yizhan_portal, yizhan_service, yizhan_desk;

-- What matches, best first and newer ones first among equals. Of very many the `most` newest and the
-- `most` newest titled by a word are ranked, for to rank a text its words are unpacked; `total` counts
-- no further than `most`. Behind a policy the index on words could not be used, for `@@` might tell of
-- rows that are not shown; so the search stands before it and shows the same rows.
-- Planned for the words that are asked for: rare ones by the index, common ones from the newest on.
create function find_articles(asked tsquery, most int, size int, skipped int)
    returns table (no bigint, total bigint) stable language plpgsql security definer
    set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin return query
    with live as not materialized (
        select article.no, published_at, live_words, live_title_words from article
        where live_version is not null
          and live_column in (select code from site_column where shown)
    ), newest as materialized (
        select live.no from live where live_words @@ asked
        order by published_at desc, live.no desc limit most
    ), chosen as (
        select newest.no from newest
        union
        (select live.no from live where live_title_words @@ asked
         order by published_at desc, live.no desc limit most)
    )
    select article.no, (select count(*) from newest) from chosen join article using (no)
    order by ts_rank_cd(live_words, asked, 1) desc, published_at desc, article.no desc
    limit size offset skipped;
end $$;
revoke all on function find_articles from public;
grant execute on function find_articles to yizhan_portal;

insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('reach.rural_minutes', '60', 'minutes', '公共法律服务体系建设目标(乡村一小时)', 'v', '2022-01-01', '服务圈:乡镇到达服务网点', 'Reach: from a rural township', ''),
    ('reach.urban_minutes', '30', 'minutes', '公共法律服务体系建设目标(城区半小时)', 'v', '2022-01-01', '服务圈:城区街道到达服务网点', 'Reach: from an urban subdistrict', ''),
    ('reach.road_percent', '140', 'percent', '本系统估算值', 'I', '2022-01-01', '服务圈:道路里程与直线距离之比', 'Reach: road length over the straight line', '山区实际可能更高'),
    ('reach.rural_kmh', '40', 'km_per_hour', '本系统估算值', 'I', '2022-01-01', '服务圈:乡村平均车速', 'Reach: mean speed in the country', ''),
    ('reach.urban_kmh', '20', 'km_per_hour', '本系统估算值', 'I', '2022-01-01', '服务圈:城区平均车速(公交)', 'Reach: mean speed in town, by bus', '');

-- Of a draft nobody is told; of a text that is live, its column: what stands on others is kept.
drop trigger site_changed on article;
create function site_text_changed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.live_column is not null then
        perform pg_notify('site', 'article ' || old.live_column);
    end if;
    if tg_op <> 'DELETE' and new.live_column is not null then
        perform pg_notify('site', 'article ' || new.live_column);
    end if;
    return null;
end $$;
create trigger site_changed after insert or delete on article
    for each row execute function site_text_changed();
create trigger site_text_changed after update on article for each row
    when ((old.live_version, old.live_column, old.live_title, old.live_lead, old.published_at,
           old.refreshed_at, old.expires_on)
          is distinct from (new.live_version, new.live_column, new.live_title, new.live_lead,
           new.published_at, new.refreshed_at, new.expires_on))
    execute function site_text_changed();

-- hours and estimates on kept pages follow these too
create trigger site_changed after insert on rule
    for each statement execute function site_changed();
create trigger site_changed after insert on closed_day
    for each statement execute function site_changed();
