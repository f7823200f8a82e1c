"""What the papers about leave and travel say, from what was asked and decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.leaves.leave import Leave
from yizhan_collector.rooms.leaves.regions import REGIONS
from yizhan_collector.rooms.leaves.travel_model import Travel
from yizhan_collector.rooms.papers import drafts
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.staff.model import Staff

GROUND = "《中华人民共和国社区矫正法》第二十七条"
WAYS = ("按约定的时间以电话或者视频方式报告行踪和活动情况",)


@dataclass(frozen=True)
class Letter:
    """A paper to be issued: its kind and its typed fields."""

    kind: str
    fields: dict[str, object]


@dataclass(frozen=True)
class Answer:
    """What was answered, and by which body."""

    body: str
    reasons: str
    complaint: str
    ways: tuple[str, ...] = WAYS
    informed: tuple[str, ...] = ()


def approval(one: Leave, answer: Answer, office: str) -> Letter:
    """Leave is granted; `office` is where to report back."""
    fields: dict[str, object] = {
        "asked_on": one.asked_on,
        "reason": one.why,
        "destination": destination(one),
        "from_on": one.span.start,
        "until_on": one.span.end,
        "days": one.span.days,
        "extension": one.extends is not None,
        "check_ways": answer.ways,
        "cancel_at": office,
        "copies": answer.informed,
    }
    return Letter("leave_approval", fields)


def refusal(one: Leave, answer: Answer) -> Letter:
    """Leave is refused."""
    days = f"{one.span.start:%Y-%m-%d}至{one.span.end:%Y-%m-%d}"
    wish = f"{days}前往{destination(one)}，事由：{one.why}"
    return _refused("extension" if one.extends else "leave", one.asked_on, wish, answer)


def permit(one: Travel, answer: Answer) -> Letter:
    """Frequent travel is granted."""
    fields: dict[str, object] = {
        "asked_on": one.asked_on,
        "reason": one.why,
        "places": (*(REGIONS[each] for each in one.regions), *one.places.splitlines())[:40],
        "times": f"{one.times}，{one.frequency}",
        "from_on": one.span.start,
        "until_on": one.span.end,
        "check_ways": answer.ways,
    }
    return Letter("travel_permit", fields)


def travel_refusal(one: Travel, answer: Answer) -> Letter:
    """Frequent travel is refused."""
    places = "、".join(REGIONS[each] for each in one.regions)
    return _refused("travel", one.asked_on, f"往来{places}，事由：{one.why}", answer)


def issue(
    tx: Connection, letter: Letter, person: UUID, by: Staff, answer: Answer, now: datetime
) -> UUID | None:
    """Issue the paper; what the city decided is drafted for the county. Returns what was issued."""
    if by.may("issue_papers"):
        return papers.issue(tx, letter.kind, person, letter.fields, by, answer.body, now)
    drafts.keep(tx, letter.kind, person, letter.fields, None, answer.body, now)
    return None


def destination(one: Leave) -> str:
    """Where the person goes, in one line."""
    return f"{REGIONS[one.region]}{one.place}"


def _refused(matter: str, asked_on: object, wish: str, answer: Answer) -> Letter:
    fields: dict[str, object] = {
        "matter": matter,
        "asked_on": asked_on,
        "wish": wish,
        "reasons": answer.reasons,
        "ground": GROUND,
        "complaint": answer.complaint,
    }
    return Letter("leave_refusal", fields)
