"""A sheet becomes a DOCX that an officer can edit: the same words, the house's fonts named."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from yizhan_collector.rooms.papers.sheet import Block, Para, Sheet, Sign, Table, day_in_words

# fonts of an officer's computer; nothing is embedded in a paper that is still edited
TITLE, TEXT, HEAD = "方正小标宋简体", "仿宋", "黑体"
RED = RGBColor(0xC8, 0x10, 0x2E)
CENTRE, RIGHT, LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
)


def docx(sheet: Sheet, now: datetime) -> bytes:
    """The paper as DOCX."""
    doc = Document()
    _page(doc, sheet, now)
    _head(doc, sheet)
    if sheet.body.addressee:
        _say(doc, sheet.body.addressee)
    for block in sheet.body.blocks:
        _block(doc, block)
    _close(doc, sheet)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _page(doc: Doc, sheet: Sheet, now: datetime) -> None:
    page = doc.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    about = doc.core_properties
    about.title, about.author, about.language = sheet.title, sheet.organ, "zh-CN"
    about.created = about.modified = now.astimezone(UTC).replace(tzinfo=None)
    normal = doc.styles["Normal"]
    normal.font.size = Pt(16)
    _face(normal.element.get_or_add_rPr(), TEXT)
    _number_pages(page.footer.paragraphs[0])
    if sheet.draft:
        _say(page.header, "草　稿", HEAD, 14, CENTRE)


def _head(doc: Doc, sheet: Sheet) -> None:
    if sheet.confidential:
        _say(doc, "未成年人案件　注意保密", HEAD, 14)
    letter = sheet.look == "letter"
    organ = _say(doc, sheet.organ, TITLE, 30 if letter else 20, CENTRE)
    if letter:
        organ.runs[0].font.color.rgb = RED
        number = _say(doc, sheet.number, TEXT, 15, CENTRE)
        _rule(number)
    _say(doc, sheet.title, TITLE, 22 if letter else 26, CENTRE)
    if not letter:
        _say(doc, sheet.number, TEXT, 14, RIGHT)


def _block(doc: Doc, block: Block) -> None:
    if isinstance(block, Table):
        _table(doc, block)
    elif isinstance(block, Sign):
        for line in block.lines:
            _say(doc, f"{line}：　　　　　　　　　　年　　月　　日", size=14)
    else:
        _para(doc, block)


def _para(doc: Doc, para: Para) -> None:
    for text in para.text.split("\n"):
        if para.tone == "note":
            _say(doc, text, size=12)
        elif para.tone == "centre":
            _say(doc, text, align=CENTRE)
        else:
            said = _say(doc, text, HEAD if para.tone == "head" else TEXT)
            if para.tone != "flush":
                said.paragraph_format.first_line_indent = Pt(32)


def _table(doc: Doc, table: Table) -> None:
    columns = len(table.widths)
    grid = doc.add_table(rows=0, cols=columns, style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    whole = Mm(156)
    for at, row in enumerate(table.rows):
        cells = grid.add_row().cells
        if len(row) < columns:
            cells[len(row) - 1].merge(cells[columns - 1])
        for place, text in enumerate(row):
            label = at == 0 if table.header else place % 2 == 0
            cells[place].width = int(whole * table.widths[place] / sum(table.widths))
            _cell(cells[place].paragraphs[0], text, label=label)


def _cell(para: Paragraph, text: str, *, label: bool) -> None:
    para.alignment = CENTRE if label else LEFT
    for at, line in enumerate(text.split("\n")):
        run = para.add_run(line)
        _dress(run, HEAD if label else TEXT, 12)
        if at < text.count("\n"):
            run.add_break()


def _close(doc: Doc, sheet: Sheet) -> None:
    lines = [day_in_words(sheet.day)]
    if sheet.sealed:
        lines = [sheet.organ, "（公章）", *lines]
    for line in lines:
        _say(doc, line, align=RIGHT)
    if sheet.body.signed_for:
        _block(doc, Sign((sheet.body.signed_for,)))
    if sheet.body.copies:
        _say(doc, f"抄送：{'，'.join(sheet.body.copies)}。", size=12)


def _say(
    where: Any, text: str, face: str = TEXT, size: int = 16, align: WD_ALIGN_PARAGRAPH = LEFT
) -> Paragraph:
    para: Paragraph = where.add_paragraph()
    para.alignment = align
    para.paragraph_format.space_after = Pt(0)
    para.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    para.paragraph_format.line_spacing = Pt(max(28, round(size * 1.4)) if size > 12 else 20)
    _dress(para.add_run(text), face, size)
    return para


def _dress(run: Run, face: str, size: int) -> None:
    run.font.size = Pt(size)
    _face(run._element.get_or_add_rPr(), face)  # the library has no other way


def _face(properties: Any, face: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(slot), face)


def _rule(para: Paragraph) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C8102E")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    para._p.get_or_add_pPr().append(borders)  # the library has no other way


def _number_pages(para: Paragraph) -> None:
    para.alignment = CENTRE
    for text, code in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        _dress(para.add_run(text), TEXT, 12)
        if code:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            para._p.append(field)  # the library has no other way
