"""Two at once: one live visit, one version of a roster, one run of a job, one delivery."""

import secrets
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from stack import builders as make
from stack.builders import BOX, NOON
from yizhan_collector import jobs
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.ear import Ear
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rosters import service as rosters
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import FaceResult

from .conftest import Desk, new_person

DOUBT = FaceResult("unsure", "failed", 9, 0.6, 0.5, "m")


def at_once(desk: Desk, *calls: Callable[[psycopg.Connection], Any]) -> list[Any]:
    """Begin these together, each on a connection of its own; what each returned."""
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(n: int) -> None:
        with psycopg.connect(desk.url, autocommit=True) as tx:
            gate.wait(10)
            answers[n] = calls[n](tx)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return answers


@pytest.mark.parametrize("_", range(5))
def test_visits_that_arrive_together_leave_one_that_counts(desk: Desk, _: int) -> None:
    person = UUID(new_person(desk.sign_in())["id"])
    bodies = [make.visit(person, face=DOUBT), make.visit(person), make.visit(person)]
    events = [
        make.event(body, 1, uuid4(), at=NOON + timedelta(minutes=n))
        for n, body in enumerate(bodies)
    ]

    def arrive(one: Envelope) -> Callable[[psycopg.Connection], Any]:
        arrival = Arrival(topics.up(BOX, "checkin"), codec.dump([one]), NOON)
        return lambda tx: receive(tx, [arrival])

    assert all(at_once(desk, *map(arrive, events)))
    assert desk.rows("select id from checkin where live") == [(events[1].id,)]
    assert desk.rows("select count(*) from checkin") == [(3,)]


def test_a_roster_built_twice_at_once_has_one_version(desk: Desk) -> None:
    new_person(desk.sign_in())

    def build(tx: psycopg.Connection) -> tuple[int, bytes]:
        with tx.transaction():
            made = rosters.build(tx, BOX, NOON)
        return made.version, made.body

    first, second, third = at_once(desk, build, build, build)
    assert first == second == third
    assert first[0] == 1


def test_a_job_is_run_by_one_of_two(desk: Desk) -> None:
    def run(tx: psycopg.Connection) -> list[str]:
        return jobs.run_due(tx, NOON)

    first, second = at_once(desk, run, run)
    assert sorted(first + second) == sorted(job.name for job in jobs.JOBS)


def test_an_event_is_carried_out_by_one_of_two(desk: Desk) -> None:
    done: list[str | None] = []

    def note(_tx: psycopg.Connection, body: outbox.Body, _now: object) -> None:
        done.append(body["n"])

    def drain(tx: psycopg.Connection) -> int:
        with tx.transaction():
            return outbox.drain(tx, {"event": (note,)}, NOON, 1000)

    with desk.pool.connection() as tx:
        for n in range(200):
            outbox.emit(tx, "event", {"n": n})
    counts = at_once(desk, drain, drain, drain)
    assert sum(counts) == 200
    assert sorted(map(str, done)) == sorted(map(str, range(200)))


def test_what_is_undone_is_never_announced(desk: Desk) -> None:
    ear = Ear(desk.url, live.CHANNEL)
    assert ear.wait(0) == []
    with psycopg.connect(desk.url) as tx:
        live.announce(tx, "post", "undone")
        tx.rollback()
    with desk.pool.connection() as tx:
        live.announce(tx, "post", BOX)
    assert ear.wait(10) == [f"post {BOX}"]
    ear.close()


def test_an_ear_hears_again_after_it_was_cut(desk: Desk) -> None:
    ear = Ear(desk.url, live.CHANNEL)
    ear.wait(0)
    with desk.pool.connection() as tx:
        tx.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'"
        )
    with pytest.raises(psycopg.OperationalError):
        ear.wait(10)
    assert not ear.listening
    ear.wait(0)
    assert ear.listening
    ear.close()


def test_a_number_that_is_taken_is_drawn_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_person(desk.sign_in())["number"]
    drawn = iter([int(first), int(first), 42])
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))
    with desk.pool.connection() as tx:
        added = people.add(tx, "测试乙", "male", make.TOWN, True, NOON)
        assert people.get(tx, added).number == "00000042"
