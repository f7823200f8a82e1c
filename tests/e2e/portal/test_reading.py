"""The pages that are read, in a browser: for every eye and width, without a script or a mouse."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from stack import axe
from stack.builders import NOON
from stack.desk import copied
from stack.population_portal import fill_portal
from stack.postgres import Postgres
from stack.public import Public, opened

OpenPage = Callable[..., Page]
SHOTS = os.environ.get("YIZHAN_SHOTS", "")
PAGES = (
    "/", "/c/news", "/c/legal-aid", "/c/notices", "/a/{expired}", "/search", "/search?q=欠薪",
    "/search?q=𠮷", "/points", "/points/xiaoshi", "/directory", "/directory?kind=lawyer&page=2",
    "/reach", "/sitemap", "/accessibility", "/nowhere",
)  # fmt: skip
# language, large letters, width and height: the desk, the narrowest phone, the kiosk
READERS = {
    "zh": ("zh", "0", 1366, 768),
    "zh-large-narrow": ("zh", "1", 320, 640),
    "en-narrow": ("en", "0", 320, 640),
    "en-large-kiosk": ("en", "1", 1080, 1920),
}
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# whatever has letters and stands outside the page, or is cut by the box it stands in
CUT = """() => {
    const edge = document.documentElement.clientWidth + 1;
    const outside = (box) => box.right > edge || box.left < -1;
    const cut = (one) => one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).overflow == 'hidden';
    return [...document.querySelectorAll('nav a, main :is(a, p, h1, h2, li, td)')]
        .filter((one) => !one.closest('.wide, .unseen'))
        .filter((one) => outside(one.getBoundingClientRect()) || cut(one))
        .map((one) => one.outerHTML.slice(0, 120));
}"""
FOCUSED = "document.activeElement.getAttribute('href') || ''"


@pytest.fixture(scope="module")
def site(postgres: Postgres, staffed: str) -> Iterator[Public]:
    """The portal with all its made-up texts."""
    with copied(postgres, staffed) as url:
        fill_portal(url, NOON)
        with opened(postgres.portal_url(url)) as public:
            yield public


@pytest.fixture(scope="module")
def expired(site: Public) -> int:
    """The number of a notice that is over."""
    with site.pool.connection() as tx:
        row = tx.execute("select max(no) from article where expires_on < %s", [NOON]).fetchone()
    assert row is not None
    return int(row[0])


def shown(page: Page, name: str) -> None:
    """Keep a picture where one is asked for."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def visitor(open_page: OpenPage, site: Public, lang: str, large: str, **options: Any) -> Page:
    page = open_page(**options)
    page.goto(f"{site.address}/reading?lang={lang}&large={large}")
    return page


@pytest.mark.console("status of 404")
@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_for_everybody(
    open_page: OpenPage, site: Public, expired: int, reader: str
) -> None:
    lang, large, width, height = READERS[reader]
    page = visitor(open_page, site, lang, large, viewport={"width": width, "height": height})
    for number, path in enumerate(PAGES):
        page.goto(site.address + path.format(expired=expired))
        shown(page, f"{number:02}-{reader}")
        assert axe.serious(page) == [], path
        assert page.evaluate(WIDE) <= 0, path
        assert page.evaluate(CUT) == [], path


@pytest.mark.console("status of 404")
def test_at_twice_the_size_nothing_is_lost_or_beside_the_screen(
    open_page: OpenPage, site: Public, expired: int
) -> None:
    half = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2}
    zoomed, usual = visitor(open_page, site, "zh", "0", **half), visitor(open_page, site, "zh", "0")
    for path in PAGES:
        where = site.address + path.format(expired=expired)
        for page in (zoomed, usual):
            page.goto(where)
        assert zoomed.evaluate(WIDE) <= 0, path
        assert zoomed.evaluate(CUT) == [], path
        assert zoomed.locator("main").inner_text() == usual.locator("main").inner_text()
        for link in zoomed.locator("main a").all():
            expect(link).to_be_visible()


def onto(page: Page, begins: str) -> str:
    """Tab until a link of this kind has the focus; returns where it leads."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found: str = page.evaluate(FOCUSED)
        if found.startswith(begins):
            return found
    raise AssertionError(f"no link to {begins} by Tab alone")


def test_from_home_to_a_text_and_back_by_keyboard_alone_without_scripts(
    open_page: OpenPage, site: Public
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.address)
    assert onto(page, "#main") == "#main"  # the very first stop leads past the menus
    page.keyboard.press("Enter")
    text = onto(page, "/a/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.address + text)
    expect(page.locator("article h1")).to_be_visible()
    onto(page, "/c/")
    while page.evaluate(FOCUSED) != "/":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/")


def test_a_search_and_the_switches_work_without_scripts(open_page: OpenPage, site: Public) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.address + "/c/policy")
    page.get_by_role("searchbox").fill("討薪")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Large letters").click()
    expect(page.locator("html")).to_have_class("large")


def test_a_printed_text_has_its_dates_and_address_and_no_menus(
    open_page: OpenPage, site: Public, expired: int
) -> None:
    page = open_page()
    page.goto(f"{site.address}/a/{expired}")
    page.emulate_media(media="print")
    for gone in ("nav.columns", "header", ".beside"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".printed")).to_have_text(f"{site.address}/a/{expired}")
    expect(page.get_by_text("本通知已过期")).to_be_visible()
    shown(page, "printed")
