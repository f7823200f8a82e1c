"""The rewards and sanctions one was told of, and one's objection."""

from uuid import UUID

from fastapi import APIRouter

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.conduct_shapes import NewObjection, Onwards, SanctionItem, items
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.conduct import objections, service

router = APIRouter()


@router.get("/conduct", name="own_conduct", responses=errors(401, 403))
def own_conduct(me: Myself, tx: Tx) -> list[SanctionItem]:
    """What was decided about oneself and told, newest first."""
    return items(tx, service.of_person(tx, me.person))


@router.post(
    "/conduct/{sanction}/objection",
    status_code=201,
    name="own_objection",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def own_objection(
    sanction: UUID, given: NewObjection, me: Myself, tx: Tx, now: Now
) -> SanctionItem:
    """Object to a decision; somebody who did not decide answers in writing."""
    objections.object_to(tx, sanction, given.text, now, me.channel)
    audit.recorded(tx, None, "object", now, me.person, str(sanction))
    return items(tx, [service.get(tx, sanction)])[0]


@router.post(
    "/conduct/{sanction}/refer",
    name="own_refer",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def own_refer(sanction: UUID, given: Onwards, me: Myself, tx: Tx, now: Now) -> SanctionItem:
    """Take an answered objection on to the procuratorate."""
    objections.refer(tx, sanction, given.why, None, now)
    audit.recorded(tx, None, "refer_objection", now, me.person, str(sanction))
    return items(tx, [service.get(tx, sanction)])[0]
