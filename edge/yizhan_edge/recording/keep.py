"""Recordings are deleted 30 days after the session's end, unless held for a reason."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.recording.chain import DELETED, MANIFEST, SUFFIX
from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)
ENDED, HOLD = "ended", "hold"


def ended(folder: Path, moment: Moment) -> None:
    """Write down once when the session ended; a clock that is not trusted writes nothing."""
    unwritten = folder.is_dir() and not any((folder / one).exists() for one in (ENDED, DELETED))
    if unwritten and moment.clock.confidence != "poor":
        write_whole(folder / ENDED, moment.now.astimezone(UTC).isoformat().encode())


def sweep(clips: Path, live: UUID | None, moment: Moment) -> int:
    """Delete what is 30 days past its end; how many clips went. Not by a clock that is poor."""
    if moment.clock.confidence == "poor" or not clips.is_dir():
        return 0
    gone = 0
    for folder in sorted(path for path in clips.iterdir() if path.is_dir()):
        if folder.name != str(live):
            ended(folder, moment)  # a box that was off at the end learns of it here
            gone += _delete(folder) if _is_over(folder, moment.now) else 0
    if gone:
        log.info("%d clips were deleted, %d days after their session's end", gone, KEPT.days)
    return gone


def _is_over(folder: Path, now: datetime) -> bool:
    try:
        end = datetime.fromisoformat((folder / ENDED).read_text(encoding="ascii"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        log.error("the end of session %s cannot be read; nothing of it is deleted", folder.name)
        return False
    return now - end >= KEPT and not _held(folder)


def _held(folder: Path) -> bool:
    try:
        return bool((folder / HOLD).read_bytes().strip())
    except FileNotFoundError:
        return False
    except OSError:
        return True  # somebody meant something by it


def _delete(folder: Path) -> int:
    """Clips first and the end last: what is cut off in between is done again."""
    clips = list(folder.glob(f"*{SUFFIX}"))
    for path in (*clips, *folder.glob("*.part"), folder / MANIFEST):
        path.unlink(missing_ok=True)
    write_whole(folder / DELETED, b"")
    (folder / ENDED).unlink()
    return len(clips)
