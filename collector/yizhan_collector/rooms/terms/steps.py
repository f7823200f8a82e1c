"""The steps of a term, each with the day it was taken on; pure."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from yizhan_collector.rooms.terms.model import Facts, Overlay, Released, Terminated


@dataclass(frozen=True)
class Receive:
    """The person came, or was handed over, and was identified."""

    on: date


@dataclass(frozen=True)
class Declare:
    """The term was declared to the person."""

    on: date


@dataclass(frozen=True)
class Categorise:
    """The category was set or changed."""

    on: date
    category: str


@dataclass(frozen=True)
class Commute:
    """The court ended the term earlier."""

    on: date
    ends_on: date


@dataclass(frozen=True)
class PutOn:
    """Something lies over the term from now on."""

    on: date
    overlay: Overlay


@dataclass(frozen=True)
class TakeOff:
    """It lies there no longer."""

    on: date
    overlay: Overlay


@dataclass(frozen=True)
class Release:
    """解除: served or pardoned."""

    on: date
    reason: Released


@dataclass(frozen=True)
class Terminate:
    """终止: revoked, recommitted or dead."""

    on: date
    reason: Terminated


@dataclass(frozen=True)
class MoveOut:
    """The file went to another prefecture."""

    on: date


@dataclass(frozen=True)
class Correct:
    """What was written down wrongly, as it should have been."""

    on: date
    facts: Facts
    received_on: date | None
    declared_on: date | None
    report_days: int


Step: TypeAlias = (
    Receive | Declare | Categorise | Commute | PutOn | TakeOff | Release | Terminate
    | MoveOut | Correct
)  # fmt: skip
