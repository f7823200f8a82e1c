"""A caller's injury becomes a matter on the hotline's page; the unhappy one is called back."""

from datetime import datetime, timedelta

import pytest
from integration.collector.hotline import CALLER, OTHER, ROOM, commands, ring, tell
from playwright.sync_api import Locator, Page, expect
from stack.axe import serious
from yizhan_collector.rooms.hotline.model import Connect

from .conftest import Story
from .hands import choose, dialog, row, save, write

AGAIN = timedelta(minutes=30)


def test_an_injury_is_taken_down_on_the_line_and_an_unhappy_caller_is_followed_up(
    story: Story,
) -> None:
    page = story.officer("clerk2", "/hotline")
    seated(page)
    answered(page, story)
    number = written(page)
    assert commands(story.desk) == []
    tell(story.desk, "c1", "ended", 300, cause="caller")
    tell(story.desk, "c1", "rated", 301, stars=1)
    followed(page, story)
    page = story.officer("clerk2", f"/matters?text={number}")
    expect(row(page, number)).to_contain_text("工伤")


def seated(page: Page) -> None:
    page.get_by_label("分机").fill("8001")
    page.get_by_role("button", name="签入").press("Enter")
    expect(page.get_by_text("分机 8001")).to_be_visible()


def answered(page: Page, story: Story) -> None:
    """The caller waits, the seat is rung, and the call is on the page by itself."""
    ring(story.desk)
    assert commands(story.desk) == [Connect("c1", "8001")]
    expect(page.get_by_role("alert").filter(has_text="正在振铃")).to_contain_text(CALLER)
    tell(story.desk, "c1", "answered", 8, seat="8001")
    expect(page.get_by_role("button", name="保存工单")).to_be_visible()


def written(page: Page) -> str:
    """What is typed outlives the browser; the ticket gives a number and a code."""
    choose(page, page.locator("main"), "类别", "劳动人事 · 工伤")
    with page.expect_response(lambda one: one.url.endswith("/draft") and one.ok):
        page.get_by_label("当事人说").fill("在工地摔伤了，老板不认。")
    page.reload()
    expect(page.get_by_label("当事人说")).to_have_value("在工地摔伤了，老板不认。")
    page.get_by_label("电话里怎样答复").fill("先申请工伤认定，一年内提出。")
    expect(page.locator(".ant-message-notice")).to_have_count(0)
    assert serious(page) == []
    page.get_by_role("button", name="保存工单").press("Enter")
    shown = page.get_by_role("dialog").filter(has_text="查询码")
    number = shown.locator(".ant-modal-confirm-title").inner_text()
    shown.get_by_role("button").last.press("Enter")
    expect(page.get_by_text("现在没有通话")).to_be_visible()
    return number


def followed(page: Page, story: Story) -> None:
    """Two attempts in vain and one that reached them, each with its result."""
    page.get_by_role("tab", name="回电").click()
    for code, said in (("无人接听", ""), ("占线", ""), ("已联系上", "已重新解答，表示满意。")):
        expect(row(page, CALLER)).to_contain_text("不满意")
        page.get_by_role("button", name="登记结果").press("Enter")
        form = page.get_by_role("dialog")
        choose(page, form, "结果", code)
        write(form, {"对方怎么说（联系上的必填）": said})
        save(form)
        story.desk.now += AGAIN
    expect(page.get_by_text("没有要回的电话")).to_be_visible()
    page.get_by_text("已结束", exact=True).click()
    expect(row(page, CALLER)).to_contain_text("已重新解答，表示满意。")


@pytest.mark.console("409.*/api/hotline/backs")
def test_a_time_that_filled_up_meanwhile_is_refused_and_the_next_is_offered(story: Story) -> None:
    page = story.officer("clerk2", "/hotline")
    page.get_by_role("tab", name="回电").click()
    page.get_by_role("button", name="预约回电").click()
    form = dialog(page, "预约回电")
    write(form, {"当事人": "测试甲", "电话": CALLER})
    choose_first(page, form)
    taken = everything_booked(story)
    form.get_by_role("button", name="保存").press("Enter")
    page.locator(".ant-modal-confirm").get_by_role("button").press("Enter")
    expect(page.locator(".ant-modal-confirm")).to_have_count(0)
    expect(form).to_contain_text("这个时间刚约满，请另选")
    choose_first(page, form)
    save(form)
    expect(row(page, CALLER)).to_contain_text("测试甲")
    starts = story.desk.rows("select due_from from call_back where name = '测试甲'")
    assert starts[0][0].isoformat() > taken


def choose_first(page: Page, form: Locator) -> None:
    """The first time that is free."""
    form.get_by_label("时间").click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()


def everything_booked(story: Story) -> str:
    """Colleagues give away the first time; when it begins."""
    colleague = story.desk.sign_in("clerk")
    first = colleague.get(f"{ROOM}/slots").json()[0]
    wish = {"starts_at": first["starts_at"], "name": "测试乙", "number": OTHER}
    for _ in range(first["free"]):
        assert colleague.post(f"{ROOM}/backs", json=wish).status_code == 201
    return datetime.fromisoformat(first["starts_at"]).isoformat()
