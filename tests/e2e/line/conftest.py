"""One whole house for the tests of the line: started once, with a tap on the broker."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from stack.host import walkable
from stack.house import Guest, House, Invite
from stack.process import wait_for
from stack.tap import Tap

TAP = "tap-1"


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Database, broker, collector, sign, volunteer and box, all running."""
    folder = walkable(tmp_path_factory.mktemp("house"))
    made = House(folder, tap=TAP)
    try:
        made.start()
        made.start_box()
        yield made
    finally:
        made.stop()


@pytest.fixture
def signed_in(house: House, open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """A page of the office, of a member of staff."""

    def one(login: str) -> Page:
        page = open_page()
        given = {"login": login, "password": house.passwords[login]}
        assert page.request.post(f"{house.office_url}/api/login", data=given).ok
        return page

    return one


@pytest.fixture(scope="session")
def tap(house: House) -> Iterator[Tap]:
    """Hears everything that passes the broker."""
    made = Tap(house.authority, house.broker.port, TAP)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def guests() -> list[Guest]:
    """Everybody who was ever invited in this run."""
    return []


@pytest.fixture(scope="session")
def invite(house: House, tap: Tap, guests: list[Guest]) -> Invite:
    """Somebody new who must report today and whom the box knows."""

    def one() -> Guest:
        guest = house.invite(f"测试{len(guests):02d}号")
        guests.append(guest)
        wait_for(house.roster_in_force, 20, "the box to take the roster")
        return guest

    return one
