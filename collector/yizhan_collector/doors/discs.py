"""A signed file comes in from a disc, whoever carries it: an officer, or the command line."""

from collections.abc import Callable
from datetime import datetime

from psycopg import Connection

from yizhan_collector.adapters.cms import Cms
from yizhan_collector.doors.partner import access
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sharing import batches, discs
from yizhan_collector.rooms.sharing.discs import Brought
from yizhan_collector.rooms.sharing.model import Batch, Fault


class NoDiscs(Refused):
    """No file is signed or opened here; set [partner_door] in the settings."""

    status = 409


def require(cms: Cms | None) -> Cms:
    """What opens and signs; raises NoDiscs."""
    if cms is None:
        raise NoDiscs
    return cms


def take(
    tx: Connection, cms: Cms | None, raw: bytes, now: datetime, noted: Callable[[Brought], None]
) -> tuple[Batch, list[Fault]]:
    """Take a signed file; `noted` writes down who brought it, before the partner's wall stands.

    Raises what is wrong with the file; then nothing of it is kept.
    """
    mine = require(cms)
    opened = mine.opened(raw, now)
    one = discs.bring(tx, opened.signer, opened.content, mine.name, now)
    noted(one)
    access.stand(tx, one.partner, now)
    made = discs.take(tx, one, now)
    return batches.get(tx, made.id)
