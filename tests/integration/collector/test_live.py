"""Screens are told at once what concerns them, and no longer than their session lasts."""

import asyncio
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from stack import builders as make
from stack.builders import BOX
from stack.postgres import Postgres
from stack.process import wait_for
from yizhan_collector import wiring, work
from yizhan_collector.doors.feed import MOST, Event, Listener
from yizhan_collector.doors.office import live
from yizhan_collector.ground import live as announcements
from yizhan_collector.rooms.staff import store as staff_store
from yizhan_collector.rooms.staff.model import SESSION
from yizhan_wire.events import Applied

from .conftest import OTHER_BOX, OTHER_TOWN, Desk, new_person

Said = tuple[str, dict[str, Any]]
END: Said = ("end", {})


@contextmanager
def watching(desk: Desk, client: httpx.Client) -> Iterator["Queue[Said]"]:
    """A screen that is open; what it hears comes out of the queue, at last END."""
    heard: Queue[Said] = Queue()
    before = desk.feed.screens
    thread = threading.Thread(target=_read, args=(client, heard), daemon=True)
    thread.start()
    wait_for(lambda: desk.feed.screens > before, 10, "the stream")
    wait_for(lambda: desk.feed.listening, 10, "the ear")
    try:
        yield heard
    finally:
        desk.feed.end_all()
        thread.join(10)


def _read(client: httpx.Client, heard: "Queue[Said]") -> None:
    with client.stream("GET", "/api/live", timeout=30) as stream:
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                heard.put((name, json.loads(line.removeprefix("data: "))))
    heard.put(END)


def carry_out(desk: Desk) -> None:
    """What `work` would do; nothing here goes to a box."""
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while work.drain(tx, wiring.handlers(lambda *_: None)):
            pass


def test_an_officer_hears_of_a_visit_of_the_own_township(desk: Desk) -> None:
    county = desk.sign_in("county")
    ours, theirs = new_person(county)["id"], new_person(county, township=OTHER_TOWN)["id"]
    with watching(desk, desk.sign_in()) as heard:
        desk.report(make.visit(UUID(theirs)), OTHER_BOX)
        visit = desk.report(make.visit(UUID(ours)))
        carry_out(desk)
        wanted = {"id": str(visit.id), "person": ours, "due_on": "2026-11-24"}
        assert heard.get(timeout=10) == ("checkin", wanted)
        assert heard.empty()


def test_a_technician_hears_of_posts_and_never_of_people(desk: Desk) -> None:
    person = new_person(desk.sign_in("county"))["id"]
    with watching(desk, desk.sign_in("tech")) as heard:
        desk.report(make.visit(UUID(person)))
        carry_out(desk)
        desk.report(Applied("roster", 1))
        assert heard.get(timeout=10) == ("post", {"device": BOX})


def test_what_cannot_be_read_is_announced_without_its_content(desk: Desk) -> None:
    from yizhan_collector.ground import quarantine

    with watching(desk, desk.sign_in()) as ours, watching(desk, desk.sign_in("tech")) as theirs:
        with desk.pool.connection() as tx:
            quarantine.keep(tx, "bx-999999999-9", "t", "r", b"x", desk.now)
        assert theirs.get(timeout=10) == ("quarantine", {})
        with desk.pool.connection() as tx:
            quarantine.keep(tx, BOX, "t", "r", b"x", desk.now)
        assert theirs.get(timeout=10) == ("quarantine", {})
        assert ours.get(timeout=10) == ("quarantine", {})
        assert ours.empty()


def test_nobody_listens_without_a_session(desk: Desk) -> None:
    answer = desk.visitor().get("/api/live")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_stream_ends_with_its_session(desk: Desk) -> None:
    officer = desk.sign_in()
    with watching(desk, officer) as heard:
        with desk.pool.connection() as tx:
            tx.execute("delete from staff_session")
        with desk.pool.connection() as tx:
            announcements.announce(tx, "post", BOX)
        assert heard.get(timeout=10) == END
        assert desk.feed.screens == 0


def test_a_session_that_ran_out_hears_nothing_more(desk: Desk) -> None:
    with watching(desk, desk.sign_in()) as heard:
        desk.now += SESSION
        with desk.pool.connection() as tx:
            announcements.announce(tx, "post", BOX)
        assert heard.get(timeout=10) == END


def test_a_quiet_stream_ends_with_its_session_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "CHECK_S", 0.1)
    with watching(desk, desk.sign_in()) as heard:
        with desk.pool.connection() as tx:
            tx.execute("delete from staff_session")
        assert heard.get(timeout=10) == END


def test_a_stream_ends_when_something_may_have_been_missed(desk: Desk, postgres: Postgres) -> None:
    with watching(desk, desk.sign_in()) as heard:
        postgres.kill()
        postgres.start()
        assert heard.get(timeout=10) == END
    with watching(desk, desk.sign_in()) as heard:
        with desk.pool.connection() as tx:
            announcements.announce(tx, "post", BOX)
        assert heard.get(timeout=10) == ("post", {"device": BOX})


def test_a_screen_that_leaves_is_forgotten(desk: Desk) -> None:
    client = desk.sign_in()
    with client.stream("GET", "/api/live"):
        wait_for(lambda: desk.feed.screens == 1, 10, "the stream")
    wait_for(lambda: desk.feed.screens == 0, 10, "the end of the stream")


def test_a_screen_that_is_too_slow_is_ended_not_kept_in_memory(desk: Desk) -> None:
    with desk.pool.connection() as tx:
        found = staff_store.by_login(tx, "county")
    assert found is not None
    officer = found[0]

    async def slow() -> list[list[Event] | None]:
        listener = Listener(asyncio.get_running_loop(), officer)
        for place in range(MOST + 5):
            listener.offer(Event("post", {"device": place}, officer.area))
        await asyncio.sleep(0)
        return [await asyncio.wait_for(listener.next(), 10)]

    with ThreadPoolExecutor(1) as elsewhere:  # a browser test may have left a loop in this thread
        assert elsewhere.submit(asyncio.run, slow()).result() == [None]
