"""A made-up week of the hotline stands before every page, and says what callers lived through."""

from stack.population_hotline import fill_hotline
from stack.population_matters import fill_matters

from .conftest import Desk
from .hotline import ROOM


def test_a_made_up_week_has_calls_tickets_call_backs_and_a_sample(desk: Desk) -> None:
    fill_matters(desk.url, desk.now, 150)
    fill_hotline(desk.url, desk.now)
    chief = desk.sign_in("chief")
    calls = chief.get(f"{ROOM}/calls").json()
    assert calls["total"] == 35
    assert any(one["missed"] for one in calls["items"])
    assert any(one["ticket"] == "new" and one["matter"] for one in calls["items"])
    assert chief.get(f"{ROOM}/backs").json()["total"] > 0
    assert chief.get(f"{ROOM}/checks").json()["total"] >= 7
    assert chief.get(f"{ROOM}/desk").json()["seats"] == []
