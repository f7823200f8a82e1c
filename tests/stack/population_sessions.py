"""Sessions in every state: one class goes on today in which the camera counts a head too many."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.sessions import told
from yizhan_wire import chain, codec
from yizhan_wire.envelope import Clock, Envelope
from yizhan_wire.events import CheckIn, FaceResult

from stack.population_rows import Rows

COUNTY, TOWN = "210521", "210521100"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CLASS, SEEN, HEADS = 30, 27, 28  # expected; a head more than were seen
MATCH = FaceResult("match", "passed", 12, 0.31, 0.5, "made-up-1")
ADULTS = """
select p.id from person p join term t on t.person = p.id
where starts_with(p.township, %s) and not p.minor and t.state = 'active'
order by p.number limit %s
"""
TABLES = ("class_session", "class_place", "session", "session_expected", "session_fact",
          "session_minute", "session_segment", "session_seen")  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A session to make: when it begins, in minutes from now, and how far it has come."""

    kind: str
    title: str
    begins: float
    lasts: int = 60
    told: str = "stopped"  # "" nothing, "started", "stopped"
    people: int = 3
    seen: int = 3
    heads: int | None = 3
    outcome: str = ""
    words: str = ""
    post: int = 1
    private: bool = False
    record: bool = True
    gap: str = ""


DAYS = 24 * 60
HELD = (
    Held("declaration", "入矫宣告", DAYS, told="", private=True),
    Held("reception", "报到接收", 150, told="", people=2),
    Held("reception", "报到接收", -210, heads=3),
    Held("declaration", "入矫宣告", -120, people=2, seen=2, private=True),
    Held("service", "社区绿化", -DAYS, 120, people=5, seen=4, heads=6, gap="camera"),
    Held("class", "集中教育补课", -3 * DAYS, people=6, seen=5, heads=5),
    Held("reception", "报到接收", -DAYS - 120, told="started", seen=1, heads=None, post=2),
    Held("class", "集中教育", -7 * DAYS, people=8, seen=8, heads=8, outcome="agreed"),
    Held("service", "敬老院服务", -9 * DAYS, people=6, seen=5, heads=7, outcome="differs",
         words="活动负责人和社工各一人在场；一人请假。", record=False),
    Held("declaration", "入矫宣告", -40 * DAYS, people=2, seen=2, heads=2, outcome="agreed",
         private=True),
    Held("reception", "报到接收", 3 * DAYS, told="cancelled"),
)  # fmt: skip
ELSEWHERE = (HELD[0], HELD[7], HELD[2])


def sessions(tx: psycopg.Connection, now: datetime, seed: int = 2026) -> None:
    """Hold some sessions in every county, most of them in one."""
    made = Sessions(tx, Rows(Random(seed)), now)
    towns = tx.execute(
        "select left(township, 6), min(township) from device group by 1 order by 1"
    ).fetchall()
    for county, town in towns:
        for one in HELD if county == COUNTY else ELSEWHERE:
            made.hold(one, TOWN if county == COUNTY else town)
    made.class_today()
    made.settle()


class Sessions:
    """Sessions one after the other, each with what its box told."""

    def __init__(self, tx: psycopg.Connection, rows: Rows, now: datetime) -> None:
        self.tx, self.rows, self.now = tx, rows, now
        self.staff: dict[str, UUID] = dict(tx.execute("select login, id from staff").fetchall())
        self.verdicts: list[tuple[UUID, Held, UUID, datetime]] = []
        self.all: list[UUID] = []
        self.film: UUID | None = None

    def hold(self, one: Held, town: str) -> None:
        """One session, and what came of it."""
        begins, officer = self.now + MINUTE * one.begins, self.staff[f"suo.{town}"]
        session = self._session(one, town, begins, officer)
        people = self._people(town[:6], one.people)
        for number, person in enumerate(people):
            self.rows.add("session_expected", session=session, person=person, invited_by=officer,
                          invited_at=begins - DAY)  # fmt: skip
            if one.told in ("started", "stopped") and number < one.seen:
                self.rows.add("session_seen", session=session, person=person, how="officer",
                              at=begins + MINUTE, by_staff=officer)  # fmt: skip
        self._told(one, session, begins, min(len(people), one.seen) + _extra(one))
        if one.outcome:
            self.verdicts.append((session, one, officer, begins + MINUTE * (one.lasts + 90)))

    def class_today(self) -> None:
        """A class that goes on: thirty expected, twenty-seven at the kiosk, twenty-eight heads."""
        people = self._people(COUNTY, CLASS)
        begins, officer = self.now - 40 * MINUTE, self.staff[f"suo.{TOWN}"]
        held = self.rows.ident(begins - 9 * DAY)
        self.rows.add("class_session", id=held, county=COUNTY, title="集中教育：法治与就业",
                      place="小市司法所教室", teacher="讲师", starts_at=begins, minutes=90,
                      capacity=CLASS, minors=False, made_by=self.staff[f"xian.{COUNTY}"],
                      made_at=begins - 9 * DAY)  # fmt: skip
        for person in people:
            self.rows.add("class_place", session=held, person=person, invited_at=begins - 5 * DAY)
        there = len(people) - (CLASS - SEEN)
        one = Held("class", "集中教育：法治与就业", -40, 90, "started")
        session = self._session(one, TOWN, begins, officer, held)
        self._told(one, session, begins, there + HEADS - SEEN)
        for number, person in enumerate(people[:there]):
            self._visit(person, begins + MINUTE * (number / 4 - 8))

    def settle(self) -> None:
        """Write it, take the figures, and let officers close what was closed."""
        self.rows.write(self.tx, *TABLES)
        for session in self.all:
            told.weigh(self.tx, session, self.now)
        self.tx.execute(
            "update session set unknown_at = %s where ends_at < %s and stopped_at is null",
            [self.now, self.now - 10 * MINUTE],
        )
        for session, one, by, at in self.verdicts:
            self.tx.execute(
                "insert into session_verdict select id, %s, %s, expected, seen, heads, %s, %s"
                " from session where id = %s",
                [by, at, one.outcome, one.words, session],
            )
        self._looked()
        self.tx.execute("delete from outbox")

    def _session(
        self, one: Held, town: str, begins: datetime, by: UUID, held: UUID | None = None
    ) -> UUID:
        session = self.rows.ident(begins - 2 * DAY)
        over = begins + MINUTE * one.lasts if one.told == "stopped" else None
        gone = one.told == "cancelled"
        self.rows.add("session", id=session, kind=one.kind, title=one.title,
                      device=f"bx-{town}-{one.post}", township=town, starts_at=begins,
                      ends_at=begins + MINUTE * one.lasts, private=one.private,
                      record=one.record, minors=False, **{"class": held}, made_by=by,
                      made_at=begins - 2 * DAY,
                      started_at=begins if one.told in ("started", "stopped") else None,
                      stopped_at=over, cancelled_at=self.now - DAY if gone else None,
                      cancelled_by=by if gone else None,
                      cancel_why="场地维修" if gone else "")  # fmt: skip
        self.all.append(session)
        return session

    def _people(self, area: str, count: int) -> list[UUID]:
        return [row[0] for row in self.tx.execute(ADULTS, [area, count]).fetchall()]

    def _told(self, one: Held, session: UUID, begins: datetime, heads: int) -> None:
        if one.told not in ("started", "stopped"):
            return
        ends = min(begins + MINUTE * one.lasts, self.now)
        facts = [("started", begins, "time")] + [("gap", begins + 20 * MINUTE, one.gap)] * bool(
            one.gap
        )
        if one.told == "stopped":
            facts.append(("stopped", ends, "time"))
        for phase, at, why in facts:
            self.rows.add("session_fact", session=session, phase=phase, at=at, why=why)
        if one.heads is None:
            return
        length = int((ends - begins) / MINUTE)
        for minute in range(1, length + 1):
            self.rows.add("session_minute", session=session, minute=begins + MINUTE * minute,
                          heads=self._counted(heads, minute))  # fmt: skip
        if one.record:
            self._film(session, begins, length)

    def _counted(self, heads: int, minute: int) -> int:
        if minute < 10:
            return heads * minute // 10
        return max(heads + self.rows.rng.choice((0, 0, 0, 0, 0, 0, 0, -1, 1)), 0)

    def _film(self, session: UUID, begins: datetime, length: int) -> None:
        before = chain.first(session)
        for number in range(1, length + 1):
            start = begins + MINUTE * (number - 1)
            size = 1_500_000 + self.rows.rng.randrange(400_000)
            sha256 = hashlib.sha256(f"{session} {number}".encode()).hexdigest()
            before = chain.link(before, number, start, start + MINUTE, size, sha256)
            self.rows.add("session_segment", session=session, number=number, started_at=start,
                          ended_at=start + MINUTE, size=size, sha256=sha256,
                          chain=before)  # fmt: skip
        self.film = session if self.film is None else self.film

    def _visit(self, person: UUID, at: datetime) -> None:
        raw = msgspec.Raw(codec.dump_body(CheckIn(person, "face", MATCH)))
        known = (self.rows.ident(at), f"bx-{TOWN}-1", self.rows.ident(at))
        envelope = Envelope(*known, 1, "checkin", 1, at, Clock("ntp", "good", 0.01), raw, at)
        checkins.record(self.tx, envelope, CheckIn(person, "face", MATCH), at)

    def _looked(self) -> None:
        """The county called out a clip and looked; it has been deleted since."""
        [(session, device, town)] = self.tx.execute(
            "select id, device, township from session where state = 'closed' and record"
            " and starts_at between %s and %s and starts_with(township, %s) limit 1",
            [self.now - 20 * DAY, self.now - 4 * DAY, COUNTY],
        ).fetchall()
        asked, by = self.now - 2 * DAY, self.staff[f"xian.{COUNTY}"]
        row: list[Any] = [self.rows.ident(asked), device, town, session, by, COUNTY, asked]
        self.tx.execute(
            "insert into callout (id, kind, device, township, session, first, last, reason, words,"
            " staff, unit, asked_at, until) values (%s, 'clip', %s, %s, %s, 12, 14, 'difference',"
            " '核对到场人数与清点人数的差异', %s, %s, %s, %s)",
            [*row, asked + DAY],
        )
        for number in (12, 13, 14):
            self.tx.execute(
                "insert into callout_segment values (%s, %s, 'stored', 1500000, %s)",
                [row[0], number, asked + MINUTE],
            )
        self.tx.execute(
            "insert into callout_view values (%s, 12, %s, %s)", [row[0], by, asked + 5 * MINUTE]
        )
        self.tx.execute(
            "update callout set ended_at = until, ended_why = 'over' where id = %s", [row[0]]
        )


def _extra(one: Held) -> int:
    return (one.heads or 0) - one.seen
