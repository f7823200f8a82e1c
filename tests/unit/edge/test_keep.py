"""Recordings go 30 days after their session's end: not a minute before, and never while held."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.bench import MEMORY
from stack.examples import MANY
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.recording import chain
from yizhan_edge.recording.keep import HOLD, KEPT, ended, sweep
from yizhan_edge.recording.shelf import Shelf
from yizhan_wire.envelope import Clock

SESSION = UUID(int=7)
END = datetime(2026, 10, 26, 1, tzinfo=UTC)
GOOD, POOR = Clock("ntp", "good"), Clock("none", "poor")
MINUTE = timedelta(minutes=1)


def at(now: datetime, clock: Clock = GOOD) -> Moment:
    return Moment(0.0, now, clock)


def kept(clips: Path, session: UUID = SESSION) -> Path:
    shelf = Shelf(clips, session)
    for _ in range(2):
        shelf.scratch.write_bytes(b"seen")
        shelf.keep(END, END, 4, "0" * 64)
    return shelf.folder


def over(clips: Path) -> Path:
    folder = kept(clips)
    ended(folder, at(END))
    return folder


@pytest.mark.parametrize(
    ("age", "gone"),
    [
        (timedelta(days=29, hours=23), 0),
        (KEPT - timedelta(microseconds=1), 0),
        (KEPT, 2),
        (timedelta(days=400), 2),
    ],
)
def test_what_is_30_days_past_its_end_goes(
    tmp_path: Path, age: timedelta, gone: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder = over(tmp_path)
    with caplog.at_level(logging.INFO):
        assert sweep(tmp_path, None, at(END + age)) == gone
    assert len(list(folder.glob("*.ts"))) == 2 - gone
    assert ("2 clips were deleted" in caplog.text) == bool(gone)


def test_what_was_deleted_is_told_from_what_is_missing_and_is_not_counted_again(
    tmp_path: Path,
) -> None:
    folder = over(tmp_path)
    assert sweep(tmp_path, None, at(END + KEPT)) == 2
    assert chain.fault(folder, {}, 1) == "deleted"
    assert sweep(tmp_path, None, at(END + 3 * KEPT)) == 0
    assert [path.name for path in folder.iterdir()] == ["deleted"]


@pytest.mark.parametrize(("reason", "gone"), [("检察院调取,2026年11月5日", 0), ("", 2), (" \n", 2)])
def test_a_hold_with_a_reason_keeps_and_without_one_does_not(
    tmp_path: Path, reason: str, gone: int
) -> None:
    (over(tmp_path) / HOLD).write_text(reason)
    assert sweep(tmp_path, None, at(END + 2 * KEPT)) == gone


def test_the_session_that_runs_is_not_touched(tmp_path: Path) -> None:
    over(tmp_path)
    assert sweep(tmp_path, SESSION, at(END + 2 * KEPT)) == 0


def test_an_end_nobody_saw_counts_from_when_it_is_noticed(tmp_path: Path) -> None:
    kept(tmp_path)
    noticed = END + 10 * KEPT
    assert sweep(tmp_path, None, at(noticed)) == 0
    assert sweep(tmp_path, None, at(noticed + KEPT - MINUTE)) == 0
    assert sweep(tmp_path, None, at(noticed + KEPT)) == 2


def test_a_clock_that_is_not_trusted_neither_deletes_nor_dates(tmp_path: Path) -> None:
    folder = over(tmp_path)
    assert sweep(tmp_path, None, at(END + 10 * KEPT, POOR)) == 0
    other = kept(tmp_path, UUID(int=8))
    ended(other, at(END, POOR))
    assert not (other / "ended").exists()
    assert len(list(folder.glob("*.ts"))) == 2


def test_an_end_that_cannot_be_read_deletes_nothing(tmp_path: Path) -> None:
    (over(tmp_path) / "ended").write_text("yesterday")
    assert sweep(tmp_path, None, at(END + 10 * KEPT)) == 0


@MANY
@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=45)), max_size=12))
def test_nothing_younger_than_30_days_ever_goes(steps: list[timedelta]) -> None:
    with TemporaryDirectory(dir=MEMORY) as name:
        folder, now = over(Path(name)), END
        for step in steps:
            now += step
            sweep(Path(name), None, at(now))
            left = len(list(folder.glob("*.ts")))
            assert left == (2 if now - END < KEPT else 0)
