-- The rule book: every number of the law, dated, with its source. A change is a new row.
--   mark  V read in full text, v read in a secondary source, M from memory, I our own advice;
--         M and I are to be confirmed by the bureau's legal office
create table rule (
    rule text not null check (rule ~ '^[a-z]+\.[a-z_]{2,40}$'),
    value jsonb not null check (jsonb_typeof(value) in ('number', 'string', 'boolean', 'array')),
    unit text not null check (unit ~ '^[a-z_]{2,40}$'),
    source text not null check (length(source) between 1 and 200),
    mark text not null check (mark in ('V', 'v', 'M', 'I')),
    effective_from date not null,
    title_zh text not null check (title_zh <> ''),
    title_en text not null check (title_en <> ''),
    note text not null default '' check (length(note) <= 500),
    version int not null default 1 check (version > 0),
    author uuid references staff,           -- null: as delivered
    ground text not null default '' check (length(ground) <= 500),
    recorded_at timestamptz not null default now(),
    primary key (rule, effective_from, version),
    constraint a_change_has_its_ground check (author is null or ground <> '')
);

create function rule_book_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the rule book is never edited; add a row';
end $$;
create trigger rule_append_only before update or delete or truncate on rule
    for each statement execute function rule_book_is_append_only();

-- A row dated before the last one of its rule would change what was decided in between.
create function rule_follows() returns trigger language plpgsql as $$
declare last rule;
begin
    perform pg_advisory_xact_lock(hashtextextended('rule ' || new.rule, 0));
    select * into last from rule where rule.rule = new.rule
        order by effective_from desc, version desc limit 1;
    if last.effective_from > new.effective_from then
        raise exception using errcode = 'check_violation', constraint = 'rule_dates_ascend',
            message = 'a change of a rule is dated like its last row or later';
    end if;
    if jsonb_typeof(last.value) <> jsonb_typeof(new.value) or last.unit <> new.unit then
        raise exception using errcode = 'check_violation', constraint = 'rule_keeps_its_kind',
            message = 'a rule keeps its kind of value and its unit';
    end if;
    new.version := case when last.effective_from = new.effective_from then last.version else 0 end + 1;
    return new;
end $$;
create trigger rule_follows before insert on rule for each row execute function rule_follows();

insert into rule
    (rule, value, unit, source, mark, effective_from, title_zh, title_en, note) values
    ('term.sentences', '["control", "probation", "parole", "medical"]', 'list', '《社区矫正法》第2条', 'V', '2020-07-01', '社区矫正的四类对象', 'The four groups of community correction', '单处剥夺政治权利的不在其内'),
    ('group.women', '1', 'persons', '《社区矫正法》第25条', 'V', '2020-07-01', '女性对象的矫正小组至少几名女性成员', 'Women in the correction group of a woman, at least', ''),
    ('intake.notify_days', '5', 'days', '《社区矫正法》第20条', 'V', '2020-07-01', '判决生效后,决定机关通知社区矫正机构', 'From the effective judgment to the notice to the institution', ''),
    ('intake.documents_days', '10', 'days', '《社区矫正法》第20条', 'V', '2020-07-01', '判决生效后,决定机关送达法律文书', 'From the effective judgment to the delivery of the documents', ''),
    ('intake.receipt_days', '5', 'days', '《社区矫正法实施办法》第16条', 'M', '2020-07-01', '收到法律文书后送达回执', 'From the documents received to the receipt sent', ''),
    ('term.report_days', '10', 'days', '《社区矫正法》第21条', 'V', '2020-07-01', '管制、缓刑、假释:自生效之日起报到', 'Report from the day of effect: control, probation, parole', ''),
    ('intake.handover_court_days', '10', 'days', '《社区矫正法》第21条', 'V', '2020-07-01', '法院决定暂予监外执行:收到决定后移送', 'Hand-over after a court''s decision on medical parole', ''),
    ('intake.handover_prison_days', '10', 'days', '《社区矫正法》第21条', 'V', '2020-07-01', '监狱、公安批准暂予监外执行:收到批准后移送', 'Hand-over after an approval of medical parole by prison or police', ''),
    ('assessment.working_days', '10', 'working_days', '《社区矫正法实施办法》第14条', 'M', '2020-07-01', '调查评估意见提交', 'Pre-sentence assessment returned', ''),
    ('assessment.fast_track_working_days', '5', 'working_days', '《社区矫正法实施办法》第14条', 'M', '2020-07-01', '速裁程序的调查评估意见提交', 'Pre-sentence assessment returned, fast track', ''),
    ('medical.report_months', '1', 'months', '《社区矫正法实施办法》第24条', 'M', '2020-07-01', '保外就医:每几个月报告身体情况', 'Medical parole: health report every … months', ''),
    ('medical.review_months', '3', 'months', '《社区矫正法实施办法》第24条', 'M', '2020-07-01', '保外就医:每几个月提交病情复查', 'Medical parole: medical review every … months', ''),
    ('leave.request_ahead_days', '3', 'days', '《社区矫正法实施办法》第27条', 'M', '2020-07-01', '请假一般提前提出', 'Leave is normally asked for ahead', ''),
    ('move.request_ahead_months', '1', 'months', '《社区矫正法实施办法》第30条', 'M', '2020-07-01', '变更执行地一般提前提出', 'A change of residence is normally asked for ahead', ''),
    ('move.ask_days', '5', 'days', '《社区矫正法实施办法》第30条', 'M', '2020-07-01', '原执行地征求新执行地意见', 'The old place asks the new place', ''),
    ('move.answer_days', '5', 'days', '《社区矫正法实施办法》第30条', 'M', '2020-07-01', '新执行地答复', 'The new place answers', ''),
    ('move.file_days', '5', 'days', '《社区矫正法实施办法》第31条', 'M', '2020-07-01', '移送档案', 'The file is moved', ''),
    ('move.receipt_days', '5', 'days', '《社区矫正法实施办法》第31条', 'M', '2020-07-01', '新执行地送达回执', 'The new place sends the receipt', ''),
    ('move.report_days', '7', 'days', '《社区矫正法实施办法》第31条', 'M', '2020-07-01', '本人到新执行地报到', 'The person reports at the new place', ''),
    ('device.months', '3', 'months', '《社区矫正法》第29条', 'V', '2020-07-01', '一次电子定位最长期限', 'One order of electronic positioning, at most', ''),
    ('device.renewal_months', '3', 'months', '《社区矫正法》第29条', 'V', '2020-07-01', '每次延长最长期限,须经评估和批准', 'Each renewal after assessment and approval, at most', ''),
    ('commute.ruling_days', '30', 'days', '《社区矫正法》第33条', 'V', '2020-07-01', '减刑建议后法院裁定', 'From the commutation proposal to the ruling', ''),
    ('revoke.arrest_hours', '48', 'hours', '《社区矫正法》第47条', 'V', '2020-07-01', '提请逮捕后法院决定', 'From the request for arrest to the court''s decision', ''),
    ('revoke.detention_days', '30', 'days', '《社区矫正法》第47条', 'V', '2020-07-01', '决定前先行拘留、逮捕的最长期限', 'Detention before the decision, at most', ''),
    ('revoke.ruling_days', '30', 'days', '《社区矫正法》第48条', 'V', '2020-07-01', '撤销建议后法院裁定,应听取本人和律师意见', 'From the proposal to revoke to the ruling, person and lawyer heard', ''),
    ('recommit.ruling_days', '30', 'days', '《社区矫正法》第49条', 'V', '2020-07-01', '收监执行建议后决定', 'From the proposal to recommit to the decision', ''),
    ('end.summary_days', '30', 'days', '《社区矫正法实施办法》第53条', 'M', '2020-07-01', '期满前提交个人总结', 'The personal summary before the end of the term', ''),
    ('count.within_includes_last_day', 'true', 'yes_no', '《社区矫正法实施办法》附则', 'M', '2020-07-01', '“以上、内”包括本数:最后一天仍在期限内', 'Within includes the last day', ''),
    ('count.over_begins_the_day_after', 'true', 'yes_no', '《社区矫正法实施办法》附则', 'M', '2020-07-01', '“以下、超过”不包括本数:超过十日从第十一天起', 'Over begins on the day after', ''),
    ('leave.zone', '["210502", "210503", "210504", "210505"]', 'list', '《社区矫正法实施办法》第26条', 'M', '2020-07-01', '本溪市“市”的范围:四个市辖区为一个区域', 'The four urban districts are one zone; each county is its own', '本溪县、桓仁县各为一个区域'),
    ('leave.reasons', '["medical", "study", "litigation", "family", "work"]', 'list', '《社区矫正法实施办法》第26条', 'M', '2020-07-01', '请假的正当理由', 'Proper reasons of a leave', '有正当理由的应当批准(《社区矫正法》第27条)'),
    ('leave.office_days', '7', 'days', '《社区矫正法实施办法》第27条', 'M', '2020-07-01', '司法所(受委托)可批准的最长天数', 'Granted by the office, when delegated, at most', ''),
    ('leave.grant_days', '30', 'days', '《社区矫正法实施办法》第27条', 'M', '2020-07-01', '一次准假的最长天数', 'One grant of leave, at most', ''),
    ('leave.window_days', '30', 'days', '《社区矫正法实施办法》第27条', 'M', '2020-07-01', '两个月内累计天数上限,超过报上一级', 'Days in total within the window, beyond which the next level decides', ''),
    ('leave.window_months', '2', 'months', '《社区矫正法实施办法》第27条', 'M', '2020-07-01', '累计天数的计算期间', 'The window of the total', ''),
    ('travel.months', '6', 'months', '《社区矫正法实施办法》第29条', 'M', '2020-07-01', '经常性跨市县活动一次批准的期限', 'Frequent cross-city travel, one approval', ''),
    ('device.grounds', '["breached_no_entry", "left_without_approval", "refused_to_report_after_warning", "punished_by_police", "revocation_to_be_proposed"]', 'list', '《社区矫正法》第29条', 'V', '2020-07-01', '可以使用电子定位的五种情形,没有其他', 'The five grounds of positioning; there is no other', ''),
    ('device.approver', '"head_county"', 'text', '《社区矫正法》第29条', 'V', '2020-07-01', '由县级司法行政部门负责人批准', 'Approved by the head of the county''s justice department', ''),
    ('device.remind_first_days', '14', 'days', '工程建议', 'I', '2020-07-01', '到期前第一次提醒', 'First reminder before the end of an order', ''),
    ('device.remind_last_days', '7', 'days', '工程建议', 'I', '2020-07-01', '到期前最后一次提醒', 'Last reminder before the end of an order', ''),
    ('praise.months', '6', 'months', '《社区矫正法实施办法》第33条;《社区矫正法》第28条', 'M', '2020-07-01', '表扬:接受社区矫正至少', 'Praise after, at least', ''),
    ('reprimand.late_days', '10', 'days', '《社区矫正法实施办法》第34条', 'v', '2020-07-01', '训诫:逾期或脱离监管不超过', 'Reprimand: late or out of supervision, not more than', ''),
    ('warning.late_days', '10', 'days', '《社区矫正法实施办法》第35条', 'v', '2020-07-01', '警告:逾期或脱离监管超过', 'Warning: late or out of supervision, more than', ''),
    ('warning.reprimands', '2', 'times', '《社区矫正法实施办法》第35条', 'v', '2020-07-01', '警告:训诫几次仍不改正', 'Warning: after so many reprimands and no change', ''),
    ('police.sentences', '["control", "probation", "medical"]', 'list', '《治安管理处罚法》第60条第4项(2012)', 'M', '2026-01-01', '可以提请治安管理处罚的对象(不含假释)', 'Who can be proposed for a police penalty; not parole', '修订后2026-01-01施行,条号待核'),
    ('police.detention_min_days', '5', 'days', '《治安管理处罚法》第60条第4项(2012)', 'M', '2026-01-01', '治安拘留下限', 'Police detention, least', '修订后2026-01-01施行,条号和数额待核'),
    ('police.detention_max_days', '10', 'days', '《治安管理处罚法》第60条第4项(2012)', 'M', '2026-01-01', '治安拘留上限', 'Police detention, most', '修订后2026-01-01施行,条号和数额待核'),
    ('police.fine_min_yuan', '200', 'yuan', '《治安管理处罚法》第60条第4项(2012)', 'M', '2026-01-01', '治安罚款下限', 'Police fine, least', '修订后2026-01-01施行,条号和数额待核'),
    ('police.fine_max_yuan', '500', 'yuan', '《治安管理处罚法》第60条第4项(2012)', 'M', '2026-01-01', '治安罚款上限', 'Police fine, most', '修订后2026-01-01施行,条号和数额待核'),
    ('revoke.late_months', '1', 'months', '《社区矫正法实施办法》第46条', 'v', '2020-07-01', '撤销缓刑:无正当理由逾期或脱离监管超过', 'Revocation of probation: late or out of supervision, more than', ''),
    ('revoke.warnings', '2', 'times', '《社区矫正法实施办法》第46条', 'v', '2020-07-01', '撤销缓刑:警告几次仍不改正', 'Revocation of probation: after so many warnings and no change', ''),
    ('lost.channels', '2', 'channels', '《社区矫正法》第30条;《社区矫正法实施办法》第38条;工程建议', 'I', '2020-07-01', '至少几种方式联系不上,才可由人认定失去联系', 'Ways tried in vain before a person may open lost contact, at least', ''),
    ('minor.age', '18', 'years', '《社区矫正法》第52至58条', 'V', '2020-07-01', '未成年人年龄;满岁后继续按未成年人规定', 'Age of a minor; the rules for minors go on after the birthday', ''),
    ('minor.guardian_consent_age', '14', 'years', '《个人信息保护法》第31条', 'V', '2021-11-01', '不满几岁处理个人信息须监护人同意', 'Below this age a guardian consents to the use of data', ''),
    ('minor.liability_age', '12', 'years', '《刑法》第17条', 'M', '2021-03-01', '最低刑事责任年龄', 'Lowest age of criminal liability', ''),
    ('help.years_prison', '5', 'years', '安置帮教政策', 'v', '2020-07-01', '刑满释放人员安置帮教期', 'Help after prison', ''),
    ('help.years_correction', '3', 'years', '安置帮教政策', 'v', '2020-07-01', '解除社区矫正人员安置帮教期', 'Help after community correction', ''),
    ('pia.keep_years', '3', 'years', '《个人信息保护法》第56条', 'V', '2021-11-01', '个人信息保护影响评估记录至少保存', 'Impact assessments are kept, at least', ''),
    ('face.filing_persons', '100000', 'persons', '《人脸识别技术应用安全管理办法》第15条', 'v', '2025-06-01', '存储达到多少人须备案', 'Stored faces that must be filed', ''),
    ('face.alarm_persons', '80000', 'persons', '工程建议', 'I', '2025-06-01', '人数报警线', 'Stored faces at which we warn', ''),
    ('face.filing_working_days', '30', 'working_days', '《人脸识别技术应用安全管理办法》第15条', 'v', '2025-06-01', '达到人数后备案', 'Filing after the threshold', ''),
    ('face.change_working_days', '30', 'working_days', '《人脸识别技术应用安全管理办法》第15条', 'v', '2025-06-01', '变更后备案', 'Filing of a change', ''),
    ('face.other_ways', '1', 'ways', '《人脸识别技术应用安全管理办法》第10条', 'M', '2025-06-01', '人脸之外至少另有几种方式', 'Ways beside the face, at least', ''),
    ('face.failures', '2', 'times', '工程建议', 'I', '2025-06-01', '人脸不成功几次转人工或号码方式', 'Failures of the face after which another way is taken', '人脸不成功不得记为违规'),
    ('face.probe_seconds', '0', 'seconds', '《人脸识别技术应用安全管理办法》第8条;工程建议', 'M', '2025-06-01', '比对后现场图像保留时间', 'A probe picture is kept after the comparison', ''),
    ('face.template_delete_days', '0', 'days', '《人脸识别技术应用安全管理办法》第8条;《个人信息保护法》第47条', 'M', '2025-06-01', '解除、迁出或本人拒绝后删除模板(当天)', 'The template is deleted after release, transfer or refusal (the same day)', ''),
    ('video.filing_days', '30', 'days', '《公共安全视频图像信息系统管理条例》第14条', 'V', '2025-04-01', '启用后向县级公安机关备案', 'Filing with the county police after first use', ''),
    ('video.keep_days', '30', 'days', '《公共安全视频图像信息系统管理条例》第17条', 'V', '2025-04-01', '视频至少保存,目的实现后删除', 'Video is kept, at least, then deleted', ''),
    ('video.fine_unit_yuan', '20000', 'yuan', '《公共安全视频图像信息系统管理条例》第26至29条', 'V', '2025-04-01', '对单位罚款上限', 'Fine of a unit, at most', ''),
    ('video.fine_person_yuan', '10000', 'yuan', '《公共安全视频图像信息系统管理条例》第26至29条', 'V', '2025-04-01', '对个人罚款上限', 'Fine of a person, at most', ''),
    ('share.keep_years', '3', 'years', '《网络数据安全管理条例》第12条', 'V', '2025-01-01', '提供、委托处理记录至少保存', 'Records of sharing are kept, at least', ''),
    ('security.report_hours', '24', 'hours', '《网络数据安全管理条例》第10条', 'V', '2025-01-01', '危害国家安全、公共利益的缺陷报告', 'A defect that endangers state or public is reported', ''),
    ('log.least_months', '6', 'months', '《网络安全法》第21条(2016)', 'V', '2017-06-01', '网络日志至少保存', 'Network logs are kept, at least', '修正后2026-01-01施行,条号待核'),
    ('log.keep_months', '12', 'months', '工程建议', 'I', '2017-06-01', '本系统网络日志保存', 'Network logs are kept here', ''),
    ('security.level', '3', 'level', 'GB/T 22239-2019;GB/T 22240', 'M', '2020-07-01', '网络安全等级保护级别(由委托方定级)', 'Grade of security protection, fixed by the client', ''),
    ('position.keep', '"order_and_appeal"', 'text', '工程建议', 'I', '2020-07-01', '定位点保存:定位期限加申诉期', 'Points are kept for the order and the time of appeal', ''),
    ('hotline.audio_min_months', '6', 'months', '通行做法', 'M', '2020-07-01', '热线录音保存下限', 'Hotline audio is kept, least', '没有查到国家规定的数字'),
    ('hotline.audio_max_months', '24', 'months', '通行做法', 'M', '2020-07-01', '热线录音保存上限', 'Hotline audio is kept, most', '没有查到国家规定的数字'),
    ('file.keep', '"archives_schedule"', 'text', '委托方档案保管期限表', 'M', '2020-07-01', '矫正档案保存:按委托方档案保管期限表', 'The correction file is kept by the client''s archives schedule', ''),
    ('kiosk.body_px', '24', 'px', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '正文字号(1080p)', 'Body text at 1080p, at least', ''),
    ('kiosk.large_body_px', '32', 'px', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '大字模式正文字号', 'Body text in large mode, at least', ''),
    ('kiosk.target_px', '48', 'px', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '触摸目标', 'Touch targets, at least', ''),
    ('kiosk.target_least_px', '24', 'px', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', 'WCAG 2.2 最小触摸目标', 'Touch targets by WCAG 2.2, least', ''),
    ('kiosk.contrast', '4.5', 'ratio', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '对比度', 'Contrast, at least', ''),
    ('kiosk.large_contrast', '7', 'ratio', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '大字模式对比度', 'Contrast in large mode, at least', ''),
    ('kiosk.idle_seconds', '60', 'seconds', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '多少秒内不得无提示退出', 'No time-out below this without asking', ''),
    ('kiosk.camera_low_cm', '110', 'cm', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '摄像头可用高度下限', 'Camera usable from a height of', ''),
    ('kiosk.camera_high_cm', '190', 'cm', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '摄像头可用高度上限', 'Camera usable up to a height of', ''),
    ('kiosk.speech_least', '160', 'characters_per_minute', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '语速下限', 'Speech, slowest', ''),
    ('kiosk.speech_most', '180', 'characters_per_minute', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'M', '2020-07-01', '语速上限', 'Speech, fastest', ''),
    ('kiosk.questions_per_page', '1', 'questions', 'GB/T 37668-2019;WCAG 2.2 AA;工程建议', 'I', '2020-07-01', '每页问题数', 'Questions on a page', '');

-- National law asks for classified management and names no levels; these are local until confirmed.
create table category (
    code text not null check (code ~ '^[a-z_]{2,40}$'),
    name_zh text not null check (length(name_zh) between 1 and 20),
    name_en text not null check (length(name_en) between 1 and 40),
    every_days int not null check (every_days between 1 and 366),
    channels text[] not null check (channels <@ array
        ['face', 'code', 'desk', 'phone', 'video', 'home_visit']),
    rule_source text not null check (rule_source <> ''),
    mark text not null check (mark in ('V', 'v', 'M', 'I')),
    place int not null,                     -- in lists, the closest first
    version int not null default 1 check (version > 0),
    author uuid references staff,
    ground text not null default '' check (length(ground) <= 500),
    recorded_at timestamptz not null default now(),
    primary key (code, version),
    constraint never_by_face_alone check (channels && array['code', 'desk', 'phone', 'home_visit']),
    constraint a_change_has_its_ground check (author is null or ground <> '')
);
create trigger category_append_only before update or delete or truncate on category
    for each statement execute function rule_book_is_append_only();
insert into category (code, name_zh, name_en, every_days, channels, rule_source, mark, place)
select code, zh, en, days, array['face', 'code', 'desk', 'phone', 'video', 'home_visit'],
       '《社区矫正法》第24条;《社区矫正法实施办法》第21条;级别和间隔为地方规定,待辽宁省实施细则核对', 'M', place
from (values ('newcomer', '入矫初期', 'Newcomer', 7, 1), ('strict', '严管', 'Strict', 7, 2),
             ('ordinary', '普管', 'Ordinary', 15, 3), ('lenient', '宽管', 'Lenient', 30, 4))
     as seed (code, zh, en, days, place);

-- What the bureau adds to the published holidays, or takes back from them; the last row counts.
create table closed_day (
    id bigint generated always as identity primary key,
    day date not null,
    closed boolean not null,
    note text not null check (length(note) between 1 and 200),
    author uuid not null references staff,
    recorded_at timestamptz not null
);
create index closed_day_last on closed_day (day, id desc);
create trigger closed_day_append_only before update or delete or truncate on closed_day
    for each statement execute function rule_book_is_append_only();

grant select on rule, category, closed_day
    to yizhan_desk, yizhan_reader, yizhan_technician, yizhan_self;
