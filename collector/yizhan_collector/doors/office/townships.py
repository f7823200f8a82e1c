"""The townships, for every list that names one."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Signed, Tx
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.people import service as people

router = APIRouter(tags=["townships"])


class Township(BaseModel):
    """A township or street office."""

    code: str = Field(description="Nine digits: county and township.")
    name: str
    district: str = Field(description="The county or district it belongs to.")


@router.get("/townships", responses=errors(401))
def townships(staff: Signed, tx: Tx) -> list[Township]:
    """The townships this person works for, by code."""
    found = people.townships(tx)
    return [
        Township(code=one.code, name=one.name, district=one.district)
        for one in found
        if staff.sees(one.code)
    ]
