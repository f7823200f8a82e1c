"""What is done with a matter, one route a step."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.matter_shapes import (
    CloseWish,
    CounterMade,
    HandOverWish,
    MatterRecord,
    ReferWish,
    SaidWish,
    UrgentWish,
)
from yizhan_collector.doors.office.matter_views import record
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Done
from yizhan_collector.rooms.cases import code, codes, desk
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/matters/{matter}", tags=["matters"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 422)


@router.post("/take", name="take_matter", responses=errors(401, 403, 404, 409))
def take(matter: UUID, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Be the owner of a matter nobody has; the first one stays its first owner."""
    return _done(tx, staff, "take_matter", desk.take(tx, matter, staff, now), now)


@router.post("/hand-over", name="hand_over_matter", responses=REFUSALS)
def hand_over(matter: UUID, given: HandOverWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Give it to a colleague, with the reason."""
    done = desk.hand_over(tx, matter, staff, given.to, given.reason, now)
    return _done(tx, staff, "hand_over_matter", done, now)


@router.post("/answer", name="answer_matter", responses=REFUSALS)
def answer(matter: UUID, given: SaidWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Answer whoever asked."""
    return _done(tx, staff, "answer_matter", desk.answer(tx, matter, staff, given.said, now), now)


@router.post("/ask", name="ask_party", responses=REFUSALS)
def ask(matter: UUID, given: SaidWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Ask back; the clock of the service stands until they have answered."""
    return _done(tx, staff, "ask_party", desk.ask_party(tx, matter, staff, given.said, now), now)


@router.post("/code", name="renew_code", responses=REFUSALS)
def renew(matter: UUID, given: SaidWish, staff: Clerk, tx: Tx, now: Now) -> CounterMade:
    """A new follow code for one that was lost, shown once; `said` is how they were known."""
    made, fresh = codes.renew(tx, matter, staff, given.said, now)
    return CounterMade(matter=_done(tx, staff, "renew_code", made, now), code=code.spoken(fresh))


@router.post("/notes", name="note_matter", responses=REFUSALS)
def note(matter: UUID, given: SaidWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Write something down that whoever asked does not read."""
    return _done(tx, staff, "note_matter", desk.note(tx, matter, staff, given.said, now), now)


@router.post("/refer", name="refer_matter", responses=REFUSALS)
def refer(matter: UUID, given: ReferWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Pass it on to where it belongs; its clock runs on."""
    where = (given.kind, given.category, given.to_city, given.reason)
    return _done(tx, staff, "refer_matter", desk.refer(tx, matter, staff, *where, now), now)


@router.post("/urgent", name="judge_urgent", responses=REFUSALS)
def urgent(matter: UUID, given: UrgentWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Say that it cannot wait, or that it can after all."""
    done = desk.judge_urgent(tx, matter, staff, given.urgent, given.reason, now)
    return _done(tx, staff, "judge_urgent", done, now)


@router.post("/close", name="close_matter", responses=REFUSALS)
def close(matter: UUID, given: CloseWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Close it; whoever asked reads how."""
    done = desk.close(tx, matter, staff, given.outcome, given.said, now)
    return _done(tx, staff, "close_matter", done, now)


@router.post("/reopen", name="reopen_matter", responses=REFUSALS)
def reopen(matter: UUID, given: SaidWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Open it again, once, because it was rated badly."""
    return _done(tx, staff, "reopen_matter", desk.reopen(tx, matter, staff, given.said, now), now)


def _done(tx: Connection, staff: Staff, what: Done, matter: Matter, now: datetime) -> MatterRecord:
    audit.recorded(tx, staff.id, what, now, subject=matter.number)
    return record(tx, staff, matter, now)
