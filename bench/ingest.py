"""Draining a stored backlog exactly once, against COPY and against a one-at-a-time loop.

A backlog lies in the broker, in the lasting session of an absent collector. The clock runs from
the start of the consumer (connection and handshake included) until another database connection
sees the last event; then every event must be there once. The COPY writes the same rows into the
same hypertable from text made beforehand, in one write and one commit. The loop is in peer.py.
The runs are interleaved, so that a busy machine is busy for all of them.
"""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from figure import RUNS, figure, seconds
from line import collector, line
from peer import connect, peer, session
from stack import builders as make
from stack.line import Line
from stack.process import wait_for
from yizhan_edge.uplink import BATCH
from yizhan_wire import codec, topics

BATCHED, SINGLE, LOOP = 100_000, 30_000, 2_000
TOPIC = topics.up(make.BOX, "health")


def backlog(life: UUID, count: int, size: int) -> list[bytes]:
    """Messages of `size` health events each."""
    events = [make.event(make.health(), n, life, at=moment(n)) for n in range(1, count + 1)]
    return [codec.dump(events[at : at + size]) for at in range(0, count, size)]


def moment(n: int) -> datetime:
    """When the n-th event was captured: one a second."""
    return make.NOON + timedelta(seconds=n)


def drain(one: Line, consumer: AbstractContextManager[None], count: int, size: int) -> float:
    """Events a second until all are stored."""
    life = uuid4()
    store(one, backlog(life, count, size))
    with psycopg.connect(one.url, autocommit=True) as watch:
        before = stored(watch)
        started = time.perf_counter()
        with consumer:
            wait_for(lambda: last(watch, life, count), 120, "the backlog to be stored")
            taken = time.perf_counter() - started
        after = stored(watch)
    new = [b - a for a, b in zip(before, after, strict=True)]
    if new != [count, count]:
        raise RuntimeError(f"{new} stored of {count}.")
    return count / taken


def last(watch: psycopg.Connection, life: UUID, count: int) -> bool:
    """Whether the last event of this life is visible."""
    found = watch.execute(
        "select from inbox where (device, life, seq) = (%s, %s, %s)", [make.BOX, life, count]
    )
    return found.rowcount == 1


def stored(watch: psycopg.Connection) -> tuple[int, int]:
    """Rows in the inbox and in the health series."""
    [row] = watch.execute(
        "select (select count(*) from inbox), (select count(*) from device_health)"
    ).fetchall()
    return row


def store(one: Line, messages: list[bytes]) -> None:
    """Leave messages in the broker for the absent collector."""
    with one.connected(make.BOX) as client:
        for told in [client.publish(TOPIC, message, qos=1) for message in messages]:
            told.wait_for_publish(60)


def subscribe(one: Line) -> None:
    """Make the lasting session, so that the broker stores what comes."""
    subscribed = threading.Event()
    client = session(one)
    client.on_subscribe = lambda *_: subscribed.set()
    connect(client, one)
    client.loop_start()
    subscribed.wait(10)
    client.disconnect()
    client.loop_stop()


def copy(one: Line, count: int) -> float:
    """Rows a second of a raw COPY of the same rows."""
    body = codec.dump_body(make.health()).decode()
    now = make.NOON.isoformat()
    rows = range(1, count + 1)
    text = "".join(f"{moment(n).isoformat()}\t{make.BOX}\t{now}\t{body}\n" for n in rows)
    into = "copy device_health (captured_at, device, received_at, body) from stdin"
    with psycopg.connect(one.url) as tx:

        def run() -> None:
            with tx.cursor() as cursor, cursor.copy(into) as out:
                out.write(text)
            tx.commit()

        return count / seconds(run)


def figures() -> dict[str, Any]:
    """Events a second through the broker, and ratios to the peers of the same run."""
    found: dict[str, list[float]] = {}
    with line() as one:
        subscribe(one)
        jobs: dict[str, Callable[[], float]] = {
            "copy": lambda: copy(one, BATCHED),
            "batched": lambda: drain(one, collector(one), BATCHED, BATCH),
            "single": lambda: drain(one, collector(one), SINGLE, 1),
            "loop": lambda: drain(one, peer(one), LOOP, 1),
        }
        for _ in range(RUNS):
            for name, job in jobs.items():
                found.setdefault(name, []).append(job())
    return _named(found)


def _named(found: dict[str, list[float]]) -> dict[str, Any]:
    def ratio(a: str, b: str) -> list[float]:
        return [x / y for x, y in zip(found[a], found[b], strict=True)]

    return {
        f"ingest: {BATCH} a message, exactly once": figure(found["batched"], "events/s"),
        "ingest: one a message, exactly once": figure(found["single"], "events/s"),
        "ingest: raw COPY": figure(found["copy"], "rows/s"),
        "ingest: one-at-a-time loop": figure(found["loop"], "events/s"),
        "ingest: batched / COPY": figure(ratio("batched", "copy"), "x", at_least=0.3),
        "ingest: one a message / loop": figure(ratio("single", "loop"), "x", at_least=15),
        "ingest: batched / loop": figure(ratio("batched", "loop"), "x", at_least=35),
    }


if __name__ == "__main__":
    sys.stdout.write(f"{figures()}\n")
