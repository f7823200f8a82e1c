"""Reports by every allowed way; what stops the clock; and never the face alone (refusal 7)."""

from datetime import date, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.errors import CheckViolation, ExclusionViolation
from stack.builders import BOX
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.rosters import service as rosters
from yizhan_collector.rooms.rules.model import FaceAlone, require_other_way

from .conducting import DAY, at, missing, posts_in_order
from .conftest import TODAY, Desk, new_person, open_record


def due(client: httpx.Client, **query: str) -> list[tuple[str, str | None]]:
    rows = client.get("/api/due", params=query).json()["rows"]
    return [(row["status"], row["excuse"]) for row in rows]


def excuse(client: httpx.Client, person: str, **changes: Any) -> httpx.Response:
    open_record(client, person)
    days = {"from_on": str(TODAY), "to_on": str(TODAY + 2 * DAY)}
    given = {**days, "why": "hospital", "evidence": "县医院住院证明"} | changes
    return client.post(f"/api/people/{person}/reporting/excuses", json=given)


def narrow(desk: Desk, *channels: str) -> None:
    """The ordinary category from now on reports by these ways only."""
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into category select code, name_zh, name_en, every_days, %s, rule_source, mark,"
            " place, version + 1, null, '', now() from category where code = 'ordinary'",
            [list(channels)],
        )


@pytest.mark.parametrize("channel", ["desk", "phone", "video", "home_visit"])
def test_an_officer_takes_a_report_by_each_way(desk: Desk, channel: str) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    given = {"channel": channel, "at": desk.now.isoformat()}
    taken = officer.post(f"/api/people/{person}/reporting/reports", json=given)
    assert taken.status_code == 201, taken.text
    one = taken.json()
    assert (one["device"], one["channel"], one["needs_review"]) == (None, channel, False)
    assert (one["due_on"], one["timing"], one["live"]) == (str(TODAY), "on_time", True)
    assert due(officer) == [("done", None)]
    assert officer.get(f"/api/checkins/{one['id']}").status_code == 200


def test_only_the_ways_of_the_category_are_taken(desk: Desk) -> None:
    person = missing(desk)
    narrow(desk, "face", "code", "desk")
    officer = desk.sign_in()
    given = {"channel": "phone", "at": desk.now.isoformat()}
    refused = officer.post(f"/api/people/{person}/reporting/reports", json=given)
    assert (refused.status_code, refused.json()["code"]) == (422, "channel_not_allowed")
    open_record(officer, person)
    assert officer.get(f"/api/people/{person}/reporting").json()["channels"] == ["desk"]


@pytest.mark.parametrize("away", [timedelta(minutes=1), timedelta(days=-32)])
def test_a_report_lies_in_the_last_month_and_not_in_the_future(desk: Desk, away: timedelta) -> None:
    person = missing(desk)
    given = {"channel": "desk", "at": (desk.now + away).isoformat()}
    refused = desk.sign_in().post(f"/api/people/{person}/reporting/reports", json=given)
    assert refused.json()["code"] == "not_a_moment"


def test_a_stay_in_hospital_excuses_the_due_day_until_it_is_withdrawn(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    officer = desk.sign_in()
    made = excuse(officer, person)
    assert made.status_code == 201, made.text
    assert due(officer) == [("excused", "hospital")]
    [one] = made.json()["excuses"]
    assert (one["author"], one["evidence"]) == ("小市 李工", "县医院住院证明")
    assert excuse(officer, person, from_on=str(TODAY + DAY)).json()["code"] == "excuse_overlaps"
    reversed_ = excuse(officer, person, to_on=str(TODAY - DAY))
    assert reversed_.json()["code"] == "excuse_reversed"
    path = f"/api/people/{person}/reporting/excuses/{one['id']}/withdraw"
    assert officer.post(path, json={"reason": "证明系另一人"}).status_code == 200
    assert officer.post(path, json={"reason": "再次"}).json()["code"] == "excuse_gone"
    at(desk, TODAY + DAY)
    assert due(desk.sign_in(), day=str(TODAY)) == [("overdue", None)]


def test_the_database_lets_excuses_not_overlap_and_never_be_changed(desk: Desk) -> None:
    person = missing(desk)
    insert = (
        "insert into excuse (id, person, from_on, to_on, why, evidence, author, recorded_at)"
        " select gen_random_uuid(), %s, %s, %s, 'health', '诊断书', id, now()"
        " from staff where login = 'xiaoshi'"
    )
    with psycopg.connect(desk.url) as tx:
        tx.execute(insert, [person, TODAY, TODAY + 3 * DAY])
    with psycopg.connect(desk.url) as tx, pytest.raises(ExclusionViolation):
        tx.execute(insert, [person, TODAY + 3 * DAY, TODAY + 5 * DAY])


def test_a_detention_excuses_its_days(desk: Desk) -> None:
    person = missing(desk)
    with desk.pool.connection() as tx:
        tx.execute(
            "insert into act (id, person, kind, effective_on, recorded_at, by, acting_body)"
            " values (gen_random_uuid(), %s, 'detained', %s, %s, 'system', '210521')",
            [person, TODAY, desk.now],
        )
    assert due(desk.sign_in()) == [("excused", "detained")]


def test_a_due_day_on_a_holiday_moves_to_the_next_open_day(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    with desk.pool.connection() as tx:
        tx.execute(
            "insert into closed_day (day, closed, note, author, recorded_at) select %s, true,"
            " '本地放假', id, now() from staff where login = 'county'",
            [TODAY],
        )
    assert due(officer) == []
    [row] = officer.get("/api/due", params={"day": str(TODAY + DAY)}).json()["rows"]
    assert (row["person"], row["due_on"]) == (person, str(TODAY + DAY))
    with desk.pool.connection() as tx:
        rosters.build(tx, BOX, desk.now)
    [(body,)] = desk.rows("select convert_from(body, 'UTF8') from roster")
    assert str(TODAY + DAY) in body


def test_a_category_changes_the_rhythm_and_its_end_ends_it(desk: Desk) -> None:
    person = new_person(desk.sign_in())["id"]
    with desk.pool.connection() as tx:
        orders.change_rhythm(tx, person, "lenient", desk.now)
    rows = "select first_due_on, every_days, ended_on from reporting_order order by created_at, id"
    assert desk.rows(rows) == [(TODAY, 7, TODAY), (TODAY + 30 * DAY, 30, None)]
    assert due(desk.sign_in()) == [("waiting", None)]
    with desk.pool.connection() as tx:
        orders.end_rhythm(tx, person, TODAY + 10 * DAY)
    assert due(desk.sign_in(), day=str(TODAY + 30 * DAY)) == []


def test_two_rhythms_never_overlap(desk: Desk) -> None:
    person = new_person(desk.sign_in())["id"]
    insert = (
        "insert into reporting_order (id, person, first_due_on, every_days, ended_on, created_at)"
        " values (gen_random_uuid(), %s, %s, 7, %s, now())"
    )
    with psycopg.connect(desk.url) as tx, pytest.raises(ExclusionViolation):
        tx.execute(insert, [person, TODAY + 5 * DAY, TODAY + 9 * DAY])


# refusal 7: the face is never the only way


def test_the_service_refuses_a_category_with_the_face_alone() -> None:
    for channels in (("face",), ("face", "video"), ()):
        with pytest.raises(FaceAlone):
            require_other_way(channels)
    require_other_way(("face", "code"))


def test_the_api_refuses_a_category_with_the_face_alone(desk: Desk) -> None:
    given = {
        "every_days": 7, "channels": ["face"], "rule_source": "本地规定", "confirmed": False,
        "ground": "试验",
    }  # fmt: skip
    refused = desk.sign_in("admin").post("/api/categories/ordinary", json=given)
    assert (refused.status_code, refused.json()["code"]) == (422, "face_alone")


@pytest.mark.parametrize("channels", [["face"], ["face", "video"], []])
def test_the_database_refuses_a_category_with_the_face_alone(
    desk: Desk, channels: list[str]
) -> None:
    with pytest.raises(CheckViolation):
        narrow(desk, *channels)


def test_a_category_without_the_face_offers_none_at_the_box(desk: Desk) -> None:
    missing(desk)
    narrow(desk, "code", "desk", "phone")
    with desk.pool.connection() as tx:
        built = rosters.build(tx, BOX, desk.now)
    assert b'"face":false' in built.body


def test_a_day_is_judged_once_and_again_when_more_arrives(desk: Desk) -> None:
    from yizhan_collector.rooms.devices import postdays

    at(desk, TODAY + DAY)
    with desk.pool.connection() as tx:
        assert postdays.judge(tx, desk.now) > 0
        assert postdays.judge(tx, desk.now) == 0
        tx.execute(
            "insert into device_health values (%s, %s, %s, '{}')",
            [desk.now - DAY, BOX, desk.now + timedelta(hours=1)],
        )
        assert postdays.judge(tx, desk.now) == 1
        key = ("210521100", date(2026, 11, 24))
        assert postdays.in_order(tx, [key]) == {key: []}
