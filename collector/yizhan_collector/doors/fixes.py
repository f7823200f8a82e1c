"""Where positioning devices report: by key, over HTTPS, and nowhere else.

Two forms: our own JSON, and the query or form of the OsmAnd protocol that Traccar clients speak
(https://www.traccar.org/osmand/): id, lat, lon, timestamp, accuracy, batt.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.positions import take
from yizhan_collector.rooms.positions.raw import Raw
from yizhan_collector.rooms.positions.take import Taken

router = APIRouter(prefix="/fixes", tags=["positions"])
MOST = 1000
_key = APIKeyHeader(name="X-Device-Key", scheme_name="device_key", auto_error=False)
Key = Annotated[str | None, Depends(_key)]


class NotAFix(Refused):
    """The time of a report cannot be read; look at the settings of the device."""

    status = 400


class NewFix(BaseModel):
    """One position as the device saw it, WGS-84."""

    at: datetime
    latitude: float
    longitude: float
    accuracy: float | None = Field(None, description="Metres.")
    source: Literal["gnss", "network", "cell", "unknown"] = "unknown"
    battery: float | None = Field(None, description="From 0 to 1.")


class NewFixes(BaseModel):
    """Positions of one device, in whatever order."""

    fixes: Annotated[list[NewFix], Field(min_length=1, max_length=MOST)]


class Turned(BaseModel):
    """One position that was not kept; sending it again changes nothing."""

    index: int
    code: str
    detail: str


class TakenFixes(BaseModel):
    """What became of a batch."""

    kept: int
    known: int = Field(description="Those that were here already.")
    refused: list[Turned]


@router.post("", name="take_fixes", responses=errors(400, 401, 403, 413))
def batch(given: NewFixes, key: Key, tx: Tx, now: Now) -> TakenFixes:
    """Take positions of the device with this key; each is judged by itself."""
    device = take.known_device(tx, key or "", now)
    raws = [Raw(**one.model_dump()) for one in given.fixes]
    return _told(take.take(tx, device, raws, now))


class Osmand(BaseModel):
    """One position in the words of the OsmAnd protocol; what else a client tells is not read."""

    id: str = Field(description="The key of the device.")
    lat: float
    lon: float
    timestamp: str = Field(description="Unix seconds or milliseconds, or ISO 8601.")
    accuracy: float | None = Field(None, description="Metres.")
    batt: float | None = Field(None, description="Percent.")

    def raw(self) -> Raw:
        """The position as we read it; raises NotAFix."""
        battery = None if self.batt is None else self.batt / 100
        return Raw(moment(self.timestamp), self.lat, self.lon, self.accuracy, "unknown", battery)


@router.get("/osmand", name="osmand_get", responses=errors(400, 401, 403))
@router.post("/osmand", name="osmand_post", responses=errors(400, 401, 403))
def osmand(given: Annotated[Osmand, Query()], tx: Tx, now: Now) -> TakenFixes:
    """One position in the query; a refused one is answered too, so that nobody repeats it."""
    device = take.known_device(tx, given.id, now)
    return _told(take.take(tx, device, [given.raw()], now))


def moment(text: str) -> datetime:
    """Unix seconds or milliseconds, or ISO 8601 with a zone; raises NotAFix."""
    try:
        if text.replace(".", "", 1).isdigit():
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise NotAFix(f"({text[:40]})") from error
    if found.tzinfo is None:
        raise NotAFix(f"({text[:40]})")
    return found


def _told(taken: Taken) -> TakenFixes:
    refused = [Turned(index=at, code=code, detail=say) for at, code, say in taken.refused]
    return TakenFixes(kept=taken.kept, known=taken.known, refused=refused)
