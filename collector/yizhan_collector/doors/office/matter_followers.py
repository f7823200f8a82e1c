"""Whoever asked follows a matter in WeChat: the one-time code for it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.followers import binding
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/matters/{matter}", tags=["matters"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]


class OnceCode(BaseModel):
    """A code to print or say, for whoever asked."""

    code: str = Field(description="Shown once; entered once, in WeChat.")
    ends_at: datetime


@router.post(
    "/once-code",
    name="make_once_code",
    status_code=201,
    responses=errors(401, 403, 404, 422),
)
def make(matter: UUID, staff: Clerk, tx: Tx, now: Now) -> OnceCode:
    """A one-time code for whoever asked; the one before ends, and a clerk accepts the link."""
    one, fresh = binding.make(tx, matter, now)
    audit.recorded(tx, staff.id, "make_once_code", now, subject=one.number)
    return OnceCode(code=binding.spoken(fresh), ends_at=now + binding.LASTS)
