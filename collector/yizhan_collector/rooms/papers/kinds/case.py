"""The sentence a paper rests on, as every paper about it says it; pure."""

from typing import Literal, Self

from pydantic import model_validator

from yizhan_collector.rooms.papers.kinds.base import Day, Fields, Line, Pair, ordered, said
from yizhan_collector.rooms.papers.sheet import day_in_words

Sentence = Literal["control", "probation", "parole", "medical"]
SENTENCES: dict[Sentence, Pair] = {
    "control": ("管制", "Public surveillance"),
    "probation": ("缓刑", "Probation"),
    "parole": ("假释", "Parole"),
    "medical": ("暂予监外执行", "Serving outside prison"),
}
DONE: dict[Sentence, str] = {
    "control": "判处管制",
    "probation": "宣告缓刑",
    "parole": "裁定假释",
    "medical": "决定（批准）暂予监外执行",
}
PAPER: dict[Sentence, str] = {
    "control": "刑事判决书",
    "probation": "刑事判决书",
    "parole": "刑事裁定书",
    "medical": "",
}
LAW = "《中华人民共和国社区矫正法》"
MEASURES = "《中华人民共和国社区矫正法实施办法》"


class Case(Fields):
    """Fields of a paper that states the sentence."""

    sentence: Sentence = said("矫正类别", "Kind of sentence", words=SENTENCES)
    offence: Line = said("罪名", "Offence")
    court: Line = said("决定机关", "Deciding organ")
    judgment_no: Line = said("法律文书文号", "Number of the document")
    starts_on: Day = said("矫正期限起", "Term from")
    ends_on: Day = said("矫正期限止", "Term until")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.starts_on, self.ends_on, "矫正期限的止日不能早于起日")
        return self

    @property
    def term(self) -> str:
        """The term, from the first to the last day."""
        return f"自{day_in_words(self.starts_on)}起至{day_in_words(self.ends_on)}止"

    @property
    def document(self) -> str:
        """The deciding document: a bare number is given its kind."""
        bare = self.judgment_no.endswith("号")
        return self.judgment_no + (PAPER[self.sentence] if bare else "")

    @property
    def case_facts(self) -> str:
        """What was decided, by whom, and the term."""
        return (
            f"因犯{self.offence}，经{self.court}{self.document}{DONE[self.sentence]}，"
            f"社区矫正期限{self.term}"
        )
