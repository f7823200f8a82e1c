"""What the public reads, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from yizhan_collector.ground.refusals import Refused

One = TypeVar("One")
ColumnKind = Literal["news", "notice", "policy", "guide", "about"]
EntryKind = Literal["lawyer", "firm", "notary", "appraiser", "mediator"]


class NoSuchPage(Refused):
    """The list is not that long; go to its first page."""

    status = 404


@dataclass(frozen=True)
class Column:
    """A column of the portal (栏目)."""

    code: str
    title_zh: str
    title_en: str
    kind: ColumnKind


@dataclass(frozen=True)
class Line:
    """An article in a list."""

    no: int
    title: str
    lead: str
    column: str
    published_at: datetime
    refreshed_at: datetime
    expires_on: date | None

    def over(self, today: date) -> bool:
        """Whether it is a notice whose last day lies behind us."""
        return self.expires_on is not None and self.expires_on < today


@dataclass(frozen=True)
class Article(Line):
    """An article with its text, HTML of the allowed tags."""

    body: str


@dataclass(frozen=True)
class Neighbour:
    """The article before or after another one of its column."""

    no: int
    title: str


@dataclass(frozen=True)
class Read:
    """An article in its column, with the next newer and the next older one."""

    article: Article
    column: Column
    newer: Neighbour | None
    older: Neighbour | None


@dataclass(frozen=True)
class Entry:
    """Somebody, or a firm, of the directory."""

    kind: EntryKind
    name: str
    organisation: str
    licence: str
    fields: tuple[str, ...]
    area: str
    address: str
    phone: str
    legal_aid: bool
    reviewed_on: date


@dataclass(frozen=True)
class Cut(Generic[One]):
    """A page of a list: what is on it, its number, how many pages there are, how many in all."""

    items: Sequence[One]
    page: int
    pages: int
    total: int


def pages(page: int, size: int, total: int) -> int:
    """How many pages a list has, at least one; raises NoSuchPage behind the last."""
    last = max(1, -(-total // size))
    if page > last:
        raise NoSuchPage
    return last
