"""The national self-check of government websites as a score with findings and warnings; pure.

Every number is a rule of the book (`site.*`) with its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from yizhan_collector.ground.months import months_later
from yizhan_collector.rooms.rules.model import Book

Checked = Literal["news", "notice", "policy", "guide", "about", "statistics", "messages", "media"]
Code = Literal[
    "stale", "blank", "links", "expired", "unanswered", "unanswered_long", "statistics", "media"
]
LineCode = Literal["named_columns", "stale_columns", "blank_columns", "unanswered_long"]
NAMED: frozenset[Checked] = frozenset({"news", "notice", "policy"})
COLUMNS: frozenset[Checked] = NAMED | {"guide", "about", "statistics"}
# how long each may lie, in days or in months
DAYS: dict[Checked, str] = {"news": "site.news_days", "media": "site.media_days"}
MONTHS: dict[Checked, str] = {
    "notice": "site.notice_months",
    "policy": "site.notice_months",
    "guide": "site.guide_months",
    "about": "site.guide_months",
    "statistics": "site.statistics_months",
    "messages": "site.message_months",
}
POINTS: dict[Code, str] = {
    "stale": "site.stale_points",
    "blank": "site.blank_points",
    "links": "site.link_points",
    "expired": "site.expired_points",
    "unanswered": "site.message_points",
    "unanswered_long": "site.message_points",
    "statistics": "site.statistics_points",
    "media": "site.media_points",
}
FULL = 100


@dataclass(frozen=True)
class Looked:
    """What is checked: a column, an account, or the messages of a queue.

    `last` is the day it was last touched, of messages the day of the oldest without an answer;
    None is a blank column, or a queue where nothing waits.
    """

    checked: Checked
    subject: str
    title_zh: str
    title_en: str
    last: date | None
    links: int = 0  # broken ones
    expired: int = 0  # notices that are over and still shown


@dataclass(frozen=True)
class Finding:
    """What costs points, and since when."""

    code: Code
    subject: str
    title_zh: str
    title_en: str
    since: date | None
    points: int
    count: int = 1


@dataclass(frozen=True)
class Warned:
    """What will cost points on a day that is near."""

    code: Code
    subject: str
    title_zh: str
    title_en: str
    on: date
    days: int


@dataclass(frozen=True)
class Line:
    """A line at which a site fails, whatever else it scores, and how near it is."""

    code: LineCode
    count: int
    limit: int

    @property
    def reached(self) -> bool:
        """Whether the site fails by it."""
        return self.count >= self.limit


@dataclass(frozen=True)
class Score:
    """The self-check of a day."""

    score: int
    failed: bool
    findings: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    lines: tuple[Line, ...]


def judge(book: Book, all_of_it: Sequence[Looked], today: date) -> Score:
    """The score of a day: 100 less the points of each finding; below the pass line at a line."""
    findings = tuple(found for one in all_of_it for found in _findings(book, one, today))
    lines = _lines(book, all_of_it, findings)
    score = max(FULL - sum(one.points for one in findings), 0)
    passes = book.number("site.pass_score")
    if any(one.reached for one in lines):
        score = max(min(score, passes - 1), 0)
    warnings = sorted(_warnings(book, all_of_it, today), key=lambda one: (one.on, one.subject))
    return Score(score, score < passes, findings, tuple(warnings), lines)


def stale_on(book: Book, one: Looked) -> date | None:
    """The day on which it begins to count as stale, or unanswered; None where nothing lies."""
    if one.last is None:
        return None
    if one.checked in DAYS:
        return one.last + timedelta(days=book.number(DAYS[one.checked]))
    return months_later(one.last, book.number(MONTHS[one.checked]))


def _findings(book: Book, one: Looked, today: date) -> Iterable[Finding]:
    on = stale_on(book, one)
    if one.last is None and one.checked in COLUMNS:
        yield _finding(book, "blank", one, None)
    if on is not None and on <= today:
        code = "unanswered_long" if _too_long(book, one, today) else _code(one)
        yield _finding(book, code, one, on)
    if one.links:
        yield _finding(book, "links", one, None, one.links)
    if one.expired:
        yield _finding(book, "expired", one, None, one.expired)


def _finding(book: Book, code: Code, one: Looked, since: date | None, count: int = 1) -> Finding:
    points = book.number(POINTS[code])
    return Finding(code, one.subject, one.title_zh, one.title_en, since, points, count)


def _code(one: Looked) -> Code:
    if one.checked == "messages":
        return "unanswered"
    if one.checked == "statistics":
        return "statistics"
    return "media" if one.checked == "media" else "stale"


def _too_long(book: Book, one: Looked, today: date) -> bool:
    if one.checked != "messages" or one.last is None:
        return False
    return months_later(one.last, book.number("site.message_fail_months")) <= today


def _lines(
    book: Book, all_of_it: Sequence[Looked], findings: Sequence[Finding]
) -> tuple[Line, ...]:
    # a blank column is not touched either: to empty a stale one helps nobody
    stale = {one.subject for one in findings if one.code in ("stale", "blank")}
    named = sum(one.checked in NAMED and one.subject in stale for one in all_of_it)
    blank = sum(one.code == "blank" for one in findings)
    long = sum(one.code == "unanswered_long" for one in findings)
    return (
        Line("named_columns", named, book.number("site.named_columns")),
        Line("stale_columns", len(stale), book.number("site.stale_columns")),
        Line("blank_columns", blank, book.number("site.blank_columns")),
        Line("unanswered_long", long, 1),
    )


def _warnings(book: Book, all_of_it: Sequence[Looked], today: date) -> Iterable[Warned]:
    near = today + timedelta(days=book.number("site.warn_days"))
    for one in all_of_it:
        for code, on in _coming(book, one):
            if today < on <= near:
                what = (code, one.subject, one.title_zh, one.title_en)
                yield Warned(*what, on, (on - today).days)


def _coming(book: Book, one: Looked) -> Iterable[tuple[Code, date]]:
    on = stale_on(book, one)
    if on is None or one.last is None:
        return
    yield _code(one), on
    if one.checked == "messages":
        fails = months_later(one.last, book.number("site.message_fail_months"))
        yield "unanswered_long", fails
