"""Monthly counts, for the program of the city's data centre and no other."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.partner.access import Asking
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.sharing import counts
from yizhan_collector.rooms.sharing.hiding import SMALLEST, Table

router = APIRouter(prefix="/partner", tags=["partner"])
Month = Annotated[str, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class CountCell(BaseModel):
    """How many; `hidden` is a number that is not told, and no zero."""

    place: str
    head: str
    count: int | None
    hidden: bool


class CountTable(BaseModel):
    """One subject by place and head, with totals."""

    subject: str
    cells: list[CountCell]


class MonthCounts(BaseModel):
    """The counts of a month, on which basis and for what; a hidden one may be 1 to 9 or not."""

    month: str
    basis: str
    purpose: str
    counted_at: datetime
    smallest: int
    calls_answered_percent: float | None
    tables: list[CountTable]


@router.get("/counts", responses=errors(403, 404, 422))
def partner_counts(month: Month, tx: Tx, who: Asking, now: Now) -> MonthCounts:
    """The counts of a month that has ended; nobody in them, and no place smaller than a county."""
    told = counts.of_month(tx, who, date.fromisoformat(f"{month}-01"), now)
    audit.recorded(tx, None, "fetch_counts", now, None, f"{who.code} {month}")
    return MonthCounts(
        month=month,
        basis=counts.BASIS,
        purpose=counts.PURPOSE,
        counted_at=told.counted_at,
        smallest=SMALLEST,
        calls_answered_percent=told.answered_percent,
        tables=[_shown(one) for one in told.tables],
    )


def _shown(one: Table) -> CountTable:
    cells = [
        CountCell(place=place, head=head, count=count, hidden=count is None)
        for (place, head), count in one.cells.items()
    ]
    return CountTable(subject=one.subject, cells=cells)
