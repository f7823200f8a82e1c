"""Made-up matters in every state: 150 for a look, 200,000 for a measurement."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, get_args
from uuid import UUID

import psycopg
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.cases.acts import BY_CODE
from yizhan_collector.rooms.cases.clock import Hours, end_of
from yizhan_collector.rooms.cases.model import Channel
from yizhan_collector.rooms.cases.phones import phone_digest
from yizhan_collector.rooms.cases.urgency import offered
from yizhan_collector.rooms.rules import holidays

from stack import population_matter_words as words
from stack.population_matter_clones import clone
from stack.population_matter_steps import STEPS, Made
from stack.population_names import NAMES
from stack.population_rows import Rows

TABLES = ("party", "matter", "matter_act", "matter_document", "matter_document_content",
          "aid_application", "aid_item")  # fmt: skip
MOST_OPEN, BATCH = 1500, 12_000  # the others are the same lives again
LINKS = """
insert into party_link (one, other, reason, offered_at)
select least(id, before), greatest(id, before), 'same_phone', created_at from (
    select id, channel, created_at, lag(id) over same as before, lag(channel) over same as was
    from party where phone_digest is not null
    window same as (partition by phone_digest order by created_at, id)) as pairs
where before is not null and channel <> was on conflict do nothing
"""
DECIDED = """
update party_link set accepted = get_byte(uuid_send(one), 15) %% 3 > 0, decided_at = offered_at,
       decided_by = (select id from staff where role = 'clerk' order by login limit 1)
 where accepted is null and offered_at < %(now)s - interval '4 days'
"""
AID = ("take", "tell_missing", "party_sends", "papers_complete", "decide_aid", "assign_aid")
# what was done so far, of those that are open; and of those that are closed
OPEN: tuple[tuple[str, ...], ...] = (
    (), (), ("take",), ("take", "answer"), ("take", "ask_party"),
    ("take", "ask_party", "party_says"), ("take", "hand_over", "note"),
    ("take", "answer", "party_says"), ("take", "refer"),
)  # fmt: skip
CLOSED: tuple[tuple[str, ...], ...] = (
    ("take", "answer", "close", "rate"), ("take", "answer", "close"),
    ("take", "answer", "close", "rate"), ("take", "ask_party", "party_says", "answer", "close"),
    ("take", "hand_over", "answer", "close", "rate"), ("withdraw",),
    ("take", "answer", "document", "close", "rate"),
)  # fmt: skip
AID_OPEN = tuple(AID[:length] for length in range(len(AID) + 1))
AID_CLOSED = ((*AID, "close", "rate"), (*AID, "close"), (*AID[:2], "lapse_aid"))


class Matters:
    """Matters of made-up people, row by row."""

    def __init__(
        self, rng: Random, now: datetime, staff: dict[str, list[UUID]], first: int
    ) -> None:
        self.rng, self.now, self.staff, self.number = rng, now, staff, first
        self.rows = Rows(rng)
        day = legal_day(now)
        span = (day - timedelta(days=1200), day + timedelta(days=120))
        closed, worked = holidays.closed(*span, ()), holidays.worked(*span, ())
        self.hours = Hours(time(8, 30), time(17), closed, worked)

    def add(self, towns: list[str], is_open: bool, back: timedelta) -> None:
        """One that was opened so long ago."""
        rng = self.rng
        urgent = is_open and rng.random() < 0.08
        kind, category, said = rng.choice(words.URGENT if urgent else words.ASKED)
        at = self._moment(self.now - back)
        town = rng.choice([*towns, None, None])
        area = town[:6] if town else ""
        hands = [*self.staff[area], *(self.staff[""] if area else ())]
        clerk, other = rng.choice(hands), rng.choice(hands)
        row = self._opened(at, kind, category, said.format(n=rng.randint(2, 9)), area, town)
        one = Made(row, at, clerk, rng.choice(self.staff["head"]), other)
        if one.head == one.clerk:
            one.clerk = next(hand for hand in hands if hand != one.head)
        for step in ("open", *(["urgent_offered"] if row["urgent"] else [])):
            self._act(one, step)
        aid = kind == "legal_aid"
        if aid:
            self._act(one, "apply_aid")
        paths = (AID_OPEN if aid else OPEN) if is_open else (AID_CLOSED if aid else CLOSED)
        for step in rng.choice(paths):
            one.at = min(one.at + timedelta(minutes=rng.randint(4, 900)), self.now)
            self._act(one, step)
        self._keep(one)

    def _moment(self, near: datetime) -> datetime:
        minutes = self.rng.randint(8 * 60, 21 * 60)
        begins = datetime.combine(legal_day(near), time(), SHANGHAI)
        return min((begins + timedelta(minutes=minutes)).astimezone(self.now.tzinfo), self.now)

    def _opened(
        self, at: datetime, kind: str, category: str, said: str, area: str, town: str | None
    ) -> dict[str, Any]:
        rng = self.rng
        urgent = offered(said, category, legal_day(at))
        answer_by = self.hours.after(at, 30 if urgent else 480)
        channel = rng.choices(get_args(Channel), (40, 25, 15, 2, 15, 3, 0))[0]
        day = legal_day(at)
        close_by = None if kind == "legal_aid" else self.hours.after(at, 2400)
        self.number += 1
        return {
            "id": self.rows.ident(at), "number": f"{day.year}-{self.number:06d}", "area": area,
            "township": town, "kind": kind, "category": category, "channel": channel,
            "party": self._party(at, channel), "said": said, "urgent": urgent,
            "urgent_sure": None if urgent is None else False, "state": "open",
            "next_actor": "clerk", "last_act": "open", "due_at": answer_by,
            "answer_by": answer_by, "close_by": close_by, "stopped_at": None,
            "first_owner": None, "owner": None, "opened_at": at, "answered_at": None,
            "closed_at": None, "reopened_at": None, "outcome": None, "satisfaction": None,
            "satisfaction_said": "", "rated_at": None,
            "key_digest": code.digest_of(f"made up {self.number}"),
        }  # fmt: skip

    def _party(self, at: datetime, channel: str) -> UUID | None:
        if self.rng.random() < 0.15:
            return None
        ident = self.rows.ident(at)
        number = self.rng.randint(1, max(30, self.number))  # some have asked before
        phone = f"000-{number // 10000:04d}-{number % 10000:04d}"
        self.rows.add("party", id=ident, channel=channel, name=NAMES[number % len(NAMES)],
                      phone=phone, phone_digest=phone_digest(phone), handle="",
                      created_at=at)  # fmt: skip
        return ident

    def _act(self, one: Made, step: str) -> None:
        coded, row = BY_CODE[step], one.row
        due = self._due(one, step)
        whose = coded.next or row["next_actor"]
        row |= {"next_actor": whose, "last_act": step, "due_at": due}
        if coded.answers and row["answered_at"] is None:
            row["answered_at"] = one.at
        if step in STEPS:
            STEPS[step](self.rows, one)
        if coded.closes:
            row |= {"state": "closed", "closed_at": one.at, "stopped_at": None}
        by = one.head if step == "decide_aid" else one.clerk
        party = step in {"open", "apply_aid", "withdraw", "rate"} or step.startswith("party_")
        clock = step in {"urgent_offered", "lapse_aid"}
        one.acts.append({
            "matter": row["id"], "at": one.at, "code": step,
            "by_staff": None if party or clock else by, "by_party": party,
            "public": coded.public, "said": self._said(one, step), "next_actor": whose,
            "due_at": due,
        })  # fmt: skip

    def _due(self, one: Made, step: str) -> datetime | None:
        clock, day = BY_CODE[step].clock, legal_day(one.at)
        if clock == "keep":
            found: datetime | None = one.row["due_at"]
            return found
        if clock == "close":
            by: datetime | None = one.row["close_by"]
            return by
        if clock == "answer":
            return self.hours.after(one.at, 480)
        ahead = {"wait": 30, "apply_aid": 7, "tell_missing": 15, "papers_complete": 7,
                 "decide_aid": 3}.get("wait" if clock == "wait" else step)  # fmt: skip
        return None if ahead is None else end_of(day + timedelta(days=ahead))

    def _said(self, one: Made, step: str) -> str:
        said = {"answer": words.ANSWERED, "ask_party": words.ASKED_BACK, "note": words.NOTED,
                "party_says": words.SAID_MORE, "hand_over": words.REASONS,
                "refer": words.REFERRED}.get(step, ("",))  # fmt: skip
        if step in {"party_sends", "document"}:
            return "材料.pdf"
        if step == "rate":
            return f"{one.row['satisfaction']}/5 {one.row['satisfaction_said']}".strip()
        return str(one.aid["lawyer"]) if step == "assign_aid" else self.rng.choice(said)

    def _keep(self, one: Made) -> None:
        self.rows.add("matter", **one.row)
        for act in one.acts:
            self.rows.add("matter_act", **act)
        if one.aid:
            self.rows.add("aid_application", **one.aid)
            for place, (item, granted, reason) in enumerate(one.items, 1):
                self.rows.add("aid_item", matter=one.row["id"], place=place, item=item,
                              granted=granted, reason=reason)  # fmt: skip


def fill_matters(url: str, now: datetime, count: int, seed: int = 2026) -> float:
    """Fill a migrated database in which somebody serves; returns how many seconds it took."""
    begun = datetime.now(UTC)
    rng = Random(seed)
    with psycopg.connect(url) as tx:
        hands, towns = _staff(tx), [row[0] for row in tx.execute("select code from township")]
        [(first,)] = tx.execute("select count(*) from matter").fetchall()
        matters = Matters(rng, now, hands, first)
        open_ones, made = min(round(count * 0.6), MOST_OPEN), min(count, BATCH)
        backs = sorted((_back(rng, place < open_ones), place < open_ones) for place in range(made))
        tx.execute("set session_replication_role = replica")  # as if done one by one
        for back, is_open in reversed(backs):
            matters.add(towns, is_open, back)
        matters.rows.write(tx, *TABLES)
        clone(tx, matters.number, count - made)
        tx.execute("set session_replication_role = origin")
        tx.execute("select setval('matter_number', %s)", [max(1, first + count)])
        tx.execute(LINKS)
        tx.execute(DECIDED, {"now": now})
    with psycopg.connect(url, autocommit=True) as tx:
        tx.execute(f"vacuum (analyze) {', '.join(TABLES)}")
    return (datetime.now(UTC) - begun).total_seconds()


def _back(rng: Random, is_open: bool) -> timedelta:
    """How long ago: what is open is mostly new."""
    minutes = 12 * 1440 * rng.random() ** 3 if is_open else rng.randint(1440, 1_000_000)
    return timedelta(minutes=int(minutes))


def _staff(tx: psycopg.Connection) -> dict[str, list[UUID]]:
    """Who serves each county and the city, and the heads."""
    found: dict[str, list[UUID]] = {}
    query = "select id, area, role from staff where role in ('clerk', 'head_service')"
    for ident, area, role in tx.execute(query):
        found.setdefault(area, []).append(ident)
        if role == "head_service":
            found.setdefault("head", []).append(ident)
    [counties] = tx.execute("select array_agg(distinct left(code, 6)) from township").fetchall()
    return {county: [] for county in counties[0]} | found
