"""The paper list comes in row by row, and what goes out has a reason and no minor in it."""

import io
import json
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any

import httpx
import psycopg
import pytest
from openpyxl import Workbook, load_workbook
from stack.builders import count
from yizhan_collector.rooms.exchange.columns import COLUMNS, HEADINGS
from yizhan_collector.rooms.exchange.service import WHY, forget_old

from .conftest import TODAY, Desk

GOOD = {one.heading: one.example for one in COLUMNS}
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
SHEET = "application/octet-stream"


def person(place: int, **changes: Any) -> list[Any]:
    """A row of the list."""
    own = {"姓名": f"示例{NAMES[place]}", "文书号": f"(2026)辽0521刑初{place:04d}号"}
    return list((GOOD | own | changes).values())


def sheet(rows: list[list[Any]], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """An .xlsx with these rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (headings, *rows):
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client: httpx.Client, raw: bytes, name: str = "名单.xlsx") -> httpx.Response:
    """Send a file."""
    return client.post(
        "/api/imports",
        params={"file_name": name},
        content=raw,
        headers={"content-type": SHEET},
    )


def brought(client: httpx.Client, rows: list[list[Any]]) -> dict[str, Any]:
    """What became of these rows."""
    answer = bring(client, sheet(rows))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def opened(raw: bytes) -> list[list[str]]:
    """The rows of an .xlsx that came back."""
    page = load_workbook(io.BytesIO(raw), read_only=True).worksheets[0]
    return [[str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


def twenty() -> list[list[Any]]:
    """Twenty rows with three bad ones."""
    rows = [person(place) for place in range(20)]
    rows[3] = person(3, 性别="")
    rows[8] = person(8, 矫正截止="2026-02-30")
    rows[19] = person(19, 乡镇街道="桓仁镇")
    return rows


def test_three_bad_rows_in_twenty_leave_seventeen_in_and_three_with_reasons(desk: Desk) -> None:
    made = brought(desk.sign_in("county"), twenty())
    assert (made["state"], made["taken"], made["bad"]) == ("partial", 17, 3)
    assert [(one["line"], one["reasons"][0]["problem"]) for one in made["rows"]] == [
        (5, "missing"),
        (10, "not_a_date"),
        (21, "another_area"),
    ]
    assert desk.rows("select count(*) from person") == [(17,)]
    assert desk.rows("select distinct state, category from term") == [("active", "ordinary")]
    assert desk.rows("select distinct every_days from reporting_order") == [(15,)]


def test_a_row_in_the_house_tells_its_story(desk: Desk) -> None:
    brought(desk.sign_in("county"), [person(0)])
    acts = desk.rows("select kind, effective_on::text, by from act order by recorded_at, id")
    assert acts == [
        ("term_registered", TODAY.isoformat(), "staff"),
        ("received", "2026-05-20", "staff"),
        ("declared", "2026-05-22", "staff"),
        ("category_set", "2026-05-22", "staff"),
    ]
    [(subject,)] = desk.rows("select subject from audit where action = 'import_people'")
    assert subject.endswith("taken 1 known 0 bad 0")


def test_the_corrected_file_brings_the_rest_and_repeats_nobody(desk: Desk) -> None:
    client = desk.sign_in("county")
    first = brought(client, twenty())
    back = opened(client.get(f"/api/imports/{first['id']}/rows").content)
    assert back[0] == [*HEADINGS, WHY]
    assert len(back) == 4
    assert back[1][-1] == "【性别】没有填写,请补上"
    fixed = [person(3), person(8), *twenty()[:19]]
    rows = [row for place, row in enumerate(fixed) if place < 2 or place - 2 not in (3, 8)]
    again = brought(client, rows)
    assert (again["state"], again["taken"], again["known"], again["bad"]) == ("done", 2, 17, 0)
    assert desk.rows("select count(*) from person") == [(19,)]
    assert client.get("/api/imports").json()["total"] == 2


def test_the_file_that_came_back_can_be_corrected_and_sent_as_it_is(desk: Desk) -> None:
    client = desk.sign_in("county")
    first = brought(client, twenty())
    back = opened(client.get(f"/api/imports/{first['id']}/rows").content)
    for row in back[1:]:
        row[HEADINGS.index("性别")] = "女"
        row[HEADINGS.index("矫正截止")] = "2027-05-16"
        row[HEADINGS.index("乡镇街道")] = "小市镇"
    again = bring(client, sheet(back[1:], tuple(back[0]))).json()
    assert (again["taken"], again["bad"]) == (3, 0)


def test_a_row_that_says_something_else_of_somebody_known_is_a_bad_one(desk: Desk) -> None:
    client = desk.sign_in("county")
    brought(client, [person(0)])
    made = brought(client, [person(0, 罪名="盗窃罪")])
    assert made["rows"][0]["reasons"][0]["problem"] == "other_values"
    assert desk.rows("select distinct offence from term") == [(GOOD["罪名"],)]


def test_the_same_row_twice_in_a_file_is_taken_once(desk: Desk) -> None:
    made = brought(desk.sign_in("county"), [person(0), person(0)])
    assert (made["taken"], made["bad"]) == (1, 1)
    assert made["rows"][0]["reasons"] == [{"column": "文书号", "problem": "twice", "hint": "2"}]


def test_a_file_without_a_good_row_is_refused_whole_and_nothing_is_written(desk: Desk) -> None:
    made = brought(desk.sign_in("county"), [person(0, 姓名="")])
    assert made["state"] == "refused"
    for table in ("person", "term", "act", "reporting_order", "import_key"):
        assert count(desk.url, table) == 0


def test_a_row_that_breaks_half_way_leaves_nothing_of_itself(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute("alter table reporting_order add constraint broken check (every_days <> 30)")
    client = desk.sign_in("county")
    answer = bring(client, sheet([person(0), person(1, 管理等级="宽管")]))
    assert answer.status_code == 500
    assert desk.rows("select count(*) from person") == [(0,)]
    assert desk.rows("select count(*) from import_batch") == [(0,)]


def test_a_minor_comes_in_through_a_specialist_only(desk: Desk) -> None:
    young = person(0, 出生日期="2010-01-05", 未成年人="是")
    refused = brought(desk.sign_in("county"), [young])
    assert refused["rows"][0]["reasons"][0]["problem"] == "no_specialist"
    taken = brought(desk.sign_in("minors"), [young])
    assert taken["taken"] == 1
    assert desk.rows("select minor, face_allowed from person") == [(True, False)]


def test_bad_rows_are_shown_to_whoever_brought_them_only(desk: Desk) -> None:
    made = brought(desk.sign_in("county"), twenty())
    other = desk.sign_in("county2").get(f"/api/imports/{made['id']}").json()
    assert (other["bad"], other["rows"]) == (3, [])
    assert desk.sign_in("huanren").get(f"/api/imports/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x00\x01", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "old_sheet"),
        (b"a,b\n1,2\n", "wrong_headings"),
        (sheet([]), "empty_sheet"),
        (bytes(4 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(desk: Desk, raw: bytes, code: str) -> None:
    answer = bring(desk.sign_in("county"), raw)
    assert answer.json()["code"] == code
    assert desk.rows("select count(*) from import_batch") == [(0,)]


def test_two_hundred_megabytes_are_refused_before_a_byte_of_them_is_read(desk: Desk) -> None:
    cookies = "; ".join(f"{one}={value}" for one, value in desk.sign_in("county").cookies.items())
    line = HTTPConnection(desk.address.removeprefix("http://"), timeout=20)
    line.putrequest("POST", "/api/imports?file_name=x")
    for header, value in (("Content-Length", str(200 * 1024 * 1024)), ("Cookie", cookies)):
        line.putheader(header, value)
    line.endheaders()
    answer = line.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "too_large")
    line.close()


def test_the_template_has_the_headings_and_is_a_good_file(desk: Desk) -> None:
    client = desk.sign_in("county")
    raw = client.get("/api/imports/template").content
    assert [one.rstrip("*") for one in opened(raw)[0]] == list(HEADINGS)
    assert bring(client, raw).json()["taken"] == 1


def test_the_bad_rows_are_forgotten_after_a_quarter(desk: Desk) -> None:
    brought(desk.sign_in("county"), twenty())
    with psycopg.connect(desk.url) as tx:
        assert forget_old(tx, desk.now + timedelta(days=89)) == 0
        assert forget_old(tx, desk.now + timedelta(days=91)) == 3
    assert desk.rows("select count(*) from import_row where cells is not null") == [(0,)]


WISH = {
    "states": ["active"],
    "columns": ["number", "name", "gender", "township", "sentence", "state", "category", "offence"],
    "recipient": "本溪市司法局",
    "purpose": "季度报表",
    "basis": "superior",
    "document": "本司发〔2026〕9号",
}


def exported(client: httpx.Client, **changes: Any) -> list[list[str]]:
    """What goes out."""
    answer = client.post("/api/exports", json=WISH | changes)
    assert answer.status_code == 200, answer.text
    return opened(answer.content)


def test_an_export_holds_the_area_and_is_noted_in_every_record(desk: Desk) -> None:
    brought(desk.sign_in("county"), [person(0), person(1)])
    rows = exported(desk.sign_in("head"))
    assert len(rows) == 3
    first = min(rows[1:], key=lambda one: one[1] != "示例甲")
    assert first[1:7] == ["示例甲", "男", "小市镇", "缓刑", "在矫", "普管"]
    noted = desk.rows("select person is null, subject from audit where action = 'export_people'")
    [(left,)] = desk.rows("select id::text from disclosure")
    assert sorted(noted, key=str) == [(False, left), (False, left), (True, f"{left} 2 rows")]


def test_no_minor_is_ever_in_an_export_not_even_for_a_specialist(desk: Desk) -> None:
    minors = desk.sign_in("minors")
    brought(minors, [person(0, 出生日期="2010-01-05", 未成年人="是"), person(1)])
    assert [row[1] for row in exported(minors)[1:]] == ["示例乙"]


@pytest.mark.parametrize("login", ["xiaoshi", "city", "prosecutor", "educator", "tech", "admin"])
def test_who_may_not_export_gets_nothing(desk: Desk, login: str) -> None:
    answer = desk.sign_in(login).post("/api/exports", json=WISH)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_what_would_calculate_leaves_as_text(desk: Desk, begin: str) -> None:
    client = desk.sign_in("county")
    brought(client, [person(0)])
    with psycopg.connect(desk.url) as tx:
        tx.execute("update term set offence = %s", [f"{begin}cmd|' /C calc'!A0"])
    [_, row] = exported(client)
    assert row[7] == f"'{begin}cmd|' /C calc'!A0"
