"""From the kiosk to the person's own page and back, in the one browser of the post."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from playwright.sync_api import Page, expect
from stack.house import Guest, House, Invite
from stack.touch import answer_all, key_in
from yizhan_collector.ground.days import legal_day
from yizhan_wire.envelope import new_id

OpenPage = Callable[..., Page]


def supervise(house: House, guest: Guest) -> None:
    """A term that has run for half a year."""
    day = legal_day(datetime.now(UTC))
    since = day - timedelta(days=180)
    given = {
        "id": new_id(),
        "person": guest.id,
        "sentence": "probation",
        "offence": "示例罪",
        "court": "示例县人民法院",
        "judgment_no": guest.number,
        "state": "active",
        "category": "ordinary",
        "ends_on": day + timedelta(days=180),
        "created_at": datetime.now(UTC),
    }
    given |= dict.fromkeys(("judged_on", "effective_on", "starts_on", "report_by"), since)
    given |= dict.fromkeys(("received_on", "declared_on"), since)
    names, places = ", ".join(given), ", ".join(["%s"] * len(given))
    with psycopg.connect(house.url) as tx:
        query = f"insert into term ({names}) values ({places})"  # noqa: S608 # our own names
        tx.execute(query.encode(), list(given.values()))


def report_by_code(kiosk: Page, guest: Guest) -> None:
    """A whole visit with the number and the one-time code."""
    kiosk.get_by_role("button", name="开始").click()
    key_in(kiosk, guest.number)
    kiosk.get_by_role("button", name="一次性验证码").click()
    key_in(kiosk, guest.code)
    answer_all(kiosk)


@pytest.mark.timeout(120)
@pytest.mark.console(r"401.*/own/api/")  # going back finds nobody signed in
def test_a_finished_visit_leads_to_the_own_page_and_back(
    house: House, invite: Invite, open_page: OpenPage
) -> None:
    guest = invite()
    supervise(house, guest)
    kiosk = open_page(viewport={"width": 1280, "height": 800})
    kiosk.goto(house.kiosk_url)
    report_by_code(kiosk, guest)
    assert guest.name not in kiosk.content()

    kiosk.get_by_role("button", name="我的页面").click()
    expect(kiosk.get_by_role("heading", name=f"{guest.name}，您好")).to_be_visible()
    assert kiosk.url == f"{house.office_url}/own"  # the key is gone from the address
    kiosk.get_by_role("link", name="我的档案").click()
    expect(kiosk.get_by_role("region", name="我的矫正期")).to_contain_text("缓刑")

    kiosk.get_by_role("button", name="退出").click()
    expect(kiosk).to_have_url(re.compile(f"^{house.kiosk_url}"))
    expect(kiosk.get_by_role("button", name="开始")).to_be_visible()
    kiosk.go_back()
    expect(kiosk.get_by_role("link", name="返回自助机")).to_be_visible()
    assert guest.name not in kiosk.content()
    kiosk.get_by_role("link", name="返回自助机").click()
    expect(kiosk.get_by_role("button", name="开始")).to_be_visible()
    with psycopg.connect(house.url) as tx:
        rows = tx.execute(
            "select action from audit where person = %s and staff is null order by id", [guest.id]
        ).fetchall()
        left = tx.execute("select 1 from self_pass where person = %s", [guest.id]).fetchall()
    assert [action for (action,) in rows] == ["own_pass", "own_sign_in", "own_sign_out"]
    assert left == []
