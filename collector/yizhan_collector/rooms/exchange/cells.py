"""How a cell is read, and what is wrong with one that cannot be, pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yizhan_collector.ground.names import BadName, require_name
from yizhan_collector.rooms.exchange.model import Frame, Problem
from yizhan_collector.rooms.exchange.sheet import Cell
from yizhan_collector.rooms.people.model import Gender
from yizhan_collector.rooms.terms.model import Sentence

DAY = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$|^(\d{4})(\d\d)(\d\d)$"
)
GENDERS: dict[str, Gender] = {"男": "male", "女": "female"}
SENTENCES: dict[str, Sentence] = {
    "管制": "control",
    "缓刑": "probation",
    "假释": "parole",
    "暂予监外执行": "medical",
}
YES_NO = {"是": True, "否": False, "": False}


class Unfit(Exception):
    """A cell that cannot be taken; caught where the row is checked."""

    def __init__(self, problem: Problem, hint: str = "") -> None:
        super().__init__(problem)
        self.problem: Problem = problem
        self.hint = hint


def text(limit: int) -> Callable[[Cell, Frame], str]:
    """A text of at most so many signs, in its normal form."""

    def taken(cell: Cell, _: Frame) -> str:
        value = unicodedata.normalize("NFC", str(cell).strip())
        if not value:
            raise Unfit("missing")
        if len(value) > limit:
            raise Unfit("too_long", str(limit))
        if any(unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for one in value):
            raise Unfit("not_text")
        return value

    return taken


def name(cell: Cell, frame: Frame) -> str:
    """What may stand as a name of a person."""
    value = text(60)(cell, frame)
    try:
        return require_name(value)
    except BadName as error:
        raise Unfit("not_a_name") from error


def word(words: Mapping[str, Any]) -> Callable[[Cell, Frame], Any]:
    """One of these words."""

    def taken(cell: Cell, _: Frame) -> Any:
        value = str(cell).strip()
        if value in words:
            return words[value]
        raise Unfit("not_a_word" if value else "missing", "、".join(filter(None, words)))

    return taken


def day(cell: Cell, _: Frame) -> date:
    """A calendar day, as a date of the sheet or in one of the usual ways to write it."""
    if isinstance(cell, date):
        return cell
    value = unicodedata.normalize("NFKC", cell).strip()
    if not value:
        raise Unfit("missing")
    found = DAY.match(value)
    if not found:
        raise Unfit("not_a_date", "2026-01-31")
    try:
        return date(*(int(one) for one in found.groups() if one))
    except ValueError as error:  # no such day
        raise Unfit("not_a_date", "2026-01-31") from error


def township(cell: Cell, frame: Frame) -> str:
    """A township of the area of who imports."""
    value = str(cell).strip()
    code = frame.townships.get(value)
    if code is None:
        raise Unfit("not_a_township" if value else "missing")
    if not code.startswith(frame.area):
        raise Unfit("another_area")
    return code


def category(cell: Cell, frame: Frame) -> str | None:
    """A category, or none before the declaration."""
    value = str(cell).strip()
    if not value:
        return None
    if value not in frame.categories:
        raise Unfit("not_a_word", "、".join(frame.categories))
    return frame.categories[value]


def or_none(take: Callable[[Cell, Frame], date]) -> Callable[[Cell, Frame], date | None]:
    """The same, and nothing where the cell is empty."""
    return lambda cell, frame: take(cell, frame) if str(cell).strip() else None
