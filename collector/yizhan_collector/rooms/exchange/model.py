"""A row of the paper list and what became of it, pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

from yizhan_collector.rooms.people.model import Gender
from yizhan_collector.rooms.terms.model import Sentence

Problem = Literal[
    "missing",
    "too_long",
    "not_text",
    "not_a_name",
    "not_a_date",
    "not_a_word",
    "not_a_township",
    "another_area",
    "formula",
    "out_of_order",
    "in_the_future",
    "in_the_past",
    "needs_category",
    "is_a_minor",
    "no_specialist",
    "minor_without_face",
    "twice",
    "other_values",
    "under_correction",
    "refused",
]
Status = Literal["taken", "known", "bad"]


@dataclass(frozen=True)
class Reason:
    """What is wrong with one cell; `hint` is what would be right, where that can be told."""

    column: str
    problem: Problem
    hint: str = ""


@dataclass(frozen=True)
class Candidate:
    """A person and the term, as a good row tells them."""

    name: str
    gender: Gender
    born_on: date
    minor: bool
    township: str
    sentence: Sentence
    offence: str
    court: str
    judgment_no: str
    judged_on: date
    effective_on: date
    starts_on: date
    ends_on: date
    received_on: date
    declared_on: date | None
    category: str | None
    first_due_on: date | None
    face: bool

    @property
    def key(self) -> bytes:
        """What makes a row the same row: the person's name and the document."""
        return sha256(f"{self.name}\n{self.judgment_no}".encode()).digest()

    @property
    def content(self) -> bytes:
        """All that the row says."""
        return sha256("\n".join(map(str, vars(self).values())).encode()).digest()


@dataclass(frozen=True)
class Frame:
    """What a row is held against: the day, who imports, and the tables of the house."""

    today: date
    area: str
    specialist: bool  # for minors
    adult_at: int
    townships: Mapping[str, str]  # code and name → code
    categories: Mapping[str, str]  # name → code


@dataclass(frozen=True)
class Outcome:
    """What became of a row."""

    line: int
    status: Status
    cells: Mapping[str, str]
    reasons: tuple[Reason, ...] = ()
    person: UUID | None = None


@dataclass(frozen=True)
class Batch:
    """One file that was brought: by whom, when, and how much of it was taken."""

    id: UUID
    file_name: str
    sha256: str
    by: UUID
    at: datetime
    taken: int
    known: int
    bad: int

    @property
    def state(self) -> Literal["done", "partial", "refused"]:
        """Whether everything, something or nothing of it is in the house."""
        if not self.bad:
            return "done"
        return "partial" if self.taken + self.known else "refused"
