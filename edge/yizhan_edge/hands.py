"""What a box can do for a technician who is elsewhere; it says codes and figures, nobody's data."""

import io
import json
import shutil
import sqlite3
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from yizhan_edge.camera import Quality
from yizhan_edge.errors import CollectorAway, NotClaimed
from yizhan_edge.health import LOW_DISK
from yizhan_edge.identity import days_left
from yizhan_edge.update import slots
from yizhan_edge.updates import checks

if TYPE_CHECKING:
    from yizhan_edge.agent import Agent

TEST_TEXT, TEST_S = "测试 12348", 15
PCM = Path("/proc/asound/pcm")
SLOW_S = 2.0
# variance of the Laplacian at 640 by 480: two portraits give 334 and 566 as they are, 49 and 65
# blurred by one pixel (sigma), 10 and 12 by two
SHARP = 30.0
DARK, BRIGHT = 40.0, 220.0  # mean grey; below DARK the kiosk asks for light as well
KEPT_BACK = ("key_file", "key", "cert", "ca")  # paths tell nothing a technician needs


class BoxHands:
    """The hands of one agent; `over` ends it so that it is started anew."""

    def __init__(self, agent: "Agent", over: Callable[[], object]) -> None:
        self._agent, self._over = agent, over

    def restart(self) -> None:
        """End, so that the agent starts anew."""
        self._over()

    def checks(self) -> dict[str, str]:
        """What was looked at → what was found, in codes."""
        agent = self._agent
        held = {name: _word(check()) for name, check in checks(agent).items()}
        figures = agent.camera.figures
        days = days_left(agent.settings.collector.cert, datetime.now(UTC))
        return held | {
            "camera": agent.camera.picture,
            "sign": agent.sign.state,
            "clock": agent.journal.moment().clock.confidence,
            "disk": _word(shutil.disk_usage(agent.settings.data).free >= LOW_DISK),
            "certificate": _word(days is not None and days > 0),
            "speaker": speaker(),
            "network": network(agent.door.time),
            **(seen(figures) if figures else {}),
        }

    def test_page(self) -> bool:
        """Show a test text on the sign; False without one."""
        if self._agent.sign.state != "ok":
            return False
        self._agent.sign.say(TEST_TEXT, TEST_S)
        return True

    def diagnosis(self) -> bytes:
        """A zip: health, checks, settings without keys, what waits by kind, slots, threads."""
        agent, place = self._agent, self._agent.settings.update
        told = {
            "health": msgspec.to_builtins(agent.vitals.measure(agent.sign.state)),
            "checks": self.checks(),
            "settings": redacted(msgspec.to_builtins(agent.settings, enc_hook=str)),
            "waiting": waiting(agent.spool.path),
            "slots": slots_now(place.folder if place else None),
            "threads": sorted(one.name for one in threading.enumerate()),
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, part in told.items():
                made.writestr(f"{name}.json", json.dumps(part, indent=1, default=str))
        return out.getvalue()

    def bring(self, command: UUID, report: bytes) -> int:
        """Give it to the collector; the status of the answer."""
        head = {"Content-Type": "application/octet-stream"}
        return self._agent.door.put(f"/device/diagnostics/{command}", report, head)


def seen(picture: Quality) -> dict[str, str]:
    """Whether a picture is sharp and neither dark nor bright, for who turns lens and lamp."""
    light = "dark" if picture.brightness < DARK else "ok"
    return {
        "focus": "ok" if picture.sharpness >= SHARP else "soft",
        "light": "bright" if picture.brightness > BRIGHT else light,
    }


def speaker(pcm: Path = PCM) -> str:
    """Whether there is anything to speak through."""
    try:
        return "ok" if "playback" in pcm.read_text(encoding="ascii") else "absent"
    except OSError:
        return "absent"


def network(ask: Callable[[], object]) -> str:
    """How the collector answers: ok within two seconds, slow, failed."""
    begun = time.monotonic()
    try:
        ask()
    except (CollectorAway, NotClaimed):
        return "failed"
    return "ok" if time.monotonic() - begun < SLOW_S else "slow"


def redacted(settings: Any) -> Any:
    """Settings without what names a key; a camera's address without user and password."""
    if isinstance(settings, dict):
        kept = {name: redacted(value) for name, value in settings.items() if name not in KEPT_BACK}
        return kept | ({"camera": "network"} if "@" in str(kept.get("camera", "")) else {})
    return settings


def waiting(spool: Path) -> dict[str, int]:
    """How many events wait, by kind; bodies are not looked at."""
    with closing(sqlite3.connect(f"file:{spool}?mode=ro", uri=True)) as db:
        return dict(db.execute("select kind, count(*) from event group by kind").fetchall())


def slots_now(folder: Path | None) -> dict[str, object]:
    """What runs, what is on trial, which bundles are in the slots."""
    if folder is None:
        return {}
    state = slots.read(folder)
    return {
        "good": state.good,
        "trial": state.trial and state.trial.bundle,
        "a": slots.name(folder, "a"),
        "b": slots.name(folder, "b"),
    }


def _word(held: bool) -> str:
    return "ok" if held else "failed"
