"""A follow code that was lost: a new one, when a clerk knows whom it is given to."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.cases import acting, acts, code, store
from yizhan_collector.rooms.cases.model import Matter, words
from yizhan_collector.rooms.staff.model import Staff


def renew(
    tx: Connection, matter: UUID, staff: Staff, known_by: str, now: datetime
) -> tuple[Matter, str]:
    """Give out a new follow code; the one before opens nothing any more.

    `known_by` is how the clerk knew whom it is given to, and is not read by them. The code is told
    once and kept nowhere. Raises NotFound, and as `words`.
    """
    one = acting.held(tx, matter)
    plain = words(known_by)
    fresh = code.fresh()
    store.change(tx, one.id, {"key_digest": code.digest_of(fresh)})
    return acting.write(tx, one, "renew_code", acts.hand(staff), now, plain), fresh
