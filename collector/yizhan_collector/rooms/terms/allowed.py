"""What can be done with a term now, by the level of who asks; pure."""

from typing import Literal, get_args

from yizhan_collector.rooms.staff.model import Level
from yizhan_collector.rooms.terms.model import Term

Action = Literal[
    "receive", "group", "declare", "plan", "particulars", "categorise", "document", "detain",
    "set_free", "commute", "correct", "release", "terminate",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
COUNTY_ONLY: frozenset[Action] = frozenset({"commute", "correct", "release", "terminate"})


def allowed(term: Term | None, level: Level | None, delegated: bool) -> list[Action]:
    """The steps that are open now; an office needs its delegation, the county alone ends."""
    if term is None or term.ended_on is not None or level in (None, "city"):
        return []
    county = level in ("county", "head")
    if not county and not delegated:
        return []
    return [one for one in ACTIONS if (county or one not in COUNTY_ONLY) and _follows(term, one)]


def _follows(term: Term, action: Action) -> bool:
    match action:
        case "receive":
            return term.state == "expected"
        case "declare":
            return term.state == "received"
        case "categorise":
            return term.state in ("declared", "active")
        case "commute":
            return term.state != "expected"
        case "detain":
            return "detained" not in term.overlays
        case "set_free":
            return "detained" in term.overlays
        case _:
            return True
