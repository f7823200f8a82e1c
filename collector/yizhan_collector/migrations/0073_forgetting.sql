-- When its purpose is met nobody's words are kept (PIPL 47): what a closed matter says of anybody
-- goes after the days of the rule book; kind, clocks, coded acts and rating stay, for the figures.
insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('matter.keep_years', '3', 'years', '《个人信息保护法》第47条;年限为本系统默认值', 'I', '2022-01-01', '事项办结后保留内容', 'Words and papers of a closed matter are kept', '由档案部门确认'),
    ('aid.keep_years', '10', 'years', '法律援助案卷归档年限;本系统默认值', 'I', '2022-01-01', '法律援助办结后保留内容', 'Words and papers of a closed legal-aid matter are kept', '由档案部门确认');

alter table matter add forgotten_at timestamptz;
create index matter_to_forget on matter (closed_at) where state = 'closed' and forgotten_at is null;
