"""The story of a person: every source, newest first, no entry twice and none lost, and fast."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from stack import builders as make
from stack.builders import BOX
from yizhan_wire.envelope import new_id

from .conftest import TODAY, Desk, new_person

ACT = (
    "insert into act (id, person, kind, effective_on, recorded_at, by, acting_body, body, corrects)"
    " values (%s, %s, %s, %s, %s, 'system', '210521', '{}', %s)"
)
VISITS = """
insert into checkin (id, person, device, due_on, timing, live, needs_review, route, body, clock,
                     captured_at, received_at)
select gen_random_uuid(), %(person)s::uuid, %(box)s, null, 'on_time', false, false, 'code',
       jsonb_build_object('person', %(person)s::text, 'route', 'code'),
       '{"source": "ntp", "confidence": "good", "offset_s": 0}', moment, moment
from generate_series(%(from)s::timestamptz, %(to)s::timestamptz, interval '1 day') moment
"""
YEARS = """
insert into act (id, person, kind, effective_on, recorded_at, by, acting_body)
select gen_random_uuid(), %(person)s, 'note', day::date, day, 'system', '210521'
from generate_series(%(from)s::timestamptz, %(to)s::timestamptz, interval '3 days') day
"""
VIEWS = """
insert into audit (at, action, person, reason)
select moment, 'view_person', %(person)s, 'report'
from generate_series(%(from)s::timestamptz, %(to)s::timestamptz, interval '1 day') moment
"""


def write(desk: Desk, query: str, values: Any) -> None:
    """As the owner of the database."""
    with psycopg.connect(desk.url) as tx:
        tx.execute(query.encode(), values)


def act(desk: Desk, person: str, on: date, at: datetime, corrects: UUID | None = None) -> UUID:
    """Something that was done."""
    made = new_id()
    write(desk, ACT, [made, person, "note", on, at, corrects])
    return made


def opened(client: httpx.Client, person: str) -> str:
    """The address of an open record."""
    assert client.get(f"/api/people/{person}?reason=case_work").status_code == 200
    return f"/api/people/{person}/timeline"


def whole(client: httpx.Client, path: str, size: int, **params: Any) -> list[dict[str, Any]]:
    """All pages one after the other."""
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        asked = params | {"size": size} | ({"after": after} if after else {})
        answer = client.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        after = answer.json()["next"]
        if after is None:
            return found


def test_a_story_needs_an_open_record(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    answer = county.get(f"/api/people/{person}/timeline")
    assert (answer.status_code, answer.json()["code"]) == (403, "reason_needed")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pages_hold_every_entry_once_newest_first(desk: Desk, size: int) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    noon = datetime(2026, 11, 20, 4, tzinfo=UTC)
    # of one moment, of a day before they were written down, and at the edge of a legal day
    for on, at in (
        (date(2026, 11, 20), noon),
        (date(2026, 11, 20), noon),
        (date(2026, 11, 3), noon),
        (date(2026, 11, 21), noon),
        (date(2026, 11, 20), datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)),
        (date(2026, 11, 21), datetime(2026, 11, 20, 16, tzinfo=UTC)),
    ):
        act(desk, person, on, at)
    span = {"person": person, "box": BOX, "from": noon - timedelta(days=20), "to": noon}
    write(desk, VISITS, span)
    write(desk, VIEWS, span)
    found = whole(county, opened(county, person), size, show=["act", "visit", "view"])
    assert len({(one["source"], one["id"]) for one in found}) == len(found) == 6 + 21 + 21 + 1
    order = [(one["on"], one["at"], one["id"]) for one in found]
    assert order == sorted(order, reverse=True)
    assert {one["source"] for one in whole(county, opened(county, person), 50)} == {"act", "visit"}


def test_a_visit_an_act_and_its_correction_are_told(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    visit = desk.report(make.visit(UUID(person)))
    first = act(desk, person, TODAY - timedelta(days=1), desk.now)
    second = act(desk, person, TODAY - timedelta(days=1), desk.now, corrects=first)
    found = {one["id"]: one for one in county.get(opened(county, person)).json()["items"]}
    assert found[str(visit.id)]["body"]["route"] == "face"
    assert (found[str(visit.id)]["what"], found[str(visit.id)]["on"]) == ("on_time", str(TODAY))
    assert [found[str(one)]["corrected"] for one in (first, second)] == [True, False]


def test_the_stories_of_others_stay_closed(desk: Desk) -> None:
    person = new_person(desk.sign_in("county"))["id"]
    assert desk.sign_in("caohe").get(f"/api/people/{person}/timeline").status_code == 404
    assert desk.sign_in("huanren").get(f"/api/people/{person}/timeline").status_code == 404


@pytest.mark.parametrize(
    "after", ["x", "~~", "2026-11-20~2026-11-20T04:00:00~1", "2026-13-01~2026-11-20T04:00:00Z~1"]
)
def test_a_place_that_cannot_be_read_is_refused(desk: Desk, after: str) -> None:
    county = desk.sign_in("county")
    path = opened(county, new_person(county)["id"])
    answer = county.get(path, params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")


def test_ten_years_of_days_are_told_page_by_page_and_nothing_twice(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    for one in range(20):  # others, so that an index is worth it
        new_person(county, name=f"测试{one:03d}")
    span = {"person": person, "box": BOX, "from": desk.now - timedelta(days=3650), "to": desk.now}
    for query in (VISITS, YEARS, VIEWS):
        write(desk, query, span)
    write(desk, "analyze", None)
    path = opened(county, person)
    told: list[dict[str, Any]] = []
    after = None
    for _ in range(40):
        params = {"show": ["act", "visit", "paper", "view"]} | ({"after": after} if after else {})
        page = county.get(path, params=params).raise_for_status().json()
        told += page["items"]
        after = page["next"]
    assert len({(one["source"], one["id"]) for one in told}) == len(told) == 40 * 30
    order = [(one["on"], one["at"], one["id"]) for one in told]
    assert order == sorted(order, reverse=True)
