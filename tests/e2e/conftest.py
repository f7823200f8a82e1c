"""A real Chromium. What the browser complains about fails the test."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from stack.chromium import launched

# a loaded machine is slow, not wrong
expect.set_options(timeout=20_000)
# the first question of the office page; "nobody yet" is an ordinary answer
ORDINARY = r"status of 401 .*/api/me$"

OpenPage = Callable[..., Page]


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that allows what a test means to provoke."""
    config.addinivalue_line(
        "markers", "console(*patterns): console errors this test provokes, as regular expressions"
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the session."""
    with sync_playwright() as playwright:
        running = launched(playwright)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open a page in a fresh context; fails the test on console and page errors of any of them.

    As for somebody who asked for no motion: a click on what still moves is lost on a busy machine.
    """
    mark = request.node.get_closest_marker("console")
    allowed = [ORDINARY, *(mark.args if mark else ())]
    complaints: list[str] = []
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} {message.location['url']}")

    def open_one(**options: Any) -> Page:
        still = {"viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce"}
        options = still | options
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    unwanted = [one for one in complaints if not any(re.search(p, one) for p in allowed)]
    assert not unwanted, f"the browser complained: {unwanted}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page in a fresh context: Chinese, Shanghai, 1366x768."""
    return open_page()
