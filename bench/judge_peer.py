"""The peer of the judgement: fences, stops and trips as a well-known server documents them.

Written from its public documentation alone (https://www.traccar.org/documentation/geofences/ and
https://www.traccar.org/documentation/trips-stops/, the model by distance). Positions are taken as
they arrive; one that is older than the newest is passed over. A fence is crossed by the first
position on its other side, whatever its accuracy. A trip begins far enough from where one stood,
and ends after long enough within a small area; a long gap ends it too. Its defaults are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yizhan_collector.rooms.positions.fix import Fix, distance
from yizhan_collector.rooms.positions.judge.zones import Zone, side

Span = tuple[datetime, datetime]
FAR = 500.0  # metres: report.trip.minimalTripDistance
PARKED = timedelta(seconds=300)  # report.trip.minimalParkingDuration
GAP = timedelta(seconds=3600)  # report.trip.minimalNoDataDuration


def newest(fixes: Sequence[Fix]) -> Iterator[Fix]:
    """What is left when a position older than the newest is passed over."""
    last: datetime | None = None
    for one in fixes:
        if last is None or one.at > last:
            last = one.at
            yield one


def fenced(fixes: Sequence[Fix], zone: Zone, end: datetime) -> list[Span]:
    """When somebody was on the wrong side, by enter and exit events; open ones until `end`."""
    spans: list[Span] = []
    since: datetime | None = None
    for one in newest(fixes):
        wrong = side(zone, replace(one, accuracy=0.0)) != zone.kind
        if wrong and since is None:
            since = one.at
        elif not wrong and since is not None:
            spans.append((since, one.at))
            since = None
    return [*spans, (since, end)] if since else spans


@dataclass
class _Motion:
    """Where one stood last, and since when one is moving."""

    anchor: Fix  # first position of the area one is in
    last: Fix
    since: datetime | None = None


def trips(fixes: Sequence[Fix]) -> list[Span]:
    """The trips, by the first position away and the first of the next stop."""
    spans: list[Span] = []
    state: _Motion | None = None
    for one in newest(fixes):
        if state is None:
            state = _Motion(one, one)
        elif one.at - state.last.at > GAP:
            spans += [(state.since, state.last.at)] if state.since else []
            state = _Motion(one, one)
        else:
            spans += _step(state, one)
    return [*spans, (state.since, state.last.at)] if state and state.since else spans


def _step(state: _Motion, one: Fix) -> list[Span]:
    before, state.last = state.last, one
    if distance(state.anchor.point, one.point) > FAR:
        state.since = state.since or before.at
        state.anchor = one
        return []
    if state.since is None or one.at - state.anchor.at < PARKED:
        return []
    ended = (state.since, state.anchor.at)
    state.since = None
    return [ended]
