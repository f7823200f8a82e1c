"""One source, two interpreters: MicroPython says and keeps the same as CPython."""

import random
from pathlib import Path

import signlink
from hypothesis import given
from hypothesis import strategies as st
from signlink import words
from stack.board import both

FRAMES = """
import binascii, signlink
for line in {frames}:
    kind, seq, body = line
    frame = signlink.encode(kind, seq, body)
    [(k, s, b)] = signlink.Decoder().feed(frame)
    print(binascii.hexlify(frame).decode(), k, s, binascii.hexlify(b).decode())
"""

CUTS = """
import os
import store
path = {path!r}
kept = 0
for old, new in {pairs}:
    for name in ("a", "b"):
        try:
            os.remove(path + "." + name)
        except OSError:
            pass
    first = store.Store(path)
    first.load()
    first.save(b"an older one")
    first.save(old)
    number, target = first.number + 1, first._name(first.turn)
    whole = store.pack(number, new)
    with open(target, "rb") as file:
        under = file.read()
    for cut in range(len(whole) + 1):
        for rest in (b"", under[cut:]):
            with open(target, "wb") as file:
                file.write(whole[:cut] + rest)
            found = store.Store(path).load()
            assert found == (new if cut == len(whole) else old), (cut, found)
            kept += 1
print(kept)
"""

ROUNDS = """
import sys
import signlink
from signlink import words
from hardware import Board

class Port:
    fed = 0
    sent = b""
    width, height = 128, 32
    came = [b"", signlink.encode(words.HELLO, 7), signlink.encode(signlink.PING, 8)]
    def read(self, wait_ms):
        return self.came.pop(0)  # IndexError at last: what a driver's fault would do
    def write(self, data):
        self.sent += data
    def feed(self):
        self.fed += 1
    def load(self):
        return b""
    def show(self, rows, state):
        pass
    def rows(self, width, height):
        return b""
    def open_all(self):
        return Board(self, self, self, b"me", 3, self)

sys.modules["port"] = sys.modules["default"] = one = Port()  # CPython has no framebuf
try:
    import main
except IndexError:
    pass
for kind, seq, body in signlink.Decoder().feed(one.sent):
    print(kind, seq, list(words.read_hello(body))[:6] if seq == 7 else body)
print(one.fed)
"""

DOTS = """
import binascii, hub12, hub75
for width, height in ((64, 32), (128, 32), (64, 16)):
    rows = bytes((x * x + 7 * x) & 255 for x in range(width * height // 8))
    for found in (hub12.quarters(width, height, rows), hub75.scans(width, height, rows)):
        print([binascii.hexlify(one) for one in found])
"""

COUNTER = """
import binascii
from counter import Counter
from signlink import words

class Room:
    def __init__(self):
        self.values, self.kept, self.said = {{"door": 0, "button": 0, "light": 0}}, b"", []
    def door(self):
        return bool(self.values["door"])
    def button(self):
        return bool(self.values["button"])
    def light(self):
        return self.values["light"]
    def lamp(self, on):
        print("lamp", on)
    def load(self):
        return self.kept
    def save(self, body):
        self.kept = body

room = Room()
one = Counter(room, room, 7)
now = 0
for ms, name, value, heard in {steps}:
    room.values[name] = value
    for _ in range(ms // 10):
        now += 10
        one.tick(now)
    if heard:
        one.take(words.HEARD, 1, bytes([0, heard]), now)
    if heard == 3:
        one = Counter(room, room, 7)  # a reset
    print(now, binascii.hexlify(one.take(words.STATE, 1, b"", now)[1]).decode())
"""


def test_three_hundred_random_frames_are_the_same_on_both(tmp_path: Path) -> None:
    chance = random.Random(20261124)
    frames = [
        (chance.randint(1, 10), chance.randrange(65536), chance.randbytes(chance.randrange(600)))
        for _ in range(300)
    ]
    told = both(tmp_path, FRAMES.format(frames=frames))
    wanted = [f"{signlink.encode(k, s, b).hex()} {k} {s} {b.hex()}" for k, s, b in frames]
    assert [line.strip() for line in told.splitlines()] == [w.strip() for w in wanted]


def test_a_write_cut_off_at_any_byte_leaves_the_old_or_the_new_on_both(tmp_path: Path) -> None:
    chance = random.Random(20261128)
    pairs = [(chance.randbytes(n), chance.randbytes(m)) for n, m in ((0, 9), (40, 40), (90, 3))]
    told = both(tmp_path, CUTS.format(path=str(tmp_path / "kept"), pairs=pairs))
    assert int(told) == sum(2 * (len(new) + 11) for _, new in pairs)


def test_the_watchdog_is_fed_once_a_whole_round_and_never_by_a_loop_that_failed(
    tmp_path: Path,
) -> None:
    told = both(tmp_path, ROUNDS).splitlines()
    ident = b"me".ljust(8, b"\0")
    assert told == [f"2 7 [1, {ident!r}, (0, 2, 0), 0, 3, 1]", f"2 8 {bytes(2)!r}", "3"]


def test_both_panels_scan_in_the_same_order_on_both(tmp_path: Path) -> None:
    assert len(both(tmp_path, DOTS).splitlines()) == 6


counts = st.integers(0, 2**32 - 1)


@given(st.sampled_from([words.SIGN, words.COUNTER]), st.binary(max_size=8), counts, counts)
def test_what_a_board_says_of_itself_comes_back(
    role: int, ident: bytes, uptime_s: int, good: int
) -> None:
    told = words.hello(role, ident, (1, 2, 3), uptime_s, 4, good, 2**40, b"pair", 9)
    one = words.read_hello(told + b"a later board says more")
    assert (one.role, one.ident, one.version) == (role, ident.ljust(8, b"\0"), (1, 2, 3))
    assert (one.uptime_s, one.cause, one.good, one.bad) == (uptime_s, 4, good, 2**32 - 1)
    assert (one.pair, one.boot) == (b"pair\0\0\0\0", 9)


def test_a_counter_board_judges_the_same_on_both(tmp_path: Path) -> None:
    chance = random.Random(20261129)
    steps = []
    for _ in range(300):
        name = chance.choice(["door", "button", "light"])
        value = chance.randrange(65536) if name == "light" else chance.randrange(2)
        heard = chance.choice([0, 0, *range(1, 9)])
        steps.append((chance.choice([20, 200, 3000]), name, value, heard))
    told = both(tmp_path, COUNTER.format(steps=steps))
    assert "lamp True" in told
