"""Two slots and a trial: whatever happens in whatever order, what is good is never lost."""

import json
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from yizhan_edge.update import slots
from yizhan_edge.update.slots import MOST_STARTS, State, Trial

SHA = "ab" * 32


def test_a_new_box_runs_what_the_factory_put_there(tmp_path: Path) -> None:
    assert slots.read(tmp_path) == State("factory")
    assert slots.read(tmp_path).chosen == "factory"


def test_a_state_that_cannot_be_read_is_that_of_a_new_box(tmp_path: Path) -> None:
    for text in ("", "{", "[]", '{"good": "a"}', '{"good": "a", "trial": 3, "ended": null}', "\0"):
        (tmp_path / "state.json").write_text(text)
        assert slots.read(tmp_path) == State()


def test_a_slot_with_a_part_missing_is_not_whole(tmp_path: Path) -> None:
    bundle = {"name": "one", "parts": [{"name": "agent", "sha256": SHA}]}
    slots.stage(tmp_path, "a", json.dumps(bundle).encode())
    assert slots.parts(tmp_path, "a") == {}
    slots.part_folder(tmp_path, SHA).mkdir(parents=True)
    assert slots.parts(tmp_path, "a") == {"agent": slots.part_folder(tmp_path, SHA)}
    assert slots.used(tmp_path) == {SHA}


def test_a_new_bundle_never_goes_where_the_good_one_is() -> None:
    assert State("a").free == "b"
    assert State("b").free == "a"
    assert State("factory").free == "a"


class Trials(RuleBasedStateMachine):
    """Starts, proofs, refusals and cuts in any order."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = self.folder / str(id(self))
        self.good = "factory"
        self.starts = 0

    @precondition(lambda self: slots.read(self.place).trial is None)
    @rule(name=st.text("abc", min_size=1))
    def a_bundle_is_tried(self, name: str) -> None:
        slots.try_out(self.place, Trial(slots.read(self.place).free, name))
        self.starts = 0

    @rule()
    def the_box_starts(self) -> None:
        before = slots.read(self.place)
        state = slots.count_start(self.place)
        if state.trial:
            self.starts += 1
        elif before.trial:
            assert state.ended
            assert state.ended.why == "starts"

    @rule()
    def the_agent_proves_itself(self) -> None:
        if trial := slots.read(self.place).trial:
            self.good = trial.slot
        slots.prove(self.place)

    @rule()
    def time_runs_out(self) -> None:
        slots.give_up(self.place, "time")

    @rule()
    def what_ended_is_told(self) -> None:
        slots.told(self.place)

    @rule()
    def the_power_was_cut_while_the_state_was_written(self) -> None:
        self.place.mkdir(exist_ok=True)
        (self.place / "state.json.new").write_text('{"good":')

    @invariant()
    def what_is_good_stays_good_until_another_is_proved(self) -> None:
        assert slots.read(self.place).good == self.good

    @invariant()
    def a_trial_is_never_in_the_slot_of_what_is_good(self) -> None:
        state = slots.read(self.place)
        assert state.trial is None or state.trial.slot != state.good

    @invariant()
    def a_trial_is_started_three_times_at_most(self) -> None:
        assert self.starts <= MOST_STARTS


def test_what_is_good_is_never_lost(tmp_path_factory: pytest.TempPathFactory) -> None:
    Trials.folder = tmp_path_factory.mktemp("trials")
    run_state_machine_as_test(
        Trials, settings=settings(max_examples=12, stateful_step_count=20, deadline=None)
    )
