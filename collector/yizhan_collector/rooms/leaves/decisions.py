"""A leave is decided by the right level, or passed on to it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.leaves import letters, returns, service, store
from yizhan_collector.rooms.leaves.ladder import LevelEnough, LevelRisen, Need, below
from yizhan_collector.rooms.leaves.leave import Leave
from yizhan_collector.rooms.leaves.letters import WAYS, Answer
from yizhan_collector.rooms.leaves.model import LeaveMoved, TooLateToGrant
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Request, Verdict, decided_at
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

COUNTY, PROCURATORATE = "县级社区矫正机构", "人民检察院"


@dataclass(frozen=True)
class Decision:
    """What somebody decides on a leave, with reasons, and how the person reports while away."""

    granted: bool
    reasons: str
    ways: tuple[str, ...] = WAYS


def decide(tx: Connection, leave: UUID, staff: Staff, said: Decision, now: datetime) -> Leave:
    """Grant or refuse; a paper goes to the person, and the higher bodies are told.

    Raises NotFound, LeaveMoved, TooLateToGrant, LevelRisen, and what `requests.settle` raises.
    """
    one = service.held(tx, leave)
    if one.state != "asked":
        raise LeaveMoved
    needed = service.need_of(tx, one.person, one.span, now, but=one.id)
    if said.granted:
        _can_be_granted(one, staff, needed, now)
    verdict = Verdict(said.granted, said.reasons, _delegation(tx, one, staff, now))
    settled = requests.settle(tx, one.request, staff, verdict, now)
    store.settle(tx, leave, "granted" if said.granted else "refused", settled.level)
    decided = service.get(tx, leave)
    _tell(tx, decided, staff, said, settled, now)
    if said.granted:
        returns.begin(tx, decided, now)
    return service.get(tx, leave)


def pass_on(tx: Connection, leave: UUID, now: datetime) -> Leave:
    """Ask the level that is needed now, where the one asked first is no longer enough.

    Raises NotFound, LeaveMoved, and LevelEnough where nothing has changed.
    """
    one = service.held(tx, leave)
    if one.state != "asked":
        raise LeaveMoved
    needed = service.need_of(tx, one.person, one.span, now, but=one.id)
    if not below(one.level, needed.level):
        raise LevelEnough
    asked = requests.get(tx, one.request)
    requests.withdraw(tx, one.request, asked.asked_by, now)
    who = (one.id, one.person)
    request = service.ask_level(tx, who, one.wish, needed, asked.channel, asked.asked_by, now)
    store.pass_on(tx, leave, request, needed.level)
    return service.get(tx, leave)


def _can_be_granted(one: Leave, staff: Staff, needed: Need, now: datetime) -> None:
    if one.span.start < legal_day(now):
        raise TooLateToGrant
    if below(decided_at(one.level, staff), needed.level):
        raise LevelRisen


def _delegation(tx: Connection, one: Leave, staff: Staff, now: datetime) -> UUID | None:
    if staff.level != "township":
        return None
    found = delegations.in_force(tx, staff.area, "leave", legal_day(now))
    return found.id if found else None


def _tell(
    tx: Connection, one: Leave, staff: Staff, said: Decision, settled: Request, now: datetime
) -> None:
    answer = _answer(staff, said, settled)
    standing = terms.in_correction(tx, one.person)
    if said.granted:
        letter = letters.approval(one, answer, papers.organ(tx, standing.township))
    else:
        letter = letters.refusal(one, answer)
    paper = letters.issue(tx, letter, one.person, staff, answer, now)
    granted = "leave_extended" if one.extends else "leave_granted"
    body = {**summary(one), "reasons": said.reasons, "informed": list(answer.informed)}
    kind = granted if said.granted else "leave_refused"
    done = deed(standing, kind, legal_day(now), staff, body, paper, settled.delegation)
    terms.record(tx, done, now)


def _answer(staff: Staff, said: Decision, settled: Request) -> Answer:
    # a paper is the county's or the office's; the city decides on what the county asked it
    body = staff.area or settled.county
    informed: tuple[str, ...] = ()
    if said.granted and settled.level == "township":
        informed = (COUNTY,)
    elif said.granted and settled.level == "city":
        informed = (PROCURATORATE,)
    return Answer(body, said.reasons, settled.complaint_route, said.ways, informed)


def summary(one: Leave) -> dict[str, object]:
    """A leave as a line of the timeline has it."""
    return {
        "leave": str(one.id),
        "from_on": one.span.start.isoformat(),
        "to_on": one.span.end.isoformat(),
        "region": one.region,
        "reason": one.reason,
    }
