"""That a talk was held is in the timeline; its notes are read by few, and written for good."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from stack.builders import TOWN
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.staff import service as staff_room

from .conftest import SESSIONS, Desk, new_person, open_record
from .own import enter, in_correction

TALK = {"kind": "counselling", "on_day": "2026-11-24", "words": "谈了就业的打算,情绪平稳。"}


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    made = new_person(desk.sign_in())
    in_correction(desk, made["id"])
    return made


def write(desk: Desk, login: str, person: str) -> None:
    """Let somebody write down a talk."""
    client = desk.sign_in(login)
    open_record(client, person, "education")
    answer = client.post(f"/api/people/{person}/talks", json=TALK)
    assert answer.status_code == 201, answer.text


def test_the_notes_are_read_by_teachers_by_the_county_and_by_who_wrote_them(
    desk: Desk, person: dict[str, Any]
) -> None:
    path = f"/api/people/{person['id']}/talks"
    for login in ("educator", "xiaoshi"):
        write(desk, login, person["id"])
    seen = {}
    for login in ("educator", "county", "xiaoshi"):
        client = desk.sign_in(login)
        open_record(client, person["id"])
        seen[login] = [one["by"] for one in client.get(path).json()]
    assert seen["xiaoshi"] == ["小市 李工"]
    assert sorted(seen["educator"]) == sorted(seen["county"]) == ["小市 李工", "讲师 褚老师"]
    assert desk.sign_in("prosecutor").get(path).json()["code"] == "not_allowed"
    assert desk.sign_in("huanren").get(path).status_code == 404


def test_the_timeline_says_that_a_talk_was_held_and_nothing_of_it(
    desk: Desk, person: dict[str, Any]
) -> None:
    write(desk, "educator", person["id"])
    assert desk.rows("select kind, body from act where kind = 'talk_held'") == [("talk_held", {})]
    own = enter(desk, person)
    assert "就业" not in own.get("/own/api/record").text


@pytest.mark.parametrize("login", ["xiaoshi", "prosecutor"])
def test_the_database_keeps_the_notes_from_everybody_else(
    desk: Desk, person: dict[str, Any], login: str
) -> None:
    write(desk, "educator", person["id"])
    open_record(desk.sign_in(login), person["id"], "inspect")
    with psycopg.connect(desk.url) as tx:
        behind_the_wall(tx, staff_room.known(tx, SESSIONS[login], desk.now), desk.now)
        try:
            assert tx.execute("select 1 from talk").fetchall() == []
        except psycopg.errors.InsufficientPrivilege:
            assert login == "prosecutor"


def test_nobody_writes_in_the_name_of_another_or_changes_what_is_written(
    desk: Desk, person: dict[str, Any]
) -> None:
    write(desk, "educator", person["id"])
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["xiaoshi"], desk.now)
        behind_the_wall(tx, staff, desk.now)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), tx.transaction():
            tx.execute("update talk set words = 'x'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), tx.transaction():
            tx.execute(
                "insert into talk select gen_random_uuid(), %s, 'law', '2026-11-24', 'x', id, now()"
                " from staff where login = 'educator'",
                [person["id"]],
            )


def test_a_closed_record_a_day_to_come_and_an_empty_note_are_refused(
    desk: Desk, person: dict[str, Any]
) -> None:
    client, path = desk.sign_in("educator"), f"/api/people/{person['id']}/talks"
    assert client.post(path, json=TALK).json()["code"] == "reason_needed"
    open_record(client, person["id"], "education")
    tomorrow = (desk.now + timedelta(days=1)).date().isoformat()
    to_come = client.post(path, json=TALK | {"on_day": tomorrow})
    assert (to_come.status_code, to_come.json()["code"]) == (422, "talk_to_come")
    assert client.post(path, json=TALK | {"words": "  "}).status_code == 422
    desk.now += timedelta(minutes=31)
    assert client.get(path).json()["code"] == "reason_needed"
    assert desk.rows("select 1 from talk") == []


def test_a_minors_talks_are_the_specialists(desk: Desk) -> None:
    client = desk.sign_in("minors")
    made = new_person(client, minor=True, face_allowed=False, township=TOWN)
    in_correction(desk, made["id"])
    write(desk, "minors", made["id"])
    assert desk.sign_in("educator").get(f"/api/people/{made['id']}/talks").status_code == 404
