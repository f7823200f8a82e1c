"""What a kind of paper is: a name, where it may come from, and typed fields; pure."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.papers.sheet import Body, Look, day_in_words

Pair = tuple[str, str]
BARRED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _printable(value: str) -> str:
    for one in value:
        if one != "\n" and unicodedata.category(one) in BARRED:
            where = f"U+{ord(one):04X}"
            raise PydanticCustomError(
                "unprintable", "有不能打印的控制字符 {where}", {"where": where}
            )
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("one_line", "只能写一行")
    return value


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_printable),
    AfterValidator(_one_line),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
    AfterValidator(_one_line),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_printable),
]
Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=40)]
Some = Annotated[tuple[Line, ...], Field(max_length=40)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 1, 1))]
Moment = AwareDatetime
Count = Annotated[int, Field(ge=0, le=10_000)]


def said(zh: str, en: str, **more: Any) -> Any:
    """A field under its name in both languages; `text=True` for several lines."""
    extra: dict[str, Any] = {"en": en}
    if more.pop("text", False):
        extra["format"] = "text"
    if words := more.pop("words", None):
        extra["words"] = words
    return Field(title=zh, json_schema_extra=extra, **more)


class Part(BaseModel):
    """A row inside a field."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Subject:
    """The person a paper is about."""

    name: str
    gender: Literal["female", "male"]
    born_on: date | None
    minor: bool

    def __str__(self) -> str:
        facts = ["女" if self.gender == "female" else "男"]
        if self.born_on:
            facts.append(f"{day_in_words(self.born_on)}出生")
        return f"{self.name}（{'，'.join(facts)}）"


@dataclass(frozen=True)
class About:
    """What the house knows of a paper: who issues it, its number and day, and whom it is about."""

    organ: str
    number: str
    day: date
    subject: Subject | None = None

    @property
    def person(self) -> Subject:
        """The person; only a kind that is about one asks."""
        assert self.subject is not None  # noqa: S101 # checked before anything is written
        return self.subject


@dataclass(frozen=True)
class Kind:
    """One kind of paper.

    `mark` stands in the number; `by` says who may issue it, "hearer" the office that hears
    complaints; `about` whether it names a person;
    `to_person` whether it is meant for the person's own eyes.
    """

    code: str
    zh: str
    en: str
    mark: str
    look: Look
    by: Literal["county", "any", "hearer"] = "any"
    about: Literal["person", "any"] = "person"
    to_person: bool = True
    sealed: bool = True


class Fields(BaseModel):
    """The typed fields of one kind of paper, and what it says."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[Kind]

    def body(self, about: About) -> Body:
        """What the paper says."""
        raise NotImplementedError

    def title(self, about: About) -> str:
        """The title of the paper."""
        return self.kind.zh


def clock(moment: datetime) -> str:
    """A moment as papers write it: 2026年11月24日9时05分, the time of Shanghai."""
    here = moment.astimezone(SHANGHAI)
    return f"{day_in_words(here.date())}{here.hour}时{here.minute:02}分"


def listed(items: tuple[str, ...]) -> str:
    """Items as （一）…；（二）…。"""
    return "；".join(f"{mark(at)}{one.rstrip('。；')}" for at, one in enumerate(items)) + "。"


def mark(at: int) -> str:
    """The mark of the n-th item, from 0: （一）, （十二）, （二十）."""
    digits = "一二三四五六七八九十"
    tens, ones = divmod(at + 1, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens - 1]}十"
    return f"（{lead}{digits[ones - 1] if ones else ''}）"


def ordered(earlier: date | datetime, later: date | datetime, says: str) -> None:
    """Refuse two days in the wrong order with these words."""
    if later < earlier:
        raise PydanticCustomError("order", "{says}", {"says": says})
