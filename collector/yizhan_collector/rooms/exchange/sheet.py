"""A spreadsheet or a text table as rows of cells: bounded, and no formula is run; pure."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zipfile import BadZipFile, ZipFile

from yizhan_collector.ground.refusals import Refused

LARGEST = 4 * 1024 * 1024  # bytes of the file
UNPACKED = 48 * 1024 * 1024  # bytes of what is packed in it
PARTS = 200
ROWS, COLUMNS, LONGEST = 3000, 40, 300  # rows, columns, signs of a cell
Cell: TypeAlias = str | date
LAID_OUT = "=+-@\t\r"  # the signs at which a spreadsheet begins to calculate


class NotASheet(Refused):
    """This is no table we can read; save it as .xlsx, or as .csv in UTF-8 or GBK."""

    status = 422


class OldSheet(Refused):
    """This is an old .xls file; open it and save it as .xlsx."""

    status = 422


class SheetWithMacros(Refused):
    """This workbook holds macros; save it as .xlsx, which holds none."""

    status = 422


class SheetTooLarge(Refused):
    """The table is too large; split it into files of at most 3000 rows."""

    status = 413


class EmptySheet(Refused):
    """The table has no rows; fill in the template, one person a row."""

    status = 422


class WrongHeadings(Refused):
    """The headings are not those of the template; copy the rows into the template."""

    status = 422


@dataclass(frozen=True)
class Line:
    """One row: its number in the file, and the cells under their headings."""

    number: int
    cells: dict[str, Cell]
    formulas: frozenset[str] = frozenset()  # headings of cells that hold one


def read(raw: bytes, headings: Iterable[str]) -> list[Line]:
    """The rows under the headings that are wanted; empty rows and other columns are left out.

    Raises NotASheet, OldSheet, SheetWithMacros, SheetTooLarge, EmptySheet or WrongHeadings.
    """
    if len(raw) > LARGEST:
        raise SheetTooLarge
    rows = _rows(raw)
    found = [(number, row) for number, row in rows if any(str(one).strip() for one in row)]
    if not found:
        raise EmptySheet
    lines = _under(found, list(headings))
    if not lines:
        raise EmptySheet
    return lines


def plain(text: str) -> str:
    """A text of a cell without the mark that kept it from being calculated."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in LAID_OUT else text


def _rows(raw: bytes) -> Iterator[tuple[int, list[Cell]]]:
    if raw[:4] == b"PK\x03\x04":
        return _workbook(raw)
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        raise OldSheet
    return _text(raw)


def _workbook(raw: bytes) -> Iterator[tuple[int, list[Cell]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 # half a second, rarely needed
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _bounded(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=ROWS + 2, max_col=COLUMNS, values_only=True)
        found = [(number, [_cell(one) for one in row]) for number, row in enumerate(rows, 1)]
    except Refused:
        raise
    except (InvalidFileException, BadZipFile, LookupError, ValueError, TypeError, OSError) as error:
        raise NotASheet from error
    except SyntaxError as error:  # what an XML parser raises
        raise NotASheet from error
    if len(found) > ROWS + 1:
        raise SheetTooLarge
    return iter(found)


def _bounded(raw: bytes) -> None:
    """What a packed file says it holds is what it may unpack: zipfile stops at the size told."""
    try:
        with ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except BadZipFile as error:
        raise NotASheet from error
    if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED:
        raise SheetTooLarge
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in parts):
        raise NotASheet
    if any(one.filename.lower().endswith("vbaproject.bin") for one in parts):
        raise SheetWithMacros


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)[: LONGEST + 1]


def _text(raw: bytes) -> Iterator[tuple[int, list[Cell]]]:
    text = _decoded(raw)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), dialect=_dialect(text)))
    except csv.Error as error:
        raise NotASheet from error
    if len(rows) > ROWS + 1:
        raise SheetTooLarge
    return ((number, [*row[:COLUMNS]]) for number, row in enumerate(rows, 1))


def _decoded(raw: bytes) -> str:
    if b"\x00" in raw:
        raise NotASheet
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASheet


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.partition("\n")[0]
    return csv.excel_tab if first.count("\t") > first.count(",") else csv.excel


def _under(rows: list[tuple[int, list[Cell]]], headings: list[str]) -> list[Line]:
    titles = [str(one).strip().rstrip("*＊").strip() for one in rows[0][1]]
    if not set(headings) <= set(titles) or len({*titles} & {*headings}) != sum(
        one in headings for one in titles
    ):
        missing = [one for one in headings if one not in titles]
        raise WrongHeadings("、".join(missing))
    places = {title: place for place, title in enumerate(titles) if title in headings}
    return [_line(number, row, places) for number, row in rows[1:]]


def _line(number: int, row: list[Cell], places: dict[str, int]) -> Line:
    cells: dict[str, Cell] = {}
    formulas = set()
    for title, place in places.items():
        cell = row[place] if place < len(row) else ""
        if isinstance(cell, str):
            if cell.strip().startswith("="):
                formulas.add(title)
            cell = plain(cell)
        cells[title] = cell
    return Line(number, cells, frozenset(formulas))
