"""The reports of 400 days: by rhythm, some late, some missed, some by telephone or at home."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

import msgspec
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.statistics.model import COUNTS, Count
from yizhan_wire import codec
from yizhan_wire.envelope import Clock
from yizhan_wire.events import CheckIn, FaceResult

from stack.population_life import DAY, Life, at
from stack.population_rows import Rows

HERE = UUID(int=0)
CLOCK = msgspec.json.encode(Clock("ntp", "good", 0.01)).decode()
FACE = FaceResult("match", "passed", 12, 0.31, 0.5, "test-1")
DOUBT = msgspec.structs.replace(FACE, verdict="unsure")
# how a report came: share, channel, route
WAYS = (
    (66, "kiosk", "face"),
    (18, "kiosk", "code"),
    (6, "kiosk", "officer"),
    (4, "desk", "officer"),
    (4, "phone", "officer"),
    (2, "home_visit", "officer"),
)
KEPT = DAY * 14  # a doubtful visit waits for an officer at most so long


class Reports:
    """Writes the reports of one person after the other and counts them by day and township."""

    def __init__(self, rows: Rows, now: datetime, days: int) -> None:
        self.rows, self.rng, self.now = rows, rows.rng, now
        self.today = legal_day(now)
        self.first = self.today - DAY * days
        self.down: set[tuple[str, date]] = set()
        self.count: dict[tuple[date, str, bool], Counter[Count]] = {}
        self.missed: dict[UUID, list[date]] = {}
        self.bodies = {key: _body(*key) for key in _kinds()}

    def posts(self, townships: Iterable[str], devices: dict[str, list[str]]) -> None:
        """How the posts were on every day; once in a while all of a township were down."""
        days = (self.today - self.first).days
        for township in townships:
            for offset in range(days):
                day = self.first + DAY * offset
                if self.rng.random() < 0.004:
                    self.down.add((township, day))
                up = [] if (township, day) in self.down else devices[township]
                self.rows.add("post_day", township=township, day=day, in_order=up,
                              judged_at=at(day + DAY, self.rng))  # fmt: skip

    def of(self, one: Life) -> None:
        """All reports of a person in the days that are kept."""
        for place, day in enumerate(one.due):
            if day < self.first:
                continue
            following = one.due[place + 1] if place + 1 < len(one.due) else None
            self._due(one, day, following)

    def _due(self, one: Life, day: date, following: date | None) -> None:
        luck = self.rng.random()
        room = min((following or self.today + DAY) - day, DAY * 5).days - 1
        if day == self.today:
            if luck < 0.5:
                self._visit(one, day, day, "on_time")
            return
        if not one.present(day):
            kind: Count = "excused"
        elif (one.township, day) in self.down:
            kind = "post_down"
        elif luck < 0.015:
            kind = "overdue"
            self.missed.setdefault(one.id, []).append(day)
        else:
            kind = self._came(one, day, room, luck)
        self.count.setdefault((day, one.township, one.minor), Counter())[kind] += 1

    def _came(self, one: Life, day: date, room: int, luck: float) -> Count:
        late = luck < 0.05 and room > 0
        on = day + DAY * self.rng.randint(1, room) if late else day
        late = late and on <= self.today and (on < self.today or self.now.hour >= 9)
        timing: Count = "late" if late else "on_time"
        doubtful = self._visit(one, day, on if late else day, timing)
        return "open" if doubtful else timing

    def _visit(self, one: Life, due: date, on: date, timing: str) -> bool:
        """One live visit; returns whether an officer has yet to look at it."""
        shares = [way[0] for way in WAYS]
        _, channel, route = self.rng.choices(WAYS, shares)[0]
        if one.minor and route == "face":
            route = "code"
        moment = at(on, self.rng)
        if on == self.today:
            moment = min(moment, self.now - timedelta(minutes=self.rng.randint(1, 90)))
        doubt = route == "face" and self.rng.random() < 0.02
        waiting = doubt and on > self.today - KEPT and self.rng.random() < 0.4
        taken = channel != "kiosk"
        body = self.bodies[route, doubt].replace(str(HERE), str(one.id))
        self.rows.add(
            "checkin",
            id=self.rows.ident(moment),
            person=one.id,
            device=None if taken else self.rng.choice(one.office.devices),
            due_on=due,
            timing=timing,
            live=True,
            needs_review=doubt,
            route=route,
            verdict=("unsure" if doubt else "match") if route == "face" else None,
            body=body,
            clock=CLOCK,
            captured_at=moment,
            sent_at=None if taken else moment,
            received_at=moment,
            review="match" if doubt and not waiting else None,
            reviewed_by=one.by if doubt and not waiting else None,
            reviewed_at=moment if doubt and not waiting else None,
            channel=channel,
            recorded_by=one.by if taken else None,
        )
        return waiting

    def days(self) -> None:
        """What the nightly job would have counted."""
        for (day, township, minor), counts in self.count.items():
            figures = {one: counts[one] for one in COUNTS}
            self.rows.add("report_day", day=day, township=township, minor=minor, **figures,
                          counted_at=self.now)  # fmt: skip


def _kinds() -> list[tuple[str, bool]]:
    return [("face", False), ("face", True), ("code", False), ("officer", False)]


def _body(route: str, doubt: bool) -> str:
    face = (DOUBT if doubt else FACE) if route == "face" else None
    return codec.dump_body(CheckIn(HERE, route, face)).decode()  # type: ignore[arg-type]


def evidence(missed: list[date], rng: Random) -> tuple[date, list[date]] | None:
    """A duty that was not met and some days after it, from what a person missed."""
    if not missed:
        return None
    since = missed[-1]
    return since, [since + DAY * (one + 1) for one in range(rng.randint(1, 5))]
