"""A ticket of 12345 is answered on the office's page, comes back unsatisfied, and is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from integration.collector.matters import at_counter, do
from integration.sharing.tickets import KEY, PLATFORM, look, put, send
from playwright.sync_api import Page, expect
from stack.axe import serious
from stack.partner import Partners
from stack.partner import opened as partners_opened
from yizhan_provisioning.authority import Authority

from .conftest import Story
from .hands import choose, dialog, row, save, write


@pytest.fixture
def partners(story: Story, authority: Authority, tmp_path: Path) -> Iterator[Partners]:
    """The partners' door over the office of the story."""
    with partners_opened(story.desk, authority, tmp_path / "authority") as made:
        yield made


def opened(story: Story) -> Page:
    """The clerk comes to the matter from the list of tickets."""
    story.work()
    page = story.officer("clerk", "/sharing")
    expect(row(page, KEY)).to_contain_text("12345")
    page.get_by_role("link", name=KEY).click()
    expect(page.get_by_text("平台工单", exact=True)).to_be_visible()
    return page


def answered(page: Page, said: str) -> None:
    """The clerk writes an answer."""
    page.get_by_role("button", name="答复").click()
    form = dialog(page, "答复")
    write(form, {"内容": said})
    save(form)
    expect(page.get_by_text(said)).to_be_visible()


def test_a_ticket_is_answered_comes_back_once_is_answered_again_and_closed(
    story: Story, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    first = send(program)
    page = opened(story)
    expect(page.get_by_role("button", name="退单")).to_have_count(0)  # nobody has it yet
    page.get_by_role("button", name="接手").click()
    expect(page.get_by_role("button", name="退单")).to_be_visible()
    answered(page, "带上工资条,到劳动监察大队投诉。")
    story.work()
    assert look(program)["state"] == "answered"
    for _ in range(2):
        assert put(program, step="/return", why="没有说地址")[0] == 200
        story.work()
    page = opened(story)
    expect(page.get_by_role("alert").filter(has_text="没有说地址")).to_be_visible()
    assert serious(page) == []
    answered(page, "县劳动监察大队在政务中心二楼。")
    page.get_by_role("button", name="办结").click()
    form = dialog(page, "办结")
    choose(page, form, "结果", "已答复")
    save(form)
    story.work()
    told = look(program)
    assert (told["state"], told["answer"]) == ("closed", "县劳动监察大队在政务中心二楼。")
    assert send(program)["id"] == first["id"]
    story.work()
    assert story.desk.rows("select count(*) from matter") == [(1,)]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_matter_that_is_not_ours_is_passed_on_and_its_answer_is_read(
    story: Story, partners: Partners
) -> None:
    clerk = story.desk.sign_in("clerk")
    matter = at_counter(clerk, said="路灯坏了一个月", category="other")["id"]
    do(clerk, matter, "take")
    page = story.officer("clerk", f"/matters/{matter}")
    page.get_by_role("button", name="转平台办理").click()
    form = dialog(page, "转平台办理")
    choose(page, form, "平台", "本溪市12345政务服务便民热线")
    form.get_by_label("口头同意").check()
    expect(page.locator(".ant-message-notice")).to_have_count(0)
    assert serious(page) == []
    save(form)
    program = partners.program(PLATFORM)
    packet = program.get("/partner/events").json()["events"][0]["subject"]
    assert "name" not in program.get(f"/partner/packets/{packet}").json()["fields"]
    program.post(f"/partner/packets/{packet}/read").raise_for_status()
    program.post(f"/partner/packets/{packet}/answer", json={"said": "已派单。"}).raise_for_status()
    story.work()
    page = story.officer("clerk", "/sharing?part=sent")
    expect(row(page, "12345")).to_contain_text("已派单。")
    page.get_by_role("link", name="打开事项").click()
    expect(page.get_by_text("本溪市12345政务服务便民热线：已派单。")).to_be_visible()
