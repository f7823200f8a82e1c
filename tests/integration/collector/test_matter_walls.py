"""Whose matters somebody sees, and that serving the public opens nobody's supervision."""

from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from stack.builders import TOWN
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.staff import service as staff

from .conftest import PASSWORD, Desk
from .matters import at_counter, do, from_outside, refused, who

OTHER = "210522100"
CLOSED = ("person", "term", "checkin", "act", "position", "sanction", "contact", "leave",
          "staff_session", "position_order")  # fmt: skip
TABLES = ("matter", "matter_act", "party")


@pytest.fixture
def matters(desk: Desk) -> dict[str, UUID]:
    """One of the own county, one of the city, one of another county."""
    with psycopg.connect(desk.url) as tx:
        staff.join(tx, "far", "桓仁中心 何工", "clerk", OTHER[:6], PASSWORD, desk.now)
    places = {"own": TOWN, "city": None, "other": OTHER}
    return {
        name: from_outside(desk, str(at) * 10, township=town, phone=f"000-0000-000{at}")
        for at, (name, town) in enumerate(places.items(), 2)
    }


SEES = {
    "clerk": {"own", "city"},
    "clerk2": {"own", "city", "other"},
    "chief": {"own", "city", "other"},
}


@pytest.mark.parametrize("login", sorted(SEES))
def test_a_clerk_sees_the_own_county_and_the_city(
    desk: Desk, matters: dict[str, UUID], login: str
) -> None:
    client = desk.sign_in(login)
    found = {one["id"] for one in client.get("/api/matters").json()["items"]}
    assert found == {str(matters[name]) for name in SEES[login]}
    for name, matter in matters.items():
        status = 200 if name in SEES[login] else 404
        assert client.get(f"/api/matters/{matter}").status_code == status
        if status == 404:
            assert refused(client, matter, "take") == "not_found"


def test_the_database_shows_no_matter_and_no_party_of_another_county(
    desk: Desk, matters: dict[str, UUID]
) -> None:
    with psycopg.connect(desk.url) as tx:
        behind_the_wall(tx, who(desk, "clerk"), desk.now)
        for table in TABLES:
            query = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            assert tx.execute(query).fetchone() == (2,), table
        changed = tx.execute("update matter set urgent = null where id = %s", [matters["other"]])
        assert changed.rowcount == 0


@pytest.mark.parametrize("table", CLOSED)
def test_who_serves_the_public_reads_nobodys_supervision(desk: Desk, table: str) -> None:
    if not desk.rows("select to_regclass(%s)", table)[0][0]:
        pytest.fail(f"there is no table {table}")
    with psycopg.connect(desk.url) as tx:
        behind_the_wall(tx, who(desk, "chief"), desk.now)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute(sql.SQL("select from {}").format(sql.Identifier(table)))


def test_a_matter_is_handed_over_only_to_who_works_there(
    desk: Desk, matters: dict[str, UUID]
) -> None:
    clerk = desk.sign_in("clerk")
    do(clerk, matters["own"], "take")
    for login in ("far", "county", "admin"):
        given = {"to": str(who(desk, login).id), "reason": "x"}
        assert refused(clerk, matters["own"], "hand-over", **given) == "cannot_work_there"


def test_whoever_supervises_reads_no_matter(desk: Desk, matters: dict[str, UUID]) -> None:
    assert matters
    for login in ("county", "head", "city"):
        with psycopg.connect(desk.url) as tx:
            behind_the_wall(tx, who(desk, login), desk.now)
            for table in TABLES:
                with pytest.raises(psycopg.errors.InsufficientPrivilege), tx.transaction():
                    tx.execute(sql.SQL("select from {}").format(sql.Identifier(table)))


def test_the_same_number_is_offered_and_never_joined(desk: Desk) -> None:
    clerk = desk.sign_in("clerk")
    first = from_outside(desk, "5555555555")
    made = at_counter(clerk, phone="+86 000 0000 0001")
    [link] = made["links"]
    assert (link["reason"], link["accepted"]) == ("same_phone", None)
    assert made["history"] == []
    [open_one] = clerk.get("/api/party-links").json()["items"]
    path = f"/api/party-links/{open_one['one']['id']}/{open_one['other']['id']}"
    assert clerk.post(path, json={"accepted": True}).status_code == 204
    again = clerk.post(path, json={"accepted": False})
    assert (again.status_code, again.json()["code"]) == (409, "link_decided")
    one = clerk.get(f"/api/matters/{made['id']}").json()
    assert [line["id"] for line in one["history"]] == [str(first)]
    assert one["links"][0]["decided_by"] != ""
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update party_link set accepted = false")


def test_a_refused_link_is_not_offered_again_and_shows_nothing(desk: Desk) -> None:
    clerk = desk.sign_in("clerk")
    first = at_counter(clerk)
    other = at_counter(clerk, channel="hotline")
    [link] = other["links"]
    path = f"/api/party-links/{link['one']['id']}/{link['other']['id']}"
    clerk.post(path, json={"accepted": False})
    do(clerk, other["id"], "links", number=first["number"])
    assert clerk.get("/api/party-links").json()["total"] == 0
    assert clerk.get(f"/api/matters/{other['id']}").json()["history"] == []


def test_somebody_who_says_so_is_offered_too(desk: Desk) -> None:
    clerk = desk.sign_in("clerk")
    first = at_counter(clerk, phone="")
    other = at_counter(clerk, phone="", channel="hotline")
    [link] = do(clerk, other["id"], "links", number=first["number"])["links"]
    assert (link["reason"], link["accepted"]) == ("said_so", None)
    nobody = at_counter(clerk, name="", phone="")
    assert refused(clerk, nobody["id"], "links", number=first["number"]) == "nobody_named"
    assert refused(clerk, other["id"], "links", number="2026-999999") == "not_found"


def test_a_link_to_another_county_is_shown_to_nobody_who_sees_one_side_only(
    desk: Desk, matters: dict[str, UUID]
) -> None:
    assert matters
    at_counter(desk.sign_in("clerk"), phone="000-0000-0004")  # asked in the other county before
    assert desk.sign_in("clerk").get("/api/party-links").json()["items"] == []
    assert desk.sign_in("clerk2").get("/api/party-links").json()["total"] == 1
