"""A made-up week of the hotline: calls answered, missed, rated, written down and checked."""

from datetime import datetime, time, timedelta
from random import Random

import psycopg
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.hotline import backs, calls, checks, seats
from yizhan_collector.rooms.hotline.model import CallEvent, EventKind
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

DAYS, A_DAY, SEAT = 7, 5, "8001"
FARAWAY = "021-00000000"
# each answered call is one of the matters that began on the telephone
TICKETS = """
with asked as (select id, owner, row_number() over (order by opened_at desc, id) as place
                 from matter where channel = 'hotline' and owner is not null),
     heard as (select id, row_number() over (order by began_at desc, id) as place
                 from hotline_call where answered_at is not null)
update hotline_call set ticket = 'new', matter = asked.id, ticket_by = asked.owner,
       ticket_at = answered_at
  from asked join heard using (place) where hotline_call.id = heard.id
"""


def fill_hotline(url: str, now: datetime) -> None:
    """The week before `now`; nobody sits there when it ends."""
    rng = Random(12348)  # repeatable
    with psycopg.connect(url) as tx:
        operator = _operator(tx)
        seats.sit(tx, operator, SEAT, True, now)
        for back in range(DAYS, 0, -1):
            day = datetime.combine(legal_day(now) - timedelta(days=back), time(9), SHANGHAI)
            for place in range(A_DAY):
                _call(tx, rng, f"{day:%m%d}.{place}", day + timedelta(minutes=75 * place))
            checks.pick(tx, day + timedelta(days=1))
        tx.execute(TICKETS)
        seats.leave(tx, operator)
        backs.gather(tx, now)


def _operator(tx: psycopg.Connection) -> Staff:
    found = staff_room.of_roles(tx, ("clerk", "head_service"))
    return sorted(found, key=lambda one: (one.role != "clerk", one.area, one.login))[0]


def _call(tx: psycopg.Connection, rng: Random, name: str, at: datetime) -> None:
    number = FARAWAY if rng.random() < 0.1 else f"000-0000-{rng.randrange(1, 9999):04}"
    missed = rng.random() < 0.06
    _tell(tx, name, "offered", at, number=number)
    _tell(tx, name, "queued", at + timedelta(seconds=4))
    if not missed:
        _tell(tx, name, "answered", at + timedelta(seconds=rng.randrange(6, 60)), seat=SEAT)
    ends = at + timedelta(seconds=rng.randrange(70, 900))
    _tell(tx, name, "ended", ends, cause="caller")
    if not missed and rng.random() < 0.7:
        _tell(tx, name, "rated", ends, stars=rng.choices((5, 4, 1), (12, 6, 1))[0])


def _tell(
    tx: psycopg.Connection,
    call: str,
    kind: EventKind,
    at: datetime,
    *,
    number: str = "",
    seat: str = "",
    cause: str = "",
    stars: int | None = None,
) -> None:
    one = CallEvent(
        f"{call} {kind}", call, kind, at, number=number, seat=seat, cause=cause, stars=stars
    )
    calls.heard(tx, one, at)
