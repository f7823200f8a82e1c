"""A record is opened for a stated reason; the person can see it."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Reason
from yizhan_collector.rooms.staff.model import Staff


class ReasonNeeded(Refused):
    """Say why you open this record; the person can see it."""

    status = 403


def opened(
    tx: Connection, staff: Staff, person: UUID, now: datetime, reason: Reason | None = None
) -> None:
    """Open the record for this reason, or find it open; raises ReasonNeeded."""
    if reason is not None:
        audit.open_record(tx, staff.id, person, reason, now)
    elif audit.open_until(tx, staff.id, person, now) is None:
        raise ReasonNeeded
