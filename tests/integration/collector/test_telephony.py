"""What the exchange tells is kept, and it is told what the room wants: over real files."""

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from stack import configure
from stack.desk import Desk, settings_file
from stack.process import Program, wait_for
from stack.switchboard import Faults, Switchboard, table
from yizhan_collector.__main__ import main
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.telephony import require_patience
from yizhan_provisioning.authority import Authority

NUMBER = "000-0000-0001"
SEATED = """
insert into hotline_seat (staff, extension, ready, since, seen_at)
select id, '8001', true, now(), now() from staff where login = 'clerk'
"""


class Wire:
    """The process beside a switchboard of ours."""

    def __init__(self, desk: Desk, folder: Path, authority: Authority, faults: Faults) -> None:
        self.desk, self.board = desk, Switchboard(folder, faults)
        path, _ = settings_file(folder, desk.url, authority, 1)
        configure.add(path, table(folder))
        command = [sys.executable, "-m", "yizhan_collector", "telephony", "--config", str(path)]
        self.program = Program("telephony", command, folder / "telephony.log")

    def seat(self) -> None:
        """An operator is ready, with an open page."""
        with psycopg.connect(self.desk.url) as tx:
            tx.execute(SEATED)

    def call(self, call: str) -> dict[str, Any]:
        """A call as it is kept; empty while it is not."""
        with psycopg.connect(self.desk.url, row_factory=dict_row) as tx:
            found = tx.execute("select * from hotline_call where id = %s", [call]).fetchone()
        return found or {}

    def until(self, call: str, name: str) -> dict[str, Any]:
        """The call once it has this; the commands that come meanwhile are carried out."""

        def there() -> bool:
            self.board.step()
            return bool(self.call(call).get(name))

        wait_for(there, 20, f"{name}: {self.program.tail()}")
        return self.call(call)


@pytest.fixture
def wire(
    desk: Desk, tmp_path: Path, authority: Authority, request: pytest.FixtureRequest
) -> Iterator[Wire]:
    made = Wire(desk, tmp_path, authority, getattr(request, "param", Faults()))
    made.program.start(lambda: True)
    yield made
    made.program.stop(signal.SIGTERM)


NOISE = Faults(0.6, 0.3, random.Random(2))


@pytest.mark.parametrize("wire", [Faults(), NOISE], ids=["plain", "noisy"], indirect=True)
def test_a_waiting_caller_is_given_to_the_seat_that_is_ready(wire: Wire) -> None:
    line = wire.board.call(NUMBER)
    wire.board.flush()
    wire.until(line.call, "queued_at")
    wire.seat()
    wait_for(lambda: bool(wire.board.step()), 20, "a command")
    line.press(4)
    line.hang_up()
    wire.board.flush()
    for name in ("ended_at", "recording"):
        wire.until(line.call, name)
    found = wire.until(line.call, "answered_at")
    assert (found["seat"], found["stars"], found["number"]) == ("8001", 4, NUMBER)
    assert NUMBER not in wire.program.log.read_text()
    assert len(wire.board.asked) == 1


def test_a_seat_that_does_not_pick_up_leaves_the_caller_in_the_queue(wire: Wire) -> None:
    wire.board.seats["8001"] = "no_answer"
    line = wire.board.call(NUMBER)
    wire.until(line.call, "queued_at")
    wire.seat()
    wait_for(lambda: bool(wire.board.step()), 20, "a command")
    wait_for(lambda: wire.call(line.call)["ringing"] is None, 20, "rung no more")
    assert wire.call(line.call)["ended_at"] is None


def test_a_restart_of_the_exchange_ends_its_calls_and_of_ours_none(wire: Wire) -> None:
    line = wire.board.call(NUMBER)
    wire.until(line.call, "queued_at")
    wire.program.kill()
    other = wire.board.call("")
    wire.program.start(lambda: True)
    wire.until(other.call, "queued_at")
    assert wire.call(line.call)["ended_at"] is None
    wire.board.restart()
    for one in (line, other):
        assert wire.until(one.call, "ended_at")["cause"] == "exchange_restarted"


def test_without_an_exchange_it_ends_with_a_sentence(
    tmp_path: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = settings_file(tmp_path, "postgresql://nobody@127.0.0.1:1/none", authority, 1)
    assert main(["telephony", "--config", str(path)]) == 1
    assert "needs the table [telephony]" in capsys.readouterr().err


def test_the_process_ends_when_it_is_told(wire: Wire) -> None:
    line = wire.board.call("")
    wire.until(line.call, "queued_at")
    wire.program.stop()
    assert wire.program.child is not None
    assert wire.program.child.returncode == 0


def test_a_recording_whose_time_is_over_is_deleted_and_nothing_else(
    desk: Desk, tmp_path: Path, authority: Authority
) -> None:
    wire = Wire(desk, tmp_path, authority, Faults())
    there = wire.board.recordings
    for name in ("call-old", "new-old", "call-young"):
        wire.board.record(name)
    for name in ("call-old", "new-old"):
        os.utime(there / f"{name}.wav", (0, 0))
    wire.program.start(lambda: True)
    wait_for(lambda: not (there / "call-old.wav").exists(), 20, wire.program.tail())
    wire.program.stop(signal.SIGTERM)
    assert {one.stem for one in there.iterdir()} == {"new-old", "call-young"}


def test_a_seat_that_rings_longer_than_the_rule_is_refused_at_the_start(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        require_patience(tx, 25, desk.now)
        with pytest.raises(BadSettings, match=r"less than \d+, the rule hotline.ring_seconds"):
            require_patience(tx, 120, desk.now)
