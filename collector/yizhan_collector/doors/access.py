"""Who is asking and what they may: small dependencies that no route can forget."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, APIKeyHeader
from psycopg import Connection
from psycopg_pool import ConnectionPool
from yizhan_wire.certificates import Signer

from yizhan_collector.adapters.cms import Cms
from yizhan_collector.adapters.issuing import Issuing, NoIssuing
from yizhan_collector.adapters.tiles import Tiles
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.csrf import WrongCsrf, csrf_of
from yizhan_collector.doors.feed import Feed
from yizhan_collector.doors.lanes import Lanes
from yizhan_collector.doors.looking import Looking
from yizhan_collector.doors.turns import Turn
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.publishing.model import Offered
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import NotAllowed, Power, Role, Staff

COOKIE = "yizhan_session"
HEADER = "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")
# the database's role for a role of ours; who administers accounts works as the owner
WALLS: dict[Role, str] = {
    "prosecutor": "yizhan_reader",
    "technician": "yizhan_technician",
    "administrator": "yizhan_technician",
    "clerk": "yizhan_service",
    "head_service": "yizhan_service",
}
BEYOND: frozenset[Power] = frozenset({"administer"})
STAND = """
select set_config('role', %(role)s, true), set_config('yizhan.area', %(area)s, true),
       set_config('yizhan.minors', %(minors)s, true), set_config('yizhan.staff', %(staff)s, true),
       set_config('yizhan.now', %(now)s, true)
"""

_cookie = APIKeyCookie(
    name=COOKIE, scheme_name="session", auto_error=False, description="Set by `login`."
)
_header = APIKeyHeader(
    name=HEADER,
    scheme_name="csrf",
    auto_error=False,
    description="`csrf` of `me`; needed by every request but GET.",
)


@dataclass(frozen=True)
class House:
    """What every door of `serve` stands on."""

    pool: ConnectionPool[Connection]
    secret: str
    attempts: Attempts
    feed: Feed
    now: Callable[[], datetime]
    secure: bool  # whether browsers reach us by TLS
    media: Path = Path("/var/lib/yizhan/media")  # of the courses, and what was called out
    recordings: Path | None = None  # of calls, where the exchange writes them
    looking: Looking = field(default_factory=Looking)  # live pictures, in memory only
    tiles: Tiles | None = None  # of a map of the bureau's own
    offered: Offered = field(default_factory=Offered)  # channels that texts go to
    cms: Cms | None = None  # opens and signs files on discs
    updates: Path | None = None  # the signed repository that boxes fetch from
    commands: bool = False  # whether commands to boxes can be signed
    lanes: Lanes = field(default_factory=Lanes)
    issuing: Issuing | None = None  # signs the certificates of boxes


def house(request: Request) -> House:
    """The house this application was created with."""
    found = request.app.state.house
    assert isinstance(found, House)  # noqa: S101 # create_app put it there
    return found


def moment(house: Annotated[House, Depends(house)]) -> datetime:
    """The time of this request, UTC."""
    return house.now()


def transaction(house: Annotated[House, Depends(house)], _: Turn) -> Iterator[Connection]:
    """One transaction a request: committed before the answer is sent, undone by a refusal."""
    with house.pool.connection() as tx:
        yield tx


def signer(house: Annotated[House, Depends(house)]) -> Signer:
    """What signs the certificates of boxes; raises NoIssuing."""
    if house.issuing is None:
        raise NoIssuing("(table `issuing` of the settings)")
    return house.issuing.signer(house.now())


Standing = Annotated[House, Depends(house)]
Signing = Annotated[Signer, Depends(signer)]
Now = Annotated[datetime, Depends(moment)]
Tx = Annotated[Connection, Depends(transaction, scope="function")]
Token = Annotated[str | None, Depends(_cookie)]
Csrf = Annotated[str | None, Depends(_header)]


def signed_in(
    request: Request, tx: Tx, now: Now, house: Standing, token: Token, csrf: Csrf
) -> Staff:
    """The person of this session; raises NotSignedIn, and WrongCsrf on a request that changes."""
    staff = staff_room.known(tx, token or "", now)
    if request.method not in SAFE:
        right = csrf_of(house.secret, token or "")
        if not hmac.compare_digest(right.encode(), (csrf or "").encode()):
            raise WrongCsrf
    return staff


Signed = Annotated[Staff, Depends(signed_in)]


def able(*powers: Power) -> Callable[[Staff, Connection, datetime], Staff]:
    """A dependency that lets only roles with one of these powers pass; raises NotAllowed.

    From here on the database shows the request what is this person's, and no more.
    """

    def check(staff: Signed, tx: Tx, now: Now) -> Staff:
        if not any(staff.may(power) for power in powers):
            raise NotAllowed
        if not BEYOND.issuperset(powers):
            behind_the_wall(tx, staff, now)
        return staff

    return check


def behind_the_wall(tx: Connection, staff: Staff, now: datetime) -> None:
    """Until this transaction ends the database shows what is this person's business."""
    wall = {
        "role": WALLS.get(staff.role, "yizhan_desk"),
        "area": f"{staff.area}%",
        "minors": "on" if staff.minors else "off",
        "staff": str(staff.id),
        "now": now.isoformat(),
    }
    tx.execute(STAND, wall)


def own_county(staff: Staff, county: str, minors: bool) -> None:
    """Raises NotFound for a county elsewhere, NotAllowed for minors without a specialist."""
    if not staff.reaches(county):
        raise NotFound
    if minors and not staff.minors:
        raise NotAllowed


def own(staff: Staff, township: str | None) -> None:
    """Raises NotFound when records of this township are not this person's business."""
    if township is None or not staff.sees(township):
        raise NotFound
