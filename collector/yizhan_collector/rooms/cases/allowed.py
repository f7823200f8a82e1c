"""Who may do what with a matter, and when; pure."""

from yizhan_collector.rooms.cases.aid_model import Application
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.cases.reasons import (
    AlreadyRated,
    AnothersMatter,
    MatterClosed,
    NotBadlyRated,
    NotClosedYet,
    NotTaken,
)
from yizhan_collector.rooms.staff.model import Role, Staff

SERVING: frozenset[Role] = frozenset({"clerk", "head_service"})


def serves(staff: Staff, area: str) -> bool:
    """Whether this member of staff works matters of an area; the city's are everybody's."""
    return staff.role in SERVING and (not area or area.startswith(staff.area))


def require_open(matter: Matter) -> None:
    """Raises MatterClosed."""
    if matter.state == "closed":
        raise MatterClosed


def require_owner(matter: Matter, staff: Staff) -> None:
    """Raises MatterClosed, NotTaken, or AnothersMatter; a head may act in every owner's place."""
    require_open(matter)
    if matter.owner is None:
        raise NotTaken
    if matter.owner != staff.id and staff.role != "head_service":
        raise AnothersMatter


def may_act(matter: Matter, staff: Staff) -> bool:
    """Whether this member of staff works a matter that is open: its owner, or a head."""
    owns = matter.owner == staff.id or staff.role == "head_service"
    return matter.state == "open" and matter.owner is not None and owns


def require_rateable(matter: Matter) -> None:
    """Raises NotClosedYet or AlreadyRated."""
    if matter.state != "closed":
        raise NotClosedYet
    if matter.rated_at is not None:
        raise AlreadyRated


def require_reopenable(matter: Matter) -> None:
    """Raises NotClosedYet or NotBadlyRated."""
    if matter.state != "closed":
        raise NotClosedYet
    if not matter.unsatisfied or matter.reopened_at is not None:
        raise NotBadlyRated


def steps(
    matter: Matter, staff: Staff, application: Application | None, no_hand: bool
) -> tuple[str, ...]:
    """The codes of the acts this member of staff can do with a matter now, for a page to offer.

    `no_hand` says that they had no hand in taking an application. What is refused is still refused
    where it is done.
    """
    if matter.state == "closed":
        bad = matter.unsatisfied and matter.reopened_at is None
        return ("note", "reopen") if bad else ("note",)
    found = ["note", "document", "urgent", "not_urgent"]
    if matter.urgent is None:
        found.remove("not_urgent")
    if matter.owner is None:
        found.append("take")
    elif matter.owner == staff.id or staff.role == "head_service":
        found += _owners(application)
        if application is None or application.over:
            found.append("close")
    if application and application.step == "decide" and no_hand and staff.may("decide_aid"):
        found.append("decide_aid")
    return tuple(found)


def _owners(application: Application | None) -> list[str]:
    """What the owner can do beside closing."""
    found = ["answer", "ask_party", "hand_over", "refer"]
    if application is None:
        return [*found, "apply_aid"]
    at = {
        "check": ["tell_missing", "papers_complete"],
        "supply": ["papers_complete", "lapse_aid"],
        "decide": [] if application.missing_told_on else ["tell_missing"],
        "assign": ["assign_aid"],
    }
    return found + at.get(application.step, [])
