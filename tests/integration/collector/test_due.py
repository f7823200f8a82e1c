"""Who is due: a post that was out of order stops the clock, and nothing missing is an absence."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec
from psycopg import sql
from stack import builders as make
from stack.builders import BOX, NOON
from yizhan_wire.events import CheckIn

from .conftest import OTHER_TOWN, TODAY, Desk, new_person

OPENS = NOON.replace(hour=0, minute=30)  # 08:30 in Shanghai


def listed(client: httpx.Client, **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/api/due", params=query).json()["rows"]
    return rows


def statuses(client: httpx.Client, **query: str) -> list[str]:
    return [row["status"] for row in listed(client, **query)]


def open_all_day(desk: Desk, without: range = range(0), kiosk: str = "open") -> None:
    """Health each minute of the opening hours, except in these minutes of them."""
    body = msgspec.json.encode(msgspec.structs.replace(make.health(), kiosk=kiosk)).decode()
    with desk.pool.connection() as tx, tx.cursor() as cursor:
        cursor.executemany(
            sql.SQL("insert into device_health values (%s, %s, %s, %s::jsonb)"),
            [
                (at, BOX, at, body)
                for n in range(8 * 60 + 31)
                if n not in without and (at := OPENS + timedelta(minutes=n))
            ],
        )


def next_morning(desk: Desk) -> httpx.Client:
    """A session does not last until the next day."""
    desk.now = datetime.fromisoformat("2026-11-25T01:00:00Z")
    return desk.sign_in()


def test_the_day_lists_who_waits_and_who_is_done(desk: Desk) -> None:
    officer = desk.sign_in()
    done, waiting = (UUID(new_person(officer)["id"]) for _ in range(2))
    new_person(officer, first_due_on="2026-11-25")
    desk.report(CheckIn(done, "code"))
    answer = officer.get("/api/due").json()
    found = {row["person"]: row["status"] for row in answer["rows"]}
    assert found == {str(done): "done", str(waiting): "waiting"}
    assert (answer["counts"]["done"], answer["counts"]["waiting"]) == (1, 1)
    assert (answer["day"], answer["today"]) == (str(TODAY), str(TODAY))


def test_a_person_is_overdue_when_the_post_was_open_all_day(desk: Desk) -> None:
    officer = desk.sign_in()
    new_person(officer)
    open_all_day(desk)
    assert statuses(officer) == ["waiting"]
    officer = next_morning(desk)
    assert statuses(officer) == ["overdue"]
    assert statuses(officer, day=str(TODAY)) == ["overdue"]


def test_an_hour_of_silence_stops_the_clock(desk: Desk) -> None:
    officer = desk.sign_in()
    new_person(officer)
    open_all_day(desk, without=range(100, 160))
    officer = next_morning(desk)
    assert statuses(officer) == ["post_down"]


def test_a_shorter_silence_does_not(desk: Desk) -> None:
    officer = desk.sign_in()
    new_person(officer)
    open_all_day(desk, without=range(100, 158))
    officer = next_morning(desk)
    assert statuses(officer) == ["overdue"]


def test_a_kiosk_that_sent_people_to_the_desk_stops_the_clock(desk: Desk) -> None:
    officer = desk.sign_in()
    new_person(officer)
    open_all_day(desk)
    desk.report(msgspec.structs.replace(make.health(), kiosk="desk_only"), at=NOON)
    officer = next_morning(desk)
    assert statuses(officer) == ["post_down"]


def test_a_day_without_any_data_is_no_absence(desk: Desk) -> None:
    officer = desk.sign_in()
    new_person(officer)
    officer = next_morning(desk)
    assert statuses(officer) == ["post_down"]


def test_one_post_in_order_is_enough_for_the_township(desk: Desk) -> None:
    from yizhan_collector.rooms.devices import service as devices

    with desk.pool.connection() as tx:
        devices.claim(tx, "bx-210521100-2", "210521100", NOON)
    officer = desk.sign_in()
    new_person(officer)
    open_all_day(desk)
    officer = next_morning(desk)
    assert statuses(officer) == ["overdue"]


def test_a_visit_that_arrives_late_takes_the_overdue_back(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    open_all_day(desk)
    officer = next_morning(desk)
    assert statuses(officer) == ["overdue"]
    desk.report(make.visit(person), at=NOON)
    assert statuses(officer) == []
    [row] = listed(officer, day=str(TODAY))
    assert (row["status"], row["timing"]) == ("done", "on_time")


def test_the_list_is_the_own_townships(desk: Desk) -> None:
    county = desk.sign_in("county")
    new_person(county)
    new_person(county, township=OTHER_TOWN)
    assert len(listed(county)) == 2
    assert len(listed(desk.sign_in())) == 1


def test_a_technician_sees_nobody_due(desk: Desk) -> None:
    assert desk.sign_in("tech").get("/api/due").status_code == 403
