"""Words for the values of the portal, Chinese and English side by side."""

from yizhan_collector.doors.portal import matterwords, refusalwords

Pair = tuple[str, str]
AREAS: dict[str, Pair] = {
    "210502": ("平山区", "Pingshan"),
    "210503": ("溪湖区", "Xihu"),
    "210504": ("明山区", "Mingshan"),
    "210505": ("南芬区", "Nanfen"),
    "210521": ("本溪满族自治县", "Benxi Manchu county"),
    "210522": ("桓仁满族自治县", "Huanren Manchu county"),
}
WORDS: dict[str, dict[str, Pair]] = matterwords.WORDS | {
    "area": AREAS | {"": ("全市", "Whole city")},
    "weekday": {
        "1": ("周一", "Monday"),
        "2": ("周二", "Tuesday"),
        "3": ("周三", "Wednesday"),
        "4": ("周四", "Thursday"),
        "5": ("周五", "Friday"),
        "6": ("周六", "Saturday"),
        "7": ("周日", "Sunday"),
    },
    "unit": {
        "minutes": ("分钟", "minutes"),
        "percent": ("%", "%"),
        "km_per_hour": ("公里/小时", "km/h"),
    },
    "verdict": {
        "within": ("可以及时到达", "In time"),
        "beyond": ("超出时限", "Too far"),
        "own": ("本地有网点，距离未知", "A point of its own, distance unknown"),
        "unknown": ("位置未知，无法估算", "Place unknown, no estimate"),
    },
    "kind": {
        "advice": ("法律咨询", "Legal advice"),
        "lawyer": ("律师服务", "Lawyers"),
        "notary": ("公证", "Notary"),
        "legal_aid": ("法律援助", "Legal aid"),
        "appraisal": ("司法鉴定", "Forensic appraisal"),
        "mediation": ("人民调解", "Mediation"),
        "bar_exam": ("法律职业资格考试", "Bar examination"),
        "publicity": ("普法宣传", "Legal education"),
        "complaint": ("投诉建议", "Complaints and proposals"),
    },
    "point": {
        "hall": ("公共法律服务中心", "Service centre"),
        "station": ("公共法律服务工作站", "Service station"),
        "legal_aid": ("法律援助中心", "Legal aid centre"),
        "notary": ("公证处", "Notary office"),
        "appraisal": ("司法鉴定机构", "Appraisal institution"),
        "mediation": ("人民调解委员会", "Mediation committee"),
        "telephone": ("电话", "By telephone"),
    },
    "entry": {
        "lawyer": ("律师", "Lawyer"),
        "firm": ("律师事务所", "Law firm"),
        "notary": ("公证员", "Notary"),
        "appraiser": ("司法鉴定人", "Forensic expert"),
        "mediator": ("人民调解员", "Mediator"),
    },
}


def of(kind: str, value: str, english: bool) -> str:
    """The word of a value."""
    return WORDS[kind][value][1 if english else 0]


def problem(code: str, title: str, english: bool) -> str:
    """The sentence of a refusal: its docstring in English, ours in Chinese."""
    return title if english else refusalwords.CHINESE.get(code, title)
