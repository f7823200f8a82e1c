"""Which files are ours: The Update Framework, the same online and from a stick.

Rollback, freeze, mix-and-match, rotation of the root and the hash of each file are python-tuf's;
here is only what a box asks of it, and in which word it says why not.
"""

from pathlib import Path

import msgspec
from tuf.api import exceptions as tuf
from tuf.api.metadata import TargetFile
from tuf.ngclient.config import UpdaterConfig
from tuf.ngclient.updater import Updater
from yizhan_wire import bundle as wire
from yizhan_wire.bundle import Bundle, Part

from yizhan_edge.errors import UpdateAway, UpdateRefused
from yizhan_edge.update.fetch import Fetcher

BASE = "https://updates.invalid"  # the fetcher takes the path of it only
LARGEST_BUNDLE = 64 * 1024
# the first that fits names why; the classes of python-tuf are of one another
WHY: tuple[tuple[type[Exception], str], ...] = (
    (tuf.ExpiredMetadataError, "expired"),
    (tuf.BadVersionNumberError, "rollback"),
    (tuf.UnsignedMetadataError, "signature"),
    (tuf.LengthOrHashMismatchError, "altered"),
    (tuf.DownloadLengthMismatchError, "altered"),
    (tuf.RepositoryError, "malformed"),
)


class Trusted:
    """What the signed directory says now. Making it asks for the newest; raises as `say_why`."""

    def __init__(self, folder: Path, root: Path, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        try:
            self._tuf = Updater(
                str(folder / "metadata"),
                f"{BASE}/metadata/",
                str(folder / "bundles"),
                f"{BASE}/targets/",
                fetcher,
                UpdaterConfig(),
                bootstrap=root.read_bytes(),
            )
            self._tuf.refresh()
        except Exception as error:
            raise say_why(error) from error

    def bundle(self, name: str) -> tuple[Bundle, bytes]:
        """The bundle of this name, and its file; raises as `say_why`, `unknown` without one."""
        found = self._named(wire.path(name))
        if found.length > LARGEST_BUNDLE:
            raise UpdateRefused("malformed", name)
        try:
            data = Path(self._tuf.download_target(found)).read_bytes()
            return msgspec.json.decode(data, type=Bundle), data
        except msgspec.DecodeError as error:
            raise UpdateRefused("malformed", str(error)) from error
        except Exception as error:
            raise say_why(error) from error

    def part(self, part: Part) -> Path:
        """The file of a part, whole and the signed one; raises as `say_why`."""
        found = self._named(part.path)
        signed = found.hashes.get("sha256")
        if signed != part.sha256 or found.length != part.size:
            raise UpdateRefused("altered", f"{part.name} is not the one of the bundle")
        path = f"/targets/parts/{signed}.{part.sha256}.tar.xz"
        again = self._fetcher.begun(path)  # what came before a power cut may be torn
        while True:
            try:
                return self._whole(found, path)
            except tuf.LengthOrHashMismatchError as error:
                self._fetcher.forget()
                if not again:
                    raise say_why(error) from error
                again = False
            except Exception as error:
                raise say_why(error) from error

    def _whole(self, found: TargetFile, path: str) -> Path:
        place = self._fetcher.large(path, found.length)
        with place.open("rb") as file:
            found.verify_length_and_hashes(file)
        return place

    def _named(self, path: str) -> TargetFile:
        try:
            found = self._tuf.get_targetinfo(path)
        except Exception as error:
            raise say_why(error) from error
        if found is None:
            raise UpdateRefused("unknown", path)
        return found


def say_why(error: Exception) -> UpdateRefused | UpdateAway:
    """UpdateRefused for what is not ours, UpdateAway for what could not be had now."""
    if isinstance(error, OSError):
        return no_room(error)
    for kind, why in WHY:
        if isinstance(error, kind):
            return UpdateRefused(why, str(error))
    return UpdateAway(f"({error})")


def no_room(error: OSError) -> UpdateRefused:
    """What a medium that takes no more is told as."""
    return UpdateRefused("disk", error.strerror or type(error).__name__)
