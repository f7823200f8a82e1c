"""The counter board judges without a board: contacts bounce, light flickers, a press stays."""

from random import Random
from typing import Any

import pytest
import signlink
from hypothesis import given
from hypothesis import strategies as st
from signlink import words
from stack.board import load

counter, steady = load("counter"), load("steady")
MINE, THEIRS = b"my box's", b"another "


class Room:
    """Sensors and store of a board, as a test wants them."""

    def __init__(self) -> None:
        self.open = self.down = False
        self.bright = 0
        self.lit: list[bool] = []
        self.kept = b""
        self.writes = 0

    def door(self) -> bool:
        return self.open

    def button(self) -> bool:
        return self.down

    def light(self) -> int:
        return self.bright

    def lamp(self, on: bool) -> None:
        self.lit.append(on)

    def load(self) -> bytes:
        return self.kept

    def save(self, body: bytes) -> None:
        self.kept = body
        self.writes += 1


class Desk:
    """A counter board in a room, and its clock."""

    def __init__(self, room: Room, at: int = 0) -> None:
        self.room, self.now = room, at
        self.board: Any = counter.Counter(room, room, 7)

    def wait(self, ms: int) -> None:
        for _ in range(ms // 10):
            self.now += 10
            self.board.tick(self.now)

    def press(self, ms: int = 100) -> None:
        self.room.down = True
        self.wait(ms)
        self.room.down = False
        self.wait(100)

    def state(self) -> words.State:
        good, told = self.board.take(words.STATE, 1, b"", self.now)
        assert good
        return words.read_state(told)

    def say(self, kind: int, body: bytes) -> bool:
        good, told = self.board.take(kind, 1, body, self.now)
        assert told == b""
        return bool(good)

    def hear(self, number: int) -> None:
        assert self.say(words.HEARD, number.to_bytes(2, "big"))


@pytest.fixture
def desk() -> Desk:
    return Desk(Room())


def test_a_press_is_said_again_and_again_until_it_is_heard(desk: Desk) -> None:
    desk.wait(3000)
    desk.press()
    for _ in range(50):
        desk.wait(1000)
        assert (desk.state().press, desk.state().press_at_s) == (1, 3)
    desk.hear(1)
    assert desk.state().press == 0


def test_a_press_that_nobody_heard_outlives_a_reset(desk: Desk) -> None:
    desk.press()
    again = Desk(desk.room)
    assert again.state().press == 1
    again.hear(1)
    assert Desk(desk.room).state().press == 0


def test_another_number_does_not_count_as_heard(desk: Desk) -> None:
    desk.press()
    for wrong in (0, 2, 65535):
        desk.hear(wrong)
    assert desk.state().press == 1
    assert desk.room.lit == []


def test_the_lamp_says_heard_for_ten_seconds_and_a_press_meanwhile_is_the_same_call(
    desk: Desk,
) -> None:
    desk.press()
    desk.press()  # still the first call
    desk.hear(1)
    desk.press()
    assert (desk.state().press, desk.room.lit) == (0, [True])
    desk.wait(10_000)
    assert desk.room.lit == [True, False]
    desk.press()
    assert desk.state().press == 2


def test_a_bounce_is_no_press_and_a_held_button_is_one(desk: Desk) -> None:
    for _ in range(20):
        desk.press(ms=20)
    assert desk.state().press == 0
    desk.press(ms=60_000)
    desk.hear(1)
    desk.wait(20_000)
    assert desk.state().press == 0


def test_numbers_run_around_and_never_are_nought() -> None:
    room = Room()
    room.kept = counter.struct.pack(counter.KEPT, MINE, 65535, 0)
    desk = Desk(room)
    desk.press()
    assert desk.state().press == 1


def test_the_door_says_since_when_it_is_so(desk: Desk) -> None:
    desk.wait(5000)
    desk.room.open = True
    desk.wait(200)
    assert words.DOORS[desk.state().door] == "closed"  # it may only have been shaken
    desk.wait(60_000)
    assert (words.DOORS[desk.state().door], desk.state().door_at_s) == ("open", 5)


def test_it_belongs_to_the_first_box_that_asks_and_to_no_other_after_a_reset(desk: Desk) -> None:
    assert desk.board.pair() == words.UNPAIRED
    assert desk.say(words.PAIR, MINE)
    again = Desk(desk.room)
    assert again.board.pair() == MINE
    assert not again.say(words.PAIR, THEIRS)
    assert again.say(words.PAIR, MINE)
    assert again.board.pair() == MINE


def test_flash_is_written_for_a_pairing_a_press_and_its_answer_and_for_nothing_else(
    desk: Desk,
) -> None:
    for _ in range(3):
        desk.say(words.PAIR, MINE)
    desk.press()
    desk.press()
    desk.hear(1)
    desk.hear(1)
    desk.room.open, desk.room.bright = True, 40_000
    desk.wait(60_000)
    assert desk.room.writes == 3


@pytest.mark.parametrize(
    ("kind", "body"),
    [(signlink.PIXELS, b""), (words.PAIR, b"short"), (words.HEARD, b""), (99, b"")],
)
def test_what_a_counter_board_does_not_know_it_refuses(desk: Desk, kind: int, body: bytes) -> None:
    assert not desk.say(kind, body)


@pytest.mark.parametrize("torn", [b"", b"\1", bytes(40)])
def test_settings_of_another_firmware_are_as_none(torn: bytes) -> None:
    room = Room()
    room.kept = torn
    assert (Desk(room).board.pair(), Desk(room).state().press) == (words.UNPAIRED, 0)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 400)), max_size=60))
def test_a_steady_value_changes_only_after_it_was_the_same_long_enough(
    seen: list[tuple[bool, int]],
) -> None:
    one, now, since, last = steady.Steady(False, 300), 0, 0, False
    for value, pause in seen:
        now += pause
        if value != last:
            last, since = value, now
        before = one.value
        changed = one.see(value, now)
        assert changed == (before != one.value)
        if changed:
            assert value == one.value
            assert now - since >= 300


@given(st.integers(0, 65535), st.integers(0, 7))
def test_light_near_a_border_stays_in_its_level(raw: int, before: int) -> None:
    found = steady.level(raw, before)
    assert 0 <= found <= 7
    assert steady.level(raw, found) == found
    for noise in (raw * 15 // 16, raw * 17 // 16):
        near = steady.level(noise, found)
        assert abs(near - found) <= 1
        assert steady.level(raw, near) in (near, found)


def test_brighter_light_is_never_a_lower_level() -> None:
    for before in range(8):
        levels = [steady.level(raw, before) for raw in range(0, 65536, 64)]
        assert levels == sorted(levels)
    assert (steady.level(0, 7), steady.level(65535, 0)) == (0, 7)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2), st.integers(0, 7), st.integers(0, 65535))
def test_a_state_comes_back(at: int, door: int, light: int, press: int) -> None:
    told = words.state(7, at, door, at, light, press, at)
    assert words.read_state(told + b"more") == (7, at, door, at, light, press, at)


@pytest.mark.parametrize("wrong", [b"", bytes(17), words.state(1, 1, 3, 1, 1, 1, 1)])
def test_half_a_state_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValueError):
        words.read_state(wrong)
    with pytest.raises(ValueError):
        words.read_hello(wrong)


def test_a_board_hears_garbage_and_stays_itself(desk: Desk) -> None:
    chance = Random(20261128)
    for _ in range(2000):
        desk.board.take(chance.randrange(256), 1, chance.randbytes(chance.randrange(12)), desk.now)
    assert desk.state().press == 0
