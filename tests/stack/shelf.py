"""A signed directory of bundles, made by the real tools, and a box that trusts it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.exceptions import DownloadError
from yizhan_edge.update.fetch import FromFolder
from yizhan_edge.update.updater import Place
from yizhan_provisioning.bundles import parts
from yizhan_provisioning.bundles.keys import ROLES, Keys
from yizhan_provisioning.bundles.repository import Repository
from yizhan_wire.bundle import Bundle, PartName
from yizhan_wire.events import Body

HARDWARE = "sim"
Files = Mapping[str, str | bytes]
MODELS: Files = {"models.lock": "[outputs]\n", "face.toml": "", "detector.onnx": b"network" * 400}
SETTINGS: Files = {"settings.toml": ""}


def folder(place: Path, files: Files) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


class Shelf:
    """Keys and directory under one folder; `publish` adds a bundle."""

    def __init__(self, place: Path, now: datetime | None = None) -> None:
        self.place = place
        self.keys = Keys(place / "keys")
        for role in ROLES:
            self.keys.make(role)
        self.repository = Repository.create(place / "site", self.keys, now or datetime.now(UTC))

    @property
    def site(self) -> Path:
        """What a web server would serve."""
        return self.place / "site"

    def publish(
        self,
        name: str,
        agent: Files,
        hardware: str = HARDWARE,
        now: datetime | None = None,
        **more: Files,
    ) -> Bundle:
        """Pack and publish a bundle of an agent and what else is given by the part's name."""
        now = now or datetime.now(UTC)
        made, files = [], {}
        given: dict[PartName, Files] = {"agent": agent, **more}  # type: ignore[dict-item]
        for part, content in given.items():
            here = folder(self.place / "work" / name / part, content)
            files[part] = self.place / "work" / f"{name}-{part}.tar.xz"
            made.append(parts.pack(part, name, here, files[part]))
        bundle = Bundle(name, now, [hardware], made)
        self.repository.add(bundle, {str(k): v for k, v in files.items()}, now)
        return bundle


@dataclass
class Room:
    """The rest of the box as an update sees it."""

    clock: bool = True
    idle: bool = True
    holds: list[str] = field(default_factory=list)
    changed: int = 0

    def trusts_clock(self) -> bool:
        return self.clock

    def quiet(self) -> bool:
        return self.idle

    def holding(self) -> list[str]:
        return self.holds

    def change_over(self) -> None:
        self.changed += 1


class Noted(list[Body]):
    """What a box told; `full` is a spool that takes no more."""

    full = False

    def __call__(self, body: Body) -> bool:
        if not self.full:
            self.append(body)
        return not self.full


class Line(FromFolder):
    """The directory over a line that breaks after some bytes of a part; `asked` says for what."""

    breaks_after: int | None = None
    away = False

    def __init__(self, site: Path) -> None:
        super().__init__(site)
        self.asked: list[tuple[str, int]] = []

    def __call__(self, path: str, start: int) -> Iterator[bytes]:
        self.asked.append((path, start))
        if self.away:
            raise DownloadError("the line is down")
        given, breaks = 0, self.breaks_after if "/parts/" in path else None
        for chunk in super().__call__(path, start):
            if breaks is not None and given + len(chunk) > breaks:
                yield chunk[: breaks - given]
                raise DownloadError("the line broke")
            given += len(chunk)
            yield chunk


def place(shelf: Shelf, folder: Path, hardware: str = HARDWARE) -> Place:
    """A box's place that trusts the shelf as it is now."""
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "root.json"
    if not root.exists():
        root.write_bytes(shelf.repository.root)
    return Place(folder / "update", root, hardware)
