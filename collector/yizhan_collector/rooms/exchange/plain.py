"""A value as a cell that every program takes for text, and a table of such cells."""

import re
from collections.abc import Iterable, Sequence

from yizhan_collector.rooms.exchange.sheet import LAID_OUT

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0, production 2 (Char)


def safe(value: object) -> str:
    """A cell as text that no program takes for a formula, also after it was saved as CSV."""
    text = NOT_IN_XML.sub("", "" if value is None else str(value))
    return f"'{text}" if text[:1] and text[0] in LAID_OUT else text


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One .xlsx sheet with a heading row; the first call takes half a second more."""
    from yizhan_collector.rooms.exchange import book  # noqa: PLC0415 # openpyxl, rarely needed

    return book.workbook(title, headings, rows)
