"""A caller's injury becomes a matter on the hotline's page; one who was unhappy is called back."""

from datetime import timedelta

from integration.collector.hotline import CALLER, commands, ring, tell
from playwright.sync_api import Page, expect
from stack.axe import serious
from yizhan_collector.rooms.hotline.model import Connect

from .conftest import Story
from .hands import choose, row, save, write

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
