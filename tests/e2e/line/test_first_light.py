"""One real check-in, from the camera to the officer's screen, through every real part."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from stack.house import Guest, House
from stack.process import wait_for
from stack.tap import Tap
from stack.touch import answer_all, key_in
from yizhan_collector.ground.days import legal_day
from yizhan_edge.agent import THANKS
from yizhan_edge.lettering import Lettering

OpenPage = Callable[..., Page]
NAME = "示例初"
SECRET = re.compile(r"^\d{4} \d{4}$")


def signed_in(page: Page, house: House) -> Page:
    """The officer types login and password."""
    page.goto(house.office_url)
    page.get_by_label("登录名").fill("xiaoshi")
    page.get_by_label("密码").fill(house.passwords["xiaoshi"])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今天")).to_be_visible()
    return page


def add_person(page: Page, house: House) -> Guest:
    """The officer adds somebody who must report today and issues a permit."""
    page.goto(f"{house.office_url}/people")
    page.get_by_role("button", name="新增人员").click()
    form = page.get_by_role("dialog")
    form.get_by_label("姓名").fill(NAME)
    form.get_by_label("女").check()
    form.get_by_label("本人同意使用人脸核验").click()
    form.get_by_label("首次报到日").fill(legal_day(datetime.now(UTC)).isoformat())
    page.keyboard.press("Enter")
    form.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="日常办案").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    guest = page.url.rsplit("/", 1)[1]
    number = page.request.get(f"{house.office_url}/api/people/{guest}").json()["number"]
    page.get_by_role("button", name="签发人脸登记许可").click()
    permit = page.get_by_role("dialog").get_by_text(SECRET).inner_text().replace(" ", "")
    page.get_by_role("button", name="已告知，关闭").click()
    return Guest(guest, number, NAME, permit, "")


def visit(page: Page, guest: Guest) -> None:
    """The person at the kiosk: number, permit, face, three answers."""
    page.get_by_role("button", name="开始").click()
    key_in(page, guest.number)
    page.get_by_role("button", name="看摄像头").click()
    expect(page.get_by_role("heading", name="请输入登记许可")).to_be_visible()
    key_in(page, guest.permit)
    expect(page.get_by_role("heading", name="住址有没有变化？")).to_be_visible(timeout=60_000)
    answer_all(page)


@pytest.mark.timeout(180)
def test_a_person_reports_at_the_camera_and_the_officer_sees_the_row_appear(
    house: House, tap: Tap, open_page: OpenPage, guests: list[Guest]
) -> None:
    house.play("living", "collins")
    office = signed_in(open_page(), house)
    guest = add_person(office, house)
    guests.append(guest)
    office.goto(f"{house.office_url}/due")
    row = office.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("待报到")
    wait_for(house.roster_in_force, 20, "the box to take the roster")
    kiosk = open_page(viewport={"width": 1280, "height": 800})
    kiosk.goto(house.kiosk_url)
    visit(kiosk, guest)
    expect(row).to_contain_text("已报到", timeout=2_000)
    expect(row).to_contain_text("人脸 一致")
    assert NAME not in kiosk.content()


@pytest.mark.timeout(60)
def test_the_sign_says_thank_you_without_a_name(house: House, tap: Tap) -> None:
    thanks = Lettering().pages(THANKS)
    wait_for(lambda: all(one in house.sign.passed() for one in thanks), 10, "the thanks")
    wait_for(lambda: "sign" in tap.kinds(), 10, "the sign's word on the wire")


@pytest.mark.timeout(60)
def test_a_standing_message_from_the_office_reaches_the_sign(house: House) -> None:
    text = "公共法律服务 12348"
    with house.officer() as officer:
        address = "/api/posts/bx-210521100-1/signage"
        officer.post(address, json={"text": text}).raise_for_status()
    pages = Lettering().pages(text)
    wait_for(lambda: house.sign.shown() in pages, 15, "the standing message on the panel")
