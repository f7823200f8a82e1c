"""The signed directory (The Update Framework 1.0): which bundles there are, and their files.

Consistent snapshots: a file's name begins with its hash or version, so a reader never meets half
of a publication; `timestamp.json` is the one name that is replaced, and it comes last.
"""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from yizhan_wire import bundle as wire
from yizhan_wire.bundle import Bundle

from yizhan_provisioning.bundles.keys import Keys, Role
from yizhan_provisioning.errors import BundleKnown, NoBundle, NoRepository, WrongKey
from yizhan_provisioning.files import keep

# an offline stick is good for as long as the shortest of these
ROOT_LASTS, TARGETS_LAST = timedelta(days=3 * 365), timedelta(days=365)
ONLINE_LASTS = timedelta(days=30)
One = TypeVar("One", Root, Timestamp, Snapshot, Targets)
SIGNED_BY: dict[str, Role] = {
    Root.type: "root",
    Targets.type: "targets",
    Snapshot.type: "online",
    Timestamp.type: "online",
}


class Repository:
    """One directory with `metadata` and `targets`; opening a missing one raises NoRepository.

    Whatever signs raises NoKey, BadPassphrase or WrongKey.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder, self._keys = folder, keys
        self._metadata, self._targets = folder / "metadata", folder / "targets"
        if not (self._metadata / "timestamp.json").exists():
            raise NoRepository(str(folder))

    @classmethod
    def create(cls, folder: Path, keys: Keys, now: datetime) -> "Repository":
        """A new directory without a bundle, under the keys that are in `keys`."""
        (folder / "metadata").mkdir(parents=True, exist_ok=True)
        (folder / "targets").mkdir(exist_ok=True)
        root = Root(version=1, expires=now + ROOT_LASTS, consistent_snapshot=True)
        for role, by in SIGNED_BY.items():
            root.add_key(keys.public(by), role)
        made: tuple[Root | Timestamp | Snapshot | Targets, ...] = (
            root,
            Targets(version=1, expires=now + TARGETS_LAST),
            Snapshot(version=1, expires=now + ONLINE_LASTS),
            Timestamp(version=1, expires=now + ONLINE_LASTS),
        )
        for one in made:
            _write(folder / "metadata", one, keys)
        return cls(folder, keys)

    @property
    def root(self) -> bytes:
        """The newest root, for an image: what a box trusts at first."""
        return self._newest_root().read_bytes()

    def bundles(self) -> list[str]:
        """Names of the bundles that may be ordered."""
        listed = self._signed(Targets).targets
        return sorted(Path(one).stem for one in listed if one.startswith("bundles/"))

    def bundle(self, name: str) -> Bundle:
        """A bundle by name; raises NoBundle."""
        found = self._signed(Targets).targets.get(wire.path(name))
        if found is None:
            raise NoBundle(name)
        return msgspec.json.decode(self._file(found).read_bytes(), type=Bundle)

    def add(self, bundle: Bundle, files: dict[str, Path], now: datetime) -> None:
        """Publish a bundle; `files` maps names of parts to their files. Raises BundleKnown."""
        self._check(self._keys, "targets", "online")
        targets = self._signed(Targets)
        if wire.path(bundle.name) in targets.targets:
            raise BundleKnown(bundle.name)
        for part in bundle.parts:
            self._take(targets, part.path, files[part.name])
        told = self.folder / "bundle.new"
        told.write_bytes(msgspec.json.encode(bundle))
        self._take(targets, wire.path(bundle.name), told)
        told.unlink()
        self._publish(targets, now)

    def withdraw(self, name: str, now: datetime) -> None:
        """No box takes this bundle any more; parts of others stay. Raises NoBundle."""
        self._check(self._keys, "targets", "online")
        targets = self._signed(Targets)
        if targets.targets.pop(wire.path(name), None) is None:
            raise NoBundle(name)
        self._publish(targets, now)

    def renew(self, now: datetime) -> None:
        """Say again that this is the newest; needs the online key only."""
        self._check(self._keys, "online")
        self._say_newest(self._signed(Targets).version, now)

    def rotate(self, old: Keys, roles: Sequence[Role], now: datetime) -> None:
        """Trust the keys of `self` for these roles from now on; `old` signs the change too."""
        self._check(old, "root")
        root = self._signed(Root)
        for role, by in SIGNED_BY.items():
            if by in roles:
                for keyid in list(root.roles[role].keyids):
                    root.revoke_key(keyid, role)
                root.add_key(self._keys.public(by), role)
        root.version, root.expires = root.version + 1, now + ROOT_LASTS
        metadata = Metadata(root)
        for keys in (old, self._keys):
            metadata.sign(keys.signer("root"), append=True)
        _put(self._metadata, metadata)
        self._publish(self._signed(Targets), now)

    def copy(self, name: str, folder: Path) -> None:
        """What a stick holds: all that is signed, and the files of one bundle. Raises NoBundle."""
        listed = self._signed(Targets).targets
        wanted = [wire.path(name), *(part.path for part in self.bundle(name).parts)]
        shutil.copytree(self._metadata, folder / "metadata", dirs_exist_ok=True)
        for path in wanted:
            file = self._file(listed[path])
            place = folder / "targets" / file.relative_to(self._targets)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        (folder / "bundle").write_text(f"{name}\n", encoding="ascii")

    def _check(self, keys: Keys, *roles: Role) -> None:
        """Raises WrongKey: what other keys sign no box would take."""
        root = self._signed(Root)
        for role, by in SIGNED_BY.items():
            if by in roles and keys.public(by).keyid not in root.roles[role].keyids:
                raise WrongKey(f"({by})")

    def _take(self, targets: Targets, path: str, file: Path) -> None:
        found = TargetFile.from_file(path, str(file), ["sha256"])
        place = self._file(found)
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            scratch = place.with_name(place.name + ".new")
            shutil.copyfile(file, scratch)
            scratch.replace(place)
        targets.targets[path] = found

    def _file(self, found: TargetFile) -> Path:
        folder, _, name = found.path.rpartition("/")
        return self._targets / folder / f"{found.hashes['sha256']}.{name}"

    def _publish(self, targets: Targets, now: datetime) -> None:
        targets.version, targets.expires = targets.version + 1, now + TARGETS_LAST
        _write(self._metadata, targets, self._keys)
        self._say_newest(targets.version, now)

    def _say_newest(self, targets: int, now: datetime) -> None:
        snapshot, timestamp = self._signed(Snapshot), self._signed(Timestamp)
        snapshot.meta["targets.json"] = MetaFile(version=targets)
        snapshot.version, snapshot.expires = snapshot.version + 1, now + ONLINE_LASTS
        timestamp.snapshot_meta = MetaFile(version=snapshot.version)
        timestamp.version, timestamp.expires = timestamp.version + 1, now + ONLINE_LASTS
        _write(self._metadata, snapshot, self._keys)
        _write(self._metadata, timestamp, self._keys)

    def _signed(self, kind: type[One]) -> One:
        """What is published now: what was cut off before the timestamp is not."""
        path = self._metadata / "timestamp.json"
        if kind is Root:
            path = self._newest_root()
        elif kind is not Timestamp:
            path = self._metadata / f"{_read(path, Timestamp).snapshot_meta.version}.snapshot.json"
        if kind is Targets:
            version = _read(path, Snapshot).meta["targets.json"].version
            path = self._metadata / f"{version}.targets.json"
        return _read(path, kind)

    def _newest_root(self) -> Path:
        return max(self._metadata.glob("*.root.json"), key=lambda one: int(one.name.split(".")[0]))


def _read(path: Path, kind: type[One]) -> One:
    found = Metadata[One].from_file(str(path)).signed
    assert isinstance(found, kind)  # noqa: S101 # we wrote it
    return found


def _write(folder: Path, signed: Root | Timestamp | Snapshot | Targets, keys: Keys) -> None:
    metadata: Metadata[Any] = Metadata(signed)
    metadata.sign(keys.signer(SIGNED_BY[signed.type]))
    _put(folder, metadata)


def _put(folder: Path, metadata: Metadata[Any]) -> None:
    signed = metadata.signed
    number = "" if isinstance(signed, Timestamp) else f"{signed.version}."
    place = folder / f"{number}{signed.type}.json"
    keep(place, metadata.to_bytes())
