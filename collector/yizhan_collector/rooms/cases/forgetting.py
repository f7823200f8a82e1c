"""What a closed matter says of anybody is deleted when its years are over; the figures stay."""

from datetime import datetime

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.months import months_later
from yizhan_collector.rooms.cases import forgetting_store as store
from yizhan_collector.rooms.rules import service as rules

SOME = 500  # matters of one run


def forget(tx: Connection, now: datetime) -> int:
    """Delete words, papers, the follow code and whoever asked of old matters; returns how many.

    Whoever asked is forgotten when no other matter of theirs is kept. `tx` is the owner's.
    """
    today = legal_day(now)
    book = rules.book(tx, today)
    aid, other = (
        midnight(months_later(today, -12 * book.number(rule)))
        for rule in ("aid.keep_years", "matter.keep_years")
    )
    found = store.old(tx, aid, other, SOME)
    if found:
        store.forget(tx, found, now)
    return len(found)
