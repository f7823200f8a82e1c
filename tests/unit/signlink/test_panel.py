"""The panels' order of bits, on paper: the modules themselves are not here."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.board import load

SIZES = [(32, 16), (128, 32), (64, 16), (256, 32)]


hub12, hub75 = load("hub12"), load("hub75")


class Bus:
    """Writes down what goes out: bytes of SPI and levels of pins."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.levels: list[int] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def value(self, level: int) -> None:
        self.levels.append(level)

    def dim(self, level: int) -> None:
        self.sent.append(bytes([level]))


def _hub(width: int, height: int) -> tuple[Any, Bus, dict[str, Bus]]:
    spi, pins = Bus(), {name: Bus() for name in ("oe", "a", "b", "latch")}
    return hub12.Hub12(width, height, spi, pins), spi, pins


@given(st.sampled_from(SIZES), st.data())
def test_each_dot_is_one_inverted_bit_at_its_place(
    size: tuple[int, int], data: st.DataObject
) -> None:
    width, height = size
    rows = data.draw(st.binary(min_size=width * height // 8, max_size=width * height // 8))
    streams = hub12.quarters(width, height, rows)
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
    assert spi.sent == [*hub12.quarters(32, 16, old), *hub12.quarters(32, 16, new)]


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


@given(st.sampled_from([(64, 32), (128, 32), (64, 16)]), st.data())
def test_each_dot_of_a_hub75_panel_goes_out_with_its_row(
    size: tuple[int, int], data: st.DataObject
) -> None:
    width, height = size
    rows = data.draw(st.binary(min_size=width * height // 8, max_size=width * height // 8))
    lines = hub75.scans(width, height, rows)
    assert [len(one) for one in lines] == [width // 4] * (height // 2)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    clocks = int.from_bytes(lines[y % (height // 2)], "little")  # two bits a clock, lowest first
    lit = rows[y * (width // 8) + x // 8] >> (7 - x % 8) & 1
    assert clocks >> (2 * x + y // (height // 2)) & 1 == lit


def test_a_hub75_panel_lights_one_row_of_each_half_at_a_time_and_never_mixes_pictures() -> None:
    sent: list[bytes] = []
    pins = {name: Bus() for name in ("a", "b", "c", "d", "latch", "oe")}
    hub = hub75.Hub75(64, 32, sent.append, pins)
    old, new = bytes(256), b"\xff" * 256
    for turn in range(32):
        if turn == 5:
            hub.show(new, "standing")
        hub.scan(None)
    assert sent == [*hub75.scans(64, 32, old), *hub75.scans(64, 32, new)]
    assert pins["oe"].levels == [0, 1] * 32
    assert pins["latch"].levels == [1, 0] * 32
    bits = zip(*(pins[name].levels for name in "abcd"), strict=True)
    assert [a + 2 * b + 4 * c + 8 * d for a, b, c, d in bits] == list(range(16)) * 2


@pytest.mark.parametrize("level", [0, 7])
def test_brightness_goes_to_the_gate_that_lights(level: int) -> None:
    pins = {name: Bus() for name in ("a", "b", "c", "d", "latch", "oe")}
    for panel in (hub12.Hub12(32, 16, Bus(), pins), hub75.Hub75(64, 32, print, pins)):
        panel.dim(level)
    assert pins["oe"].sent == [bytes([level])] * 2
