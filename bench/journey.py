"""The whole house at work: from the box's decision to the officer's screen, and the box's memory.

Decision to screen: from the press that ends a visit at the kiosk until a real Chromium on the
office page shows the row as reported; both clocks are this machine's. One run is the 95th
percentile of its visits. Memory: the largest resident size of the box's process during a whole
verification at the camera.
"""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from figure import RUNS, figure
from playwright.sync_api import Page, sync_playwright
from stack.house import Guest, House
from stack.process import wait_for
from stack.visitor import Visitor

VISITS = 6
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
WATCH = """name => { window.seen = new Promise(found => { const look = () => {
  const row = [...document.querySelectorAll('tr')].find(one => one.innerText.includes(name));
  if (row && row.innerText.includes('已报到')) found(Date.now()); };
  new MutationObserver(look).observe(document.body,
    {subtree: true, childList: true, characterData: true}); look(); }); }"""


def figures() -> dict[str, Any]:
    """Seconds to the screen and megabytes of the box."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        house = House(Path(folder))
        try:
            house.start()
            house.start_box()
            return {
                "journey: decision to screen, p95": figure(_screens(house), "s", at_most=1),
                "box: resident memory, verifying": figure(_memory(house), "MB", at_most=250),
            }
        finally:
            house.stop()


def _screens(house: House) -> list[float]:
    guests = [house.invite(f"测量{number:02d}号") for number in range(RUNS * VISITS)]
    wait_for(house.roster_in_force, 30, "the box to take the roster")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        page = browser.new_page(locale="zh-CN")
        _sign_in(page, house)
        taken = [_to_screen(page, house.visitor(), guest) for guest in guests]
        browser.close()
    rounds = [sorted(taken[at : at + VISITS]) for at in range(0, len(taken), VISITS)]
    return [one[-1] for one in rounds]  # of six, the 95th percentile is the largest


def _sign_in(page: Page, house: House) -> None:
    given = {"login": "county", "password": house.passwords["county"]}
    page.request.post(f"{house.office_url}/api/login", data=given)
    page.goto(f"{house.office_url}/due")
    page.get_by_role("row").nth(1).wait_for()


def _to_screen(page: Page, visitor: Visitor, guest: Guest) -> float:
    visitor.name(guest.number)
    visitor.press("route", route="code")
    visitor.press("code", code=guest.code)
    page.evaluate(WATCH, guest.name)
    start = time.time()
    visitor.answer_all()
    seen: float = page.evaluate("() => window.seen")
    visitor.close()
    return seen / 1000 - start


def _memory(house: House) -> list[float]:
    guest = house.invite("测量面部")
    wait_for(house.roster_in_force, 30, "the box to take the roster")
    visitor = house.visitor()
    visitor.name(guest.number)
    visitor.enrol(guest.permit)
    taken = [_largest(house, lambda: _verify(visitor, guest)) / 1e6 for _ in range(RUNS)]
    visitor.close()
    return taken


def _verify(visitor: Visitor, guest: Guest) -> None:
    visitor.name(guest.number)
    visitor.press("route", route="face")
    visitor.wait("questions", "failed")


def _largest(house: House, work: Callable[[], None]) -> int:
    """The largest resident size while `work` runs, looked at every 20 ms."""
    ended = threading.Event()
    sizes = [house.box.rss()]

    def look() -> None:
        while not ended.wait(0.02):
            sizes.append(house.box.rss())

    thread = threading.Thread(target=look)
    thread.start()
    work()
    ended.set()
    thread.join()
    return max(sizes)
