"""Electronic positioning of a few: orders in every state, devices, zones, weeks of positions."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from yizhan_collector.ground.days import SHANGHAI, legal_day, midnight
from yizhan_collector.rooms.positions.gate import latest_end
from yizhan_collector.rooms.positions.judging import judge_due

from stack.population_rows import Rows, js
from stack.population_walks import walk

COUNTY = "210521"  # here one in every state; in the others one that runs and one that waits
DAY = timedelta(days=1)
ROUTE = "可以向县局申诉"
# those of whom there is least to see elsewhere, so that the other screens keep their people
CHOSEN = """
select p.id, t.id, p.township, p.name from person p join term t on t.person = p.id
where t.state = 'active' and t.overlays = '{}' and not p.minor
  and t.ends_on > %s and t.category_on < %s
  and not exists (select from request r where r.person = p.id and r.decided_at is null)
  and not exists (select from ban b where b.person = p.id)
order by (select count(*) from sanction s where s.person = p.id),
         (select count(*) from leave l where l.person = p.id), p.number desc
"""
GROUNDS = ("left_unapproved", "no_entry_breached", "revocation")
FACTS = {
    "left_unapproved": "10日至12日未经批准前往沈阳市,有走访记录和本人陈述。",
    "no_entry_breached": "8日进入禁止令所列场所,有场所负责人的证明。",
    "revocation": "两次警告后仍不改正,拟提请撤销。",
}


@dataclass(frozen=True)
class Plan:
    """An order to make: first and last day, counted from today, and how far it has come."""

    state: str  # of the order, as it is kept
    first: int
    last: int
    asked: int
    told: bool = False
    lifted: int | None = None
    walks: int = 0  # days of positions from the first day on


PLANS = (
    Plan("granted", -20, 60, -22, told=True, walks=21),
    Plan("granted", 0, 80, -1),
    Plan("asked", 1, 60, -1),
    Plan("granted", -100, -25, -102, told=True),
    Plan("granted", -60, 20, -62, told=True, lifted=-30, walks=18),
    Plan("granted", 3, 90, -2, told=True),
    Plan("refused", -5, 60, -8),
    Plan("granted", -70, 5, -72, told=True),
)


def position(tx: psycopg.Connection, now: datetime, seed: int = 2026) -> None:
    """Put some people under orders; everything goes through the gate of the database."""
    rng = Random(seed)
    made = Positions(tx, Rows(rng), now)
    today = legal_day(now)
    free: dict[str, list[Any]] = {}
    for person in tx.execute(CHOSEN, [today + DAY * 95, today - DAY * 110]).fetchall():
        free.setdefault(person[2][:6], []).append(person)
    for county, people in sorted(free.items()):
        plans = PLANS if county == COUNTY else (PLANS[7], PLANS[2])
        for person, plan in zip(people, plans, strict=False):
            made.order(plan, *person)
    made.settle()
    while judge_due(tx, now):
        pass


class Positions:
    """Orders one after the other, each asked, decided, told, lifted."""

    def __init__(self, tx: psycopg.Connection, rows: Rows, now: datetime) -> None:
        self.tx, self.rows, self.rng = tx, rows, rows.rng
        self.now, self.today = now, legal_day(now)
        logins = tx.execute("select login, id from staff").fetchall()
        self.staff: dict[str, UUID] = dict(logins)
        self.steps: list[tuple[str, list[Any]]] = []
        self.last: list[tuple[str, list[Any]]] = []  # after what was taken while it ran

    def order(self, plan: Plan, person: UUID, term: UUID, town: str, name: str) -> None:
        """One order, and what follows from it."""
        order, asked = self.rows.ident(self.now), self._at(plan.asked, 10)
        ground = GROUNDS[len(self.steps) % len(GROUNDS)]
        first, last = self.today + DAY * plan.first, self.today + DAY * plan.last
        last = min(last, legal_day(latest_end(midnight(first), 3)) - DAY)
        days = {"from_on": first.isoformat(), "until_on": last.isoformat()}
        body = {"ground": ground, "evidence": FACTS[ground], **days}
        request = self._request(plan, person, town, order, asked, body)
        self.rows.add("position_order", id=order, person=person, term=term, ground=ground,
                      evidence=FACTS[ground], starts_at=midnight(first),
                      ends_at=midnight(last + DAY), asked_on=legal_day(asked),
                      request=request)  # fmt: skip
        self._act(person, term, town, "positioning_asked", asked, body)
        if plan.state == "asked":
            return
        update = "update position_order set state = %s where id = %s"
        self.steps.append((update, [plan.state, order]))
        self._act(person, term, town, f"positioning_{plan.state}", asked + DAY, {"ground": ground})
        if plan.state == "granted":
            self._granted(plan, order, person, term, town, max(first, legal_day(asked + DAY)))

    def settle(self) -> None:
        """Write it, in the order in which it must happen."""
        self.rows.write(self.tx, "request", "position_order")
        self._do(self.steps)
        self.rows.write(self.tx, "tracker", "position_zone", "position", "position_due", "act",
                        "trajectory_opening")  # fmt: skip
        self._do(self.last)

    def _do(self, steps: list[tuple[str, list[Any]]]) -> None:
        for query, values in steps:
            self.tx.execute(query.encode(), values)

    def _granted(
        self, plan: Plan, order: UUID, person: UUID, term: UUID, town: str, first: date
    ) -> None:
        moment = self._at(
            max(plan.first, plan.asked + 1) if plan.first <= 0 else plan.asked + 2, 11
        )
        moment = min(moment, self.now - timedelta(minutes=30))
        over = plan.lifted is not None or plan.last < 0
        if not over:
            self.steps.append(("update term set overlays = overlays || '{device_order}'::text[]"
                               " where id = %s", [term]))  # fmt: skip
        if not plan.told:
            return
        by = self.staff[f"xian.{town[:6]}"]
        tell = "update position_order set notified_at = %s, notified_by = %s where id = %s"
        self.steps.append((tell, [moment, by, order]))
        self._act(person, term, town, "positioning_told", moment, {"order": str(order)})
        ended = self._lift(plan, order, person, term, town)
        if plan.last < 0:
            ended = midnight(self.today + DAY * (plan.last + 1))
        self._carried(order, person, by, moment, ended)
        if plan.walks:
            self._walk(plan, order, person, by, moment, first)

    def _lift(
        self, plan: Plan, order: UUID, person: UUID, term: UUID, town: str
    ) -> datetime | None:
        if plan.lifted is None:
            return None
        at, why = self._at(plan.lifted, 15), "情况好转,不再需要"
        lift = "update position_order set lifted_at = %s, lift_why = %s where id = %s"
        self.last.append((lift, [at, why, order]))
        self._act(person, term, town, "positioning_lifted", at, {"order": str(order), "why": why})
        return at

    def _carried(
        self, order: UUID, person: UUID, by: UUID, at: datetime, ended: datetime | None
    ) -> None:
        number = self.rng.randint(1, 99)
        self.rows.add("tracker", id=self.rows.ident(at), person=person, ord=order,
                      label=f"定位手环 {number:02d}", key_hash=sha256(order.bytes).digest(),
                      issued_by=by, issued_at=at, ended_at=ended)  # fmt: skip

    def _walk(
        self, plan: Plan, order: UUID, person: UUID, by: UUID, told: datetime, first: date
    ) -> None:
        places = self._zones(order, person, by, told)
        for number in range(plan.walks):
            day = first + DAY * number
            for at, latitude, longitude, accuracy, battery in walk(self.rng, day, number, places):
                if not told <= at < self.now:
                    continue
                self.rows.add("position", person=person, at=at, ord=order, latitude=latitude,
                              longitude=longitude, accuracy=accuracy, source="gnss",
                              battery=battery, received_at=at)  # fmt: skip
            if day <= self.today:
                self.rows.add("position_due", person=person, day=day)
        opened = self._at(max(plan.first + 3, -19), 14)
        self.rows.add("trajectory_opening", id=self.rows.ident(opened), staff=by, person=person,
                      ord=order, reason="核实12日晚间去向", opened_at=opened,
                      until=opened + timedelta(minutes=30))  # fmt: skip

    def _zones(self, order: UUID, person: UUID, by: UUID, at: datetime) -> dict[str, Any]:
        home = (
            41.3006 + self.rng.uniform(-0.004, 0.004),
            124.1260 + self.rng.uniform(-0.004, 0.004),
        )
        market = (41.3042, 124.1135)
        for kind, name, (latitude, longitude), radius in (
            ("home", "住所", home, 150),
            ("outside", "示例市场", market, 250),
            ("inside", "本溪满族自治县小市镇", home, 9000),
        ):
            shape = {"form": "circle", "latitude": latitude, "longitude": longitude,
                     "radius": radius}  # fmt: skip
            self.rows.add("position_zone", id=self.rows.ident(at), ord=order, person=person,
                          kind=kind, name=name, shape=js(shape), author=by,
                          recorded_at=at)  # fmt: skip
        return {"home": home, "market": market}

    def _request(
        self,
        plan: Plan,
        person: UUID,
        town: str,
        order: UUID,
        asked: datetime,
        body: dict[str, Any],
    ) -> UUID:
        decided = plan.state != "asked"
        made, county = self.rows.ident(asked), town[:6]
        self.rows.add(
            "request", id=made, person=person, kind="positioning", subject=order, level="head",
            county=county, township=town, body=js(body), asked_by=self.staff[f"xian.{county}"],
            asked_at=asked, channel="desk", decide_by=body["from_on"],
            decision=plan.state if decided else None,
            reasons={"granted": "情形属实", "refused": "依据不足,先行谈话教育"}.get(plan.state, ""),
            complaint_route=ROUTE if decided else "",
            decided_by=self.staff[f"head.{county}"] if decided else None,
            decided_at=asked + timedelta(hours=20) if decided else None,
        )  # fmt: skip
        return made

    def _act(
        self, person: UUID, term: UUID, town: str, kind: str, at: datetime, body: dict[str, Any]
    ) -> None:
        who = "head" if kind in ("positioning_granted", "positioning_refused") else "xian"
        by = self.staff[f"{who}.{town[:6]}"]
        at = min(at, self.now)
        self.rows.add("act", id=self.rows.ident(at), person=person, term=term, kind=kind,
                      effective_on=legal_day(at), recorded_at=at, author=by, by="staff",
                      acting_body=town[:6], body=js(body))  # fmt: skip

    def _at(self, day: int, hour: int) -> datetime:
        minute = self.rng.randint(0, 59)
        return datetime.combine(self.today + DAY * day, time(hour, minute), SHANGHAI)
