"""Who may do what with a matter, and when; pure."""

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
