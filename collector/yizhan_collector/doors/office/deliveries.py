"""Where published texts went: what failed is tried again, and one place alone is given back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.article_shapes import DeliveryItem, delivery_items, places_of
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.publishing import deliveries
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/deliveries", tags=["articles"])
Editor = Annotated[Staff, Depends(able("write_texts", "approve_texts"))]
OnlyFailed = Annotated[bool, Query(description="Only what a place did not take.")]
CHANGES = errors(400, 401, 403, 404, 409, 413)


@router.get("", name="deliveries", responses=errors(401, 403))
def listed(_: Editor, tx: Tx, wanted: Wanted, only_failed: OnlyFailed = True) -> Page[DeliveryItem]:
    """The deliveries of all texts, the last changed first."""
    found, total = deliveries.listed(tx, only_failed, *wanted.window)
    return wanted.of(delivery_items(found, places_of(tx)), total)


@router.post("/{delivery}/retry", name="retry_delivery", responses=CHANGES)
def retry(delivery: UUID, staff: Editor, tx: Tx, now: Now) -> DeliveryItem:
    """Try again what failed, while the public reads that version."""
    deliveries.retry(tx, delivery, now)
    audit.recorded(tx, staff.id, "retry_delivery", now, subject=str(delivery))
    return _shown(tx, delivery)


@router.post("/{delivery}/withdraw", name="withdraw_delivery", responses=CHANGES)
def withdraw(delivery: UUID, staff: Editor, tx: Tx, now: Now) -> DeliveryItem:
    """Take a text back from this place alone."""
    deliveries.take_back(tx, delivery, now)
    audit.recorded(tx, staff.id, "withdraw_delivery", now, subject=str(delivery))
    return _shown(tx, delivery)


def _shown(tx: Connection, delivery: UUID) -> DeliveryItem:
    return delivery_items([deliveries.get(tx, delivery)], places_of(tx))[0]
