"""What is wrong with a table is told in the same words by wire and on a disc, and none is kept."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from openpyxl import Workbook
from stack.desk import Desk
from stack.disc import POLICE, Discs
from stack.partner import Partners
from yizhan_collector.rooms.sharing import files

from .test_batches import Row, a_row, kept, send, table

Send = Callable[..., httpx.Response]


@pytest.fixture(params=["wire", "disc"])
def bring(request: pytest.FixtureRequest) -> Send:
    """Bring a table of the police, either way."""
    if request.param == "wire":
        partners: Partners = request.getfixturevalue("partners")
        program = partners.program(POLICE)
        return lambda raw, key="k-1", kind="custody": send(program, raw, key, kind)
    discs: Discs = request.getfixturevalue("discs")
    return lambda raw, key="k-1", kind="custody": discs.bring(discs.file(raw, key=key, kind=kind))


def workbook(rows: list[Row]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in [files.headings("custody"), *[list(one.values()) for one in rows]]:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def with_macros(raw: bytes) -> bytes:
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"0" * 600)
    return out.getvalue()


WIDE = b"x" + b"," * 1_000_000 + b"\n1\n"
WIDE_AFTER = table([]).rstrip() + b"," * 1_000_000 + b"\r\n" + table([a_row(1)]).split(b"\r\n")[1]
WHOLE: dict[str, tuple[bytes, str, str]] = {
    "nul": (table([a_row(1)]).replace(b",", b"\x00,", 1), "not_a_sheet", "save it as .xlsx"),
    "a million columns": (WIDE, "wrong_headings", "编号、姓名"),
    "macros": (with_macros(workbook([a_row(1)])), "sheet_with_macros", "holds macros"),
    "half a workbook": (workbook([a_row(1)])[:2000], "not_a_sheet", "save it as .xlsx"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old_sheet", "save it as .xlsx"),
    "no row": (table([]), "empty_sheet", "no rows"),
    "a table of another kind": (table([a_row(1)]).replace("措施".encode(), "处罚".encode()),
                                "wrong_headings", "措施"),
    "3001 rows": (table([a_row(n) for n in range(3001)]), "sheet_too_large", "3000 rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_table_is_refused_whole_with_a_sentence(
    desk: Desk, bring: Send, name: str
) -> None:
    raw, code, words = WHOLE[name]
    answer = bring(raw)
    assert answer.json()["code"] == code, answer.text
    assert words in answer.json()["detail"]
    assert (answer.status_code in (413, 422), kept(desk)) == (True, 0)
    assert desk.rows("select count(*) from partner_batch") == [(0,)]


def faults(answer: httpx.Response) -> list[tuple[str, str, str]]:
    found: list[dict[str, Any]] = answer.json()["faults"]
    return [(one["heading"], one["problem"], one["todo"]) for one in found]


ROWS: dict[str, tuple[bytes, str, str, str]] = {
    "a clock a day ahead": (table([a_row(1, 起始日期="2026-11-25")]), "起始日期", "in_the_future",
                            "系统的时钟"),
    "a formula": (workbook([a_row(1, 场所='=HYPERLINK("http://127.0.0.1")')]), "场所", "formula",
                  "把公式换成文字"),
    "a formula as text": (table([a_row(1, 姓名="=1+1")]), "姓名", "formula", "把公式换成文字"),
    "a direction mark": (table([a_row(1, 姓名="示例\u202e甲")]), "姓名", "not_text", "删去不可见"),
    "a very long cell": (table([a_row(1, 场所="长" * 5000)]), "场所", "too_long", "缩短"),
    "another word": (table([a_row(1, 措施="带走")]), "措施", "not_a_word", "规定的词"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_cell_is_told_with_what_to_do(desk: Desk, bring: Send, name: str) -> None:
    raw, heading, problem, todo = ROWS[name]
    answer = bring(raw)
    assert answer.is_success, answer.text
    [found] = faults(answer)
    assert (found[:2], todo in found[2]) == ((heading, problem), True)
    assert kept(desk) == 0


def test_a_row_of_today_is_in_no_future(desk: Desk, bring: Send) -> None:
    assert faults(bring(table([a_row(1, 起始日期="2026-11-24")]))) == []
    assert kept(desk) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_in_use_say_the_same(desk: Desk, bring: Send, encoding: str) -> None:
    assert faults(bring(table([a_row(1, 姓名="示例㐂")], encoding))) == []
    assert desk.rows("select body ->> 'name' from partner_row") == [("示例㐂",)]


def test_columns_beyond_ours_are_left_out_however_many(desk: Desk, bring: Send) -> None:
    assert faults(bring(WIDE_AFTER)) == []
    assert kept(desk) == 1


def test_a_key_that_was_used_for_another_kind_is_refused(desk: Desk, bring: Send) -> None:
    bring(table([a_row(1)])).raise_for_status()
    other = table([a_row(2)]).replace("措施".encode(), "处罚".encode())
    other = other.replace("起始日期".encode(), "决定日期".encode())
    other = other.replace("场所".encode(), "决定机关".encode()).replace(
        "拘留,".encode(), "警告,".encode()
    )
    answer = bring(other, kind="punishment")
    assert (answer.status_code, answer.json()["code"]) == (409, "key_of_another_kind")
    assert "new key" in answer.json()["detail"]
    assert desk.rows("select kind, times from partner_batch") == [("custody", 1)]
    assert bring(other, "k-2", "punishment").is_success
    assert kept(desk) == 2
