"""Alerts in one line each: what the clock asks, and a question put straight into the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, LiteralString
from uuid import uuid4

import msgspec
import psycopg
from stack import builders as make
from stack.builders import BOX, TOWN
from yizhan_collector.rooms.alerts import crossings, engine

from .conftest import Desk
from .positioning import write

ASK: LiteralString = """
insert into alert (id, about, office, person, rule, rule_version, subject, since, raised_at,
                   evidence, deadline)
values (%(id)s::text::uuid, %(about)s, %(office)s, %(person)s, %(rule)s, 1, %(id)s::text,
        %(now)s, %(now)s, '[{"code": "report_overdue", "day": "2026-11-23"}]',
        %(now)s + interval '1 day')
"""
HEARD: LiteralString = """
insert into device_last (device, captured_at, received_at, clock, body)
values (%(box)s, %(at)s, %(at)s, '{"source": "ntp", "offset": 0, "sure": true}', %(body)s)
on conflict (device) do update set captured_at = excluded.captured_at,
    received_at = excluded.received_at, body = excluded.body
"""
KEPT: LiteralString = """
insert into device_health (captured_at, device, received_at, body)
values (%(at)s, %(box)s, %(at)s, %(body)s)
"""


def weighed(desk: Desk) -> None:
    """What the clock asks for now."""
    with psycopg.connect(desk.url) as tx:
        engine.run(tx, desk.now)


def found(desk: Desk, rule: str) -> list[tuple[str, str, bool]]:
    """About whom, whose office, and whether it holds; the oldest first."""
    return desk.rows(
        "select about, office, cleared_at is null from alert where rule = %s"
        " order by raised_at, id",
        rule,
    )


def asked_of(
    desk: Desk, office: str = TOWN, person: str | None = None, rule: str = "request_unanswered"
) -> str:
    """An alert that stands open since now: on this person, else on the office."""
    about = "person" if person else "office"
    key = str(uuid4())
    write_all(desk, ASK, {"id": key, "about": about, "office": office, "person": person,
                          "rule": rule, "now": desk.now})  # fmt: skip
    return key


def heard(desk: Desk, at: datetime, camera: str = "ok", box: str = BOX) -> None:
    """A box said how it is."""
    body = msgspec.json.encode(msgspec.structs.replace(make.health(), camera=camera)).decode()
    values = {"box": box, "at": at, "body": body}
    write_all(desk, HEARD, values)
    write_all(desk, KEPT, values)


def crossed(desk: Desk, said: Mapping[str, str | None]) -> None:
    """A judged day tells of this crossing."""
    with psycopg.connect(desk.url) as tx:
        crossings.weigh(tx, said, desk.now)


def write_all(desk: Desk, query: LiteralString, values: Mapping[str, Any]) -> None:
    """Change the database past every door, by names."""
    with psycopg.connect(desk.url) as tx:
        tx.execute(query, values)


__all__ = ["asked_of", "crossed", "found", "heard", "weighed", "write", "write_all"]
