"""Pull the line, kill any process, cut the power: the record still arrives, once."""

from collections.abc import Callable
from typing import Any

import httpx
import psycopg
import pytest
from stack.house import Guest, House, Invite
from stack.process import wait_for


def report(house: House, guest: Guest) -> None:
    """A whole visit by the one-time code."""
    visitor = house.visitor()
    visitor.name(guest.number)
    visitor.press("route", route="code")
    visitor.press("code", code=guest.code)
    assert visitor.answer_all()["page"] == "done"
    visitor.press("cancel")
    visitor.close()


def rows(house: House, guest: Guest) -> list[tuple[Any, ...]]:
    """What the collector holds of this person."""
    with psycopg.connect(house.url) as tx:
        return tx.execute(
            "select route, timing, live from checkin where person = %s", [guest.id]
        ).fetchall()


def shown(house: House, guest: Guest) -> bool:
    """Whether the office shows the report; it says 503 while its database comes back."""
    try:
        return house.due(guest.id) is not None
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            raise
        return False


def arrives_once(house: House, guest: Guest) -> None:
    wait_for(lambda: shown(house, guest), 60, "the record in the office")
    assert rows(house, guest) == [("code", "on_time", True)]


def outages(house: House) -> dict[str, tuple[Callable[[], None], Callable[[], None]]]:
    """How to take each part away and bring it back."""
    return {
        "broker": (house.broker.kill, house.broker.start),
        "ingest": (house.ingest.kill, lambda: house.ingest.start(lambda: True)),
        "work": (house.work.kill, lambda: house.work.start(lambda: True)),
        "database": (house.postgres.kill, house.postgres.start),
    }


@pytest.mark.parametrize("part", ["broker", "ingest", "work", "database"])
def test_a_visit_while_a_part_is_away_arrives_once_when_it_is_back(
    house: House, invite: Invite, part: str
) -> None:
    guest = invite()
    take_away, bring_back = outages(house)[part]
    take_away()
    report(house, guest)
    bring_back()
    arrives_once(house, guest)


def test_a_power_cut_right_after_the_last_page_loses_nothing(house: House, invite: Invite) -> None:
    guest = invite()
    house.broker.kill()
    report(house, guest)
    house.box.kill()
    house.broker.start()
    house.start_box()
    arrives_once(house, guest)


def test_a_used_code_opens_nothing_after_a_restart(house: House, invite: Invite) -> None:
    guest = invite()
    house.broker.kill()
    report(house, guest)
    house.box.kill()
    house.start_box()
    visitor = house.visitor()
    visitor.name(guest.number)
    visitor.press("route", route="code")
    assert visitor.press("code", code=guest.code)["page"] == "code"
    visitor.press("cancel")
    visitor.close()
    house.broker.start()
    arrives_once(house, guest)
