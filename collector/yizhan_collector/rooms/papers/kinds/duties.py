"""Duties, consequences and rights in plain words; the articles are the law's own; pure."""

from yizhan_collector.rooms.papers.kinds.case import LAW, Sentence

CRIMINAL = "《中华人民共和国刑法》"
PROCEDURE = "《中华人民共和国刑事诉讼法》"
OF_SENTENCE: dict[Sentence, str] = {
    "control": f"{CRIMINAL}第三十九条关于管制的规定",
    "probation": f"{CRIMINAL}第七十五条关于缓刑的规定",
    "parole": f"{CRIMINAL}第八十四条关于假释的规定",
    "medical": f"{PROCEDURE}关于暂予监外执行的规定",
}
COMMON = (
    "（一）遵守法律、行政法规，履行判决、裁定、决定等法律文书确定的义务；",
    "（二）按照规定报告自己的活动情况；",
    "（三）遵守关于会客的规定，未经批准不接触被害人、控告人、举报人和同案犯；",
    "（四）离开所居住的市、县或者迁居，报经社区矫正机构批准；",
    "（五）服从社区矫正机构的管理，参加与本人实际情况相适应的教育活动；",
)
MEDICAL = "（六）按照规定报告身体情况，提交病情复查情况。"
CONTROL = (
    "（六）未经执行机关批准，不行使言论、出版、集会、结社、游行、示威自由的权利。"
    "管制期间参加劳动的，同工同酬。"
)
_SANCTIONS = (
    f"违反法律法规或者监督管理规定的，依照{LAW}第二十八条、第五十九条的规定，"
    "视情节给予训诫、警告，或者由公安机关依照治安管理处罚法的规定给予处罚"
)
CONSEQUENCES: dict[Sentence, str] = {
    "control": f"{_SANCTIONS}；构成犯罪的，依法追究刑事责任。",
    "probation": f"{_SANCTIONS}；有{CRIMINAL}第七十七条规定的情形的，由人民法院依法撤销缓刑。",
    "parole": (
        f"违反法律法规或者监督管理规定的，依照{LAW}第二十八条的规定，视情节给予训诫、警告；"
        f"有{CRIMINAL}第八十六条规定的情形的，由人民法院依法撤销假释。"
    ),
    "medical": f"{_SANCTIONS}；有{PROCEDURE}第二百六十八条规定的情形的，依法收监执行。",
}
RIGHTS = (
    f"（一）人格尊严和合法权益受法律保护；非依法律规定，不得限制或者变相限制你的人身自由"
    f"（{LAW}第三十四条）；",
    "（二）有正当理由离开所居住的市、县或者迁居的，社区矫正机构应当批准；不批准的，应当说明理由；",
    "（三）使用人脸核对的，可以改用其他同等方式报到，不因此受到不利对待；",
    "（四）对考核、奖惩决定有权陈述、申辩，不服的可以提出异议；",
    "（五）可以查阅自己的记录，并知道谁看过；",
    "（六）可以依法申请社会救助、参加社会保险、获得法律援助，社区矫正机构应当给予必要的协助；",
    "（七）认为合法权益受到侵害的，有权向人民检察院或者有关机关申诉、控告和检举，"
    "任何人不得因此打击报复。",
)


def duties(sentence: Sentence) -> tuple[str, ...]:
    """The duties of one kind of sentence, the ground first."""
    ground = f"依照{LAW}第二十三条和{OF_SENTENCE[sentence]}，你在社区矫正期间应当遵守下列规定："
    last = {"medical": (MEDICAL,), "control": (CONTROL,)}.get(sentence, ())
    common = COMMON if last else (*COMMON[:-1], COMMON[-1].replace("；", "。"))
    return (ground, *common, *last)
