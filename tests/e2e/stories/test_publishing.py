"""A text written once, approved by two people, goes everywhere and comes back from everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect
from stack import outside
from stack.builders import BOX
from stack.desk import OTHER_BOX
from stack.outside import Line
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.publishing.model import Offered

from .conftest import Story

THIRD, THIRD_TOWN = "bx-210522100-1", "210522100"
TITLE, LEAD = "农民工讨薪，先做这三件事", "留证据、找部门、申请法律援助"
STRIP = "讨薪法律援助 12348"
BODY = "保存工资条和聊天记录。"


@pytest.fixture
def public(postgres: Postgres, story: Story) -> Iterator[Public]:
    """The portal over the bureau of the story."""
    with public_opened(postgres.portal_url(story.desk.url)) as public:
        yield public


@pytest.fixture
def line(story: Story, public: Public, tmp_path: Path) -> Iterator[Line]:
    """A WeChat and a Weibo account, `channels` between, and a third post."""
    desk = story.desk
    desk.app.state.house = replace(desk.house, offered=Offered(public.address, True, True, True))
    with psycopg.connect(desk.url) as tx:
        devices.claim(tx, THIRD, THIRD_TOWN, desk.now)
        tx.execute("insert into signage values (%s, 1, '请依次报到', (select id from staff"
                   " where login = 'tech'), now())", [BOX])  # fmt: skip
    with outside.both(tmp_path, public.address) as accounts:
        made = Line(desk, tmp_path, accounts)
        yield made
        made.close()


def write(page: Page) -> None:
    """The clerk writes it, looks at the previews, and submits it."""
    page.get_by_role("button", name="新稿件").click()
    page.get_by_label("标题", exact=True).fill(TITLE)
    page.get_by_label("导语").fill(LEAD)
    text = page.get_by_role("textbox", name="正文")
    text.click()
    page.keyboard.type("准备材料")
    page.get_by_label("段落类型").click()
    page.get_by_title("标题 1").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(BODY)
    page.get_by_label("微信公众号草稿").check()
    page.get_by_label("微博").check()
    signs = page.get_by_label("报到点电子屏")
    for box in (BOX, OTHER_BOX, THIRD):
        signs.fill(box)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    strip = page.get_by_label("电子屏文字")
    strip.fill("讨薪法律援助 138-0000-0000")
    expect(page.get_by_text("电子屏不显示六位以上的号码")).to_be_visible()
    strip.fill(STRIP)
    expect(page.locator(".strip")).to_have_text(STRIP)
    expect(page.get_by_text("可发")).to_have_count(3)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("0 / 2")).to_be_visible()


def approve(page: Page) -> None:
    """Somebody else reads it and says yes."""
    page.get_by_role("radio", name="待审核").locator("..").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(BODY).first).to_be_visible()
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_role("button", name="审核通过")).to_have_count(0)


def said(story: Story) -> dict[str, str]:
    """What the signs are told to say."""
    return dict(story.desk.rows("select device, text from signage"))


@pytest.mark.console(r"status of (404|410) .*/a/\d+$")  # it is withdrawn
def test_a_text_written_once_reaches_every_channel_and_is_withdrawn_from_all(
    story: Story, public: Public, line: Line, tmp_path: Path
) -> None:
    clerk = story.officer("clerk2", "/articles")
    write(clerk)
    expect(clerk.get_by_role("button", name="发布到各渠道")).to_have_count(0)
    approve(story.officer("chief", "/articles"))
    approve(story.officer("city", "/articles"))
    clerk.reload()
    clerk.get_by_role("button", name="发布到各渠道").click()
    expect(clerk.get_by_text("公众在这里看到它")).to_be_visible()
    story.work()
    line.run()

    address = clerk.get_by_role("link", name=public.address).get_attribute("href")
    assert address is not None
    reader = story.phone()
    reader.goto(address)
    expect(reader.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(reader.get_by_text(BODY)).to_be_visible()
    [draft] = line.wechat.held()[0]["content"]["news_item"]
    assert (draft["title"], draft["content_source_url"]) == (TITLE, address)
    assert line.weibo.held()[0]["text"].startswith(f"{TITLE} {LEAD} http")
    assert said(story) == dict.fromkeys([BOX, OTHER_BOX, THIRD], STRIP)
    expect(clerk.get_by_text("已发出")).to_have_count(5)

    clerk.get_by_role("button", name="从各处撤下").click()
    clerk.get_by_label("理由").fill("热线号码有变")
    clerk.get_by_role("dialog").get_by_role("button", name="从各处撤下").click()
    expect(clerk.get_by_text("撤下了这篇稿件")).to_be_visible()
    story.work()
    line.run()
    assert line.more() == [0, 0]
    assert said(story) == {BOX: "请依次报到", OTHER_BOX: "", THIRD: ""}
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status in {404, 410}
    clerk.reload()
    expect(clerk.locator(".ant-table-row").filter(has_text="已撤下")).to_have_count(5)


@pytest.mark.console(r"status of 409 .*/api/articles/")
def test_two_editors_on_one_text_lose_nothing(story: Story, line: Line) -> None:
    first = story.officer("clerk", "/articles/new")
    first.get_by_label("标题", exact=True).fill("办事指南")
    first.get_by_role("button", name="保存草稿").click()
    first.get_by_role("button", name="修改").click()
    second = story.officer("clerk2", first.url.removeprefix(story.desk.address))
    expect(second.get_by_label("导语")).to_have_value("")
    first.get_by_label("导语").fill("第一位写的")
    first.get_by_role("button", name="保存草稿").click()
    expect(first.get_by_text("没有未保存的改动")).to_be_visible()
    second.get_by_label("导语").fill("第二位写的")
    second.get_by_role("button", name="保存草稿").click()
    both = second.get_by_role("dialog")
    expect(both.get_by_text("第一位写的")).to_be_visible()
    expect(both.get_by_text("第二位写的")).to_be_visible()
    both.get_by_role("button", name="用对方的").click()
    expect(second.get_by_label("导语")).to_have_value("第一位写的")
    second.get_by_role("button", name="接着写").click()
    expect(second.get_by_label("导语")).to_have_value("第二位写的")
    second.reload()
    second.get_by_role("button", name="接着写").click()
    second.get_by_role("button", name="保存草稿").click()
    second.get_by_role("button", name="用我的覆盖").click()
    expect(second.get_by_text("已保存").first).to_be_visible()
    rows = story.desk.rows("select lead, version from article")
    assert rows == [("第二位写的", 3)]
