"""What runs now: which slot, which bundle, and where its other parts are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from yizhan_edge.settings import Settings
from yizhan_edge.update import slots
from yizhan_edge.update.slots import Slot, Trial


@dataclass(frozen=True)
class Running:
    """Said by the starter; without one the box runs what its settings name."""

    slot: Slot = "factory"
    bundle: str = ""
    parts: Mapping[str, Path] = field(default_factory=dict)
    trial: Trial | None = None


def read(environment: Mapping[str, str]) -> Running:
    """What the starter put into the environment."""
    slot, folder = environment.get("YIZHAN_SLOT", ""), environment.get("YIZHAN_UPDATE", "")
    if not folder or slot not in ("a", "b", "factory"):
        return Running()
    place = Path(folder)
    chosen: Slot = "factory" if slot == "factory" else "a" if slot == "a" else "b"
    trial = slots.read(place).trial
    on_trial = trial if trial and trial.slot == chosen else None
    return Running(chosen, slots.name(place, chosen), slots.parts(place, chosen), on_trial)


def fitted(settings: Settings, now: Running) -> Settings:
    """The settings with the networks of the bundle that runs, where it carries any."""
    if not (models := now.parts.get("models")):
        return settings
    return msgspec.structs.replace(
        settings, models=models, models_lock=models / "models.lock", card=models / "face.toml"
    )
