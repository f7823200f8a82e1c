"""A wish goes out and a grant comes in on a USB stick that has a folder `yizhan`."""

from pathlib import Path

import msgspec
from yizhan_wire import claims
from yizhan_wire.claims import Grant, Wish
from yizhan_wire.errors import BadWish

from yizhan_edge.errors import GrantRefused
from yizhan_edge.whole import write_whole

FOLDER = "yizhan"
LARGEST = 32 * 1024


def folders(place: Path | None) -> list[Path]:
    """The folders of ours on the sticks that are in; none when one is pulled out meanwhile."""
    if place is None:
        return []
    try:
        return [one for one in (place / FOLDER, *place.glob(f"*/{FOLDER}")) if one.is_dir()]
    except OSError:
        return []


def leave(folder: Path, code: str, wish: Wish) -> None:
    """Write the wish there once; raises OSError."""
    path = folder / f"wish-{code}.json"
    raw = msgspec.json.encode(wish)
    if not path.exists() or path.read_bytes() != raw:
        write_whole(path, raw)


def find(folder: Path, code: str) -> Grant | None:
    """The grant that lies there for this code; raises GrantRefused for half a file, OSError."""
    path = folder / f"grant-{code}.json"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    try:
        found = claims.load_grant(raw)
    except BadWish as error:
        raise GrantRefused(f"({path.name})") from error
    if found.code != code:
        raise GrantRefused(f"({path.name})")
    return found
