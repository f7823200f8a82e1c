"""The spool keeps what it took until the receipt, across crashes, and never gives a seq twice."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from stack import builders as make
from stack.bench import MEMORY, full_disk
from yizhan_edge.errors import SpoolFull
from yizhan_edge.spool import Spool

BOX = make.BOX
MIB = 1024 * 1024


def put(spool: Spool, times: int = 1) -> list[int]:
    return [spool.append(make.health(), make.NOON, make.GOOD) for _ in range(times)]


def test_seqs_count_from_one(spool: Spool) -> None:
    assert put(spool, 3) == [1, 2, 3]
    assert [one.seq for one in spool.waiting(0, 10)] == [1, 2, 3]


def test_what_was_sent_waits_and_comes_again_later(spool: Spool) -> None:
    put(spool, 2)
    spool.mark_sent([1, 2], at=100.0)
    assert spool.waiting(100.0, 10) == []
    assert [one.seq for one in spool.waiting(100.1, 10)] == [1, 2]


def test_a_reconnect_sends_everything_again(spool: Spool) -> None:
    put(spool, 2)
    spool.mark_sent([1, 2], at=100.0)
    spool.resend_all()
    assert len(spool.waiting(0, 10)) == 2


def test_one_message_carries_one_kind(spool: Spool) -> None:
    put(spool)
    spool.append(make.presence(), make.NOON, make.GOOD)
    assert {one.kind for one in spool.waiting(0, 10)} == {"health"}


def test_only_a_receipt_of_this_life_ends_an_event(spool: Spool) -> None:
    put(spool, 5)
    assert spool.forget(uuid4(), [(1, 5)]) == 0
    assert spool.forget(spool.life, [(1, 2), (5, 9)]) == 3
    assert [one.seq for one in spool.waiting(0, 10)] == [3, 4]


def test_a_forgotten_seq_is_never_given_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "s.db", BOX)
    put(spool, 3)
    spool.forget(spool.life, [(1, 3)])
    spool.close()
    again = Spool(tmp_path / "s.db", BOX)
    assert put(again) == [4]
    again.close()


def test_a_full_spool_refuses_and_keeps_what_it_has(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "s.db", BOX, capacity=5)
    put(spool, 4)
    assert spool.current_alarms() == ["spool_filling"]
    put(spool)
    with pytest.raises(SpoolFull, match="send people to the desk"):
        put(spool)
    assert [one.seq for one in spool.waiting(0, 10)] == [1, 2, 3, 4, 5]
    spool.forget(spool.life, [(1, 5)])
    assert put(spool) == [6]
    spool.close()


@pytest.mark.parametrize("damage", [b"this is no database" * 300, b"\x00" * 8192])
def test_a_broken_file_is_kept_aside_and_a_new_life_begins(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(damage)
    spool = Spool(path, BOX)
    assert put(spool) == [1]
    assert spool.current_alarms() == ["spool_broken"]
    [kept] = tmp_path.glob("s.db.broken-*")
    assert kept.read_bytes() == damage
    spool.close()


def fill_up(spool: Spool) -> int:
    """Append until the spool is full; returns the last seq."""
    last = 0
    while spool.fill < 1:
        [last] = put(spool)
        warned = spool.current_alarms() == ["spool_filling"]
        assert warned == (spool.fill >= 0.8)
    return last


def test_the_bytes_are_bounded_too_and_nothing_is_overwritten(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "s.db", BOX, most_bytes=MIB)
    most = fill_up(spool)
    with pytest.raises(SpoolFull):
        put(spool)
    assert spool.pending == most
    assert (tmp_path / "s.db").stat().st_size <= MIB
    spool.forget(spool.life, [(1, most // 2)])
    assert spool.fill < 1
    assert put(spool) == [most + 1]
    assert len(spool.waiting(0, most)) == most - most // 2 + 1
    spool.close()


def test_a_disk_that_refuses_is_said_and_recovers(spool: Spool) -> None:
    put(spool, 3)
    with full_disk(1):
        with pytest.raises(SpoolFull):
            put(spool)
        assert (spool.fill, spool.current_alarms()) == (1.0, ["disk_refuses"])
    assert put(spool) == [4]
    assert (spool.fill < 1, spool.current_alarms()) == (True, [])
    assert [one.seq for one in spool.waiting(0, 10)] == [1, 2, 3, 4]


def test_a_disk_that_is_full_at_the_start_does_not_condemn_a_good_file(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "s.db", BOX)
    put(spool, 3)
    spool.close()
    with full_disk(1), pytest.raises(SpoolFull):
        Spool(tmp_path / "s.db", BOX)
    again = Spool(tmp_path / "s.db", BOX)
    assert (again.pending, again.life, again.current_alarms()) == (3, spool.life, [])
    again.close()


class SpoolMachine(RuleBasedStateMachine):
    """Any order of appends, receipts and reopenings agrees with a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=MEMORY)
        self.path = Path(self.folder.name) / "s.db"
        self.spool = Spool(self.path, BOX)
        self.life: UUID = self.spool.life
        self.kept: set[int] = set()
        self.last = 0

    @rule()
    def append(self) -> None:
        [seq] = put(self.spool)
        assert seq == self.last + 1
        self.last = seq
        self.kept.add(seq)

    @precondition(lambda self: self.last > 0)
    @rule(data=st.data())
    def receipt(self, data: st.DataObject) -> None:
        first = data.draw(st.integers(1, self.last))
        last = data.draw(st.integers(first, self.last + 2))
        self.spool.forget(self.life, [(first, last)])
        self.kept -= set(range(first, last + 1))

    @rule()
    def reopen(self) -> None:
        self.spool.close()
        self.spool = Spool(self.path, BOX)

    @invariant()
    def agrees(self) -> None:
        assert self.spool.life == self.life
        assert {one.seq for one in self.spool.waiting(0, 1000)} == self.kept
        assert self.spool.pending == len(self.kept)

    def teardown(self) -> None:
        self.spool.close()
        self.folder.cleanup()


SpoolMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestSpoolMachine = SpoolMachine.TestCase
