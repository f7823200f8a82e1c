"""Which measure's conditions the numbers meet, with the rule and its source, pure. Only a hint:

what was minor or heavy, and whether anything follows at all, a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from yizhan_collector.ground.months import months_later
from yizhan_collector.rooms.conduct.days import Source, Stretch
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.terms.model import Sentence

Measure = Literal[
    "praise", "reprimand", "warning", "security_proposal", "revocation_proposal",
    "recommit_proposal",
]  # fmt: skip
MEASURES: tuple[Measure, ...] = get_args(Measure)
BY_DAYS: tuple[Measure, ...] = ("reprimand", "warning", "revocation_proposal")
BY_REPEAT: tuple[tuple[Measure, Measure, str], ...] = (
    ("reprimand", "warning", "warning.reprimands"),
    ("warning", "revocation_proposal", "revoke.warnings"),
)


@dataclass(frozen=True)
class Past:
    """A measure that stands: decided, told, and not annulled."""

    measure: Measure
    told_on: date
    since: date | None  # the duty it was about, when days were counted


@dataclass(frozen=True)
class Record:
    """What is known of a person's conduct on a day."""

    sentence: Sentence
    received_on: date
    stretches: tuple[Stretch, ...]
    past: tuple[Past, ...]
    pending: frozenset[Measure]  # proposed, not decided
    today: date


@dataclass(frozen=True)
class Hint:
    """A condition that the numbers meet."""

    measure: Measure
    ground: str
    number: int  # counted, in the unit of the rule
    limit: int
    rule: str
    source: str
    to_confirm: bool
    since: date | None = None
    duty: Source | None = None


def hints(record: Record, book: Book) -> list[Hint]:
    """The conditions that are met, but for measures proposed already."""
    found = [*_by_days(record, book), *_by_repeat(record, book), *_praise(record, book)]
    return [one for one in found if one.measure not in record.pending]


def by_days(
    counted: int, since: date, sentence: Sentence, book: Book
) -> tuple[Measure, str] | None:
    """The heaviest measure whose number of days is met, and its rule.

    "Not more than ten days" includes the tenth; "more than" begins with the eleventh. A month
    after a day ends with the corresponding day of the next month, or that month's last.
    """
    month = (months_later(since, book.number("revoke.late_months")) - since).days
    if sentence == "probation" and counted > month:
        return "revocation_proposal", "revoke.late_months"
    if counted > book.number("warning.late_days"):
        return "warning", "warning.late_days"
    if 1 <= counted <= book.number("reprimand.late_days"):
        return "reprimand", "reprimand.late_days"
    return None


def fits(measure: Measure, sentence: Sentence, book: Book) -> bool:
    """Whether somebody under this sentence can receive this measure."""
    if measure == "security_proposal":
        return sentence in book.words("police.sentences")
    if measure == "revocation_proposal":
        return sentence in ("probation", "parole")
    return sentence == "medical" if measure == "recommit_proposal" else True


def _by_days(record: Record, book: Book) -> Iterable[Hint]:
    for one in record.stretches:
        found = by_days(one.counted, one.since, record.sentence, book)
        if found and not _answered(record, one, found[0]):
            measure, name = found
            yield _hint(book, measure, "late_or_away", one.counted, name, one)


def _answered(record: Record, stretch: Stretch, measure: Measure) -> bool:
    """Whether a measure as heavy or heavier has answered this stretch."""
    heavy = BY_DAYS.index(measure)
    return any(
        past.since == stretch.since and BY_DAYS.index(past.measure) >= heavy
        for past in record.past
        if past.measure in BY_DAYS
    )


def _by_repeat(record: Record, book: Book) -> Iterable[Hint]:
    for given, measure, name in BY_REPEAT:
        told = sorted(one.told_on for one in record.past if one.measure == given)
        if len(told) < book.number(name) or not _may(measure, record.sentence):
            continue
        last = told[-1]
        done = any(one.measure == measure and one.told_on >= last for one in record.past)
        again = next((one for one in record.stretches if one.since >= last and one.counted), None)
        if again and not done:
            yield _hint(book, measure, f"{given}s_no_change", len(told), name, again)


def _may(measure: Measure, sentence: Sentence) -> bool:
    return measure == "warning" or sentence == "probation"


def _praise(record: Record, book: Book) -> Iterable[Hint]:
    months = book.number("praise.months")
    missed = [one.days[-1].day for one in record.stretches if one.counted]
    start = max([record.received_on, *missed, *(one.told_on for one in record.past)])
    whole = _months_between(start, record.today)
    if whole >= months:
        yield _hint(book, "praise", "obeyed", whole, "praise.months", None)


def _months_between(start: date, today: date) -> int:
    whole = 0
    while months_later(start, whole + 1) <= today:
        whole += 1
    return whole


def _hint(
    book: Book, measure: Measure, ground: str, number: int, name: str, stretch: Stretch | None
) -> Hint:
    rule = book.rule(name)
    about = (stretch.since, stretch.source) if stretch else (None, None)
    return Hint(
        measure, ground, number, book.number(name), name, rule.source, rule.to_confirm, *about
    )
