"""A hand before the lens: the office sees it within seconds, and nobody's report suffers."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from stack.builders import BOX
from stack.house import House, Invite
from stack.process import wait_for

from .test_outages import arrives_once, report

SignedIn = Callable[[str], Page]


@pytest.fixture
def cameras(house: House, signed_in: SignedIn) -> Page:
    """The cameras, on the screen of the technician."""
    page = signed_in("tech")
    page.goto(f"{house.office_url}/cameras")
    return page


@pytest.fixture
def covered(house: House) -> Iterator[None]:
    """Something is held before the lens; taken away at the end."""
    house.play("covered")
    yield
    house.play("living")


def shows(page: Page, word: str) -> bool:
    """Whether the row of the box, read again, has this word."""
    page.reload()
    row = page.get_by_role("row", name=re.compile(BOX))
    expect(row).to_be_visible()
    return word in row.inner_text()


@pytest.mark.timeout(180)
def test_a_covered_camera_is_told_soon_and_reports_go_on_without_it(
    house: House, invite: Invite, cameras: Page, covered: None
) -> None:
    guest = invite()
    wait_for(lambda: shows(cameras, "镜头被遮挡"), 60, "the covered camera on the screen")
    report(house, guest)
    arrives_once(house, guest)
    house.play("living")
    wait_for(lambda: shows(cameras, "正常"), 60, "the camera that sees again")
