"""Lists come in pages of bounded size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

Item = TypeVar("Item", bound=BaseModel)
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

    def of(self, items: Sequence[Item], total: int) -> Page[Item]:
        """The page that holds these items."""
        return Page[Item](items=list(items), page=self.page, size=self.size, total=total)


def cut(
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    size: Annotated[int, Query(ge=1, le=LARGEST)] = 50,
) -> Cut:
    """The part of a list a request asks for."""
    return Cut(page, size)


Wanted = Annotated[Cut, Depends(cut)]
