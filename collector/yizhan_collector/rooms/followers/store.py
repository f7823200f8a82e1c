"""SQL of the followers."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.followers.model import Arrival

COLUMNS = "repeat_of, follower, kind, sent_at, said, media, event, key"


def add(tx: Connection, one: Arrival, now: datetime) -> bool:
    """Keep an arrival; False for a repeat."""
    query = (
        f"insert into follower_inbox ({COLUMNS}, received_at)"  # noqa: S608 # a constant
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing"
    )
    given = (one.repeat_of, one.follower, one.kind, one.sent_at, one.said, one.media, one.event)
    return tx.execute(query, [*given, one.key, now]).rowcount == 1


def waiting(tx: Connection, repeat_of: str) -> Arrival | None:
    """An arrival nobody has seen to, held until the transaction ends."""
    with tx.cursor(row_factory=class_row(Arrival)) as cursor:
        query = (
            f"select {COLUMNS} from follower_inbox"  # noqa: S608 # a constant
            " where repeat_of = %s and done_at is null for update"
        )
        return cursor.execute(query, [repeat_of]).fetchone()


def done(tx: Connection, repeat_of: str, now: datetime) -> None:
    """It was seen to."""
    tx.execute("update follower_inbox set done_at = %s where repeat_of = %s", [now, repeat_of])


def last_word(tx: Connection, follower: str) -> datetime | None:
    """When a follower last wrote."""
    row = tx.execute(
        "select max(sent_at) from follower_inbox where follower = %s"
        " and (kind <> 'event' or event in ('subscribe', 'click'))",
        [follower],
    ).fetchone()
    return row[0] if row else None


def wrong_codes(tx: Connection, follower: str, since: datetime) -> int:
    """How often a follower sent a code that nobody has, since then."""
    row = tx.execute(
        "select count(*) from follower_inbox where follower = %s and key = 'wrong_code'"
        " and received_at > %s",
        [follower, since],
    ).fetchone()
    return int(row[0]) if row else 0


def mark_wrong(tx: Connection, repeat_of: str) -> None:
    """This arrival was a code that nobody has; the code itself is not kept."""
    tx.execute(
        "update follower_inbox set key = 'wrong_code', said = '' where repeat_of = %s",
        [repeat_of],
    )


def blank(tx: Connection, repeat_of: str) -> None:
    """A code was sent: it is not kept."""
    tx.execute("update follower_inbox set said = '' where repeat_of = %s", [repeat_of])


def say(
    tx: Connection,
    ident: UUID,
    follower: str,
    kind: str,
    said: str,
    now: datetime,
    matter: UUID | None,
) -> None:
    """Something is to be said."""
    tx.execute(
        "insert into follower_word (id, follower, kind, said, at, state, matter)"
        " values (%s, %s, %s, %s, %s, 'waiting', %s)",
        [ident, follower, kind, said, now, matter],
    )


def unreached(tx: Connection, matter: UUID) -> str:
    """Why the newest news of a matter did not arrive, while it waits for a clerk; or nothing."""
    row = tx.execute(
        "select reason from unreached where matter = %s order by at desc limit 1", [matter]
    ).fetchone()
    return row[0] if row else ""


def fetch_media(
    tx: Connection, media: str, follower: str, matter: UUID, kind: str, now: datetime
) -> None:
    """A picture or a voice is to be fetched."""
    tx.execute(
        "insert into follower_media (media, follower, matter, kind, at, state)"
        " values (%s, %s, %s, %s, %s, 'waiting') on conflict do nothing",
        [media, follower, matter, kind, now],
    )


def forget_old(tx: Connection, before: datetime) -> int:
    """Delete arrivals and words of before; returns how many."""
    told = tx.execute("delete from follower_word where at < %s", [before]).rowcount
    came = tx.execute("delete from follower_inbox where received_at < %s", [before]).rowcount
    return told + came
