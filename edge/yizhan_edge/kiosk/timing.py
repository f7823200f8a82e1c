"""When a quiet visit is asked "still here?", when it ends, and which day comes next. Pure."""

from datetime import timedelta, timezone

from yizhan_wire.orders import RosterEntry

from yizhan_edge.kiosk.pages import Moment, Page, Visit

QUIET_S, ASK_S = 60.0, 30.0
SHANGHAI = timezone(timedelta(hours=8))  # no summer time since 1991; a box may lack zone files
NOT_ASKED: tuple[Page, ...] = ("idle", "desk", "done")  # nothing is lost when these end


def ended(visit: Visit, at: float) -> bool:
    """Whether nobody answered "still here?" (or, on a page that has no visit, nobody came)."""
    limit = QUIET_S if visit.page in NOT_ASKED else QUIET_S + ASK_S
    return at - visit.touched >= limit


def seconds_left(visit: Visit, at: float) -> int | None:
    """Seconds until the visit ends by itself, once "still here?" is asked."""
    quiet = at - visit.touched
    if visit.page in NOT_ASKED or quiet < QUIET_S:
        return None
    return max(round(QUIET_S + ASK_S - quiet), 0)


def next_due(entry: RosterEntry, moment: Moment) -> str | None:
    """The day after the one this visit answers, if it is known and in the future."""
    if moment.clock.confidence == "poor" and moment.clock.offset_s is None:
        return None
    today = moment.best.astimezone(SHANGHAI).date().isoformat()
    return entry.then_due if entry.then_due and entry.then_due > today else None
