"""A neglected column climbs to a leader, who gives it anew; a leaver's things turn ownerless."""

import pytest
from playwright.sync_api import Locator, Page, expect
from stack.axe import serious
from stack.builders import NOON
from stack.neglect import CLIMBS, publish

from .conftest import PHONE, Story
from .hands import dialog, row, save

COLUMN = "工作动态"
CLERK, DEPUTY, HEAD, LEADER = (
    "法律援助中心 秦工", "公共法律服务科 许工", "公共法律服务科 尤科", "市局 吴处",
)  # fmt: skip


@pytest.mark.console("status of 40[39]")
def test_a_neglected_column_climbs_to_a_leader_and_a_leavers_things_turn_ownerless(
    story: Story,
) -> None:
    publish(story.desk, "news", NOON)
    story.work()
    the_department_is_given_a_head(story)
    the_column_is_given_an_owner_and_a_deputy(story)
    a_week_goes_by_and_the_owner_is_told(story)
    the_deputy_and_the_head_are_told(story)
    the_leader_sees_it_and_gives_it_to_somebody_else(story)
    the_new_owner_is_told_and_says_what_was_done(story)
    somebody_leaves_and_the_board_says_so_at_once(story)
    what_stays(story)


def pick(page: Page, form: Locator, label: str, name: str) -> None:
    """Choose somebody by a part of the name."""
    field = form.get_by_label(label, exact=True)
    field.click()
    field.fill(name)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option-content").filter(
        has_text=name
    ).click()


def give(page: Page, owner: str, deputy: str = "") -> None:
    """Say whose the column is."""
    row(page, COLUMN).get_by_role("button", name="指定责任人").click()
    form = dialog(page, f"指定责任人：{COLUMN}")
    pick(page, form, "责任人", owner)
    if deputy:
        pick(page, form, "副手", deputy)
    save(form)


def owed(story: Story, login: str, rung: str) -> Page:
    """From the page somebody lands on to what waits for them: the column, at this rung."""
    page = story.officer(login, "/")
    page.get_by_role("link", name="件轮到您处理").click()
    expect(page.get_by_role("tab", name="我的", selected=True)).to_be_visible()
    expect(row(page, COLUMN)).to_contain_text("久未更新")
    expect(row(page, COLUMN)).to_contain_text(rung)
    return page


def the_department_is_given_a_head(story: Story) -> None:
    page = story.officer("admin", "/upkeep?tab=departments")
    row(page, "研究室").get_by_role("button", name="修改").click()
    form = dialog(page, "科室：研究室")
    pick(page, form, "负责人", HEAD)
    pick(page, form, "分管领导", LEADER)
    save(form)
    expect(row(page, "研究室")).to_contain_text(HEAD)


def the_column_is_given_an_owner_and_a_deputy(story: Story) -> None:
    page = story.officer("chief", "/upkeep?kind=column")
    expect(row(page, COLUMN)).to_contain_text("无人负责")
    expect(row(page, COLUMN)).to_contain_text("分管领导")
    give(page, CLERK, DEPUTY)
    expect(row(page, COLUMN)).to_have_count(0)
    page.get_by_text("全部", exact=True).click()
    expect(row(page, COLUMN)).to_contain_text("正常")
    expect(row(page, COLUMN)).to_contain_text(f"副手 {DEPUTY}")
    page = story.officer("clerk", "/")
    expect(page.get_by_role("link", name="件轮到您处理")).to_have_count(0)


def a_week_goes_by_and_the_owner_is_told(story: Story) -> None:
    story.pass_days(7)
    page = owed(story, "clerk", "责任人")
    assert serious(page) == []
    row(page, COLUMN).get_by_role("button", name=COLUMN).click()
    drawer = page.get_by_role("dialog", name=COLUMN)
    expect(drawer).to_contain_text("7 天 · 每级 2 天")
    expect(drawer.get_by_role("button", name="交回")).to_be_visible()


def the_deputy_and_the_head_are_told(story: Story) -> None:
    story.pass_days(2)
    owed(story, "clerk2", "副手")
    story.pass_days(2)
    page = owed(story, "chief", "科室负责人")
    page.get_by_role("tab", name="网站自查").click()
    expect(page.get_by_text("工作动态：3 天后算不更新栏目")).to_be_visible()


def the_leader_sees_it_and_gives_it_to_somebody_else(story: Story) -> None:
    story.pass_days(2)
    page = owed(story, "city", "分管领导")
    row(page, COLUMN).get_by_role("button", name=COLUMN).click()
    drawer = page.get_by_role("dialog", name=COLUMN)
    for name in (CLERK, DEPUTY, HEAD, LEADER):
        expect(drawer.locator(".ant-timeline")).to_contain_text(name)
    drawer.get_by_role("button", name="指定责任人").click()
    form = dialog(page, f"指定责任人：{COLUMN}")
    pick(page, form, "副手", CLERK)
    expect(form).to_contain_text("副手不能是责任人本人")
    pick(page, form, "责任人", DEPUTY)
    save(form)
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(row(page, COLUMN)).to_have_count(0)


def the_new_owner_is_told_and_says_what_was_done(story: Story) -> None:
    story.pass_days(1)
    page = owed(story, "clerk2", "责任人")
    row(page, COLUMN).get_by_role("button", name="已查看，无需更新").click()
    page.get_by_role("dialog", name="确认已查看？").get_by_role("button", name="确定").click()
    expect(row(page, COLUMN)).to_have_count(0)


def somebody_leaves_and_the_board_says_so_at_once(story: Story) -> None:
    board = story.officer("chief", "/upkeep?kind=column&show=all")
    expect(row(board, COLUMN)).to_contain_text("正常")
    page = story.officer("admin", "/staffs")
    row(page, DEPUTY).get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(row(page, DEPUTY).get_by_role("button", name="停用")).to_have_count(0)
    # nothing has run since
    board.reload()
    expect(row(board, COLUMN)).to_contain_text("无人负责")
    expect(row(board, COLUMN)).to_contain_text("已离任")
    board.set_viewport_size(PHONE["viewport"])  # type: ignore[arg-type]
    expect(row(board, COLUMN)).to_contain_text("无人负责")
    assert board.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(board) == []


def what_stays(story: Story) -> None:
    climbed = [(rung, who) for rung, who, _ in story.desk.rows(CLIMBS, "news", "stale")]
    assert climbed == [("owner", "clerk"), ("deputy", "clerk2"), ("department", "chief"),
                       ("leader", "city"), ("owner", "clerk2")]  # fmt: skip
    deeds = story.desk.rows("select action from audit where subject = 'column news' order by id")
    assert [deed for (deed,) in deeds] == ["assign_owned", "assign_owned", "review_owned"]
