"""The forms of the portal in a browser without scripts: narrow, in both languages, by keyboard."""

import os
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
NARROW = {"viewport": {"width": 320, "height": 640}}


@dataclass
class Site:
    """The portal with its points, the office behind it, and the browser before it."""

    desk: Desk
    public: Public
    open_page: OpenPage

    def page(self, english: bool = False, **options: Any) -> Page:
        """A browser that reads in one language."""
        page = self.open_page(**options)
        if english:
            page.goto(f"{self.public.address}/reading?lang=en")
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
@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_every_form_can_be_read_by_everybody_empty_wrong_and_done(
    site: Site, english: bool
) -> None:
    page, which = site.page(english, **NARROW), "en" if english else "zh"
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
