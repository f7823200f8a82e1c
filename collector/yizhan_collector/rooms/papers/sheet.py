"""A paper as it lies on the table, before it is pressed as PDF or written as DOCX; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Look = Literal["letter", "decision", "form"]
Tone = Literal["body", "flush", "head", "note", "centre"]


@dataclass(frozen=True)
class Para:
    """A paragraph; `body` is indented by two characters, `head` is a heading inside the text."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True)
class Table:
    """Rows of cells over columns of relative widths; a short row stretches its last cell."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    header: bool = False


@dataclass(frozen=True)
class Sign:
    """Places for hand-written signatures, each with its date."""

    lines: tuple[str, ...]


Block = Para | Table | Sign


@dataclass(frozen=True)
class Body:
    """What a kind of paper says: to whom, what, and who receives a copy."""

    blocks: tuple[Block, ...]
    addressee: str = ""
    copies: tuple[str, ...] = ()
    signed_for: str = ""  # who signs below the seal that the paper was received


@dataclass(frozen=True)
class Sheet:
    """A whole paper."""

    look: Look
    organ: str
    title: str
    number: str
    day: date
    body: Body
    sealed: bool = True
    confidential: bool = False
    draft: bool = field(default=False, kw_only=True)

    def words(self) -> Iterator[str]:
        """Every text that will be printed."""
        yield from (self.organ, self.title, self.number, self.body.addressee, *self.body.copies)
        yield from (self.body.signed_for, day_in_words(self.day))
        for block in self.body.blocks:
            yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Para):
        yield block.text
    elif isinstance(block, Sign):
        yield from block.lines
    else:
        for row in block.rows:
            yield from row


def day_in_words(day: date) -> str:
    """A day as papers write it: 2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"
