"""A spreadsheet from anywhere: bounded, no formula run, every bad cell has its reason."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from yizhan_collector.rooms.exchange.columns import COLUMNS, HEADINGS, check, years
from yizhan_collector.rooms.exchange.model import Candidate, Frame, Reason
from yizhan_collector.rooms.exchange.reasons import WORDS, sentence
from yizhan_collector.rooms.exchange.sheet import (
    COLUMNS as WIDEST,
)
from yizhan_collector.rooms.exchange.sheet import (
    LARGEST,
    ROWS,
    EmptySheet,
    Line,
    NotASheet,
    OldSheet,
    SheetTooLarge,
    WrongHeadings,
    read,
)

FRAME = Frame(
    date(2026, 11, 24),
    "210521",
    False,
    18,
    {"小市镇": "210521100", "210521100": "210521100", "桓仁镇": "210522100"},
    {"普管": "ordinary", "严管": "strict"},
)
GOOD = {one.heading: one.example for one in COLUMNS}


def workbook(*rows: list[Any], headings: list[str] | None = None) -> bytes:
    """An .xlsx with these rows under the headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(headings or list(HEADINGS))
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(**changes: Any) -> list[Any]:
    """A good row, with changes by heading."""
    return list((GOOD | changes).values())


def checked(**changes: Any) -> Candidate | tuple[Reason, ...]:
    """What is made of a row with these changes."""
    [line] = read(workbook(row(**changes)), HEADINGS)
    return check(line, FRAME)


def found(**changes: Any) -> set[tuple[str, str]]:
    """What is wrong with a row with these changes."""
    reasons = checked(**changes)
    assert not isinstance(reasons, Candidate)
    return {(one.column, one.problem) for one in reasons}


def test_the_example_of_the_template_is_a_good_row() -> None:
    one = checked()
    assert isinstance(one, Candidate)
    assert (one.township, one.sentence, one.category) == ("210521100", "probation", "ordinary")
    assert one.born_on == date(1988, 2, 29)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("comma", [",", "\t"])
def test_a_text_table_in_the_usual_encodings_says_the_same(encoding: str, comma: str) -> None:
    text = comma.join(HEADINGS) + "\r\n" + comma.join(GOOD.values()) + "\r\n"
    [line] = read(text.encode(encoding), HEADINGS)
    assert check(line, FRAME) == checked()


@pytest.mark.parametrize(
    "written",
    ["1988-02-29", "1988/2/29", "1988年2月29日", "19880229", "1988.2.29", date(1988, 2, 29)],
)
def test_a_day_is_read_however_it_is_written(written: Any) -> None:
    one = checked(出生日期=written)
    assert isinstance(one, Candidate)
    assert one.born_on == date(1988, 2, 29)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"姓名": ""}, {("姓名", "missing")}),
        ({"姓名": "示" * 61}, {("姓名", "too_long")}),
        ({"姓名": "示\u202e例"}, {("姓名", "not_text")}),
        ({"性别": "不详"}, {("性别", "not_a_word")}),
        ({"出生日期": "1987-02-29"}, {("出生日期", "not_a_date")}),
        ({"出生日期": "去年"}, {("出生日期", "not_a_date")}),
        ({"乡镇街道": "某镇"}, {("乡镇街道", "not_a_township")}),
        ({"乡镇街道": "桓仁镇"}, {("乡镇街道", "another_area")}),
        ({"矫正类别": "剥夺政治权利"}, {("矫正类别", "not_a_word")}),
        ({"生效日期": "2026-05-05"}, {("生效日期", "out_of_order")}),
        ({"矫正截止": "2026-11-23"}, {("矫正截止", "in_the_past")}),
        ({"报到日期": "2026-11-25"}, {("报到日期", "in_the_future"), ("宣告日期", "out_of_order")}),
        ({"下次报告": "2026-11-23"}, {("下次报告", "in_the_past")}),
        ({"下次报告": ""}, {("下次报告", "missing")}),
        ({"管理等级": ""}, {("管理等级", "needs_category")}),
        ({"宣告日期": ""}, {("宣告日期", "missing")}),
        ({"出生日期": "2009-01-01"}, {("未成年人", "is_a_minor")}),
        ({"未成年人": "是"}, {("未成年人", "no_specialist")}),
        ({"罪名": "=HYPERLINK(1)"}, {("罪名", "formula")}),
        ({"姓名": "", "性别": "x"}, {("姓名", "missing"), ("性别", "not_a_word")}),
    ],
)
def test_every_bad_cell_is_named_with_its_reason(
    changes: dict[str, Any], wrong: set[tuple[str, str]]
) -> None:
    assert found(**changes) == wrong


def test_script_in_a_name_is_no_name_and_elsewhere_it_is_text() -> None:
    assert found(姓名="<script>alert(1)</script>") == {("姓名", "not_a_name")}
    one = checked(罪名="<script>alert(1)</script>")
    assert isinstance(one, Candidate)
    assert one.offence == "<script>alert(1)</script>"


def test_the_mark_against_calculating_is_taken_off_again() -> None:
    one = checked(罪名="'-危险驾驶罪")
    assert isinstance(one, Candidate)
    assert one.offence == "-危险驾驶罪"


def test_every_reason_is_a_sentence_with_its_column() -> None:
    for problem in WORDS:
        said = sentence(Reason("姓名", problem, "提示"))
        assert said.startswith("【姓名】")
        assert "{" not in said


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 120))
@settings(max_examples=300)
def test_full_years_are_counted_on_the_birthday(born: date, age: int) -> None:
    eve, day = date(born.year + age, born.month, min(born.day, 28)), born.replace(year=2000)
    assert years(born, eve) == age - ((day.month, day.day) > (eve.month, eve.day))


def test_empty_rows_and_further_columns_are_left_out() -> None:
    wide = [*HEADINGS, "备注"]
    lines = read(workbook([None] * 19, [*row(), "x"], headings=wide), HEADINGS)
    assert [one.number for one in lines] == [3]
    assert set(lines[0].cells) == set(HEADINGS)


@pytest.mark.parametrize("raw", [b"", b" \r\n,,\r\n", workbook(), workbook([None, ""])])
def test_a_table_without_rows_is_refused(raw: bytes) -> None:
    with pytest.raises(EmptySheet):
        read(raw, HEADINGS)


@pytest.mark.parametrize("raw", [b"a,b\n1,2\n", workbook(headings=["姓名", "性别"]), b"%PDF-1.7 x"])
def test_other_headings_are_refused_and_the_missing_ones_named(raw: bytes) -> None:
    with pytest.raises(WrongHeadings, match="出生日期"):
        read(raw, HEADINGS)


def test_a_heading_twice_is_refused() -> None:
    with pytest.raises(WrongHeadings):
        read(workbook(headings=[*HEADINGS, "姓名"]), HEADINGS)


@pytest.mark.parametrize(
    "raw", [b"\x00\x01binary", b"PK\x03\x04 not a zip at all", "姓名".encode("utf-16")]
)
def test_what_is_no_table_is_refused(raw: bytes) -> None:
    with pytest.raises(NotASheet):
        read(raw, HEADINGS)


def test_an_old_workbook_is_told_what_to_do() -> None:
    with pytest.raises(OldSheet, match=r"save it as \.xlsx"):
        read(b"\xd0\xcf\x11\xe0" + bytes(600), HEADINGS)


def packed(name: str, content: bytes) -> bytes:
    """The example as a workbook with one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(row()))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed("xl/media/picture.png", bytes(60 * 1024 * 1024))
    assert len(bomb) < LARGEST
    with pytest.raises(SheetTooLarge):
        read(bomb, HEADINGS)


def test_a_zip_that_lies_about_its_size_is_no_sheet() -> None:
    lie = packed("xl/worksheets/sheet1.xml", b"<x>" + b"a" * 100_000)
    size = (100_003).to_bytes(4, "little")
    with pytest.raises(NotASheet):
        read(lie.replace(size, (10).to_bytes(4, "little")), HEADINGS)


def test_an_entity_bomb_is_no_sheet() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><x>&l9;</x>'
    with pytest.raises(NotASheet):
        read(packed("xl/worksheets/sheet1.xml", bomb.encode()), HEADINGS)


def test_a_row_far_below_and_a_column_far_right_cost_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    sheet.append(row())
    sheet.cell(row=2, column=16000, value="x")
    out = io.BytesIO()
    book.save(out)
    [line] = read(out.getvalue(), HEADINGS)
    assert len(line.cells) <= WIDEST
    sheet.cell(row=1_000_000, column=1, value="x")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(SheetTooLarge):
        read(out.getvalue(), HEADINGS)


def test_too_many_rows_and_too_many_bytes_are_refused() -> None:
    text = (",".join(HEADINGS) + "\n" + ("x," * 17 + "\n") * (ROWS + 1)).encode()
    for raw in (text, bytes(LARGEST + 1)):
        with pytest.raises(SheetTooLarge):
            read(raw, HEADINGS)


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_whatever_is_sent_is_read_or_refused(raw: bytes) -> None:
    try:
        lines = read(raw, ["a"])
    except (NotASheet, OldSheet, SheetTooLarge, EmptySheet, WrongHeadings):
        return
    assert all(isinstance(one, Line) for one in lines)
