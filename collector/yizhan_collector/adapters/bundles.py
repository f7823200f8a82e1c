"""Which bundles a repository of TUF holds, read from its own metadata.

Signatures are not verified here: boxes do that, and nobody else's word counts for them. A bundle
that does not have the hash its listing says is left out.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec
from yizhan_wire import bundle
from yizhan_wire.bundle import Bundle

from yizhan_collector.ground.refusals import Refused

LARGEST = 16 * 1024 * 1024  # bytes of a file of the metadata


class BadRepository(Refused):
    """The repository of bundles cannot be read; publish it again with `yizhan-provision bundle`."""

    status = 503


class Bundles:
    """The bundles below a folder with `metadata/` and `targets/`, consistent snapshots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Bundle]:
        """Every bundle that is listed, newest first. Raises BadRepository."""
        found = [one for path, listed in self._targets() if (one := self._read(path, listed))]
        return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)

    def get(self, name: str) -> Bundle | None:
        """The bundle of this name. Raises BadRepository."""
        return next((one for one in self.all() if one.name == name), None)

    def _targets(self) -> list[tuple[str, dict[str, Any]]]:
        """Path and listing of all that is listed as a bundle, delegated or not."""
        try:
            version = self._meta("timestamp.json")["meta"]["snapshot.json"]["version"]
            snapshot = self._meta(f"{int(version)}.snapshot.json")["meta"]
            roles = [
                self._meta(f"{int(one['version'])}.{Path(name).name}")
                for name, one in sorted(snapshot.items())
            ]
            listed = [pair for role in roles for pair in role["targets"].items()]
        except FileNotFoundError:
            if not (self._folder / "metadata" / "timestamp.json").exists():
                return []  # nothing was published yet
            raise BadRepository from None
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise BadRepository(type(error).__name__) from error
        return [(path, one) for path, one in listed if path.startswith("bundles/")]

    def _meta(self, name: str) -> dict[str, Any]:
        with (self._folder / "metadata" / name).open("rb") as file:
            signed: dict[str, Any] = msgspec.json.decode(file.read(LARGEST))["signed"]
        return signed

    def _read(self, path: str, listed: dict[str, Any]) -> Bundle | None:
        sha256 = listed.get("hashes", {}).get("sha256", "")
        name = path.removeprefix("bundles/")
        try:
            text = (self._folder / "targets" / "bundles" / f"{sha256}.{name}").read_bytes()
            found = msgspec.json.decode(text, type=Bundle)
        except (OSError, ValueError):  # msgspec's errors are ValueErrors
            return None
        whole = hashlib.sha256(text).hexdigest() == sha256
        return found if whole and bundle.path(found.name) == path else None
