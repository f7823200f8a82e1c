"""So many papers to one authority, each sent twice at once, fetched by a program that dies often.

Then as many rows come back in files, each file sent three times, two of them at once. Counted is
what the ledger and the authority hold in the end: nothing twice, nothing missing, all in order.
"""

import base64
import hashlib
import random
import ssl
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx
import psycopg
from channels_figures import waited
from psycopg.types.json import Jsonb
from stack.papers import SAMPLES
from yizhan_collector.rooms.sharing import files, packets, partners
from yizhan_collector.rooms.sharing.model import Partner
from yizhan_collector.rooms.staff.model import Staff

COURT, POLICE = "fayuan-210521", "gongan-210521"
SENDERS, FETCHERS, ROWS = 4, 4, 2000
DIES = 0.002  # of the fetches, the program with them
# the counter and the numbers of papers are not what is measured here
PAPERS = """
with made as (
    select gen_random_uuid() as id, n, sha256(convert_to('made-up ' || n, 'utf8')) as sum
    from generate_series(1, %(count)s) as n
), paper_made as (
    insert into paper (id, kind, body, year, no, number, title, person, to_person, issued_on,
                       issued_at, issued_by, sha256)
    select id, 'release_notice', '210521', 2001, n, 'bench ' || n, '解除社区矫正通知书', null,
           false, '2001-01-01', now(), %(by)s, encode(sum, 'hex') from made returning id
)
insert into paper_content (paper, person, fields, pdf, sha256)
select id, null, %(fields)s, convert_to('made-up ' || n, 'utf8'), encode(sum, 'hex') from made
"""
COUNTED = """
select (select count(*) from packet), (select count(distinct paper) from packet),
       (select count(*) from partner_event where kind = 'packet_sent'),
       (select count(distinct subject) from partner_event where kind = 'packet_sent'),
       (select count(*) from packet where received_at is not null),
       (select count(*) from partner_row), (select count(distinct ref) from partner_row)
"""
NAMES = ("packets", "papers", "events", "told", "received", "rows", "refs")


def fill(url: str, by: Staff, count: int) -> list[UUID]:
    """Register two authorities and issue so many papers."""
    now = datetime.now(UTC)
    with psycopg.connect(url) as tx:
        partners.add(tx, Partner(COURT, "court", "示例县人民法院", "210521", "", now), by.id)
        partners.add(tx, Partner(POLICE, "police", "示例县公安局", "210521", "", now), by.id)
        tx.execute("set local session_replication_role = replica")
        fields = Jsonb(SAMPLES["release_notice"])
        tx.execute(PAPERS, {"count": count, "by": by.id, "fields": fields})
        found = tx.execute("select id from paper where number like 'bench %' order by no")
        return [one for (one,) in found.fetchall()]


def send(url: str, papers: Sequence[UUID], by: Staff) -> float:
    """Send each twice, by several officers at once; packets a second, each counted once."""
    start = perf_counter()
    halves = [papers[lane::2] for lane in range(2)]
    with ThreadPoolExecutor(SENDERS) as lanes:
        list(lanes.map(_send, repeat(url), [*halves, *halves], repeat(by)))
    return len(papers) / (perf_counter() - start)


def _send(url: str, papers: Sequence[UUID], by: Staff) -> None:
    with psycopg.connect(url, autocommit=True) as tx:
        for paper in papers:
            with tx.transaction():
                packets.send(tx, paper, COURT, by, datetime.now(UTC))


class Died(Exception):  # of the program, not of ours
    """The authority's program ended in the middle."""


@dataclass
class Program:
    """What an authority's program remembers: where it was, and what it has."""

    url: str
    trusted: ssl.SSLContext
    after: int = 0
    deaths: int = 0
    has: Counter[str] = field(default_factory=Counter)  # how often each was told as new
    fetched: set[str] = field(default_factory=set)
    order: list[int] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    rng: random.Random = field(default_factory=lambda: random.Random(20))  # noqa: S311

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def client(self) -> httpx.Client:
        """A connection of this authority."""
        return httpx.Client(base_url=self.url, verify=self.trusted, timeout=60)

    def collect(self) -> None:
        """Go on from the place that was kept until there is nothing new, whatever dies."""
        while True:
            try:
                with self.client() as client, ThreadPoolExecutor(FETCHERS) as lanes:
                    clients = [self.client() for _ in range(FETCHERS)]
                    while self._page(client, clients, lanes):
                        pass
                return
            except Died:
                self.deaths += 1

    def _page(
        self, client: httpx.Client, clients: list[httpx.Client], lanes: ThreadPoolExecutor
    ) -> bool:
        given = client.get("/partner/events", params={"after": self.after})
        told = given.raise_for_status().json()
        shares = [told["events"][lane::FETCHERS] for lane in range(FETCHERS)]
        list(lanes.map(self._fetch, clients, shares))
        self.has.update(one["subject"] for one in told["events"])
        self.order += [one["no"] for one in told["events"]]
        self.after = told["after"]
        return bool(told["events"])

    def _fetch(self, client: httpx.Client, events: list[dict[str, Any]]) -> None:
        for one in events:
            start = perf_counter()
            client.get(f"/partner/packets/{one['subject']}").raise_for_status()
            with self._lock:
                self.spent.append((perf_counter() - start) * 1000)
                self.fetched.add(one["subject"])
                if self.rng.random() < DIES:
                    raise Died


def file_of(numbers: Sequence[int]) -> bytes:
    """A file of rows."""
    lines = [",".join(files.headings("custody"))]
    day = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    lines += [
        f"本公{n:07},示例甲,1988-02-28,拘留,{day},县看守所,本公拘〔2026〕{n}号" for n in numbers
    ]
    return "\n".join(lines).encode("gb18030")


def rows(program: Program, count: int) -> float:
    """Send the rows in files, each three times, two at once; rows a second, each counted once."""
    start = perf_counter()
    every = range(1, count + 1)
    parts = [(at, every[at : at + ROWS]) for at in range(0, count, ROWS)]
    with ThreadPoolExecutor(2) as lanes:
        for key, numbers in parts:
            raw = file_of(numbers)
            list(lanes.map(_put, repeat(program), [key, key], [raw, raw]))
            _put(program, key, raw)
    return count / (perf_counter() - start)


def _put(program: Program, key: int, raw: bytes) -> None:
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
    head = {"Content-Digest": f"sha-256=:{digest}:", "Content-Type": "application/octet-stream"}
    with program.client() as client:
        path = f"/partner/batches/bench-{key}"
        answer = client.put(path, params={"kind": "custody"}, content=raw, headers=head)
        assert answer.raise_for_status().json()["state"] == "taken", answer.text  # noqa: S101


def measured(url: str, door: str, authority: Path, by: Staff, count: int) -> dict[str, Any]:
    """All of it against a partners' door; `counts` is what stands in the end."""
    papers = fill(url, by, count)
    sent = send(url, papers, by)
    court, police = (Program(door, trusted(authority, code)) for code in (COURT, POLICE))
    start = perf_counter()
    court.collect()
    fetched = perf_counter() - start
    taken = rows(police, count)
    with psycopg.connect(url) as tx:
        row = tx.execute(COUNTED).fetchone()
    assert row is not None  # noqa: S101 # counts
    counts = dict(zip(NAMES, row, strict=True))
    counts |= {"fetched": len(court.fetched), "new to the court": len(court.has)}
    doubled = sum(times - 1 for times in court.has.values())
    return {
        "packets_s": round(sent),
        "fetched_s": round(len(court.spent) / fetched),
        "rows_s": round(taken),
        "fetch": waited(court.spent),
        "deaths": court.deaths,
        "counts": counts,
        "doubled": doubled,
        "in_order": court.order == sorted(set(court.order)),
    }


def trusted(authority: Path, code: str) -> ssl.SSLContext:
    """What the program of an authority shows and believes."""
    found = ssl.create_default_context(cafile=str(authority / "ca.crt"))
    found.load_cert_chain(authority / f"{code}.crt", authority / f"{code}.key")
    return found


def wrong(one: dict[str, Any], count: int) -> Iterator[str]:
    """What is not exactly as many as it must be."""
    for name, found in one["counts"].items():
        if found != count:
            yield f"{name}: {found}"
    if one["doubled"] or not one["in_order"]:
        yield "events doubled or out of order"
