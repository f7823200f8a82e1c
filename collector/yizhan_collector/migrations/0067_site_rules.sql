-- The national self-check of government websites, dated, with its sources.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('site.news_days', '14', 'days', '2015-2017年全国政府网站普查(新闻转述);国办秘函〔2019〕19号', 'v', '2015-04-01', '动态、要闻类栏目不更新,即为不更新栏目', 'A column of news counts as stale after', ''),
    ('site.notice_months', '6', 'months', '2015-2017年全国政府网站普查(新闻转述);国办秘函〔2019〕19号', 'v', '2015-04-01', '通知公告、政策文件类栏目不更新,即为不更新栏目', 'A column of notices or policy counts as stale after', ''),
    ('site.guide_months', '12', 'months', '本系统建议', 'I', '2015-04-01', '办事指南、机构概况类栏目不更新,计入不更新栏目总数', 'A column of guides or about the bureau counts as stale after', '各地掌握不一,请法制机构确认'),
    ('site.named_columns', '5', 'columns', '2015-2017年全国政府网站普查(新闻转述)', 'v', '2015-04-01', '动态、公告、政策类栏目不更新达到此数,单项否决', 'Stale columns of news, notices and policy: the site fails at', ''),
    ('site.stale_columns', '10', 'columns', '2015-2017年全国政府网站普查(新闻转述)', 'v', '2015-04-01', '各类栏目不更新总数达到此数,单项否决', 'Stale columns in all: the site fails at', ''),
    ('site.blank_columns', '5', 'columns', '2015-2017年全国政府网站普查(新闻转述)', 'v', '2015-04-01', '空白栏目达到此数,单项否决', 'Blank columns: the site fails at', ''),
    ('site.message_months', '2', 'months', '国办秘函〔2019〕19号(某部门自查结果转述)', 'v', '2019-04-01', '网民留言未答复,扣分', 'A message of the public without an answer loses points after', ''),
    ('site.message_fail_months', '3', 'months', '国办秘函〔2019〕19号', 'M', '2019-04-01', '网民留言未答复,单项否决', 'A message of the public without an answer fails the site after', '凭记忆,请核对原文'),
    ('site.statistics_months', '3', 'months', '国办秘函〔2019〕19号(某部门自查结果转述)', 'v', '2019-04-01', '办事统计数据未更新,扣分', 'Statistics of the service lose points after', '适用于代码为 statistics 的栏目'),
    ('site.media_days', '14', 'days', '国办秘函〔2019〕19号(各地通报转述)', 'v', '2019-04-01', '政务新媒体不更新,扣分', 'An account on WeChat or Weibo loses points after', '账号本身另行判定为不合格'),
    ('site.stale_points', '5', 'points', '国办秘函〔2019〕19号(某部门自查结果转述)', 'v', '2019-04-01', '每个不更新栏目扣分', 'Points for each stale column', ''),
    ('site.blank_points', '5', 'points', '本系统建议', 'I', '2019-04-01', '每个空白栏目扣分', 'Points for each blank column', ''),
    ('site.message_points', '3', 'points', '国办秘函〔2019〕19号(某部门自查结果转述)', 'v', '2019-04-01', '留言未按期答复扣分(每个受理队列)', 'Points for each queue with messages unanswered too long', ''),
    ('site.statistics_points', '2', 'points', '国办秘函〔2019〕19号(某部门自查结果转述)', 'v', '2019-04-01', '统计数据未更新扣分', 'Points for stale statistics', ''),
    ('site.media_points', '5', 'points', '本系统建议', 'I', '2019-04-01', '每个不更新的新媒体账号扣分', 'Points for each stale account', ''),
    ('site.link_points', '1', 'points', '本系统建议', 'I', '2019-04-01', '每个有错链的栏目扣分', 'Points for each column with broken links', ''),
    ('site.expired_points', '1', 'points', '本系统建议', 'I', '2019-04-01', '每个有过期公告的栏目扣分', 'Points for each column with expired notices', ''),
    ('site.pass_score', '60', 'points', '2015-2017年全国政府网站普查', 'M', '2015-04-01', '低于此分为不合格', 'A site fails below', '凭记忆,请核对原文'),
    ('site.warn_days', '3', 'days', '本系统建议', 'I', '2015-04-01', '在到期前几天提醒', 'Warned so many days before', ''),
    ('site.link_days', '2', 'days', '本系统建议', 'I', '2015-04-01', '链接连续打不开多久算错链', 'A link is broken when it fails for', ''),
    ('site.account_days', '90', 'days', '本系统建议', 'I', '2015-04-01', '账号多久未登录算停用', 'An account is dead when nobody signs in for', '');

-- Which version of a text its links were read of.
create table link_reading (
    article uuid primary key references article on delete cascade,
    version int                             -- null: nothing of it is live
);
create index site_link_url on site_link (url);
-- who keeps the board sees which link of which text is broken; what is live is public anyway
create policy technician on article for select to yizhan_technician using (live_version is not null);
grant select (id, no, live_title, live_column, live_version) on article to yizhan_technician;
grant select on site_link to yizhan_technician;
