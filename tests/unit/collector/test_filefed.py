"""An exchange that speaks through files: whatever is in them, the rest is read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.adapters.filefed import FileFed, read
from yizhan_collector.adapters.outside import Away
from yizhan_collector.adapters.telephony import Heard, Unmet
from yizhan_collector.rooms.hotline.model import CallEvent, Connect, Dial, Standing

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)


def line(kind: str, call: str, **more: Any) -> str:
    said = {"event": f"{call} {kind}", "call": call, "kind": kind, "at": AT.isoformat(), **more}
    return f"{json.dumps(said)}\n"


class Two:
    """The files, and what was heard of them."""

    def __init__(self, folder: Path) -> None:
        self.events, self.commands = folder / "events", folder / "commands"
        self.events.touch()
        self.fed = FileFed(self.events, self.commands, 0)
        self.stream: Iterator[Heard] = self.fed.events()

    def add(self, *lines: str) -> None:
        with self.events.open("a") as out:
            out.write("".join(lines))

    def next(self, most: int = 50) -> list[Heard]:
        """What comes until nothing does."""
        found: list[Heard] = []
        for one in islice(self.stream, most):
            if one is None:
                break
            found.append(one)
        return found

    def calls(self) -> list[str]:
        return [one.call for one in self.next() if isinstance(one, CallEvent)]


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def test_what_lies_there_comes_first_and_then_how_it_stands(two: Two) -> None:
    two.add(line("offered", "a", number="00000000001"), line("offered", "b"), line("ended", "a"))
    *events, standing = two.next()
    assert [type(one) for one in events] == [CallEvent] * 3
    assert isinstance(standing, Standing)
    assert standing.calls == {"b"}
    two.add(line("answered", "b", seat="8001"))
    assert two.next() == [CallEvent("b answered", "b", "answered", AT, seat="8001")]


def test_an_old_restart_in_the_file_ends_nothing_that_came_after(two: Two) -> None:
    stands = json.dumps({"kind": "standing", "at": AT.isoformat(), "calls": []})
    two.add(line("offered", "a"), f"{stands}\n", line("offered", "b"))
    assert [one.calls for one in two.next() if isinstance(one, Standing)] == [{"b"}]
    two.add(f"{stands}\n")
    assert two.next() == [Standing(AT, frozenset())]


def test_half_a_line_waits_for_its_other_half(two: Two) -> None:
    whole = line("offered", "a")
    two.add(whole[:20])
    two.next()
    two.add(whole[20:])
    assert two.calls() == ["a"]


def test_a_replaced_file_is_read_to_its_end_and_the_new_one_from_its_beginning(two: Two) -> None:
    two.next()
    two.add(line("offered", "a"), line("offered", "b")[:9])
    two.events.rename(two.events.with_suffix(".1"))
    two.events.write_text(line("offered", "c"))
    assert two.calls() == ["a", "c"]


def test_a_cut_file_is_read_from_its_beginning(two: Two) -> None:
    two.add(line("offered", "a"), line("offered", "b"))
    two.next()
    two.events.write_text(line("offered", "c"))
    assert two.calls() == ["c"]


BAD = [
    "",
    "{",
    "[1]",
    "null",
    "{}",
    line("sung", "a"),
    line("rated", "a", stars=6),
    line("offered", "a", number="call me"),
    line("offered", "a\u0000"),
    line("offered", ""),
    line("answered", "a"),
    line("offered", "a").replace("+00:00", ""),
    line("offered", "x" * 20_000),
    line("offered", "a", wish="[" * 9000),
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_event_is_left_out_and_not_logged(
    two: Two, bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    two.add(bad.rstrip("\n"), "\n", line("offered", "b", number="00000000001"))
    assert two.calls() == ["b"]
    assert "call me" not in caplog.text
    assert "00000000001" not in caplog.text


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(said: bytes) -> None:
    assert read(said) is None or isinstance(read(said), CallEvent | Standing | Unmet)


def test_commands_are_lines_too_and_may_come_to_nothing(two: Two) -> None:
    two.fed.connect(Connect("a", "8001"))
    two.fed.dial(Dial("w", "8002", "000-0000-0002"))
    said = [json.loads(one) for one in two.commands.read_text().splitlines()]
    assert said == [
        {"command": "connect", "call": "a", "seat": "8001"},
        {"command": "dial", "wish": "w", "seat": "8002", "number": "000-0000-0002"},
    ]
    two.next()
    failed = {"kind": "unmet", "call": "a", "seat": "8001", "reason": "busy"}
    two.add(json.dumps(failed), "\n")
    assert two.next() == [Unmet(Connect("a", "8001"), "busy")]


def test_without_its_files_the_exchange_is_away(tmp_path: Path) -> None:
    fed = FileFed(tmp_path / "none", tmp_path / "no" / "commands")
    with pytest.raises(Away):
        next(fed.events())
    with pytest.raises(Away):
        fed.connect(Connect("a", "8001"))
