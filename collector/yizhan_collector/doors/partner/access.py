"""Which authority is asking: its certificate says so, and the database shows what is its own."""

from typing import Annotated

from fastapi import Depends, Request

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
    tx.execute(STAND, [found.code, now.isoformat()])
    return found


Asking = Annotated[Partner, Depends(partner)]
