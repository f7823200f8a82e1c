"""The made-up board shows what it is there to show."""

from datetime import timedelta

from stack.neglect import board, told
from stack.population_ownership import LEFT, NEGLECTED, fill_ownership

from .conftest import Desk


def test_the_demo_has_owners_a_neglected_column_and_what_a_leaver_left_behind(desk: Desk) -> None:
    fill_ownership(desk.url, desk.now)
    found = board(desk, "city")
    owned = [one for one in found.values() if "ownerless" not in one.faults]
    assert len(owned) > len(found) / 2
    neglected = found[NEGLECTED]
    assert neglected.turns[next(iter(neglected.faults))].step.rung == "leader"
    assert NEGLECTED in told(desk, "city")
    for key in LEFT:
        assert found[key].faults["ownerless"] == desk.now - timedelta(days=3)
        assert found[key].thing.owner
    [(days,)] = desk.rows("select count(*) from site_score")
    assert days == 92
