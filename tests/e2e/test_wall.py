"""The big screen stays true for weeks: grey when it hears nothing, back again, never growing."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from stack.postgres import Postgres
from stack.screens import OFFICES
from stack.showroom import Showroom, showroom

WALL = next(one for one in OFFICES if one.picture == "wall")
HD = {"width": 1920, "height": 1080}
READ = re.compile(r"/api/wall$")
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.wall *')]
  .filter((one) => !one.closest('.wall-said') && [...one.childNodes].some(
      (text) => text.nodeType === 3 && text.textContent.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
FITS = "() => document.body.scrollWidth === 1920 && document.body.scrollHeight === 1080"
DRAWN = "() => document.querySelector('.wall-chart svg').clientHeight"
NODES = "() => document.querySelectorAll('*').length"
TURNS = 40
KNOWN = re.compile(r"^数据 \d")


@pytest.fixture(scope="module")
def room(postgres: Postgres, browser: Browser) -> Iterator[Showroom]:
    """One bureau for every test."""
    with showroom(postgres, browser) as made:
        yield made


@pytest.fixture
def wall(room: Showroom) -> Iterator[Page]:
    page = room.show(WALL, HD)
    expect(page.get_by_role("status")).to_have_text(KNOWN)
    yield page
    page.unroute(READ)


def test_it_is_read_from_five_metres_and_fits_one_screen(wall: Page) -> None:
    assert wall.evaluate(SMALLEST) >= 32
    wall.wait_for_function(FITS)


def test_it_still_fits_when_its_foot_comes_late(wall: Page) -> None:
    wall.wait_for_function(FITS)
    drawn = wall.evaluate(DRAWN)
    wall.evaluate("document.querySelector('.wall-foot').style.display = 'none'")
    wall.wait_for_function(f"(before) => ({DRAWN})() > before", arg=drawn)
    wall.evaluate("document.querySelector('.wall-foot').style.display = ''")
    wall.wait_for_function(FITS)
    wall.wait_for_function(f"(before) => ({DRAWN})() === before", arg=drawn)


def test_it_names_nobody(room: Showroom, wall: Page) -> None:
    shown = wall.inner_text("body")
    for name, number in room.desk.rows("select name, number from person"):
        assert name not in shown
        assert number not in shown


def test_numbers_that_are_old_become_a_grey_dash_and_come_back(wall: Page) -> None:
    before = wall.inner_text(".wall-panel >> nth=0")
    wall.route(READ, lambda route: route.abort())
    wall.clock.fast_forward(120_000)
    expect(wall.get_by_role("status")).to_have_text("没有数据")
    expect(wall.locator("dd").first).to_have_text("–")
    assert not re.search(r"\d", "".join(wall.locator("dd").all_inner_texts()))
    wall.unroute(READ)
    wall.clock.fast_forward(31_000)
    expect(wall.get_by_role("status")).to_have_text(KNOWN)
    assert wall.inner_text(".wall-panel >> nth=0") == before


def test_it_does_not_grow(wall: Page) -> None:
    first = wall.evaluate(NODES)
    for _ in range(TURNS):
        with wall.expect_response(READ):
            wall.clock.fast_forward(30_500)
        expect(wall.get_by_role("main")).to_have_attribute("aria-busy", "false")
    assert wall.evaluate(NODES) == first


def test_who_gave_screens_their_pass_ends_them_all(room: Showroom, wall: Page) -> None:
    held = "select count(*)::int from wall_pass"
    wall.get_by_role("button", name="授权此屏显示 90 天").click()
    expect(wall.locator(".wall-foot")).to_have_count(0)
    assert room.desk.rows(held) == [(1,)]
    wall.reload()
    wall.get_by_role("button", name="收回我授权的全部大屏").click()
    expect(wall.locator(".wall-foot")).to_have_count(0)
    assert room.desk.rows(held) == [(0,)]


def test_a_new_build_is_loaded_and_the_same_one_is_not(wall: Page) -> None:
    wall.evaluate("window.stayed = true")
    wall.clock.fast_forward(301_000)
    expect(wall.get_by_role("status")).to_have_text(KNOWN)
    assert wall.evaluate("window.stayed") is True

    def other(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps(answer.json() | {"pages": "another"}))

    wall.route(READ, other)
    with wall.expect_navigation():
        wall.clock.fast_forward(31_000)
