"""axe finds nothing serious on any screen: of the office and of the own page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from stack.axe import serious
from stack.postgres import Postgres
from stack.screens import OFFICES, PHONE, Screen, parts, routes
from stack.showroom import Showroom, showroom


@pytest.fixture(scope="module")
def room(postgres: Postgres, browser: Browser) -> Iterator[Showroom]:
    """One bureau and one browser for every screen."""
    with showroom(postgres, browser) as made:
        yield made


def test_every_address_of_the_page_is_one_of_the_screens() -> None:
    screens = OFFICES + PHONE
    assert {one.route for one in screens} == routes()
    assert {one.query for one in screens if one.picture.startswith("person-")} == parts()


@pytest.mark.parametrize("screen", OFFICES + PHONE, ids=lambda one: one.picture)
def test_axe_finds_nothing_serious(room: Showroom, screen: Screen) -> None:
    assert serious(room.show(screen)) == []
