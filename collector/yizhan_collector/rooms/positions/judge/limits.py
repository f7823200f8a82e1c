"""The limits of the judgement, each with its unit and reason."""

from dataclasses import dataclass
from datetime import timedelta

from yizhan_collector.rooms.positions.fix import Source


@dataclass(frozen=True)
class Limits:
    """What is taken as certain enough to ask a person about."""

    accuracy: float = 300.0  # metres; a cell tower tells a quarter of a town
    unsaid: tuple[tuple[Source, float], ...] = (
        # metres where a device tells no accuracy, or 0, which devices say for "unknown"
        ("gnss", 50.0),
        ("network", 150.0),
        ("unknown", 150.0),
        ("cell", 1000.0),
    )
    fastest: float = 97.0  # metres a second: a train at 350 km/h
    cell_repeat: timedelta = timedelta(hours=1)  # one tower again and again is one observation
    gap: timedelta = timedelta(minutes=30)  # after so long without a word nothing is known
    stay_radius: float = 150.0  # metres: a yard, a hall, a hospital
    stay: timedelta = timedelta(minutes=10)
    dwell: timedelta = timedelta(minutes=5)  # a red light beside the border is no departure
    known_days: int = 10  # fewer days make no habit
    habit: float = 0.85  # share of the known days
    new_place: float = 500.0  # metres from every place stayed at before
    new_stay: timedelta = timedelta(hours=1)
    low_battery: float = 0.2


LIMITS = Limits()
