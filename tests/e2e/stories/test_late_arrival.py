"""A late arrival: the clock runs out, the office is reminded, a person signs the notice."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from .conftest import Story
from .hands import duty, row, say_why
from .steps import day, receive, register

NAME = "示例丁"
NOTICE = "未按期报到通知书"
WHY = "大雪封路，班车停运两日"


def test_somebody_arrives_late(story: Story) -> None:
    person = register(story, NAME, day(story, 365))
    the_last_day_is_still_in_time(story, person)
    the_first_page_shows_that_the_clock_has_passed(story)
    page = the_office_opens_the_draft(story)
    nothing_is_said_of_the_person_before_a_hand_signs(story, person)
    the_office_signs_the_notice(page)
    the_person_comes_three_days_late(story)
    what_stays(story, person)


def the_last_day_is_still_in_time(story: Story, person: str) -> None:
    story.pass_days(6)
    page = story.officer("county")
    expect(duty(page, "待报到入矫")).to_contain_text(NAME)
    expect(duty(page, "待报到入矫")).to_contain_text(f"{day(story)} 今天到期")
    assert story.desk.rows("select 1 from paper_draft where person = %s", person) == []


def the_first_page_shows_that_the_clock_has_passed(story: Story) -> None:
    story.pass_days(1)
    page = story.officer("county")
    expect(duty(page, "待报到入矫")).to_contain_text(f"{day(story, -1)} 已过 1 天")
    expect(duty(page, "待报到入矫")).to_contain_text("1 件已过期限")


def the_office_opens_the_draft(story: Story) -> Page:
    page = story.officer("county")
    duty(page, "待报到入矫").get_by_role("link", name=NAME).click()
    say_why(page)
    page.get_by_role("tab", name="文书").click()
    draft = page.locator(".ant-card").filter(has_text="草稿")
    expect(draft).to_contain_text(NOTICE)
    expect(draft).to_contain_text("系统拟稿")
    return page


def nothing_is_said_of_the_person_before_a_hand_signs(story: Story, person: str) -> None:
    assert story.desk.rows("select 1 from paper where person = %s", person) == []
    assert story.desk.rows("select 1 from sanction where person = %s", person) == []


def the_office_signs_the_notice(page: Page) -> None:
    page.get_by_role("button", name=f"修改 {NOTICE}").click()
    form = page.get_by_role("dialog", name=NOTICE)
    expect(form.get_by_label("已逾期日数")).to_have_value("1")
    form.get_by_label("联系电话").fill("024-00000000")
    form.get_by_label(re.compile("已作的联系和查找")).fill("两次拨打本人电话\n联系其亲属")
    form.get_by_role("button", name="签发", exact=True).click()
    page.get_by_role("dialog", name="签发这份文书？").get_by_role("button", name="签发").click()
    expect(form).to_have_count(0)
    expect(row(page, NOTICE)).to_contain_text("县局 王工")
    expect(page.get_by_text("系统拟稿")).to_have_count(0)


def the_person_comes_three_days_late(story: Story) -> None:
    story.pass_days(2)
    page = story.officer("county")
    expect(duty(page, "待报到入矫")).to_contain_text("已过 3 天")
    duty(page, "待报到入矫").get_by_role("link", name=NAME).click()
    say_why(page, "报到核对")
    page.get_by_role("tab", name="矫正期限").click()
    receive(page, WHY)
    expect(page.get_by_text("逾期 3 日")).to_be_visible()
    page = story.officer("county")
    expect(duty(page, "待宣告")).to_contain_text(NAME)
    expect(duty(page, "待报到入矫")).to_have_count(0)


def what_stays(story: Story, person: str) -> None:
    rows = story.desk.rows
    acts = rows("select kind, by from act where person = %s order by recorded_at, id", person)
    assert acts == [
        ("term_registered", "staff"), ("late_arrival", "system"), ("received", "staff"),
    ]  # fmt: skip
    [(body,)] = rows("select body from act where kind = 'received'")
    assert (body["late_days"], body["late_why"]) == (3, WHY)
    papers = rows("select kind, login from paper join staff on staff.id = issued_by")
    assert papers == [("late_arrival_notice", "county")]
    [(by, on)] = rows("select report_by, received_on from term where person = %s", person)
    assert on - by == timedelta(days=3)
    assert rows("select 1 from sanction") == []
