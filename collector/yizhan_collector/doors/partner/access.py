"""Which authority is asking: its certificate says so, and the database shows what is its own."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.device import PEER
from yizhan_collector.rooms.sharing import partners
from yizhan_collector.rooms.sharing.model import Partner

STAND = """
select set_config('role', 'yizhan_partner', true), set_config('yizhan.partner', %s, true),
       set_config('yizhan.now', %s, true)
"""


def partner(request: Request, tx: Tx, now: Now) -> Partner:
    """The authority of this certificate; raises UnknownPartner."""
    found = partners.known(tx, request.scope.get(PEER) or "")
    stand(tx, found, now)
    return found


def stand(tx: Connection, one: Partner, now: datetime) -> None:
    """Until this transaction ends the database shows what is this authority's, and no more."""
    tx.execute(STAND, [one.code, now.isoformat()])


Asking = Annotated[Partner, Depends(partner)]
