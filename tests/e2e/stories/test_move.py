"""A move to another county: each place sees its own clock, and only what it needs."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Story
from .hands import choose, dialog, duty, give_day, row, save, say_why, write
from .steps import day, record_of

NAME = "示例乙"
MOVES = "变更执行地时限"
THERE, ADDRESS = "210522100", "桓仁镇示例路 1 号"


@pytest.mark.console("status of 404")
def test_a_person_moves_to_another_county(story: Story, person: str) -> None:
    the_person_asks_at_the_office(story, person)
    story.pass_days(2)
    the_old_county_asks_the_new_one(story)
    story.pass_days(3)
    the_new_county_answers(story, person)
    the_old_county_decides(story)
    story.pass_days(1)
    the_old_county_sends_the_file(story, person)
    story.pass_days(2)
    the_new_county_receives_it(story)
    the_old_county_sees_no_more_than_it_should(story, person)
    story.pass_days(3)
    the_person_reports_at_the_new_place(story, person)
    what_stays(story, person)


def clock(page: Page, step: str, said: str) -> None:
    """The clock of this step says so."""
    line = page.get_by_role("listitem").filter(has_text=re.compile(f"^{step}"))
    expect(line.first).to_contain_text(said)


def take(page: Page, step: str, words: dict[str, str], choice: str = "") -> None:
    """Take the step whose turn it is."""
    page.get_by_role("button", name=step).last.click()
    form = dialog(page, step)
    if choice:
        form.get_by_text(choice, exact=True).click()
    write(form, words)
    save(form)


def the_person_asks_at_the_office(story: Story, person: str) -> None:
    page = record_of(story, "xiaoshi", person, "move")
    expect(page.get_by_text("没有变更执行地")).to_be_visible()
    page.get_by_role("button", name="代为申请变更执行地").click()
    form = dialog(page, "代为申请变更执行地")
    choose(page, form, "新执行地", "桓仁满族自治县 桓仁镇")
    write(form, {"新住址": ADDRESS, "理由": "随子女居住", "证明材料": "房屋租赁合同"})
    give_day(form, "拟迁居日", day(story, 40))
    save(form)
    clock(page, "征求意见", f"原执行地 · 应于 {day(story, 5)} 前")


def the_old_county_asks_the_new_one(story: Story) -> None:
    page = story.officer("county")
    expect(duty(page, MOVES)).to_contain_text("商请新居住地")
    expect(duty(page, MOVES)).to_contain_text(f"{day(story, 3)} 还有 3 天")
    duty(page, MOVES).get_by_role("link", name=NAME).click()
    say_why(page)
    take(
        page,
        "征求意见",
        {"社区矫正期间的表现": "按时报到，表现良好", "联系人和电话": "王工 024-00000000"},
    )
    clock(page, "征求意见", f"{day(story)} 已办")
    clock(page, "答复", f"新执行地 · 应于 {day(story, 5)} 前")


def the_new_county_answers(story: Story, person: str) -> None:
    page = story.officer("huanren", f"/people/{person}")
    expect(page.get_by_text("没有这一页")).to_be_visible()
    page.goto(f"{story.desk.address}/today")
    expect(duty(page, MOVES)).to_contain_text(f"{day(story, 2)} 还有 2 天")
    duty(page, MOVES).get_by_role("link", name="答复").click()
    letter = page.get_by_role("dialog")
    expect(letter).to_contain_text(ADDRESS)
    expect(letter).not_to_contain_text("盗窃")
    take(page, "答复", {"核实的情况": "住所属实，家属同意"}, "同意接收")
    story.work()


def the_old_county_decides(story: Story) -> None:
    page = story.officer("county2")
    duty(page, MOVES).get_by_role("link", name=NAME).click()
    say_why(page, "审批")
    expect(page.get_by_text("住所属实，家属同意")).to_be_visible()
    take(page, "决定", {"到新执行地报到的地点和电话": "桓仁镇司法所"}, "批准")
    clock(page, "移送档案", f"应于 {day(story, 5)} 前")
    clock(page, "本人到新执行地报到", f"新执行地 · 应于 {day(story, 7)} 前")
    page.get_by_role("tab", name="文书").click()
    for title in ("征求", "复函", "变更"):
        expect(row(page, title).first).to_be_visible()


def the_old_county_sends_the_file(story: Story, person: str) -> None:
    page = record_of(story, "county", person, "move")
    take(page, "移送档案", {"备注": "机要交换"})
    clock(page, "移送档案", f"{day(story)} 已办")
    theirs = story.officer("huanren")
    expect(duty(theirs, MOVES)).to_contain_text("回执")
    expect(duty(theirs, MOVES)).to_contain_text(f"{day(story, 5)} 还有 5 天")


def the_new_county_receives_it(story: Story) -> None:
    page = story.officer("huanren", "/moves")
    row(page, NAME).get_by_role("button", name="接收并送达回执").click()
    save(dialog(page, "接收并送达回执"))
    expect(row(page, NAME)).to_contain_text(f"{day(story)} 已办")
    story.work()


def the_old_county_sees_no_more_than_it_should(story: Story, person: str) -> None:
    page = story.officer("county", f"/people/{person}")
    expect(page.get_by_text("没有这一页")).to_be_visible()
    page.goto(f"{story.desk.address}/people?q={NAME}")
    expect(page.get_by_text("没有找到")).to_be_visible()
    page.goto(f"{story.desk.address}/today")
    expect(page.get_by_role("heading", name="今天")).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)


def the_person_reports_at_the_new_place(story: Story, person: str) -> None:
    page = story.officer("huanren")
    expect(duty(page, MOVES)).to_contain_text("到新居住地报到")
    expect(duty(page, MOVES)).to_contain_text(f"{day(story, 1)} 还有 1 天")
    duty(page, MOVES).get_by_role("link", name=NAME).click()
    say_why(page, "报到核对")
    take(page, "本人到新执行地报到", {"备注": "按时报到"})
    expect(page.get_by_text("已完成")).to_be_visible()
    story.work()
    page.get_by_role("tab", name="全程记录").click()
    for act in ("征求新执行地意见", "新执行地答复", "决定变更执行地", "移送档案", "到新执行地报到"):
        expect(row(page, act)).to_be_visible()


def what_stays(story: Story, person: str) -> None:
    rows = story.desk.rows
    assert rows("select township from person where id = %s", person) == [(THERE,)]
    assert rows("select state, overlays from term where person = %s", person) == [("active", [])]
    assert rows("select state from move") == [("done",)]
    assert rows("select step from move_step where done_on is null or done_on > due_on") == []
    kinds = rows("select kind from paper where kind like 'move%%' order by issued_at, id")
    assert kinds == [("move_inquiry",), ("move_reply",), ("move_transfer",)]
    decided = rows("select staff.login from request join staff on staff.id = decided_by"
                   " where kind = 'move'")  # fmt: skip
    assert decided == [("county2",)]
    looked = "select 1 from audit join staff on staff.id = audit.staff where login = 'huanren'"
    assert rows(f"{looked} and action = 'view_person' and audit.person = %s", person) != []
