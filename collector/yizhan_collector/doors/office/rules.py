"""The rule book: what holds, since when, by which source, and what waits for the legal office."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.rules import holidays
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Change, Channel, Mark, Rule
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["rules"])
Reader = Annotated[Staff, Depends(able("see_rules"))]
Keeper = Annotated[Staff, Depends(able("administer"))]
Name = Annotated[str, Path(pattern=r"^[a-z]+\.[a-z_]{2,40}$")]
Code = Annotated[str, Path(pattern=r"^[a-z_]{2,40}$")]
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S(.*\S)?$")]
Ground = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        pattern=r"^\S(.*\S)?$",
        description="The document by which it is changed or confirmed.",
    ),
]
Word = Annotated[str, Field(min_length=1, max_length=100)]
Value = (
    Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
    | Annotated[float, Field(strict=True, ge=0, le=10_000_000, allow_inf_nan=False)]
    | Word
    | Annotated[list[Word], Field(min_length=1, max_length=20)]
)


class RuleItem(BaseModel):
    """One rule as it stands from a day on."""

    name: str
    title_zh: str
    title_en: str
    value: Value
    unit: str
    source: str
    mark: Mark = Field(description="V full text, v secondary source, M from memory, I own advice.")
    to_confirm: bool = Field(description="The bureau's legal office has yet to confirm it.")
    effective_from: date
    note: str


class RuleRow(RuleItem):
    """One row of a rule's history."""

    version: int
    author: str = Field(description="Empty: as delivered with the program.")
    ground: str
    recorded_at: datetime


class CategoryItem(BaseModel):
    """A level of management."""

    code: str
    name_zh: str
    name_en: str
    every_days: int
    channels: list[Channel]
    rule_source: str
    mark: Mark
    to_confirm: bool
    version: int


class RuleBook(BaseModel):
    """The rules in force on a day, and those that are not yet."""

    day: date
    rules: list[RuleItem] = Field(description="By name.")


class RuleChange(BaseModel):
    """A change of law, or a confirmation by the bureau's legal office with the same value."""

    value: Value
    source: Text
    ground: Ground
    effective_from: date = Field(description="Like the rule's last row, or later.")
    confirmed: bool = Field(description="The legal office has confirmed it.")


class CategoryChange(BaseModel):
    """How often and by which ways from now on; one way at least is without a face."""

    every_days: Annotated[int, Field(ge=1, le=366)]
    channels: Annotated[set[Channel], Field(min_length=1)]
    rule_source: Text
    ground: Ground
    confirmed: bool


class DayItem(BaseModel):
    """A day on which no report is due, or one that the bureau took back."""

    day: date
    closed: bool
    name: str
    local: bool = Field(description="The bureau's own word.")


class Calendar(BaseModel):
    """A year's days without reports."""

    year: int
    published: bool = Field(description="False: the State Council's holidays are not known here.")
    days: list[DayItem]


class DayWord(BaseModel):
    """The bureau's own word on a day; the last one counts."""

    day: date
    closed: bool
    note: Text


@router.get("/rules", name="rules", responses=errors(401, 403))
def read(
    staff: Reader,
    tx: Tx,
    now: Now,
    day: Annotated[date | None, Query(description="Today when it is not given.")] = None,
) -> RuleBook:
    """The rule book of a day."""
    book = rules.book(tx, day or legal_day(now))
    return RuleBook(day=book.day, rules=[_item(book.rules[one]) for one in sorted(book.rules)])


@router.get("/rules/{name}", responses=errors(401, 403, 404))
def rule_history(name: Name, staff: Reader, tx: Tx) -> list[RuleRow]:
    """Every row of a rule, newest first."""
    return _rows(tx, rules.history(tx, name))


@router.post("/rules/{name}", responses=errors(400, 401, 403, 404, 413))
def change_rule(name: Name, given: RuleChange, staff: Keeper, tx: Tx, now: Now) -> list[RuleRow]:
    """Add a row to a rule; nothing before it changes."""
    rules.change(tx, name, Change(**given.model_dump()), staff, now)
    audit.recorded(tx, staff.id, "change_rule", now, subject=name)
    return _rows(tx, rules.history(tx, name))


@router.get("/categories", responses=errors(401, 403))
def categories(staff: Reader, tx: Tx) -> list[CategoryItem]:
    """The levels of management, the closest first."""
    found = rules.categories(tx)
    return [CategoryItem.model_validate(one, from_attributes=True) for one in found]


@router.post("/categories/{code}", responses=errors(400, 401, 403, 404, 413))
def change_category(
    code: Code, given: CategoryChange, staff: Keeper, tx: Tx, now: Now
) -> CategoryItem:
    """A new version of a category, in force at once for what is decided from now on."""
    channels = tuple(sorted(given.channels))
    rest = (given.rule_source, given.confirmed, given.ground)
    made = rules.change_category(tx, code, given.every_days, channels, *rest, staff, now)
    audit.recorded(tx, staff.id, "change_category", now, subject=code)
    return CategoryItem.model_validate(made, from_attributes=True)


@router.get("/calendar", responses=errors(401, 403))
def closed_days(
    staff: Reader,
    tx: Tx,
    now: Now,
    year: Annotated[int | None, Query(ge=2004, le=2100, description="This year if none.")] = None,
) -> Calendar:
    """The days of a year on which no report is due."""
    return _calendar(tx, year or legal_day(now).year)


@router.post("/calendar", responses=errors(400, 401, 403, 413))
def close_day(given: DayWord, staff: Keeper, tx: Tx, now: Now) -> Calendar:
    """Say that no report is due on a day, or that reports are due on it after all."""
    rules.close_day(tx, given.day, given.closed, given.note, staff, now)
    audit.recorded(tx, staff.id, "close_day", now, subject=given.day.isoformat())
    return _calendar(tx, given.day.year)


def _calendar(tx: Tx, year: int) -> Calendar:
    days = rules.calendar(tx, date(year, 1, 1), date(year, 12, 31))
    return Calendar(
        year=year,
        published=year in holidays.YEARS,
        days=[DayItem.model_validate(one, from_attributes=True) for one in days],
    )


def _item(one: Rule) -> RuleItem:
    return RuleItem.model_validate(one, from_attributes=True)


def _rows(tx: Tx, found: list[Rule]) -> list[RuleRow]:
    known: set[UUID] = {one.author for one in found if one.author}
    names = staff_room.names(tx, known)
    return [
        RuleRow.model_validate(
            {**vars(one), "to_confirm": one.to_confirm}
            | {"author": names.get(one.author, "") if one.author else ""}
        )
        for one in found
    ]
