"""What others may know of a person's education and service: a record, never an account of hours."""

from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.education import classes, courses, offers
from yizhan_collector.rooms.education.courses import open_for
from yizhan_collector.rooms.education.gather import Attended, Served
from yizhan_collector.rooms.education.model import Learned

__all__ = ["OfPerson", "of_person", "open_for"]


@dataclass(frozen=True)
class OfPerson:
    """Courses finished, classes, and service, each the latest first."""

    courses: list[Learned]
    classes: list[Attended]
    service: list[Served]

    @property
    def learned_minutes(self) -> int:
        """The stated minutes of the finished courses."""
        return sum(one.minutes for one in self.courses)

    @property
    def served_minutes(self) -> int:
        """The minutes of service that were noted."""
        return sum(one.minutes or 0 for one in self.service)


def of_person(tx: Connection, person: UUID) -> OfPerson:
    """What a person learned and did for others; no number is asked for, so none can be short."""
    return OfPerson(
        courses.learned(tx, person), classes.of_person(tx, person), offers.of_person(tx, person)
    )
