"""Monthly counts for the city's data centre: of ended months, once, of nobody, and for it alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from stack.desk import Desk, new_person
from stack.partner import Partners
from yizhan_collector.doors.partner.access import STAND
from yizhan_collector.rooms.sharing import counts

from .test_packets import CLOSED, COURT

CENTRE = "shuju-2105"


@pytest.fixture
def centre(desk: Desk, partners: Partners) -> httpx.Client:
    """The program of the data centre."""
    partners.authority.issue(CENTRE, datetime.now(UTC))
    given = {"code": CENTRE, "kind": "data_centre", "name": "本溪市数据中心"}
    desk.sign_in("admin").post("/api/sharing/partners", json=given).raise_for_status()
    return partners.program(CENTRE)


def publish(desk: Desk) -> int:
    with psycopg.connect(desk.url) as tx:
        return counts.publish(tx, desk.now)


def ask(program: httpx.Client, month: str) -> httpx.Response:
    return program.get("/partner/counts", params={"month": month})


def cells(said: dict[str, Any], subject: str) -> dict[tuple[str, str], int | None]:
    table = next(one for one in said["tables"] if one["subject"] == subject)
    return {(one["place"], one["head"]): one["count"] for one in table["cells"]}


def test_an_ended_month_is_told_with_its_basis_and_small_numbers_are_not(
    desk: Desk, centre: httpx.Client
) -> None:
    county = desk.sign_in("county")
    for place in range(3):
        new_person(county, name=f"示例{'甲乙丙'[place]}")
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into report_day (day, township, minor, on_time, late, open, excused, post_down,"
            " overdue, counted_at) values ('2026-10-05', '210521100', false, 40, 3, 0, 2, 1, 4,"
            " now()), ('2026-10-05', '210521100', true, 500, 0, 0, 0, 0, 0, now()),"
            " ('2026-11-01', '210521100', false, 500, 0, 0, 0, 0, 0, now())"
        )
    assert publish(desk) == 5
    said = ask(centre, "2026-10").json()
    assert (said["basis"], said["purpose"]) == (counts.BASIS, counts.PURPOSE)
    assert "没有人员" in said["purpose"]
    reports = cells(said, "reports")
    assert reports["210521", "total"] == 47  # neither minors, nor excused, nor of another month
    assert reports["210521", "not_done"] is None
    assert reports["210521", "done"] is None
    assert reports["210522", "total"] == 0
    assert {one["hidden"] for table in said["tables"] for one in table["cells"]} == {True, False}
    written = desk.rows("select subject from audit where action = 'fetch_counts'")
    assert written == [(f"{CENTRE} 2026-10",)]


def test_a_month_that_has_not_ended_or_was_not_counted_is_refused_with_a_sentence(
    desk: Desk, centre: httpx.Client
) -> None:
    publish(desk)
    for month, status, code in (
        ("2026-11", 422, "month_not_ended"),
        ("2027-01", 422, "month_not_ended"),
        ("2026-09", 404, "month_not_counted"),
        ("2026-13", 422, "invalid_input"),
    ):
        refused = ask(centre, month)
        assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_month_ends_in_shanghai(desk: Desk, centre: httpx.Client) -> None:
    desk.now = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    publish(desk)
    assert ask(centre, "2026-11").json()["code"] == "month_not_ended"
    desk.now += timedelta(minutes=1)
    assert ask(centre, "2026-11").json()["code"] == "month_not_counted"
    desk.run_due()
    assert ask(centre, "2026-11").status_code == 200


def test_no_other_authority_is_told_and_the_database_shows_it_nothing(
    desk: Desk, partners: Partners, centre: httpx.Client
) -> None:
    publish(desk)
    refused = ask(partners.program(COURT), "2026-10")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_for_counts")
    for code, some in ((COURT, False), (CENTRE, True)):
        with psycopg.connect(desk.url) as tx:
            tx.execute(STAND, [code, desk.now.isoformat()])
            row = tx.execute("select exists (select from month_count)").fetchone()
            assert row == (some,)


@pytest.mark.parametrize("table", [*CLOSED, "report_day", "term", "booking", "hotline_call"])
def test_the_data_centre_reads_no_table_behind_the_counts(
    desk: Desk, partners: Partners, centre: httpx.Client, table: str
) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(STAND, [CENTRE, desk.now.isoformat()])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute(psycopg.sql.SQL("select * from {}").format(psycopg.sql.Identifier(table)))


def test_a_month_is_counted_once_and_stays_as_it_was_told(desk: Desk, centre: httpx.Client) -> None:
    assert publish(desk) == 5
    before = ask(centre, "2026-10").json()
    new_person(desk.sign_in("county"))
    assert publish(desk) == 0
    assert ask(centre, "2026-10").json() == before
    for query in ("delete from month_count", "update month_count set count = 10"):
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
            tx.execute(query.encode())


@pytest.mark.parametrize(
    ("month", "count", "counted"),
    [("2026-10-01", 9, "2026-11-02"), ("2026-11-01", 10, "2026-11-30 15:59Z")],
)
def test_a_small_number_or_a_month_too_early_is_refused_by_the_database(
    desk: Desk, month: str, count: int, counted: str
) -> None:
    query = "insert into month_count values (%s, 'people', '210521', 'total', %s, %s)"
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute(query, [month, count, counted])
