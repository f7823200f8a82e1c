"""The links in what the public reads: found, asked in turn, and broken when they stay so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.ownership import link_store as store
from yizhan_collector.rooms.ownership.model import Thing
from yizhan_collector.rooms.rules import service as rules

MOST = 200  # links of one text
LONGEST = 500  # characters of a link
AGAIN, SOON = timedelta(days=1), timedelta(hours=6)
OUR_LINE = 3  # hosts that must answer nothing before we doubt our own line
Ask = Callable[[str], int | None]


@dataclass(frozen=True)
class Broken:
    """A link that has led nowhere for too long, and the text it stands in."""

    number: int
    title: str
    url: str


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            links = (value for name, value in attrs if name == "href" and value)
            self.found.update((urldefrag(one.strip())[0], None) for one in links)


def links_of(body: str) -> list[str]:
    """The links of a text that lead into the web, each once, at most 200."""
    reader = _Anchors()
    reader.feed(body)
    return [one for one in reader.found if _leads_out(one)][:MOST]


def fails(status: int | None) -> bool:
    """Whether an answer means that a reader finds nothing there.

    What only asks for a login, or does not like a program, is there all the same.
    """
    return status is None or status in (404, 410) or status >= 500


def collect(tx: Connection, limit: int = 200) -> int:
    """Read the links of texts that changed; returns how many texts."""
    found = store.changed(tx, limit)
    for article, version, body in found:
        store.keep(tx, article, version, links_of(body or ""))
    return len(found)


def walk(tx: Connection, ask: Ask, clock: Callable[[], datetime], limit: int = 20) -> int:
    """Ask some links that are due and keep what came; returns how many were kept.

    `tx` is an autocommit connection: nothing is held while a machine far away takes its time. When
    nothing answers, nor do links that were well, our own line is down and no link is called broken.
    """
    now = clock()
    answers = [(url, ask(url)) for url in store.due(tx, now - AGAIN, now - SOON, limit)]
    well = store.well(tx, OUR_LINE) if _doubtful(answers) else []
    if well and all(ask(url) is None for url in well):
        return 0
    for url, status in answers:
        store.noted(tx, url, status, fails(status), now)
    return len(answers)


def broken(tx: Connection, thing: Thing, now: datetime) -> list[Broken]:
    """The links of a column that are broken, the oldest first, at most 100."""
    if thing.kind != "column":
        return []
    days = rules.book(tx, legal_day(now)).number("site.link_days")
    return [Broken(*row) for row in store.broken(tx, thing.subject, now - timedelta(days=days))]


def _doubtful(answers: Sequence[tuple[str, int | None]]) -> bool:
    silent = {urlsplit(url).netloc for url, status in answers if status is None}
    return len(silent) >= OUR_LINE and all(status is None for _, status in answers)


def _leads_out(link: str) -> bool:
    try:
        found = urlsplit(link)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and len(link) <= LONGEST
