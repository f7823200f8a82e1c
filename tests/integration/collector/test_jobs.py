"""Jobs: each slot once whoever asks, a row for each run, and what is old is gone."""

from datetime import datetime, timedelta
from itertools import pairwise

import psycopg
import pytest
from stack import builders as make
from stack.builders import BOX, NOON
from yizhan_collector import jobs, wiring, work
from yizhan_collector.ground import outbox
from yizhan_collector.ground.journal import slot
from yizhan_collector.jobs import Job

from .conftest import Desk, new_person


def run(desk: Desk, at: datetime) -> list[str]:
    """What `work` would run at this moment."""
    with psycopg.connect(desk.url, autocommit=True) as tx:
        return jobs.run_due(tx, at)


def outcomes(desk: Desk) -> dict[str, str]:
    """The last outcome of each job."""
    return dict(desk.rows("select job, outcome from job_run order by id"))


def test_every_job_of_the_table_runs_once_a_slot_and_leaves_its_row(desk: Desk) -> None:
    names = [job.name for job in jobs.JOBS]
    assert run(desk, NOON) == names
    for earlier, minutes in pairwise((0, 4, 5, 9, 10)):
        now, before = (NOON + timedelta(minutes=one) for one in (minutes, earlier))
        due = [one.name for one in jobs.JOBS if slot(now, one.every) > slot(before, one.every)]
        assert run(desk, now) == due
    assert {one.split(":")[0] for one in outcomes(desk).values()} == {"done"}
    assert desk.rows("select 1 from job_run where ended_at is null or started_at is null") == []


def test_a_job_that_fails_leaves_its_reason_and_holds_up_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(tx: psycopg.Connection, _: datetime) -> int:
        tx.execute("delete from staff_session")
        return tx.execute("select 1 / 0").rowcount

    before = desk.rows("select count(*) from staff_session")
    good = Job("good", timedelta(hours=1), lambda *_: 3)
    monkeypatch.setattr(jobs, "JOBS", (Job("bad", timedelta(hours=1), fails), good))
    assert run(desk, NOON) == ["bad", "good"]
    assert outcomes(desk)["bad"].startswith("DivisionByZero")
    assert outcomes(desk)["good"] == "done: 3"
    assert desk.rows("select count(*) from staff_session") == before != [(0,)]


def test_midnight_in_shanghai_changes_what_is_due(desk: Desk) -> None:
    new_person(desk.sign_in(), first_due_on="2026-11-26")
    midnight = datetime.fromisoformat("2026-11-24T16:00:00Z")
    run(desk, midnight - timedelta(minutes=1))
    before = desk.rows("select version from roster where device = %s", BOX)
    assert "build_rosters" in run(desk, midnight)
    assert desk.rows("select version from roster where device = %s", BOX) == [(before[0][0] + 1,)]


def test_old_chunks_are_dropped_and_new_ones_kept(desk: Desk) -> None:
    for days in (0, 29, 60, 200):
        at = desk.now - timedelta(days=days)
        desk.report(make.presence(), at=at)
        desk.report(make.health(), at=at)
    run(desk, desk.now)
    assert desk.rows("select count(*) from camera_event") == [(2,)]
    assert desk.rows("select count(*) from device_health") == [(3,)]


def test_ended_sessions_secrets_and_dismissed_messages_are_forgotten(desk: Desk) -> None:
    officer = desk.sign_in()
    officer.post(f"/api/people/{new_person(officer)['id']}/code")
    with desk.pool.connection() as tx:
        for dismissed in (NOON, None):
            tx.execute(
                "insert into quarantine (device, topic, reason, payload, received_at, dismissed_at)"
                " values ('', '', '', %s, %s, %s)",
                [str(dismissed).encode(), NOON, dismissed],
            )
    run(desk, NOON + timedelta(days=31))
    assert desk.rows("select 1 from staff_session") == []
    assert desk.rows("select 1 from person_secret") == []
    assert len(desk.rows("select 1 from quarantine")) == 1


def test_a_failing_event_waits_longer_each_time_and_holds_up_nobody(desk: Desk) -> None:
    def fails(*_: object) -> None:
        raise ValueError("not today")

    done: list[str] = []
    handlers = {"bad": (fails,), "good": (lambda _tx, body, _now: done.append(body["n"]),)}
    with psycopg.connect(desk.url, autocommit=True) as tx:
        outbox.emit(tx, "bad", {"n": 1})
        outbox.emit(tx, "good", {"n": 2})
        waits = []
        for _ in range(8):
            with tx.transaction():
                outbox.drain(tx, handlers, desk.now)
            [(attempts, then, reason)] = desk.rows(
                "select attempts, not_before, reason from outbox"
            )
            waits.append((then - desk.now).total_seconds())
            desk.now = then
    assert (done, attempts, reason) == (["2"], 8, "ValueError: not today")
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_an_event_nobody_knows_is_kept_with_that_reason(desk: Desk) -> None:
    with psycopg.connect(desk.url, autocommit=True) as tx:
        outbox.emit(tx, "unheard_of", {})
        work.drain(tx, wiring.handlers(lambda *_: None))
    assert desk.rows("select reason from outbox") == [("KeyError: 'unheard_of'",)]
