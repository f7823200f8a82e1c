"""Words for the values of the help service, Chinese and English side by side."""

WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "origin": {
        "prison": ("刑满释放", "After prison"),
        "correction": ("社区矫正期满", "After community correction"),
    },
    "purpose": {
        "record": ("建档", "Keep a record"),
        "contact": ("联系方式", "Contact"),
        "referral": ("转介", "Referral"),
        "reminder": ("预约提醒", "Reminder"),
        "visit": ("自愿走访", "Voluntary visit"),
    },
    "need": {
        "job": ("就业", "Work"),
        "school": ("就学", "School"),
        "housing": ("住房", "Housing"),
        "relief": ("救助", "Relief"),
        "insurance": ("社保", "Insurance"),
        "legal_aid": ("法律援助", "Legal aid"),
        "health": ("医疗", "Health"),
        "family": ("家庭关系", "Family"),
        "papers": ("户籍证件", "Papers"),
        "other": ("其他", "Other"),
    },
    "outcome": {
        "met": ("已解决", "Met"),
        "partly": ("部分解决", "Partly met"),
        "declined": ("本人不再需要", "No longer wanted"),
        "not_possible": ("暂无办法", "Not possible now"),
    },
    "action": {
        "take_in": ("建档", "Record begun"),
        "view": ("查看", "Viewed"),
        **{
            f"{verb}_{purpose}": (f"{zh}:{name_zh}", f"{en}: {name_en}")
            for verb, zh, en in (("agree", "同意", "Agreed"), ("withdraw", "撤回", "Withdrew"))
            for purpose, (name_zh, name_en) in {
                "record": ("建档", "record"),
                "contact": ("联系方式", "contact"),
                "referral": ("转介", "referral"),
                "reminder": ("预约提醒", "reminder"),
                "visit": ("自愿走访", "visit"),
            }.items()
        },
        "step_referral": ("记录转介", "Noted a referral"),
        "step_reminder": ("记录预约", "Noted a reminder"),
        "step_visit": ("记录走访", "Noted a visit"),
    },
}
PROBLEMS = {
    "no_consent": "本人还没有同意这一项。请先征得同意并记下,再继续。",
    "not_wanted": "帮扶由本人自愿提出。请先征得本人同意建档。",
    "wrong_worker": "账号或密码不对,请再试。",
    "wrong_card": "卡号或取卡码不对。请看一看卡片,或到司法所询问。",
    "bad_dates": "释放(期满)日期在将来,或帮扶期已过。请核对日期。",
    "sign_in_first": "还没有登录,或登录已过期,请重新登录。",
    "too_many_attempts": "错误次数太多,请过一会儿再试。",
    "not_found": "没有这份记录,或不在您的辖区。",
    "wrong_csrf": "页面已过期,请重新打开。",
    "invalid_input": "有一项没有填或填得不对,请返回核对。",
}


def of(kind: str, value: str, english: bool) -> str:
    """The word of a value."""
    return WORDS[kind][value][1 if english else 0]


def problem(code: str, title: str, english: bool) -> str:
    """The sentence of a refusal."""
    return title if english else PROBLEMS.get(code, title)
