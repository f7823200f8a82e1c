"""Reads the layers of a serialised dlib network: tagged records, input to output."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yizhan_models.errors import BadWeights

Array = npt.NDArray[np.float32]
COUNTS = {"con_4": 29, "affine_": 29, "max_pool_2": 1, "avg_pool_2": 5, "fc_2": 1}


@dataclass(frozen=True)
class Layer:
    """One layer: its tag, its integers and its parameters."""

    tag: str
    ints: tuple[int, ...]
    values: Array


class Reader:
    """A cursor over dlib's integers, strings and tensors."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def integer(self) -> int:
        """One integer: a control byte (count, sign), then little-endian bytes."""
        control = self.data[self.at]
        size = control & 0x0F
        if not 1 <= size <= 8 or control & 0x70:
            raise BadWeights(f"Integer at byte {self.at}.")
        raw = self.data[self.at + 1 : self.at + 1 + size]
        self.at += 1 + size
        value = int.from_bytes(raw, "little")
        return -value if control & 0x80 else value

    def tensor(self) -> Array:
        """One tensor, version 2: four sizes, then raw little-endian float32."""
        if self.integer() != 2:
            raise BadWeights("Tensor version.")
        count = int(np.prod([self.integer() for _ in range(4)]))
        values = np.frombuffer(self.data, "<f4", count, self.at)
        self.at += 4 * count
        return values

    def layer(self, tag: str) -> Layer:
        """The layer body that follows `tag`."""
        if tag == "fc_2":
            ints = (self.integer(), self.integer())
            return Layer(tag, ints, self.tensor())
        if tag == "con_4":
            values = self.tensor()
            return Layer(tag, tuple(self.integer() for _ in range(7)), values)
        if tag == "affine_":
            return Layer(tag, (), self.tensor())
        return Layer(tag, tuple(self.integer() for _ in range(6)), np.empty(0, np.float32))


def tags(data: bytes) -> Iterator[tuple[int, str]]:
    """Byte offset after each known tag, in file order."""
    found = []
    for tag in COUNTS:
        needle = bytes([1, len(tag)]) + tag.encode()
        at = data.find(needle)
        while at >= 0:
            found.append((at + len(needle), tag))
            at = data.find(needle, at + 1)
    yield from sorted(found)


def read_layers(data: bytes) -> list[Layer]:
    """All layers, input to output. Raises BadWeights when counts or sizes are wrong."""
    layers = [Reader(data, at).layer(tag) for at, tag in tags(data)]
    for tag, count in COUNTS.items():
        seen = sum(layer.tag == tag for layer in layers)
        if seen != count:
            raise BadWeights(f"{tag}: {seen} found, {count} expected.")
    return layers
