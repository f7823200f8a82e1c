"""Words for the values of the portal, Chinese and English side by side."""

from yizhan_collector.doors.portal import refusalwords

Pair = tuple[str, str]
WORDS: dict[str, dict[str, Pair]] = {
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
