"""Refusal 8: nothing is shared without recipient, legal basis, purpose and the list of fields.

The forbidden thing is tried at the service, at the API and at the database.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from openpyxl import load_workbook
from psycopg.errors import (
    CheckViolation,
    InsufficientPrivilege,
    NotNullViolation,
    RaiseException,
)
from yizhan_collector.doors.access import STAND
from yizhan_collector.rooms.exchange import exports
from yizhan_collector.rooms.exchange.disclosure import BASES, COLUMNS, Stated, Unstated
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

from .conftest import SESSIONS, Desk, new_person
from .own import in_correction
from .test_exchange import WISH

SAID: dict[str, Any] = {one: WISH[one] for one in WISH if one != "states"}
NEEDED = ("recipient", "purpose", "basis", "document", "columns")


@contextmanager
def before(desk: Desk, login: str = "county") -> Iterator[tuple[psycopg.Connection, Staff]]:
    """The database as it stands before this member of staff."""
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS[login], desk.now)
        wall = {"role": "yizhan_desk", "area": f"{staff.area}%", "minors": "off"}
        tx.execute(STAND, wall | {"staff": str(staff.id), "now": desk.now.isoformat()})
        yield tx, staff


@pytest.fixture(autouse=True)
def person(desk: Desk) -> str:
    """Somebody in correction, whose data could leave."""
    made = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, made)
    return made


# the service


@pytest.mark.parametrize("field", NEEDED)
def test_the_service_takes_no_wish_that_leaves_something_unsaid(field: str) -> None:
    for nothing in ("", "  ") if field in ("recipient", "purpose", "document") else (None, ()):
        with pytest.raises(Unstated, match=field):
            Stated(**SAID | {field: nothing})


def test_the_service_writes_down_what_leaves_before_it_leaves(desk: Desk) -> None:
    with before(desk) as (tx, staff):
        exports.export(tx, ["active"], Stated(**SAID), staff, desk.now)
        [left] = exports.listed(tx, 10, 0)[0]
    assert (left.recipient, left.purpose, left.basis) == ("本溪市司法局", "季度报表", "superior")
    assert (left.columns, left.rows, left.by) == (SAID["columns"], 1, staff.id)


# the API


@pytest.mark.parametrize("field", NEEDED)
def test_the_api_lets_nothing_out_unsaid_and_notes_the_attempt(desk: Desk, field: str) -> None:
    wish = {one: said for one, said in WISH.items() if one != field}
    answer = desk.sign_in("county").post("/api/exports", json=wish)
    assert (answer.status_code, answer.json()["code"]) == (422, "unstated")
    assert desk.rows("select 1 from disclosure") == []
    assert desk.rows("select subject from audit where action = 'refuse_export'") == [(field,)]
    assert desk.rows("select 1 from audit where action = 'export_people'") == []


@pytest.mark.parametrize("bad", [{"basis": "curiosity"}, {"columns": ["template"]}])
def test_the_api_knows_no_other_basis_and_no_other_column(desk: Desk, bad: dict[str, Any]) -> None:
    answer = desk.sign_in("county").post("/api/exports", json=WISH | bad)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


def test_only_the_chosen_columns_leave_in_the_order_of_the_list(desk: Desk) -> None:
    wish = WISH | {"columns": ["state", "number"]}
    answer = desk.sign_in("head").post("/api/exports", json=wish)
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert rows[0] == ["报到号", "状态"]
    assert [len(row) for row in rows] == [2, 2]


def test_the_county_reads_what_left_it_and_nobody_elsewhere(desk: Desk) -> None:
    desk.sign_in("county").post("/api/exports", json=WISH).raise_for_status()
    [one] = desk.sign_in("head").get("/api/exports").json()["items"]
    assert (one["by"], one["recipient"], one["rows"]) == ("县局 王工", "本溪市司法局", 1)
    assert desk.sign_in("huanren").get("/api/exports").json()["total"] == 0
    assert desk.sign_in("xiaoshi").get("/api/exports").status_code == 403


# the database

ROW = {
    "at": "2026-11-24", "area": "210521", "recipient": "市局", "purpose": "报表",
    "basis": "superior", "document": "9号", "columns": ["name"], "rows": 1,
}  # fmt: skip


def written(tx: psycopg.Connection, staff: Staff, **changes: Any) -> None:
    """A disclosure past the service."""
    row = {"id": uuid4(), "by": staff.id, **ROW} | changes
    marks = ", ".join(["%s"] * len(row))
    query = f"insert into disclosure ({', '.join(row)}) values ({marks})"  # noqa: S608
    tx.execute(query.encode(), list(row.values()))


@pytest.mark.parametrize("field", [*NEEDED, "rows", "at"])
def test_the_database_takes_no_disclosure_that_leaves_something_unsaid(
    desk: Desk, field: str
) -> None:
    with before(desk) as (tx, staff), pytest.raises(NotNullViolation):
        written(tx, staff, **{field: None})
    empty: Any = [] if field == "columns" else " "
    if field in NEEDED:
        with before(desk) as (tx, staff), pytest.raises(CheckViolation):
            written(tx, staff, **{field: empty})


def test_the_database_shows_nobody_to_whoever_did_not_say_what_leaves(desk: Desk) -> None:
    with before(desk) as (tx, staff):
        assert tx.execute("select 1 from exportable").fetchall() == []
        written(tx, staff)
        assert len(tx.execute("select 1 from exportable").fetchall()) == 1
    with before(desk) as (tx, _):  # said once is not said for the next time
        assert len(exports.listed(tx, 10, 0)[0]) == 1
        assert tx.execute("select 1 from exportable").fetchall() == []


def test_the_database_lets_nobody_disclose_for_another_or_elsewhere_or_later(desk: Desk) -> None:
    other = desk.rows("select id from staff where login = 'head'")[0][0]
    for changes in ({"by": other}, {"area": "210522"}, {"xact": "99999999"}):
        with before(desk) as (tx, staff), pytest.raises(InsufficientPrivilege):
            written(tx, staff, **changes)


def test_what_left_is_never_changed(desk: Desk) -> None:
    desk.sign_in("county").post("/api/exports", json=WISH).raise_for_status()
    for query in ("update disclosure set purpose = 'x y'", "delete from disclosure"):
        with psycopg.connect(desk.url) as tx, pytest.raises(RaiseException):
            tx.execute(query.encode())


def test_no_minor_is_in_it_whatever_is_said(desk: Desk) -> None:
    young = new_person(
        desk.sign_in("minors"), name="示例少年", minor=True, face_allowed=False,
        born_on="2010-05-01",
    )  # fmt: skip
    in_correction(desk, young["id"])
    with before(desk, "minors") as (tx, staff):
        tx.execute("set yizhan.minors = 'on'")
        written(tx, staff)
        assert (
            tx.execute("select 1 from exportable where person = %s", [young["id"]]).fetchall() == []
        )


def test_every_basis_and_column_has_its_word() -> None:
    assert len(BASES) == 6
    assert set(exports.HEADINGS) == set(COLUMNS)
