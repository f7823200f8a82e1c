"""Lists come in pages of bounded size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

Item = TypeVar("Item", bound=BaseModel)
Kept = TypeVar("Kept")
LARGEST = 200


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    page: int = Field(description="This page; the first is 1.")
    size: int = Field(description="Items a page.")
    total: int = Field(description="Items in all pages.")


@dataclass(frozen=True)
class Cut:
    """Which part of a list was asked for."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """Items before this page."""
        return (self.page - 1) * self.size

    @property
    def window(self) -> tuple[int, int]:
        """At most how many items, after how many others."""
        return self.size, self.offset

    def of(self, items: Sequence[Item], total: int) -> Page[Item]:
        """The page that holds these items."""
        return Page[Item](items=list(items), page=self.page, size=self.size, total=total)


def cut(
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    size: Annotated[int, Query(ge=1, le=LARGEST)] = 50,
) -> Cut:
    """The part of a list a request asks for."""
    return Cut(page, size)


def lines(
    wanted: Cut, found: tuple[Sequence[Kept], int], shape: Callable[[Kept], Item]
) -> Page[Item]:
    """The page of what was found, each as a line of this shape; and how many in all."""
    rows, total = found
    return wanted.of([shape(one) for one in rows], total)


Wanted = Annotated[Cut, Depends(cut)]
