"""Made-up fields for every kind of paper, valid as they are."""

from datetime import date
from typing import Any

from yizhan_collector.rooms.papers.sheet import Body, Look, Para, Sheet

BASE = {
    "offence": "盗窃罪",
    "court": "本溪满族自治县人民法院",
    "judgment_no": "（2026）辽0521刑初1号",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
}
CASE: dict[str, Any] = {"sentence": "probation"} | BASE
COURT = BASE["court"]
PROCURATORATE = "本溪满族自治县人民检察院"
POLICE = "本溪满族自治县公安局"
MEMBERS = [
    {"name": "示例乙", "role": "小市司法所工作人员", "duty": "组长，负责方案落实"},
    {"name": "示例丙", "role": "村民委员会委员，女", "duty": "日常联系和帮助"},
]
COMPLAINT = "收到决定后向本机构书面或者口头提出，也可以向本溪满族自治县人民检察院提出"
BREACH: dict[str, Any] = {
    "facts": "2026年11月10日、11月17日两次未按规定报告，经提醒后仍未说明原因。",
    "evidence": ["报到记录（11月10日、11月17日）", "电话联系记录一份"],
    "excluded": ["11月3日：自助机停用"],
    "heard": "因打零工忘记了，今后一定按时报告。",
    "considered": "不属于正当理由，不予采纳；本人态度诚恳，予以考虑。",
    "ground": "违反关于报告的规定，情节轻微",
}
DECIDED = BREACH | {
    "decided_by": "县局 王工",
    "complaint": COMPLAINT,
    "procuratorate": PROCURATORATE,
}
LEAVE: dict[str, Any] = {
    "asked_on": "2026-11-20",
    "reason": "本人到沈阳复查病情",
    "from_on": "2026-11-26",
    "until_on": "2026-11-28",
    "check_ways": ["每日电话报告一次", "可以视频通话"],
}
AT = "2026-11-24T09:{:02}:00+08:00"
SAMPLES: dict[str, dict[str, Any]] = {
    "late_arrival_notice": CASE
    | {
        "report_by": "2026-11-10",
        "days_late": 4,
        "come_to": "小市司法所",
        "phone": "024-00000000",
        "contacts": ["11月11日电话联系，无人接听", "11月12日联系其家属"],
        "copies": [COURT, PROCURATORATE],
    },
    "intake_receipt": CASE
    | {
        "received_on": "2026-11-02",
        "documents": ["刑事判决书", "执行通知书"],
        "complete": False,
        "missing": "结案登记表",
    },
    "intake_register": CASE
    | {
        "came_on": "2026-11-05",
        "came": "self",
        "id_paper": "居民身份证 210521190002300000",
        "checked_by": "工作人员核对证件",
        "home": "本溪满族自治县小市镇示例村1组",
        "registered_home": "同居住地",
        "phone": "13000000000",
        "work": "示例木器厂",
        "family": "父：测试戊\n母：测试己",
        "health": "良好",
        "documents": ["刑事判决书", "执行通知书"],
        "group": "示例乙、示例丙",
        "clerk": "李工",
    },
    "declaration": CASE
    | {
        "declared_on": "2026-11-24",
        "place": "小市司法所宣告室",
        "led_by": "县局 王工",
        "crime": "2026年3月，在小市镇某商店内窃取手机一部，已退还。",
        "no_entry": "禁止在缓刑考验期限内进入示例市场。",
        "members": MEMBERS,
        "attended": ["示例乙", "示例丙"],
        "guardian": "测试丁",
    },
    "obligations": CASE
    | {
        "report_rhythm": "每周报告一次",
        "report_ways": ["自助机", "到司法所", "电话"],
        "leave_ahead_days": 3,
        "move_ahead_months": 1,
        "zone": "本溪满族自治县",
        "office": "小市司法所，024-00000000",
        "complaint": f"{PROCURATORATE}，12309",
    },
    "group_agreement": {
        "members": MEMBERS,
        "woman_in_group": True,
        "minors_specialist": True,
        "tasks": ["落实矫正方案", "每月沟通一次", "帮助解决实际困难"],
        "starts_on": "2026-11-01",
        "ends_on": "2027-10-31",
    },
    "plan": CASE
    | {
        "version": 2,
        "assessment": "悔罪态度较好，就业不稳定。",
        "category": "普通管理",
        "supervision": ["每周报告", "每季度走访"],
        "goals": [{"need": "就业不稳定", "measure": "联系木工培训", "by_whom": "示例乙"}],
        "person_says": "希望学会木工手艺。",
        "review_on": "2027-02-24",
        "reason": "表现良好，适当降低报告次数。",
    },
    "category_notice": {
        "before": "严格管理",
        "after": "普通管理",
        "from_on": "2026-11-24",
        "reasons": "三个月来遵守规定。",
        "rule_source": "《辽宁省社区矫正实施细则》",
        "means": ["每两周报告一次"],
        "approved_by": "县局 王工",
        "complaint": COMPLAINT,
    },
    "leave_approval": LEAVE
    | {"destination": "沈阳市和平区", "days": 3, "cancel_at": "小市司法所", "copies": ["县局"]},
    "leave_refusal": {
        "matter": "leave",
        "asked_on": "2026-11-20",
        "wish": "前往大连市旅游七日。",
        "reasons": "未说明正当理由，也未附证明材料。",
        "ground": "《中华人民共和国社区矫正法》第二十七条",
        "complaint": COMPLAINT,
    },
    "travel_permit": LEAVE
    | {
        "reason": "从事木材运输",
        "until_on": "2027-05-25",
        "places": ["丹东市凤城市", "抚顺市新宾县"],
        "times": "每周二、周五，当日往返",
    },
    "entry_permission": {
        "order_words": "禁止在缓刑考验期限内进入示例市场",
        "ordered_by": COURT,
        "reason": "办理摊位退租手续",
        "place": "示例市场管理办公室",
        "from_on": "2026-11-25",
        "until_on": "2026-11-25",
        "conditions": ["由示例乙陪同", "办完即离开"],
        "procuratorate": PROCURATORATE,
    },
    "positioning_notice": {
        "ground": "无正当理由，未经批准离开所居住的市、县",
        "evidence": "2026年11月20日未经批准前往沈阳市，有走访记录",
        "from_on": "2026-11-25",
        "until_on": "2027-02-24",
        "complaint": "可以向本溪满族自治县司法局申诉、控告、检举（《社区矫正法》第三十四条）",
    },
    "positioning_end": {
        "from_on": "2026-11-01",
        "lifted_on": "2026-11-24",
        "reason": "已能按规定报告，不需要继续使用",
    },
    "move_inquiry": CASE
    | {
        "to_body": "桓仁满族自治县司法局",
        "new_home": "桓仁满族自治县桓仁镇示例街2号",
        "reason": "随父母迁居",
        "conduct": "按时报告，遵守规定。",
        "enclosed": ["申请书", "居住证明"],
        "answer_by": "2026-12-01",
        "contact": "李工，024-00000000",
    },
    "move_reply": {
        "to_body": "桓仁满族自治县司法局",
        "their_number": "桓矫迁征〔2026〕2号",
        "new_home": "小市镇示例村2组",
        "checked": "该址属实，家属同意共同居住。",
        "agreed": True,
        "office": "小市司法所",
    },
    "move_transfer": CASE
    | {
        "to_body": "桓仁满族自治县司法局",
        "new_home": "桓仁满族自治县桓仁镇示例街2号",
        "agreed_number": "桓矫迁复〔2026〕1号",
        "decided_on": "2026-11-24",
        "report_by": "2026-12-01",
        "report_at": "桓仁司法所，024-00000001",
        "file_items": ["法律文书", "档案一册"],
        "procuratorate": PROCURATORATE,
        "police": POLICE,
    },
    "praise": {
        "from_on": "2026-05-01",
        "until_on": "2026-11-01",
        "conduct": "积极参加教育活动，救助落水儿童一名。",
        "ground": "遵守规定、表现突出",
        "copies": [PROCURATORATE],
    },
    "commutation_proposal": CASE
    | {
        "to_court": "本溪市中级人民法院",
        "facts_shown": "2026年9月抢险救灾，有重大立功表现。",
        "evidence": ["镇政府证明", "证人陈述"],
        "wish": "将缓刑考验期缩减三个月",
        "procuratorate": "本溪市人民检察院",
    },
    "reprimand": DECIDED,
    "warning": DECIDED,
    "security_proposal": CASE
    | BREACH
    | {
        "to_police": POLICE,
        "police_article": "关于违反监督管理规定的条款",
        "procuratorate": PROCURATORATE,
    },
    "revocation_proposal": CASE
    | BREACH
    | {
        "to_court": COURT,
        "enclosed": ["警告决定书二份", "报到记录"],
        "procuratorate": PROCURATORATE,
    },
    "recommit_proposal": CASE
    | BREACH
    | {
        "sentence": "medical",
        "to_organ": COURT,
        "health": "病情复查显示已经好转。",
        "enclosed": ["诊断证明"],
        "procuratorate": PROCURATORATE,
    },
    "objection_answer": {
        "raised_on": "2026-11-20",
        "against": "训诫决定书（本县矫训〔2026〕1号）",
        "objection": "11月10日自助机停用。",
        "findings": "停用记录显示当日设备停用四小时。",
        "outcome": "changed",
        "changed_to": "不计入11月10日，训诫事实改为一次未报告",
        "reviewed_by": "县局 钱工",
        "procuratorate": PROCURATORATE,
    },
    "complaint_answer": {
        "complainant": "测试甲",
        "raised_on": "2026-11-10",
        "matter": "工作人员电话中态度不好。",
        "findings": "经查属实。",
        "result": "已批评教育并道歉。",
        "further": f"向{PROCURATORATE}反映",
    },
    "opinion_reply": {
        "procuratorate": PROCURATORATE,
        "their_number": "本县检矫纠〔2026〕1号",
        "received_on": "2026-11-01",
        "opinions": [
            {
                "opinion": "个别档案缺少走访记录。",
                "adopted": True,
                "measures": "已补齐，并自查全部档案。",
            },
            {"opinion": "增加信息核查次数。", "adopted": False, "measures": "没有法律依据。"},
        ],
    },
    "lost_contact_record": {
        "last_contact": AT.format(0),
        "attempts": [
            {"at": AT.format(10), "way": "电话", "who": "李工", "result": "无人接听"},
            {"at": AT.format(40), "way": "走访住处", "who": "李工", "result": "家中无人"},
        ],
        "police_told_at": AT.format(50),
        "procuratorate_told_at": AT.format(55),
        "outcome": "尚未找到，继续查找。",
        "opened_by": "李工",
    },
    "visit_record": {
        "began_at": AT.format(0),
        "ended_at": AT.format(40),
        "place": "本人住处",
        "visitors": ["李工", "示例乙"],
        "present": ["测试甲"],
        "purpose": "了解近况",
        "findings": "情绪稳定。\n已找到工作。",
        "follow_up": "下月再访。",
    },
    "detention_notice": CASE
    | {
        "to_organ": COURT,
        "told_by": f"{POLICE}拘留通知书",
        "measure": "行政拘留",
        "since": "2026-11-20",
        "place": "本溪市拘留所",
        "consequence": "拘留期间暂停报告，期满后恢复。",
        "copies": [PROCURATORATE],
    },
    "service_receipt": {
        "recipient": "测试甲",
        "papers": ["训诫决定书 本县矫训〔2026〕1号", "社区矫正告知书 本县矫告〔2026〕1号"],
        "way": "left",
        "place": "本人住处",
        "server": "李工",
        "refused": "本人拒绝签收",
        "witness": "示例丙",
    },
    "term_summary": CASE
    | {
        "own_words": "一年来我学会了木工，\n今后遵纪守法。",
        "group_view": "表现良好。",
        "hand_in_by": "2027-10-01",
    },
    "release_certificate": CASE | {"reason": "served", "released_on": "2027-11-01"},
    "release_notice": CASE
    | {
        "reason": "served",
        "released_on": "2027-11-01",
        "certificate_number": "本县矫解〔2027〕1号",
        "procuratorate": PROCURATORATE,
        "police": POLICE,
    },
    "termination_notice": CASE
    | {
        "reason": "dead",
        "ended_on": "2026-11-24",
        "ground_paper": "居民死亡医学证明",
        "procuratorate": PROCURATORATE,
        "police": POLICE,
    },
    "help_offer": {
        "services": ["就业推荐", "社会救助申请指引", "法律援助"],
        "where": "小市公共法律服务站",
        "phone": "12348",
        "offered_until": "2030-11-01",
    },
}


def sheet(*texts: str, look: Look = "letter", draft: bool = False) -> Sheet:
    """A paper that says this."""
    body = Body(tuple(Para(one) for one in texts), "测试甲：", ("本溪满族自治县人民检察院",))
    day = date(2026, 11, 24)
    return Sheet(
        look, "本溪满族自治县司法局", "通知书", "本县矫〔2026〕1号", day, body, draft=draft
    )
