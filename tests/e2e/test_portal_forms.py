"""The forms of the portal in a browser without scripts: narrow, in both languages, by keyboard."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from stack import axe
from stack import points as make
from stack.citizen import LEGAL_AID
from stack.desk import Desk, copied, opened
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened

OpenPage = Callable[..., Page]
SHOTS = os.environ.get("YIZHAN_SHOTS", "")
WIDE = {"viewport": {"width": 1280, "height": 800}}
NARROW = {"viewport": {"width": 320, "height": 640}}


@dataclass
class Site:
    """The portal with its points, the office behind it, and the browser before it."""

    desk: Desk
    public: Public
    open_page: OpenPage

    def page(self, how: str = "", **options: Any) -> Page:
        """A browser of somebody who reads like this."""
        page = self.open_page(**options)
        if how:
            page.goto(f"{self.public.address}/reading?{how}")
        return page

    def go(self, page: Page, path: str) -> None:
        """Open a page of the portal."""
        page.goto(self.public.address + path)


@pytest.fixture
def site(postgres: Postgres, staffed: str, open_page: OpenPage) -> Iterator[Site]:
    with copied(postgres, staffed) as url:
        make.add(url)
        with opened(url) as desk, public_opened(postgres.portal_url(url)) as public:
            yield Site(desk, public, open_page)


def fill(page: Page, **changes: str) -> None:
    """Fill in the form of legal aid."""
    given = LEGAL_AID | changes
    for name in ("category", "ground", "township"):
        page.locator(f"#{name}").select_option(str(given[name]))
    for name in ("said", "name", "phone"):
        page.locator(f"#{name}").fill(str(given[name]))
    for item in given["items"]:
        page.locator(f"input[name=items][value={item}]").check()
    page.locator("main form button").last.click()


def look(page: Page, name: str) -> None:
    """No serious finding, and nothing beside the screen."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert axe.serious(page) == [], name
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, name


@pytest.mark.console("status of 4(01|09|22)")
@pytest.mark.parametrize("how", ["lang=zh", "lang=en&large=1"], ids=["zh", "en-large"])
def test_every_form_can_be_read_by_everybody_empty_wrong_and_done(site: Site, how: str) -> None:
    page, which = site.page(how, **(WIDE if SHOTS == "/tmp/hC/wide" else NARROW)), how[5:7]
    for path in ("/guide", "/guide/violence-now", "/apply/advice", "/apply/legal_aid"):
        site.go(page, path)
        look(page, f"{which}{path.replace('/', '-')}")
    page.locator("main form button").last.click()
    expect(page.locator("#wrong")).to_be_focused()
    look(page, f"{which}-apply-wrong")
    fill(page)
    expect(page).to_have_url(f"{site.public.address}/applied")
    look(page, f"{which}-applied")
    site.go(page, "/follow")
    look(page, f"{which}-matter")
    site.go(page, "/follow/withdraw")
    look(page, f"{which}-withdraw")
    site.go(page, f"/points/{make.HALL.code}/book?mine=1")
    look(page, f"{which}-book")
    page.locator("main form button").last.click()
    look(page, f"{which}-book-wrong")
    site.go(page, "/applied")
    page.locator("main form button").last.click()
    look(page, f"{which}-follow")
    page.locator("main form button").last.click()
    look(page, f"{which}-follow-wrong")


def test_the_form_of_legal_aid_is_filled_in_by_keyboard_alone(site: Site) -> None:
    page, names = site.page("", **NARROW), list[str]()
    site.go(page, "/apply/legal_aid")
    page.locator("#category").focus()
    focused = "document.activeElement.name || document.activeElement.localName"
    while "button" not in names:
        names.append(str(page.evaluate(focused)))
        page.keyboard.press("Tab")
    boxes = ["items"] * 8
    assert names == [
        *("category", "said", "urgent", "ground", *boxes, "township", "name", "phone", "files"),
        *("a", "button"),  # what is done with what somebody writes, and the end
    ]


@pytest.mark.console("status of 422")
def test_a_link_of_what_is_wrong_leads_to_its_field(site: Site) -> None:
    page = site.page("", **NARROW)
    site.go(page, "/apply/legal_aid")
    page.locator("main form button").last.click()
    page.locator("#wrong").get_by_role("link").nth(1).press("Enter")
    page.keyboard.type("三个月没有发工资")
    expect(page.get_by_label("请说说是什么事")).to_have_value("三个月没有发工资")
    expect(page.get_by_label("请说说是什么事")).to_have_accessible_description(
        re.compile("最多2000字.*请填写这一项", re.S)
    )
