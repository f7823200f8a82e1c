"""Ask the own officer to get in touch, or for legal aid, and read what was answered."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.requests import asks as asking
from yizhan_collector.rooms.requests.asks import Ask
from yizhan_collector.rooms.requests.model import Decision, Request
from yizhan_collector.rooms.staff import service as staff_room

router = APIRouter()


class NewAsk(BaseModel):
    """What one asks for, in one's own words."""

    kind: Ask
    words: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
    phone: Annotated[str, Field(max_length=20, pattern=r"^[0-9+ -]*$")] = Field(
        "", description="Where one can be called back; empty: as the office knows."
    )


class OwnAsk(BaseModel):
    """What one asked for, and what came of it."""

    id: UUID
    kind: Ask
    words: str
    asked_at: datetime
    answer_by: date | None
    decision: Decision | None
    answer: str
    answered_by: str
    answered_at: datetime | None


@router.get("/help", name="own_asks", responses=errors(401, 403))
def listed(me: Myself, tx: Tx) -> list[OwnAsk]:
    """What one asked for, newest first."""
    return _items(tx, asking.of_person(tx, me.person))


@router.post("/help", status_code=201, name="own_ask", responses=errors(400, 401, 403, 413, 422))
def ask(given: NewAsk, me: Myself, tx: Tx, now: Now) -> OwnAsk:
    """Ask the own office."""
    words, phone = given.words.strip(), given.phone.strip()
    made = asking.ask(tx, me.person, given.kind, words, phone, me.channel, now)
    return _items(tx, [made])[0]


def _items(tx: Connection, found: list[Request]) -> list[OwnAsk]:
    names = staff_room.names(tx, {one.decided_by for one in found if one.decided_by})
    return [
        OwnAsk.model_validate(
            {
                **vars(one),
                "words": one.body.get("words", ""),
                "answer_by": one.decide_by,
                "answer": one.reasons,
                "answered_by": names.get(one.decided_by, "") if one.decided_by else "",
                "answered_at": one.decided_at,
            }
        )
        for one in found
    ]
