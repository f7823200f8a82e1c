"""What a box runs: a bundle of parts, each a signed file. TUF says which file is which."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from yizhan_wire.events import Code, Hash

PartName = Literal["agent", "models", "firmware", "settings"]
PARTS: tuple[PartName, ...] = ("agent", "models", "firmware", "settings")
LARGEST = 1024 * 1024 * 1024  # of a part, packed or unpacked: a box has 8 GB in all
Bytes = Annotated[int, Meta(ge=0, le=LARGEST)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One part: the SHA-256 and size of its file (tar, xz), and its size once unpacked."""

    name: PartName
    version: Code
    sha256: Hash
    size: Bytes
    unpacked: Bytes

    @property
    def path(self) -> str:
        """Where the signed directory lists its file."""
        return f"parts/{self.sha256}.tar.xz"


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """Parts that were tried together, for boxes of these kinds of hardware."""

    name: Code
    made_at: datetime
    hardware: Annotated[list[Code], Meta(min_length=1, max_length=20)]
    parts: Annotated[list[Part], Meta(min_length=1, max_length=len(PARTS))]


def path(name: str) -> str:
    """Where the signed directory lists the bundle of this name."""
    return f"bundles/{name}.json"
