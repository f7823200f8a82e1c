"""In whose name a member of staff acts: the county's, or as an office by its delegation."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.requests.model import NotDelegated, WrongLevel
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff.delegations import Delegable
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import Deed


@dataclass(frozen=True)
class Acting:
    """Somebody at work on one person's term, and in whose name."""

    staff: Staff
    person: Person
    body: str  # six digits the county, nine an office
    delegation: UUID | None
    now: datetime
    today: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "today", legal_day(self.now))

    @property
    def county(self) -> str:
        """The county of the person, six digits."""
        return self.person.township[:6]

    def deed(
        self,
        kind: str,
        on: date,
        body: dict[str, object],
        paper: UUID | None = None,
        corrects: UUID | None = None,
    ) -> Deed:
        """What was done, by this person in this name."""
        return Deed(
            self.person.id, kind, on, self.body, self.staff.id, "staff", body, paper,
            self.delegation, corrects,
        )  # fmt: skip


def acting(
    tx: Connection, person: UUID, staff: Staff, now: datetime, power: Delegable | None
) -> Acting:
    """Let this member of staff act; an office by `power`, None for what only the county does.

    Raises NotFound, WrongLevel, and NotDelegated where no delegation is in force (CCL 9).
    """
    found = people.get(tx, person)
    if not staff.sees(found.township):
        raise NotFound
    if staff.level in ("county", "head"):
        return Acting(staff, found, found.township[:6], None, now)
    if staff.level != "township" or power is None:
        raise WrongLevel("county")
    lent = delegations.in_force(tx, found.township, power, legal_day(now))
    if lent is None:
        raise NotDelegated
    return Acting(staff, found, found.township, lent.id, now)
