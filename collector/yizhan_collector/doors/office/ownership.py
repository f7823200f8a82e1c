"""The board of what is neglected: whose it is, whose turn it is, and the score of the site."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.owned_shapes import (
    DepartmentChange,
    DepartmentItem,
    KeeperChoice,
    MineItem,
    OwnedAssignment,
    OwnedItem,
    OwnedPage,
    OwnedStory,
    ScoreDay,
    SiteScore,
    department_item,
    owned_item,
    step_items,
)
from yizhan_collector.doors.paging import Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.ownership import links, scores, service
from yizhan_collector.rooms.ownership.model import FAULTS, Department, Fault, Kind
from yizhan_collector.rooms.ownership.service import Assignment, Wish
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["ownership"])
Seer = Annotated[Staff, Depends(able("see_owned"))]
Keeper = Annotated[Staff, Depends(able("keep_owned"))]
Home = Annotated[str | None, Query(max_length=30, description="A department; empty is of none.")]
OfKind = Annotated[Kind | None, Query(description="Only this kind of thing.")]
OfFault = Annotated[Fault | None, Query(description="Only with this fault.")]
Faulty = Annotated[bool, Query(description="Only where something is wrong.")]
Code = Annotated[str, Path(pattern=r"^[a-z_]{2,30}$")]
CHANGES = errors(400, 401, 403, 404, 409, 413)
MOST = 50


@router.get("/owned", name="owned", responses=errors(401, 403))
def board(
    staff: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    department: Home = None,
    kind: OfKind = None,
    fault: OfFault = None,
    faulty: Faulty = True,
) -> OwnedPage:
    """What can be neglected, what is wrong first; the counts are before `fault` and `faulty`."""
    wide, close = Wish(department, kind), Wish(department, kind, fault, faulty)
    lines = [one for one in service.board(tx, now) if wide.fits(one)]
    found = [one for one in lines if close.fits(one)]
    shown = found[wanted.offset : wanted.offset + wanted.size]
    page = wanted.of([owned_item(one, staff, now) for one in shown], len(found))
    return OwnedPage(
        **dict(page),
        counts={fault: sum(fault in one.faults for one in lines) for fault in FAULTS},
        well=sum(not one.faults for one in lines),
    )


@router.get("/owned/mine", name="owned_mine", responses=errors(401, 403))
def mine(staff: Seer, tx: Tx, now: Now) -> MineItem:
    """What is wrong and was told to you, or is yours."""
    found = service.mine(tx, staff, now)
    return MineItem(total=len(found), items=[owned_item(one, staff, now) for one in found[:MOST]])


@router.get("/owned/people", name="owned_people", responses=errors(401, 403))
def people(staff: Keeper, tx: Tx) -> list[KeeperChoice]:
    """Whom a thing may be assigned to."""
    return [KeeperChoice.model_validate(one, from_attributes=True) for one in service.keepers(tx)]


@router.get("/owned/score", name="site_score", responses=errors(401, 403))
def score(staff: Seer, tx: Tx, now: Now) -> SiteScore:
    """The national self-check of the site, with its findings and the last 90 days."""
    kept = scores.latest(tx)
    days = scores.trend(tx, legal_day(now))
    trend = [ScoreDay(day=day, score=value, failed=failed) for day, value, failed in days]
    if kept is None:
        empty: dict[str, list[object]] = {"findings": [], "warnings": [], "lines": []}
        return SiteScore(score=None, failed=False, at=None, trend=trend, **empty)  # type: ignore[arg-type] # empty lists
    return SiteScore.model_validate(vars(kept) | {"trend": trend})


@router.get("/owned/{thing}", name="owned_thing", responses=errors(401, 403, 404))
def one(thing: UUID, staff: Seer, tx: Tx, now: Now) -> OwnedStory:
    """A thing, who was told of it when, and which of its links are broken."""
    line, steps = service.one(tx, thing, now)
    return OwnedStory.model_validate(
        {
            "thing": owned_item(line, staff, now),
            "steps": step_items(steps),
            "broken": [vars(broken) for broken in links.broken(tx, line.thing, now)],
        }
    )


@router.post("/owned/{thing}/assign", name="assign_owned", responses=CHANGES)
def assign(thing: UUID, given: OwnedAssignment, staff: Keeper, tx: Tx, now: Now) -> OwnedItem:
    """Say whose a thing is; its ladders begin anew with the new owner."""
    service.assign(tx, thing, Assignment(**given.model_dump()), staff, now)
    return _kept(tx, thing, staff, now, "assign_owned")


@router.post("/owned/{thing}/review", name="review_owned", responses=CHANGES)
def review(thing: UUID, staff: Seer, tx: Tx, now: Now) -> OwnedItem:
    """You looked at what is yours and found it right; its interval begins anew."""
    service.review(tx, thing, staff, now)
    return _kept(tx, thing, staff, now, "review_owned")


@router.post("/owned/{thing}/hand-back", name="hand_back_owned", responses=CHANGES)
def hand_back(thing: UUID, staff: Seer, tx: Tx, now: Now) -> OwnedItem:
    """Give back what is yours; it is ownerless at once."""
    service.hand_back(tx, thing, staff, now)
    return _kept(tx, thing, staff, now, "hand_back_owned")


@router.get("/departments", name="departments", responses=errors(401, 403))
def departments(staff: Seer, tx: Tx, now: Now) -> list[DepartmentItem]:
    """The departments with their heads and leaders."""
    return [department_item(one, now) for one in service.departments(tx)]


@router.put("/departments/{code}", name="keep_department", responses=errors(400, 401, 403, 413))
def keep_department(
    code: Code, given: DepartmentChange, staff: Keeper, tx: Tx, now: Now
) -> DepartmentItem:
    """Add or change a department."""
    one = Department(code, given.name_zh.strip(), given.name_en.strip(), given.phone)
    kept = service.keep_department(tx, one, given.head, given.leader, staff)
    audit.recorded(tx, staff.id, "keep_department", now, subject=code)
    return department_item(kept, now)


def _kept(
    tx: Connection, thing: UUID, staff: Staff, now: datetime, action: audit.Done
) -> OwnedItem:
    line, _ = service.one(tx, thing, now)
    said = f"{line.thing.kind} {line.thing.subject}"
    audit.recorded(tx, staff.id, action, now, subject=said)
    return owned_item(line, staff, now)
