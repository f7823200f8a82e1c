"""The starter with real processes: what does not prove itself goes back without hands."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.trial import CHANGES_OVER, CRASHES, DEAF, GOOD, SILENT, Trials
from yizhan_edge.update import slots
from yizhan_edge.update.slots import MOST_STARTS, Ended, State, Trial


@pytest.fixture
def trials(tmp_path: Path) -> Iterator[Trials]:
    made = Trials(tmp_path)
    made.put("a", "old", SILENT)
    made.good("a")
    yield made
    made.cut()


def begin(trials: Trials, does: str, seconds: float = 60) -> None:
    """Start with a new bundle on trial in b."""
    trials.put("b", "new", does)
    slots.try_out(trials.folder, Trial("b", "new", None, [], seconds))
    trials.start()


def test_what_is_good_runs_and_ends_when_told(trials: Trials) -> None:
    trials.start()
    trials.until(lambda: trials.ran() == ["old"])
    assert trials.stop() == 0
    assert trials.state() == State("a")


def test_a_trial_that_proves_itself_is_good_from_then_on(trials: Trials) -> None:
    begin(trials, GOOD)
    trials.until(lambda: trials.state().good == "b")
    assert trials.state().ended == Ended("new", "proved")
    assert trials.stop() == 0
    trials.start()
    trials.until(lambda: trials.ran() == ["new", "new"])


@pytest.mark.parametrize("does", [SILENT, DEAF], ids=["silent", "deaf"])
def test_a_trial_that_is_not_proved_in_time_is_taken_back(
    trials: Trials, does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(trials, does, seconds=0.5)
    trials.until(lambda: trials.ran() == ["new", "old"])
    assert trials.state() == State("a", None, Ended("new", "went_back", None, "time"))


def test_a_trial_that_crashes_is_started_three_times_and_taken_back(trials: Trials) -> None:
    begin(trials, CRASHES)
    trials.until(lambda: trials.ran() == ["new"] * MOST_STARTS + ["old"])
    assert trials.state().ended == Ended("new", "went_back", None, "starts")


def test_a_trial_cut_off_by_the_power_goes_on_and_is_not_believed_for_ever(trials: Trials) -> None:
    begin(trials, SILENT)
    for count in range(1, MOST_STARTS + 1):
        trials.until(lambda: trials.ran() == ["new"] * count)  # noqa: B023 # used at once
        trials.cut()
        trials.start()
    trials.until(lambda: trials.ran()[-1] == "old")
    assert trials.state().ended == Ended("new", "went_back", None, "starts")


def test_a_trial_whose_parts_are_not_whole_is_not_started(trials: Trials) -> None:
    bundle = trials.put("b", "new", GOOD)
    (slots.part_folder(trials.folder, bundle.parts[0].sha256) / "run.py").unlink()
    slots.try_out(trials.folder, Trial("b", "new"))
    trials.start()
    trials.until(lambda: trials.ran() == ["old"])
    assert trials.state().ended == Ended("new", "went_back", None, "not_whole")


def test_a_good_slot_that_is_lost_leaves_the_other_one_running(trials: Trials) -> None:
    trials.put("b", "older", SILENT)
    (trials.folder / "slots/a.json").write_text("")
    trials.start()
    trials.until(lambda: trials.ran() == ["older"])


def test_without_any_slot_the_factory_runs_and_says_what_it_lacks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "yizhan_edge.update.start", "--folder", str(tmp_path)]
    done = subprocess.run(
        [*command, "--config", str(tmp_path / "edge.toml")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "settings cannot be used" in done.stderr


def test_an_agent_that_changes_over_is_followed_by_what_is_chosen_then(tmp_path: Path) -> None:
    trials = Trials(tmp_path)
    trials.put("b", "new", GOOD)
    trial = "slots.try_out(FOLDER, slots.Trial('b', 'new', None, [], 60.0))\n"
    trials.put("a", "old", trial + CHANGES_OVER)
    trials.good("a")
    trials.start()
    try:
        trials.until(lambda: trials.ran() == ["old", "new"])
        trials.until(lambda: trials.state().good == "b")
    finally:
        trials.cut()


def test_a_crash_of_what_is_good_is_left_to_systemd(tmp_path: Path) -> None:
    trials = Trials(tmp_path)
    trials.put("a", "old", CRASHES)
    trials.good("a")
    trials.start()
    assert trials.starter
    assert trials.starter.wait(30) == 3
    assert trials.ran() == ["old"]


def test_the_starter_needs_nothing_but_the_standard_library() -> None:
    edge = Path("edge").resolve()
    code = f"import sys; sys.path.insert(0, {str(edge)!r}); import yizhan_edge.update.start"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
