"""What can be done with a term now, by the level of who asks; pure."""

from typing import Literal, get_args

from yizhan_collector.rooms.staff.model import Level
from yizhan_collector.rooms.terms.model import IN_CORRECTION, State, Term

Action = Literal[
    "receive", "group", "declare", "plan", "particulars", "categorise", "document", "detain",
    "set_free", "commute", "correct", "release", "terminate",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
LIVE: frozenset[State] = frozenset({"expected", "received", "declared", "active"})
# the states a step can be taken in; every live one where nothing is said
STATES: dict[Action, frozenset[State]] = {
    "receive": frozenset({"expected"}),
    "declare": frozenset({"received"}),
    "categorise": frozenset({"declared", "active"}),
    "commute": IN_CORRECTION,
}
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
    if action in ("detain", "set_free"):
        return ("detained" in term.overlays) == (action == "set_free")
    return term.state in STATES.get(action, LIVE)
