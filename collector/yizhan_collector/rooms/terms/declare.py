"""The group, the declaration, the plan and the particulars: added to, never edited."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.names import require_name
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import case_store, service, store
from yizhan_collector.rooms.terms.acting import Acting, acting
from yizhan_collector.rooms.terms.casework import (
    GroupNeeded,
    Meeting,
    Member,
    Particulars,
    Plan,
    check_group,
    check_meeting,
    check_plan,
)
from yizhan_collector.rooms.terms.machine import take
from yizhan_collector.rooms.terms.model import Deed, Term
from yizhan_collector.rooms.terms.steps import Declare


def form_group(
    tx: Connection, person: UUID, members: tuple[Member, ...], staff: Staff, now: datetime
) -> int:
    """Form the correction group, or form it anew; returns its version.

    Raises TooFewMembers, WomanNeeded, SpecialistNeeded, BadName, NotDelegated.
    """
    actor, term = _at_work(tx, person, staff, now)
    check_group(members, actor.person)
    rows = [asdict(one) | {"name": require_name(one.name)} for one in members]
    version = _add(tx, "correction_group", actor, term, actor.today, {"members": rows})
    kind = "group_formed" if version == 1 else "group_changed"
    body: dict[str, object] = {"version": version, "members": len(rows)}
    service.record(tx, actor.deed(kind, actor.today, body), now)
    return version


def make_plan(tx: Connection, person: UUID, plan: Plan, staff: Staff, now: datetime) -> int:
    """Make the individual plan, or make it anew for a reason; returns its version.

    Raises PlanReasonNeeded, ReviewTooEarly, NotDelegated.
    """
    actor, term = _at_work(tx, person, staff, now)
    before = case_store.newest(tx, "plan", person, term.id)
    check_plan(plan, before["version"] + 1 if before else 1, actor.today)
    row = asdict(plan) | {"goals": [asdict(one) for one in plan.goals]}
    row["supervision"] = list(plan.supervision)
    version = _add(tx, "plan", actor, term, actor.today, row)
    kind = "plan_made" if version == 1 else "plan_changed"
    body: dict[str, object] = {"version": version, "review_on": plan.review_on}
    service.record(tx, actor.deed(kind, actor.today, body | {"reason": plan.reason}), now)
    return version


def declare(tx: Connection, person: UUID, given: Meeting, staff: Staff, now: datetime) -> Term:
    """Declare the term to the person, the group present; a minor's with the guardian only.

    Raises GroupNeeded, NobodyPresent, MinorNotPublic, GuardianNeeded, NotDelegated, as `take`.
    """
    actor, term = _at_work(tx, person, staff, now)
    new = take(term, Declare(given.on), actor.today)
    check_meeting(given, actor.person)
    if case_store.newest(tx, "correction_group", person, term.id) is None:
        raise GroupNeeded
    row: dict[str, Any] = {
        "term": term.id,
        "person": person,
        "declared_on": given.on,
        "place": given.place,
        "mode": given.mode,
        "open": given.open,
        "led_by": staff.id,
        "attendance": [asdict(one) for one in given.attendance],
        "guardian": given.guardian.strip(),
        "recorded_at": now,
    }
    store.save(tx, new)
    case_store.add(tx, "declaration", row)
    present = sum(one.present for one in given.attendance)
    body: dict[str, object] = {"place": given.place, "mode": given.mode, "present": present}
    service.record(tx, actor.deed("declared", given.on, body | {"open": given.open}), now)
    return new


def change_particulars(
    tx: Connection, person: UUID, given: Particulars, by: Staff | None, now: datetime
) -> int:
    """Write down where a person lives, works and how they are; `by` is None for the person.

    Returns the version; the versions before stay. Raises NotFound and LetGo.
    """
    found, today = people.get(tx, person), legal_day(now)
    store.hold(tx, person)
    people.still_here(tx, [person])
    before = case_store.newest(tx, "particulars", person, None)
    version = before["version"] + 1 if before else 1
    row = {
        **asdict(given),
        "person": person,
        "version": version,
        "from_on": today,
        "recorded_by": by.id if by else None,
        "recorded_at": now,
    }
    case_store.add(tx, "particulars", row)
    changed = [name for name, one in asdict(given).items() if before is None or before[name] != one]
    body = {"version": version, "changed": changed}
    service.record(tx, _noted(found, by, today, body), now)
    return version


def _noted(person: Person, by: Staff | None, today: date, body: dict[str, object]) -> Deed:
    office = by.level == "township" if by else True
    return Deed(
        person.id, "particulars_changed", today,
        person.township if office else person.township[:6],
        by.id if by else None, "staff" if by else "person", body,
    )  # fmt: skip


def _at_work(tx: Connection, person: UUID, staff: Staff, now: datetime) -> tuple[Acting, Term]:
    actor = acting(tx, person, staff, now, "intake")
    return actor, service.held(tx, person)


def _add(
    tx: Connection,
    table: case_store.Kept,
    actor: Acting,
    term: Term,
    on: date,
    row: dict[str, Any],
) -> int:
    before = case_store.newest(tx, table, actor.person.id, term.id)
    version: int = before["version"] + 1 if before else 1
    made = {"term": term.id, "person": actor.person.id, "version": version, "from_on": on}
    made |= {"made_by": actor.staff.id, "made_at": actor.now}
    case_store.add(tx, table, made | row)
    return version
