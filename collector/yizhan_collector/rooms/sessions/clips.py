"""The pieces a box sends under a call-out: checked, kept as files for its time, then deleted."""

import hashlib
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.sessions import callout_store as store
from yizhan_collector.rooms.sessions import callouts, told_store
from yizhan_collector.rooms.sessions.register import Callout, CalloutOver, Fate, fits

FOLDER = "callouts"
LARGEST = 64 * 1024 * 1024  # bytes of a segment


def path_of(media: Path, callout: UUID, number: int) -> Path:
    """Where a piece lies."""
    return media / FOLDER / str(callout) / f"{number:06d}.ts"


def take(
    tx: Connection,
    media: Path,
    callout: Callout,
    number: int,
    content: bytes,
    now: datetime,
) -> bool:
    """Keep a piece that is what the box told of when it was made; False, and noted, when not."""
    assert callout.session is not None  # noqa: S101 # of a clip
    told = told_store.named(tx, callout.session, number)
    if not fits(list(told), len(content), hashlib.sha256(content).hexdigest()):
        store.put(tx, callout.id, number, "refused", len(content), now)
        return False
    target = path_of(media, callout.id, number)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = target.with_suffix(".half")
    half.write_bytes(content)
    half.replace(target)
    store.put(tx, callout.id, number, "stored", len(content), now)
    return True


def miss(tx: Connection, callout: Callout, number: int, why: Fate, now: datetime) -> None:
    """The box has not got it, and says why."""
    store.put(tx, callout.id, number, why, 0, now)


def asked_of(
    tx: Connection, callout: UUID, device: str, session: UUID | None, now: datetime
) -> Callout:
    """The live call-out a box answers; raises NotFound or CalloutOver."""
    found = callouts.get(tx, callout)
    if (found.device, found.session) != (device, session):
        raise NotFound
    if not found.live(now):
        raise CalloutOver
    return found


def piece_of(
    tx: Connection, callout: UUID, number: int, device: str, session: UUID, now: datetime
) -> Callout:
    """As `asked_of`, of a segment that was called out."""
    found = asked_of(tx, callout, device, session, now)
    if not found.names(number):
        raise NotFound
    return found


def sweep(tx: Connection, media: Path, now: datetime) -> int:
    """End the call-outs that are over and delete what was sent under them; how many folders.

    The folder is the truth: what a cut left behind goes the next time.
    """
    store.end_over(tx, now)
    folders = {one: _callout(one) for one in _listed(media / FOLDER)}
    live = store.live_of(tx, [one for one in folders.values() if one], now)
    gone = [folder for folder, callout in folders.items() if callout not in live]
    for folder in gone:
        shutil.rmtree(folder)
    return len(gone)


def _listed(folder: Path) -> Iterable[Path]:
    return [one for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []


def _callout(folder: Path) -> UUID | None:
    try:
        return UUID(folder.name)
    except ValueError:
        return None
