"""Complaints as those hear them who were not complained of, and the register of replies."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.oversight import complaints, opinions
from yizhan_collector.rooms.oversight.model import (
    Adopted,
    Channel,
    Complaint,
    Kind,
    Opinion,
    Outcome,
    Reply,
    ToldHow,
    Topic,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["oversight"])
Overseer = Annotated[Staff, Depends(able("oversee"))]
County = Annotated[Staff, Depends(able("decide_county"))]
OnlyOpen = Annotated[bool, Query(description="Only what waits for its answer.")]
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]


class ComplaintItem(BaseModel):
    """A complaint; nobody of the office complained of is shown it."""

    id: UUID
    person: PersonBrief | None = Field(description="Null for who may not see this person.")
    township: str
    about: str = Field(description="The office: nine digits a township, six a county.")
    topic: Topic
    words: str
    decision: UUID | None = Field(description="The request whose decision it is about.")
    channel: Channel
    filed_at: datetime
    answer_by: date
    late: bool = Field(description="Not answered, or answered after its day.")
    mine: bool = Field(description="Whether it is yours to answer.")
    outcome: Outcome | None
    answer: str | None
    answered_by: str = Field(description="Name; empty while it is not answered.")
    answered_at: datetime | None
    told_how: ToldHow | None
    told_at: datetime | None
    paper: UUID | None = Field(description="The paper of the answer.")


class ComplaintAnswer(BaseModel):
    """The answer, in words the person understands."""

    outcome: Outcome
    answer: Words


class ToldWish(BaseModel):
    """How the person was told the answer."""

    how: ToldHow


class OpinionItem(BaseModel):
    """What the procuratorate objects to or advises, and the reply."""

    id: UUID
    county: str
    about: str
    kind: Kind
    reference: str
    words: str
    person: PersonBrief | None
    raised_by: str
    raised_at: datetime
    reply_by: date
    late: bool = Field(description="Not replied to, or replied to after its day.")
    mine: bool = Field(description="Whether the reply is yours.")
    adopted: Adopted | None
    reply: str | None
    reasons: str
    replied_by: str = Field(description="Name; empty while there is no reply.")
    replied_at: datetime | None
    paper: UUID | None = Field(description="The paper of the reply.")


class OpinionReply(BaseModel):
    """The county's reply; without adoption, or with part of it, the reasons are needed."""

    adopted: Adopted
    reply: Words
    reasons: Annotated[str, Field(max_length=4000)] = ""


@router.get("/complaints", name="complaints", responses=errors(401, 403))
def listed(
    staff: Overseer, tx: Tx, now: Now, wanted: Wanted, only_open: OnlyOpen = True
) -> Page[ComplaintItem]:
    """The complaints that are this member of staff's to hear, by the day of the answer."""
    found, total = complaints.listed(tx, staff, only_open, wanted.size, wanted.offset)
    return wanted.of(complaint_items(tx, staff, found, now), total)


@router.post(
    "/complaints/{complaint}/answer",
    name="answer_complaint",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def answer(
    complaint: UUID, given: ComplaintAnswer, staff: Overseer, tx: Tx, now: Now
) -> ComplaintItem:
    """Answer a complaint, once; the person reads it on the own page."""
    done = complaints.answer(tx, complaint, staff, given.outcome, given.answer.strip(), now)
    # without the person: the trail of a record is read by the office complained of
    audit.recorded(tx, staff.id, "answer_complaint", now, subject=str(complaint))
    return complaint_items(tx, staff, [done], now)[0]


@router.post(
    "/complaints/{complaint}/told",
    name="tell_answer",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def told(complaint: UUID, given: ToldWish, staff: Overseer, tx: Tx, now: Now) -> ComplaintItem:
    """Note how the person was told the answer, who does not read it on the own page."""
    done = complaints.told(tx, complaint, staff, given.how, now)
    audit.recorded(tx, staff.id, "tell_answer", now, subject=str(complaint))
    return complaint_items(tx, staff, [done], now)[0]


@router.get("/opinions", name="opinions", responses=errors(401, 403))
def register(
    staff: Overseer, tx: Tx, now: Now, wanted: Wanted, only_open: OnlyOpen = False
) -> Page[OpinionItem]:
    """The procuratorate's opinions and the replies, what waits for its reply first."""
    found, total = opinions.listed(tx, only_open, wanted.size, wanted.offset)
    return wanted.of(opinion_items(tx, staff, found, now), total)


@router.post(
    "/opinions/{opinion}/reply",
    name="reply_opinion",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def reply(opinion: UUID, given: OpinionReply, staff: County, tx: Tx, now: Now) -> OpinionItem:
    """Reply in writing, once: adopted or not, and why not."""
    words = Reply(given.adopted, given.reply.strip(), given.reasons.strip())
    done = opinions.reply(tx, opinion, staff, words, now)
    audit.recorded(tx, staff.id, "reply_opinion", now, subject=str(opinion))
    return opinion_items(tx, staff, [done], now)[0]


def complaint_items(
    tx: Connection, staff: Staff, found: Sequence[Complaint], now: datetime
) -> list[ComplaintItem]:
    """These complaints as this member of staff is shown them."""
    who = people.by_id(tx, {one.person for one in found})
    names = staff_room.names(tx, {one.answered_by for one in found if one.answered_by})
    return [
        ComplaintItem(
            **{
                **vars(one),
                "person": brief(who[one.person]) if one.person in who else None,
                "answered_by": names.get(one.answered_by, "") if one.answered_by else "",
                "late": one.late(legal_day(now)),
                "mine": one.heard_by(staff),
            }
        )
        for one in found
    ]


def opinion_items(
    tx: Connection, staff: Staff, found: Sequence[Opinion], now: datetime
) -> list[OpinionItem]:
    """These opinions as this member of staff is shown them."""
    who = people.by_id(tx, {one.person for one in found if one.person})
    by = {name for one in found for name in (one.raised_by, one.replied_by) if name}
    names = staff_room.names(tx, by)
    return [
        OpinionItem(
            **{
                **vars(one),
                "person": brief(who[one.person]) if one.person in who else None,
                "raised_by": names.get(one.raised_by, ""),
                "replied_by": names.get(one.replied_by, "") if one.replied_by else "",
                "late": one.late(legal_day(now)),
                "mine": one.replied_to_by(staff),
            }
        )
        for one in found
    ]
