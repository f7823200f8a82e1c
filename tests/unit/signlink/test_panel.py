"""The P10 panel's order of bits, on paper: the modules themselves are not here."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.host import REPO

SIZES = [(32, 16), (128, 32), (64, 16), (256, 32)]


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, REPO / f"firmware/board/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


panel = _load("panel")


class Bus:
    """Writes down what goes out: bytes of SPI and levels of pins."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.levels: list[int] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def value(self, level: int) -> None:
        self.levels.append(level)


def _hub(width: int, height: int) -> tuple[Any, Bus, dict[str, Bus]]:
    spi, pins = Bus(), {name: Bus() for name in ("oe", "a", "b", "latch")}
    return panel.Hub12(width, height, spi, pins), spi, pins


@given(st.sampled_from(SIZES), st.data())
def test_each_dot_is_one_inverted_bit_at_its_place(
    size: tuple[int, int], data: st.DataObject
) -> None:
    width, height = size
    rows = data.draw(st.binary(min_size=width * height // 8, max_size=width * height // 8))
    streams = panel.quarters(width, height, rows)
    assert {len(one) for one in streams} == {width * height // 32}
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    column = y // 16 * (width // 8) + x // 8  # bytes across the chain, module row after row
    byte = streams[y % 4][column * 4 + 3 - y % 16 // 4]
    lit = rows[y * (width // 8) + x // 8] >> (7 - x % 8) & 1
    assert byte >> (7 - x % 8) & 1 == 1 - lit


@pytest.mark.parametrize("before", range(1, 4))
def test_a_new_picture_waits_until_the_scan_of_the_old_one_is_over(before: int) -> None:
    hub, spi, _ = _hub(32, 16)
    old, new = bytes(64), b"\xff" * 64
    for _ in range(before):
        hub.scan(None)
    hub.show(new, "standing")
    for _ in range(8 - before):
        hub.scan(None)
    assert spi.sent == [*panel.quarters(32, 16, old), *panel.quarters(32, 16, new)]


def test_the_rows_are_dark_while_the_next_ones_are_latched() -> None:
    hub, _, pins = _hub(32, 16)
    for _ in range(4):
        hub.scan(None)
    assert pins["oe"].levels == [0, 1] * 4
    assert pins["latch"].levels == [1, 0] * 4
    assert list(zip(pins["b"].levels, pins["a"].levels, strict=True)) == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
    ]
