"""A term, its state machine and its overlays, pure. A step is a typed deed in its own module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Sentence = Literal["control", "probation", "parole", "medical"]
State = Literal["expected", "received", "declared", "active", "released", "terminated", "moved_out"]
Overlay = Literal[
    "leave",
    "frequent_travel",
    "transfer_pending",
    "device_order",
    "lost_contact",
    "detained",
    "proposal_pending",
]
OVERLAYS: tuple[Overlay, ...] = get_args(Overlay)
Release = Literal["served", "pardoned"]
Termination = Literal["revoked", "recommitted", "dead"]
End = Literal["served", "pardoned", "revoked", "recommitted", "dead", "moved_out"]
Author = Literal["staff", "person", "system"]
IN_CORRECTION: frozenset[State] = frozenset({"received", "declared", "active"})


class NotInCorrection(Refused):
    """This person is not under correction now; look at the term first."""

    status = 409


@dataclass(frozen=True)
class Standing:
    """A live term as other rooms see it."""

    id: UUID
    person: UUID
    sentence: Sentence
    state: State
    category: str | None
    overlays: tuple[Overlay, ...]
    starts_on: date
    ends_on: date
    report_by: date
    received_on: date | None
    declared_on: date | None
    version: int
    county: str
    township: str
    minor: bool

    def has(self, overlay: Overlay) -> bool:
        """Whether this lies over the term now."""
        return overlay in self.overlays


@dataclass(frozen=True)
class Deed:
    """One thing that was done: when, by whom, in whose name, by which paper.

    `on` is the legal day it holds for; `acting_body` six digits a county, nine an office.
    """

    person: UUID
    kind: str
    on: date
    acting_body: str
    author: UUID | None
    by: Author
    body: Mapping[str, object] = field(default_factory=dict)
    paper: UUID | None = None
    delegation: UUID | None = None
    corrects: UUID | None = None
