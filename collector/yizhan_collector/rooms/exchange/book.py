"""Rows as an .xlsx in which no cell is ever calculated; pure."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from yizhan_collector.rooms.exchange.plain import safe

WIDTH = 16  # of a column, in signs


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet with a heading row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for place in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, one, True) for one in headings])
    for row in rows:
        sheet.append([_cell(sheet, one, False) for one in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: object, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=safe(value))
    cell.data_type = "s"  # a text, whatever it begins with
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
