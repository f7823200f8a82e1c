"""An officer's day: what waits, a record opened for a reason, a decision, and the accounts."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from yizhan_collector.ground.days import legal_day

from .conftest import OTHER_TOWN, Desk, SignIn, row

DIALOG = "为什么查看这份档案？"
REASONS = "同期已有两次外出，来访事由可以改期办理"


def card(page: Page, duty: str) -> str:
    """The words of one duty of the first page."""
    return page.locator(".ant-card").filter(has_text=duty).first.inner_text()


def test_the_day_begins_with_what_waits_and_what_is_late_first(desk: Desk, sign_in: SignIn) -> None:
    day = legal_day(datetime.now(UTC))
    expected = {"state": "expected", "category": None, "received_on": None, "declared_on": None}
    late = desk.supervise(**expected, report_by=day - timedelta(days=2))
    soon = desk.supervise(**expected, report_by=day + timedelta(days=4))
    page = sign_in("/")
    expect(page).to_have_url(re.compile("/today$"))
    expect(page.get_by_role("heading", name="今天")).to_be_visible()
    said = card(page, "待报到入矫")
    assert said.index(late["name"]) < said.index(soon["name"])
    assert "已过 2 天" in said
    assert "还有 4 天" in said
    page.get_by_role("link", name=late["name"]).click()
    expect(page).to_have_url(re.compile(f"/people/{late['id']}"))
    expect(page.get_by_role("dialog")).to_contain_text(DIALOG)


def test_the_numbers_of_the_day_lead_to_the_list(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add(OTHER_TOWN)
    page = sign_in("/today")
    page.get_by_role("link", name=re.compile("^待报到 ")).click()
    expect(page).to_have_url(re.compile("/due"))
    expect(row(page, person["name"])).to_be_visible()


def test_a_record_opens_by_one_key_and_stays_open_for_who_said_why(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.supervise()
    page = sign_in(f"/people/{person['id']}")
    expect(page.get_by_role("dialog")).to_contain_text(DIALOG)
    assert person["name"] not in page.content()
    page.keyboard.press("2")
    expect(page.get_by_role("heading", name=person["name"])).to_be_visible()
    expect(row(page, "查看档案")).to_contain_text("走访、谈话")
    page.reload()
    expect(page.get_by_role("heading", name=person["name"])).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    reason = "select reason from audit where action = 'view_person' and person = %s"
    assert desk.ask(reason, person["id"]) == "visit"


def test_who_gives_no_reason_goes_back_and_leaves_no_view(desk: Desk, sign_in: SignIn) -> None:
    person = desk.supervise()
    page = sign_in("/people")
    page.goto(f"{desk.url}/people/{person['id']}")
    expect(page.get_by_role("dialog")).to_contain_text(DIALOG)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/people$"))
    assert desk.ask("select 1 from audit where person = %s and action = 'view_person'",
                    person["id"]) is None  # fmt: skip


def test_the_story_of_a_person_is_filtered_and_tells_who_looked(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.supervise()
    desk.open(person["id"], "case_work")
    page = sign_in(f"/people/{person['id']}?part=story")
    page.get_by_label("查阅").check()
    expect(row(page, "查看档案")).to_contain_text("日常办案")
    page.get_by_label("查阅").uncheck()
    expect(row(page, "查看档案")).to_have_count(0)


def test_a_refusal_is_not_sent_without_reasons_and_says_where_to_complain(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.supervise()
    request = desk.ask_leave(person["id"])
    page = sign_in(f"/approvals?id={request}", "county2")
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("沈阳市第一示例医院")
    form.get_by_text("不批准", exact=True).click()
    expect(form).to_contain_text("检察院")
    form.get_by_role("button", name="提交不批准决定").click()
    expect(form).to_contain_text("请写明理由")
    assert desk.ask("select decision from request where id = %s", request) is None
    form.get_by_role("textbox").fill(REASONS)
    form.get_by_role("button", name="提交不批准决定").click()
    expect(page.get_by_text("已决定不批准")).to_be_visible()
    expect(row(page, person["name"])).to_have_count(0)
    assert desk.ask("select reasons from request where id = %s", request) == REASONS


def test_who_asked_sees_that_somebody_else_decides(desk: Desk, sign_in: SignIn) -> None:
    person = desk.supervise()
    desk.ask_leave(person["id"])
    page = sign_in("/approvals")
    expect(page.get_by_text("自己提出的事项不能自己审批")).to_be_visible()
    expect(row(page, person["name"])).to_be_visible()
    expect(row(page, person["name"]).get_by_role("button")).to_have_count(0)


@pytest.mark.console("status of 409")
def test_of_two_who_decide_at_once_the_second_is_told_and_sees_the_list_anew(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.supervise()
    request = desk.ask_leave(person["id"])
    page = sign_in("/approvals", "county2")
    row(page, person["name"]).get_by_role("button", name="审批").click()
    page.get_by_role("dialog").get_by_text("批准", exact=True).click()
    with desk.house.officer("head") as other:
        other.post(f"/api/approvals/{request}", json={"granted": True}).raise_for_status()
    page.get_by_role("button", name="提交决定").click()
    expect(page.locator(".ant-modal")).to_be_visible()
    page.locator(".ant-modal").get_by_role("button").click()
    expect(row(page, person["name"])).to_have_count(0)
    decided = "select count(*) from act where person = %s and kind = 'leave_granted'"
    assert desk.ask(decided, person["id"]) == 1


@pytest.mark.console("status of 422")
def test_markup_in_a_name_is_refused_in_words(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in("/people")
    page.get_by_role("button", name="新增人员").click()
    form = page.get_by_role("dialog")
    form.get_by_label("姓名").fill("<img src=x onerror=alert(1)>")
    form.get_by_label("女").check()
    form.get_by_label("乡镇街道").fill("小市")
    page.keyboard.press("Enter")
    form.get_by_label("首次报到日").fill(legal_day(datetime.now(UTC)).isoformat())
    page.keyboard.press("Enter")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert").last).to_contain_text("姓名只能有文字")


def test_a_name_of_sixty_signs_fits_the_narrow_screen(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add(name="测" * 60)
    desk.open(person["id"])
    page = sign_in(f"/people/{person['id']}")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_an_account_is_added_with_a_password_shown_once_and_ended(
    desk: Desk, sign_in: SignIn
) -> None:
    page = sign_in("/staffs", "admin")
    page.get_by_role("button", name="新增账号").click()
    form = page.get_by_role("dialog")
    form.get_by_label("登录名").fill("qian.hu")
    form.get_by_label("姓名").fill("南芬区局 钱工")
    form.get_by_label("岗位").click()
    page.get_by_title("县区工作人员").click()
    form.get_by_label("辖区").fill("南芬")
    page.keyboard.press("Enter")
    form.get_by_role("button", name="保存").click()
    shown = page.get_by_role("dialog").filter(has_text="只显示这一次")
    password = shown.locator("code").evaluate("code => code.firstChild.textContent")
    shown.get_by_role("button", name="已告知，关闭").click()
    expect(row(page, "qian.hu")).to_contain_text("南芬")
    given = {"login": "qian.hu", "password": password}
    assert page.request.post(f"{desk.url}/api/login", data=given).ok
    assert desk.ask("select area from staff where login = 'qian.hu'") == "210505"
