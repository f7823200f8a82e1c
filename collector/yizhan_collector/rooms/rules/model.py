"""Rules with a date and a source, and the book of those in force on a day, pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Mark = Literal["V", "v", "M", "I"]  # full text, secondary source, from memory, our own advice
Value: TypeAlias = bool | int | float | str | list[str]
Channel = Literal["face", "code", "desk", "phone", "video", "home_visit"]
WITHOUT_FACE: frozenset[Channel] = frozenset({"code", "desk", "phone", "home_visit"})
UNCONFIRMED: frozenset[Mark] = frozenset({"M", "I"})


class NotYetInForce(Refused):
    """This rule is not in force on that day; choose a later day."""

    status = 422


class DatedTooEarly(Refused):
    """A change may not reach behind the rule's last row; choose its date or a later one."""

    status = 422


class WrongValue(Refused):
    """The value does not fit this rule; give a value of its kind, not below zero."""

    status = 422


class FaceAlone(Refused):
    """A category needs at least one way without a face; add one."""

    status = 422


class UnknownRule(LookupError):
    """No such rule in the book: a mistake of the program, not of whoever uses it."""


@dataclass(frozen=True)
class Rule:
    """One rule as it stands from a day on."""

    name: str
    value: Value
    unit: str
    source: str
    mark: Mark
    effective_from: date
    title_zh: str = ""
    title_en: str = ""
    note: str = ""
    version: int = 1
    author: UUID | None = None
    ground: str = ""
    recorded_at: datetime | None = None

    @property
    def to_confirm(self) -> bool:
        """Whether the bureau's legal office has yet to confirm it."""
        return self.mark in UNCONFIRMED


@dataclass(frozen=True)
class Book:
    """The rules on one day; of a rule that is not yet in force, the row that will be."""

    day: date
    rules: Mapping[str, Rule]

    def rule(self, name: str) -> Rule:
        """The rule in force; raises NotYetInForce. A name nobody wrote is an UnknownRule."""
        found = self.rules.get(name)
        if found is None:
            raise UnknownRule(f"the rule book has no {name!r}; add it in a migration")
        if found.effective_from > self.day:
            raise NotYetInForce(f"{name}: {found.effective_from}")
        return found

    def number(self, name: str) -> int:
        """The whole number of a rule, in its unit; raises NotYetInForce."""
        value = self.rule(name).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise UnknownRule(f"the rule {name!r} is no whole number")
        return value

    def text(self, name: str) -> str:
        """The word of a rule; raises NotYetInForce."""
        value = self.rule(name).value
        if not isinstance(value, str):
            raise UnknownRule(f"the rule {name!r} is no text")
        return value

    def words(self, name: str) -> frozenset[str]:
        """The list of a rule; raises NotYetInForce."""
        value = self.rule(name).value
        if not isinstance(value, list):
            raise UnknownRule(f"the rule {name!r} is no list")
        return frozenset(value)


@dataclass(frozen=True)
class Change:
    """What an administrator records of a rule, on a ground."""

    value: Value
    source: str
    ground: str
    effective_from: date
    confirmed: bool  # by the bureau's legal office


@dataclass(frozen=True)
class Category:
    """A level of management: how often, and by which ways."""

    code: str
    name_zh: str
    name_en: str
    every_days: int
    channels: tuple[Channel, ...]
    rule_source: str
    mark: Mark
    place: int = 0
    version: int = 1

    @property
    def to_confirm(self) -> bool:
        """Whether the bureau's legal office has yet to confirm it."""
        return self.mark in UNCONFIRMED


def changed(rule: Rule, change: Change, author: UUID, now: datetime) -> Rule:
    """The next row of a rule; raises DatedTooEarly or WrongValue."""
    if change.effective_from < rule.effective_from:
        raise DatedTooEarly(str(rule.effective_from))
    if not _fits(rule.value, change.value):
        raise WrongValue
    return Rule(
        rule.name,
        change.value,
        rule.unit,
        change.source,
        "V" if change.confirmed else "M",
        change.effective_from,
        rule.title_zh,
        rule.title_en,
        rule.note,
        author=author,
        ground=change.ground,
        recorded_at=now,
    )


def _fits(old: Value, new: Value) -> bool:
    if isinstance(old, bool) or isinstance(new, bool):
        return type(old) is type(new)
    if isinstance(new, int | float) and new < 0:
        return False
    if isinstance(old, int):
        return isinstance(new, int)
    return isinstance(new, int | float) if isinstance(old, float) else type(old) is type(new)


def require_other_way(channels: tuple[Channel, ...]) -> None:
    """Raises FaceAlone when every way looks at the face."""
    if not WITHOUT_FACE & set(channels):
        raise FaceAlone
