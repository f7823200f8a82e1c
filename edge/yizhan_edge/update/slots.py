"""Which bundle runs: two slots beside the one from the factory, and at most one on trial.

A slot is a small file that names unpacked parts by their hash. Standard library only: the starter
reads this before any part of a bundle is trusted to run.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from yizhan_edge.whole import write_whole

Slot = Literal["a", "b", "factory"]
MOST_STARTS = 3  # of one trial: a power cut is no proof of a bad bundle, three may be one
TRIAL_S = 300.0


@dataclass(frozen=True)
class Trial:
    """A bundle that has to prove itself; `before` are the checks that held for the one before."""

    slot: Slot
    bundle: str
    rollout: str | None = None
    before: list[str] = field(default_factory=list)
    seconds: float = TRIAL_S
    starts: int = 0


@dataclass(frozen=True)
class Ended:
    """How a trial ended; kept until it is told."""

    bundle: str
    phase: Literal["proved", "went_back"]
    rollout: str | None = None
    why: str = ""


@dataclass(frozen=True)
class State:
    """What is good, what is on trial, what is to be told."""

    good: Slot = "factory"
    trial: Trial | None = None
    ended: Ended | None = None

    @property
    def chosen(self) -> Slot:
        """The slot to start."""
        return self.trial.slot if self.trial else self.good

    @property
    def free(self) -> Slot:
        """The slot a new bundle may be written to."""
        return "b" if self.good == "a" else "a"


def read(folder: Path) -> State:
    """The state; one that cannot be read is that of a new box, which the factory can run."""
    try:
        found = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        trial, ended = found["trial"], found["ended"]
        return State(
            _slot(found["good"]),
            Trial(**trial | {"slot": _slot(trial["slot"])}) if trial else None,
            Ended(**ended) if ended else None,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return State()


def parts(folder: Path, slot: Slot) -> dict[str, Path]:
    """Name of each part of a slot → its folder; nothing for a slot that is not whole."""
    try:
        bundle = json.loads((folder / "slots" / f"{slot}.json").read_text(encoding="utf-8"))
        found = {one["name"]: part_folder(folder, one["sha256"]) for one in bundle["parts"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return found if all(one.is_dir() for one in found.values()) else {}


def name(folder: Path, slot: Slot) -> str:
    """The name of the bundle in a slot, "" without one."""
    try:
        return str(json.loads((folder / "slots" / f"{slot}.json").read_text("utf-8"))["name"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def part_folder(folder: Path, sha256: str) -> Path:
    """Where a part of this hash is, or is to be."""
    return folder / "parts" / sha256


def used(folder: Path) -> set[str]:
    """Hashes of the parts that a slot names."""
    return {path.name for slot in ("a", "b") for path in parts(folder, slot).values()}


def stage(folder: Path, slot: Slot, bundle: bytes) -> None:
    """Write a bundle into a slot; its parts must be there already."""
    (folder / "slots").mkdir(parents=True, exist_ok=True)
    write_whole(folder / "slots" / f"{slot}.json", bundle)


def try_out(folder: Path, trial: Trial) -> None:
    """From the next start on this trial runs."""
    (folder / "owed").unlink(missing_ok=True)
    _write(folder, replace(read(folder), trial=trial))


def count_start(folder: Path) -> State:
    """Note that what is chosen is about to start; a trial started too often has failed."""
    state = read(folder)
    if state.trial is None:
        return state
    if state.trial.starts >= MOST_STARTS:
        return give_up(folder, "starts")
    state = replace(state, trial=replace(state.trial, starts=state.trial.starts + 1))
    _write(folder, state)
    return state


def prove(folder: Path) -> None:
    """The trial is good; without one nothing changes."""
    state = read(folder)
    if trial := state.trial:
        _write(folder, State(trial.slot, None, Ended(trial.bundle, "proved", trial.rollout)))


def give_up(folder: Path, why: str) -> State:
    """The trial failed: what was good runs again; without one nothing changes."""
    state = read(folder)
    if trial := state.trial:
        ended = Ended(trial.bundle, "went_back", trial.rollout, why)
        state = State(state.good, None, ended)
        _write(folder, state)
    return state


def owe(folder: Path, owed: Iterable[str]) -> None:
    """Note what a trial still owes, for whoever takes it back; no harm if it is lost."""
    (folder / "owed").write_text(min(owed), encoding="ascii")


def owed(folder: Path) -> str:
    """What a trial owed last; "time" when it said nothing."""
    try:
        return (folder / "owed").read_text(encoding="ascii") or "time"
    except (OSError, ValueError):
        return "time"


def told(folder: Path) -> None:
    """What ended has been told."""
    _write(folder, replace(read(folder), ended=None))


def _write(folder: Path, state: State) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    plain: Mapping[str, Any] = asdict(state)
    write_whole(folder / "state.json", json.dumps(plain).encode())


def _slot(value: object) -> Slot:
    if value == "a":
        return "a"
    return "b" if value == "b" else "factory"
