"""A made-up bureau by seed: 60 posts in the 49 townships, people in every state, 400 days.

It is written by COPY into the real schema, and every constraint of the database holds for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import psycopg
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit.service import REASONS
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.delegations import DELEGABLE
from yizhan_wire import codec
from yizhan_wire.events import Health

from stack.population_affairs import TABLES as RARE
from stack.population_affairs import Affairs
from stack.population_alerts import alerts
from stack.population_cases import Cases
from stack.population_education import TABLES, Education
from stack.population_life import DAY, Life, Office, at, live, term, write
from stack.population_names import LARGE, OF_CITY, OF_COUNTY
from stack.population_positions import position
from stack.population_reports import CLOCK, Reports
from stack.population_rows import Rows
from stack.population_sessions import sessions

PASSWORD = "长夜灯火 lamp 42"
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
HEALTH = Health(86_400, 0, 0.0, 10**10, 2 * 10**8, "ok", "ok")
BEFORE = ("person", "particulars", "reporting_order", "term", "correction_group", "plan",
          "declaration", "act", "post_day", "checkin", "request", "leave", "contact", "sanction",
          "sanction_evidence", "report_day", "record_opening", "audit")  # fmt: skip


@dataclass(frozen=True)
class Bureau:
    """What was made."""

    people: int
    posts: int
    rows: dict[str, int]
    seconds: float


def populate(
    url: str, size: int = 2000, days: int = 400, seed: int = 2026, now: datetime = NOW
) -> Bureau:
    """Fill a migrated database; the same seed makes the same bureau."""
    start = datetime.now(UTC)
    rng = Random(seed)
    rows = Rows(rng)
    with psycopg.connect(url) as tx:
        tx.execute("set local synchronous_commit = off")
        tx.execute("set constraints all deferred")
        offices, devices = _offices(tx, rows, now)
        _people(tx, rows, offices, devices, size, days, now)
    with psycopg.connect(url, autocommit=True) as tx:
        tx.execute("vacuum (analyze)")  # as the database does by itself after a while
        counts = {one: _count(tx, one) for one in ("person", "term", "checkin", "act", "paper")}
    spent = (datetime.now(UTC) - start).total_seconds()
    return Bureau(size, sum(map(len, devices.values())), counts, spent)


def _count(tx: psycopg.Connection, table: str) -> int:
    row = tx.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 # a constant
    return int(row[0]) if row else 0


def _people(
    tx: psycopg.Connection,
    rows: Rows,
    offices: dict[str, Office],
    devices: dict[str, list[str]],
    size: int,
    days: int,
    now: datetime,
) -> None:
    today = legal_day(now)
    reports = Reports(rows, now, days)
    reports.posts(offices, devices)
    cases = Cases(rows, reports, days)
    education = Education(rows, offices, today, days)
    towns = list(offices)
    affairs = Affairs(rows, today, towns)
    weights = [3 if one in LARGE else 1 for one in towns]
    for number in range(size):
        # everybody's first so many land in each township, then by how many live there
        town = towns[number] if number < len(towns) else rows.rng.choices(towns, weights)[0]
        one = live(rows, number, offices[town], today)
        cases.leaves(one)
        write(rows, one, number)
        reports.of(one)
        cases.sanction(one)
        cases.papers(one)
        cases.contacts(one)
        education.of(one)
        affairs.of(one)
        term(rows, one, number)
        cases.end(one)
        _looked(rows, one, now)
    reports.days()
    affairs.opinions(offices, _prosecutors(tx))
    rows.write(tx, *BEFORE, *TABLES, *RARE)
    cases.settle(tx)
    affairs.settle(tx)
    position(tx, now)
    sessions(tx, now)
    alerts(tx, now)


def _prosecutors(tx: psycopg.Connection) -> dict[str, UUID]:
    """Who supervises each county."""
    return dict(tx.execute("select area, id from staff where role = 'prosecutor'").fetchall())


def _looked(rows: Rows, one: Life, now: datetime) -> None:
    """Somebody opened the record now and then."""
    for _ in range(rows.rng.randint(1, 4)):
        moment = min(at(legal_day(now) - DAY * rows.rng.randint(1, 90), rows.rng), now)
        rows.add("audit", at=moment, staff=one.by, action="view_person", person=one.id,
                 subject="", reason=rows.rng.choice(REASONS[:4]))  # fmt: skip


def _offices(
    tx: psycopg.Connection, rows: Rows, now: datetime
) -> tuple[dict[str, Office], dict[str, list[str]]]:
    towns = [row[0] for row in tx.execute("select code from township order by code")]
    known = _staff(tx, rows, towns, now)
    devices = {one: [f"bx-{one}-{n}" for n in (1, 2) if n == 1 or one in LARGE] for one in towns}
    made = {one: rows.ident(now) for one in towns}
    for town in towns:
        rows.add("delegation", id=made[town], county=town[:6], township=town,
                 powers=list(DELEGABLE), document="委托书〔2025〕1号",
                 from_on=legal_day(now) - DAY * 900, made_by=known[f"xian.{town[:6]}"],
                 made_at=now - DAY * 900)  # fmt: skip
        for device in devices[town]:
            rows.add("device", id=device, township=town, claimed_at=now - DAY * 500,
                     state="online", state_at=now - DAY)  # fmt: skip
            rows.add("device_last", device=device, captured_at=now, received_at=now, clock=CLOCK,
                     body=codec.dump_body(HEALTH).decode())  # fmt: skip
    rows.write(tx, "delegation", "device", "device_last")
    return {one: _office(one, known, made[one], devices[one]) for one in towns}, devices


def _office(town: str, known: dict[str, UUID], right: UUID, devices: list[str]) -> Office:
    names = ("xian", "xian2", "head", "minors")
    first, second, head, minors = (known[f"{one}.{town[:6]}"] for one in names)
    return Office(town, known[f"suo.{town}"], first, second, head, minors, right, devices)


def _staff(tx: psycopg.Connection, rows: Rows, towns: list[str], now: datetime) -> dict[str, UUID]:
    """Accounts for every office, with one password; its hash is made once."""
    first = staff.join(tx, "shi", "市局 处长", "supervisor_city", "", PASSWORD, now)
    [(hashed,)] = tx.execute("select password_hash from staff where id = %s", [first.id]).fetchall()
    known = {"shi": first.id}
    wanted = [(login, name, role, "", False) for login, name, role in OF_CITY[1:]]
    for code in sorted({one[:6] for one in towns}):
        wanted += [(one[0].format(code=code), one[1], one[2], code, one[3]) for one in OF_COUNTY]
    wanted += [(f"suo.{one}", "司法所 李工", "officer_township", one, False) for one in towns]
    for login, name, role, area, minors in wanted:
        known[login] = rows.ident(now)
        rows.add("staff", id=known[login], login=login, name=name, role=role, area=area,
                 minors=minors, password_hash=hashed, created_at=now)  # fmt: skip
    rows.write(tx, "staff")
    return known
