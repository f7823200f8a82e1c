-- Write once, publish everywhere: what goes live or leaves the portal is what others approved, and
-- it points to nobody. The same is asked by rooms/publishing; here it cannot be forgotten.
alter table article
    add column plan jsonb not null default '{}',          -- where else, as the editor wishes
    add column until_on date,                             -- becomes expires_on when it goes live
    add column hands uuid[] not null default '{}',        -- who had a part since it last went live
    add column returned_by uuid references staff,
    add column returned_why text not null default '' check (length(returned_why) <= 300),
    add constraint a_live_text_runs_nothing check (
        live_body !~* '<\s*(script|style|iframe|object|embed|svg|math|form|base|meta|link)\M'
        and live_body !~* '<[^>]*\son\w+\s*='
        and live_body !~* '(href|src)\s*=\s*["'']?\s*(javascript|data|vbscript):');
alter table article_version
    add column column_code text not null references site_column,
    add column until_on date,
    add column cuts jsonb not null default '[]';          -- channel, target, text of each place

alter table delivery
    drop constraint delivery_article_channel_target_key,
    drop constraint delivery_channel_check,
    drop constraint delivery_state_check,
    add column version int not null,
    add column before_version int,                        -- of the sign's message before
    add constraint delivery_channel_check check (channel in ('wechat', 'weibo', 'sign')),
    add constraint delivery_state_check check (state in
        ('waiting', 'sending', 'sent', 'failed', 'withdrawing', 'withdrawn')),
    add constraint delivery_once unique (article, channel, target, version);
create index delivery_of_sign on delivery (target) where channel = 'sign' and state = 'sent';

-- How often the filter refused somebody's text; never which, for it is not to be asked about names.
create table text_refusal (
    staff uuid not null references staff,
    at timestamptz not null
);
create index text_refusal_of on text_refusal (staff, at);
alter table text_refusal enable row level security;
create policy own on text_refusal to yizhan_service, yizhan_desk
    using (staff::text = current_setting('yizhan.staff', true));
grant select, insert on text_refusal to yizhan_service, yizhan_desk;

-- What is read of cleaned HTML, block by block, and the numbers and addresses its links call.
create function text_of(html text) returns text immutable language sql as $$
    select replace(replace(replace(replace(
        regexp_replace(regexp_replace(html, '</?(a|strong|em)\M[^>]*>', '', 'gi'), '<[^>]*>', E'\n', 'g'),
        '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')
        || E'\n' || coalesce((select string_agg(found[1], E'\n')
                              from regexp_matches(html, 'href="(?:tel|mailto):([^"]*)"', 'gi') as found), '')
$$;

create index person_letters on person (letters_of(name));
create index party_letters on party (letters_of(name));
create index person_long_letters on person (letters_of(name)) where length(letters_of(name)) > 8;
create index party_long_letters on party (letters_of(name)) where length(letters_of(name)) > 8;
create index party_phone on party (regexp_replace(phone, '\D', '', 'g'));

-- Words that are whole names of some people and yet name nobody in a text; filled by 0066a.
create table ordinary_word (word text primary key);

-- Every run of 2 to 8 letters in a text, to be looked up as a name.
create function letters_in_a_row(letters text) returns text[] immutable language sql as $$
    with one as (
        select c, lead(c, 1) over w c1, lead(c, 2) over w c2, lead(c, 3) over w c3, lead(c, 4) over w c4,
               lead(c, 5) over w c5, lead(c, 6) over w c6, lead(c, 7) over w c7
        from string_to_table(letters, null) with ordinality as t(c, at) window w as (order by at))
    select coalesce(array_agg(distinct run), '{}')
    from one, lateral (values (c || c1), (c || c1 || c2), (c || c1 || c2 || c3), (c || c1 || c2 || c3 || c4),
        (c || c1 || c2 || c3 || c4 || c5), (c || c1 || c2 || c3 || c4 || c5 || c6),
        (c || c1 || c2 || c3 || c4 || c5 || c6 || c7)) as v(run) where run is not null
$$;

-- The digits of a text that stand together, however they are written or grouped within a line.
create function digits_in_a_row(said text, fewest int) returns text[] immutable language sql as $$
    select coalesce(array_agg(distinct found[1]), '{}') from regexp_matches(
        regexp_replace(translate(said, '〇零一二三四五六七八九', '00123456789'),
                       '(?<=\d)[ \t.·()-]+(?=\d)', '', 'g'),
        '\d{' || fewest || ',}', 'g') as found
$$;

-- The same without what is plainly no number of anybody: addresses of pages, dates, amounts.
create function without_plain_numbers(said text) returns text immutable language sql as $$
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(said,
        'https?://[^\s<>"]+', '#', 'gi'),
        '(?<!\d)(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d)', '#', 'g'),
        '(?<!\d)(?:19|20)\d\d(?:(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])|\s*[-—–~]\s*(?:19|20)\d\d)(?!\d)', '#', 'g'),
        '(?<!\d)\d{1,9}(?:\.\d{1,4})?\s*[余多]?(?=元|万|亿|人|件|次|户|名|份|起|场|平方米|公里|米|%|吨|亩|字)', '#', 'g')
$$;

-- Whether a text may point to somebody: 'name' or 'number' of one the bureau keeps a file on, of
-- whatever kind (supervised, or having asked for help, alike: a yes tells of nobody), and 'long' for
-- a number that is neither a public hotline nor a listed place's. `said` is plain text, see text_of.
create or replace function text_may_identify(said text) returns text[] stable language plpgsql
    security definer set search_path = public as $$
declare
    flat text := normalize(said, nfkc);
    letters text := letters_of(said);
    runs text[] := array(select unnest(letters_in_a_row(letters)) except select word from ordinary_word);
    digits text[] := digits_in_a_row(regexp_replace(flat, 'https?://[^\s<>"]+', '#', 'gi'), 7);
    long text[] := digits_in_a_row(without_plain_numbers(flat), 7);
    listed text[] := array(
        select run from unnest(digits || long) run
        join (select phone from service_point union all select phone from directory_entry where active
              union all select phone from department) known
          on right(regexp_replace(phone, '\D', '', 'g'), length(run)) = run);
    parts text[] := array(select distinct substr(run, at, size) from unnest(digits) run,
        generate_series(7, 13) size, generate_series(1, least(length(run), 200)) at
        where at + size - 1 <= length(run) and run <> all(listed));
    found text[] := '{}';
begin
    if exists (select from person where letters_of(name) = any(runs))
       or exists (select from person where length(letters_of(name)) > 8
                  and strpos(letters, letters_of(name)) > 0)
       or exists (select from party where letters_of(name) = any(runs) and looks_like_a_name(party)
                  and party_is_known(party))
       or exists (select from party where length(letters_of(name)) > 8
                  and strpos(letters, letters_of(name)) > 0 and looks_like_a_name(party)
                  and party_is_known(party))
    then
        found := found || 'name'::text;
    end if;
    if exists (select from person where number = any(parts))
       or exists (select from party where regexp_replace(phone, '\D', '', 'g') = any(parts)
                  and party_is_known(party))
    then
        found := found || 'number'::text;
    end if;
    if exists (select from unnest(long) run where run <> all(listed)) then
        found := found || 'long'::text;
    end if;
    return found;
end $$;

-- What a stranger typed counts when somebody of the service has taken the matter, and a name when it
-- looks like one: else anybody could make a word or a telephone of every text unsayable.
create function party_is_known(one party) returns boolean stable language sql
    security definer set search_path = public as $$
    select exists (select from matter where matter.party = one.id and matter.owner is not null)
$$;
create function looks_like_a_name(one party) returns boolean immutable language sql as $$
    select (letters_of(one.name) !~ '[一-鿿]' or length(letters_of(one.name)) > 4 and one.name ~ '[·・]'
            or left(one.name, 2) in ('上官', '诸葛', '皇甫', '令狐', '东方', '西门')
            or length(letters_of(one.name)) <= 4
               and strpos('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'
                   || '姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
                   || '温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴'
                   || '霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚'
                   || '岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑'
                   || '迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉'
                   || '禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印'
                   || '逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由',
                   left(one.name, 1)) > 0)
$$;
revoke all on function party_is_known from public;

create or replace function approval_is_another_hand() returns trigger language plpgsql as $$
declare text article;
begin
    select * into text from article where id = new.article;
    if new.staff = any(text.hands) or new.staff in (text.author, text.changed_by, text.submitted_by) then
        raise exception using errcode = 'check_violation', constraint = 'nobody_approves_the_own_text',
            message = 'who wrote, changed or submitted a text does not approve it';
    end if;
    if text.state <> 'submitted' or text.version <> new.version then
        raise exception using errcode = 'check_violation', constraint = 'what_is_approved_was_submitted',
            message = 'a text is approved as it was submitted';
    end if;
    if new.staff::text <> coalesce(nullif(current_setting('yizhan.staff', true), ''), new.staff::text)
       or not exists (select from staff where id = new.staff and ended_at is null
                      and role in ('head_service', 'supervisor_city'))
    then
        raise exception using errcode = 'check_violation', constraint = 'one_approves_for_oneself',
            message = 'a text is approved by whoever may, and by nobody for somebody else';
    end if;
    return new;
end $$;

create function article_goes_its_way() returns trigger language plpgsql as $$
declare
    said article_version;
    changed boolean := tg_op = 'INSERT'
        or (new.title, new.lead, new.body, new.column_code, new.until_on, new.plan)
           is distinct from (old.title, old.lead, old.body, old.column_code, old.until_on, old.plan);
    live boolean := new.live_version is not null and (tg_op = 'INSERT'
        or (new.live_version, new.live_title, new.live_lead, new.live_body, new.live_column, new.expires_on)
           is distinct from
           (old.live_version, old.live_title, old.live_lead, old.live_body, old.live_column, old.expires_on));
begin
    if tg_op = 'INSERT' then
        new.hands := array[new.author, new.changed_by];
    else
        if changed and (old.state = 'submitted' or new.version <= old.version) then
            raise exception using errcode = 'check_violation', constraint = 'a_submitted_text_stands',
                message = 'a text is changed before it is submitted, and a change is a new version';
        end if;
        new.author := old.author;
        new.hands := array(select distinct one from unnest(old.hands
            || case when changed then new.changed_by end
            || case when new.state = 'submitted' then new.submitted_by end) one where one is not null);
    end if;
    if live then
        select * into said from article_version where article = new.id and version = new.live_version;
        if (said.title, said.lead, said.body, said.column_code, said.until_on)
           is distinct from (new.live_title, new.live_lead, new.live_body, new.live_column, new.expires_on)
        then
            raise exception using errcode = 'check_violation', constraint = 'what_is_live_was_submitted',
                message = 'only a submitted version goes live, as it was submitted';
        end if;
        if (select count(distinct staff) from article_approval
            where article = new.id and version = new.live_version)
           < 1 + (said.cuts <> '[]')::int
        then
            raise exception using errcode = 'check_violation', constraint = 'what_is_live_was_approved',
                message = 'a text goes live when others have approved it, two when it leaves the portal';
        end if;
        if text_may_identify(concat_ws(E'\n', said.title, said.lead, text_of(said.body))) <> '{}' then
            raise exception using errcode = 'check_violation', constraint = 'a_text_points_to_nobody',
                message = 'the text may point to a private person';
        end if;
        new.hands := array[new.author];
    end if;
    return new;
end $$;
create trigger article_goes_its_way before insert or update on article
    for each row execute function article_goes_its_way();

create or replace function delivery_needs_two() returns trigger language plpgsql as $$
declare before text := case when tg_op = 'UPDATE' then old.state end;
begin
    if tg_op = 'UPDATE' and (new.article, new.version, new.channel, new.target, new.text)
       is distinct from (old.article, old.version, old.channel, old.target, old.text) then
        raise exception using errcode = 'check_violation', constraint = 'a_delivery_stays_as_it_is',
            message = 'what goes where is never changed; submit the text anew';
    end if;
    if not (new.state = 'waiting' or new.state = 'sending' and before is distinct from 'sending'
            or new.state = 'sent' and coalesce(before, 'waiting') = 'waiting') then
        return new;
    end if;
    if not exists (
        select from article join article_version as said
               on said.article = article.id and said.version = article.live_version
        where article.id = new.article and article.live_version = new.version
          and said.cuts @> jsonb_build_array(jsonb_build_object(
              'channel', new.channel, 'target', new.target, 'text', new.text)))
       or (select count(distinct staff) from article_approval
           where article = new.article and version = new.version) < 2
    then
        raise exception using errcode = 'check_violation', constraint = 'two_people_approve',
            message = 'a text leaves the portal as two people have approved it, while it is live there';
    end if;
    if text_may_identify(text_of(new.text)) <> '{}' then
        raise exception using errcode = 'check_violation', constraint = 'a_text_points_to_nobody',
            message = 'the text may point to a private person';
    end if;
    return new;
end $$;
drop trigger delivery_needs_two on delivery;
create trigger delivery_needs_two before insert or update on delivery
    for each row execute function delivery_needs_two();
