"""A rollout over a real line to many boxes: 24 here, 200 with `make test-fleet`."""

import pytest
from stack.process import wait_for

from .conftest import BOXES, BoxNow, Fleet

CANARY = {"percent": 10, "success": 100, "errors": 20, "looked": False}
REST = {"percent": 90, "success": 90, "errors": 20, "looked": False}


@pytest.mark.timeout(900)
def test_a_bad_bundle_stops_at_its_threshold_and_everybody_can_check_in_throughout(
    many: Fleet,
) -> None:
    many.publish("one", [])
    first = many.roll_out("one", CANARY, REST)
    wait_for(lambda: many.rollout(first)["state"] == "finished", 300, "one to be everywhere")
    assert {one.bundle for one in settled(many, "one").values()} == {"one"}

    before = many.now()
    many.publish("two", list(range(10)))  # works nowhere
    second = many.roll_out("two", CANARY, REST)
    wait_for(lambda: many.rollout(second)["state"] == "stopped", 300, "two to be stopped")
    after = many.rollout(second)
    assert after["why"] == "errors"
    touched = [one for one in after["boxes"] if one["state"] != "pending"]
    assert 1 <= len(touched) <= BOXES // 10
    now = settled(many, "one")
    assert {one.bundle for one in now.values()} == {"one"}, "a failed box is not back"
    failed = [one for one in many.rollout(second)["boxes"] if one["state"] == "went_back"]
    assert failed
    assert {one["why"] for one in failed} == {"camera"}

    wait_for(
        lambda: all(one.visits > before[name].visits for name, one in many.now().items()),
        60,
        "a check-in at every box since the bad bundle came",
    )


def settled(many: Fleet, bundle: str) -> dict[str, BoxNow]:
    """The boxes once each says that it runs this bundle, or after a minute as they are."""
    wait_for(
        lambda: all(one.bundle == bundle for one in many.now().values()),
        90,
        f"every box to run {bundle}",
    )
    return many.now()
