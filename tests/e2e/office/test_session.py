"""Signing in, the end of a session, a lost connection, and every page on every screen."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from stack import builders as make
from stack.process import wait_for

from .conftest import OTHER_TOWN, Desk, SignIn, row

PAGES = (
    "/today",
    "/approvals",
    "/delegations",
    "/due",
    "/checkins",
    "/checkins?show=all",
    "/people",
    "/posts",
    "/quarantine",
)

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
END_NEWEST_SESSION = """
delete from staff_session where created_at = (select max(created_at) from staff_session)
returning staff
"""


def fill(page: Page, login: str, password: str) -> None:
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


@pytest.mark.console("status of 401")
def test_a_wrong_password_is_said_and_the_right_one_leads_where_one_wanted(
    desk: Desk, page: Page
) -> None:
    page.goto(f"{desk.url}/people?q=12345678")
    fill(page, "county", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("登录名或密码不对")
    fill(page, "county", desk.house.passwords["county"])
    expect(page).to_have_url(f"{desk.url}/people?q=12345678")
    expect(page.get_by_text("没有找到")).to_be_visible()
    assert page.evaluate("document.cookie") == ""  # the session is out of reach of scripts


@pytest.mark.console("status of (401|429)")
def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.url}/login")
    try:
        status = 401
        while status == 401:
            with page.expect_response("**/api/login") as answer:
                fill(page, "leader", "not the password")
            status = answer.value.status
            expect(page.locator(".ant-btn-loading")).to_have_count(0)
        expect(page.get_by_role("alert")).to_contain_text(re.compile("请在 1[45]分.*后再试"))
        expect(page.get_by_role("button", name="登录")).to_be_disabled()
    finally:
        # the count lives in the process; the other tests come from the same address
        desk.house.serve.stop()
        desk.serve_again()


@pytest.mark.console("status of 401")
def test_an_ended_session_leads_to_sign_in_and_back(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add()
    page = sign_in("/posts")
    expect(row(page, make.BOX)).to_be_visible()
    page.get_by_role("link", name="人员").click()
    expect(page.get_by_role("link", name=person["name"])).to_be_visible()
    desk.ask(END_NEWEST_SESSION)  # and nothing is clicked: the page is told
    expect(page.get_by_text("登录已到期")).to_be_visible()
    fill(page, "county", desk.house.passwords["county"])
    expect(page).to_have_url(re.compile("/people$"))
    expect(page.get_by_role("link", name=person["name"])).to_be_visible()


# what was asked for while the session ended is answered with 401
@pytest.mark.console("status of 401")
def test_signing_out_leaves_nothing_behind(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add()
    page = sign_in("/due")
    page.get_by_role("link", name="人员").click()
    expect(page.get_by_role("link", name=person["name"])).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_label("登录名")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("登录名")).to_be_visible()
    assert person["name"] not in page.content()


@pytest.mark.console("ERR_", "status of 401")
def test_a_lost_collector_is_said_and_what_was_missed_is_read_again(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.add()
    page = sign_in()
    expect(row(page, person["name"])).to_contain_text("待报到")
    desk.house.serve.kill()
    expect(page.get_by_text("正在自动重连")).to_be_visible()
    expect(row(page, person["name"])).to_be_visible()
    desk.hear(make.visit(UUID(person["id"])))
    desk.serve_again()
    expect(row(page, person["name"])).to_contain_text("已报到", timeout=30_000)
    expect(page.get_by_text("正在自动重连")).to_have_count(0)


def test_the_menu_holds_what_the_role_may_do(sign_in: SignIn) -> None:
    page = sign_in("/", "tech")
    expect(page).to_have_url(re.compile("/posts$"))
    assert page.get_by_role("menuitem").all_inner_texts() == [
        "报到点",
        "维修",
        "认领终端",
        "地图",
        "摄像头",
        "提示",
        "隔离区",
        "导览",
        "责任与更新",
        "规则",
    ]


@pytest.mark.console("status of 403")
def test_a_page_beyond_the_role_is_refused_in_words(sign_in: SignIn) -> None:
    page = sign_in("/people", "tech")
    expect(page.get_by_role("alert")).to_contain_text("您的岗位不能办这件事")


def test_the_language_is_switched_and_remembered(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Due today")).to_be_visible()
    page.goto(f"{desk.url}/quarantine")
    expect(page.get_by_role("heading", name="Quarantine")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_an_unknown_address_says_so(sign_in: SignIn) -> None:
    page = sign_in("/nowhere")
    expect(page.get_by_text("没有这一页")).to_be_visible()
    page.get_by_role("link", name="回到首页").click()
    expect(page.get_by_role("heading", name="今天")).to_be_visible()


def test_no_page_is_wider_than_its_screen(desk: Desk, sign_in: SignIn) -> None:
    visit, person = desk.doubtful_visit(), desk.add(OTHER_TOWN)
    desk.hear(make.health())
    desk.open(person["id"])
    page = sign_in()
    for path in (*PAGES, f"/checkins/{visit}", f"/people/{person['id']}", f"/posts/{make.BOX}"):
        page.goto(desk.url + path)
        page.get_by_role("heading", level=1).wait_for()
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 768})
            wait_for(lambda: not page.evaluate(TOO_WIDE), 20, f"{path} to fit {width}")


def test_the_paper_shows_the_list_and_not_the_tools(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add()
    page = sign_in()
    expect(row(page, person["name"])).to_be_visible()
    page.emulate_media(media="print")
    expect(row(page, person["name"])).to_be_visible()
    expect(page.get_by_text("打印于")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.get_by_role("menu")).to_be_hidden()
