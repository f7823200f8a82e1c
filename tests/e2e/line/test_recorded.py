"""A procedure is planned in the office, recorded by the box, called out, watched, and stopped."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from stack.builders import BOX
from stack.house import House
from stack.process import wait_for
from stack.tap import Tap
from yizhan_edge.recording import chain

SignedIn = Callable[[str], Page]
SOON = timedelta(seconds=3)
PLAYS = "() => { const v = document.querySelector('video'); return v && v.videoWidth > 0 }"


def planned(house: House) -> str:
    """A reception that begins in a moment; its id."""
    start = datetime.now(UTC) + SOON
    given = {
        "kind": "reception",
        "title": "报到接收",
        "post": BOX,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(minutes=20)).isoformat(),
        "people": [],
    }
    with house.officer("xiaoshi") as officer:
        made = officer.post("/api/sessions", json=given).raise_for_status().json()
    return str(made["id"])


def said(house: House, session: str) -> dict[str, object]:
    """What the collector knows of a session."""
    with house.officer("xiaoshi") as officer:
        found: dict[str, object] = officer.get(f"/api/sessions/{session}").raise_for_status().json()
    return found


@pytest.fixture
def page(signed_in: SignedIn) -> Page:
    """The screen of the county."""
    return signed_in("county")


def call_out(page: Page) -> None:
    """Write in the register why, and ask for the first piece."""
    page.get_by_role("button", name="调取录像").click()
    for label in ("从第几段", "到第几段"):
        page.get_by_label(label).fill("1")
    page.get_by_label("事由").click()
    page.get_by_title("检查").click()
    page.get_by_label("具体说明").fill("检查录像设备")
    page.get_by_role("button", name="登记并调取").click()


@pytest.mark.timeout(240)
def test_what_the_box_records_is_watched_by_who_says_why(
    house: House, tap: Tap, page: Page
) -> None:
    session = planned(house)
    wait_for(lambda: said(house, session)["state"] == "open", 40, "the box to begin")
    wait_for(lambda: said(house, session)["chain_number"] != 0, 60, "the first piece")
    page.goto(f"{house.office_url}/sessions/{session}")
    expect(page.get_by_text("进行中").first).to_be_visible()
    call_out(page)
    page.get_by_role("button", name="播放").click(timeout=60_000)
    page.wait_for_function(PLAYS)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="现在结束").click()
    page.get_by_label("写明理由").fill("检查完毕")
    page.get_by_role("button", name=re.compile("确\\s*定")).last.click()
    wait_for(lambda: said(house, session)["stopped_at"] is not None, 60, "the box to end")
    page.reload()
    expect(page.get_by_text(re.compile("段，前后相接"))).to_be_visible()
    [folder] = Path(house.folder).glob(f"**/{session}")
    assert chain.verify(folder) is None
    assert len(chain.read(folder)) == said(house, session)["chain_number"]
