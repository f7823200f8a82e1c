"""How each thing is, gathered by the clock: members of staff see a part, the clock sees all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import on_posts
from yizhan_collector.rooms.alerts.hours import LONGEST, lost
from yizhan_collector.rooms.ownership import facts_store as store
from yizhan_collector.rooms.ownership.model import Facts, Failure
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book

Found = Iterable[tuple[UUID, Facts]]


@dataclass(frozen=True)
class _Look:
    """A moment, the rules of its day, and the days nobody works."""

    tx: Connection
    now: datetime
    book: Book
    closed: Collection[date]

    @property
    def today(self) -> date:
        return legal_day(self.now)


def gather(tx: Connection, now: datetime) -> int:
    """Look at everything on the board; returns how many."""
    today = legal_day(now)
    look = _Look(tx, now, rules.book(tx, today), rules.closed_days(tx, today - LONGEST, today))
    found = dict(
        one for kind in (_columns, _queues, _posts, _signs, _accounts) for one in kind(look)
    )
    store.keep(tx, found)
    return len(found)


def _columns(look: _Look) -> Found:
    broken = timedelta(days=look.book.number("site.link_days"))
    for row in store.columns(look.tx, look.today, look.now - broken):
        thing, touched, live, expired, over, links, failed, begun = row
        failures = [Failure("blank", begun)] if live == 0 else []
        if links:
            failures.append(Failure("links", failed + broken, int(links)))
        if expired:
            failures.append(Failure("expired", midnight(over + timedelta(days=1)), expired))
        yield thing, Facts(look.now, touched, failures=tuple(failures))


def _queues(look: _Look) -> Found:
    for thing, waiting, due, asked in store.queues(look.tx):
        yield thing, Facts(look.now, None, waiting, due, asked)


def _posts(look: _Look) -> Found:
    """A post fails when the alerts would say so: silent or blind for an hour of opening hours."""
    down = {
        str(one.evidence[0]["device"]): Failure(str(one.evidence[0]["code"]), one.since)
        for one in on_posts.posts(look.tx, look.now)
    }
    for thing, box in store.posts(look.tx):
        yield thing, Facts(look.now, failures=(down[box],) if box in down else ())


def _signs(look: _Look) -> Found:
    limit = timedelta(minutes=look.book.number("post.down_minutes"))
    for thing, set_at, version, shown, silent in store.signs(look.tx, look.now):
        failures = []
        if version and (shown or 0) < version and lost(set_at, look.now, look.closed) >= limit:
            failures.append(Failure("sign_behind", set_at))
        if silent and lost(silent, look.now, look.closed) >= limit:
            failures.append(Failure("sign_silent", silent))
        yield thing, Facts(look.now, set_at, failures=tuple(failures))


def _accounts(look: _Look) -> Found:
    for thing, used, failed, since in store.accounts(look.tx):
        failures = (Failure("undelivered", since, failed),) if failed else ()
        yield thing, Facts(look.now, used, failures=failures)
