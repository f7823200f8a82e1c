"""Deeds as they are mostly made: by a member of staff, or by the person; pure."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import Deed, Standing


def deed(
    one: Standing,
    kind: str,
    on: date,
    by: Staff | None,
    body: Mapping[str, object],
    paper: UUID | None = None,
    delegation: UUID | None = None,
) -> Deed:
    """What this member of staff did in the name of the own body; None is the person."""
    if by is None:
        return Deed(one.person, kind, on, one.township, None, "person", body, paper)
    acting = body_of(by, one.county)
    return Deed(one.person, kind, on, acting, by.id, "staff", body, paper, delegation)


def clocked(one: Standing, kind: str, on: date, body: Mapping[str, object]) -> Deed:
    """What the clock did, nobody deciding anything."""
    return Deed(one.person, kind, on, one.township, None, "system", body)


def body_of(by: Staff, county: str) -> str:
    """The body in whose name somebody acts; the city is the prefecture of the county."""
    return by.area or f"{county[:4]}00"
