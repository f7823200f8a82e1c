"""A sanction: the software counts, people decide, the person objects and is answered."""

import re
from datetime import date, timedelta

import psycopg
import pytest
from integration.collector.own import in_correction
from playwright.sync_api import Page, expect
from stack.builders import BOX
from stack.desk import TODAY, new_person

from .conftest import Story
from .hands import dialog, duty, row, save, say_why, sure, write
from .steps import code_on, enter, sign_in

NAME = "测试甲"
DAY = timedelta(days=1)
DOWN = TODAY + 3 * DAY  # the post was of no use on this day
ILL = (TODAY + 5 * DAY, TODAY + 6 * DAY)
HEALTH = """
insert into device_health
select at, %(box)s, at, '{"kiosk": "open"}' from generate_series(
    %(day)s::date::timestamp at time zone 'Asia/Shanghai' + interval '8 hours 30 minutes',
    %(day)s::date::timestamp at time zone 'Asia/Shanghai' + interval '17 hours',
    interval '2 minutes') at
"""


@pytest.fixture
def person(story: Story) -> str:
    """Somebody in correction since June, due today and every seven days."""
    someone = str(new_person(story.desk.sign_in("county"), name=NAME)["id"])
    in_correction(story.desk, someone, category="ordinary")
    return someone


@pytest.mark.console("status of 40[39]")
def test_from_counted_days_to_objection_and_answer(story: Story, person: str) -> None:
    nine_days_go_by_without_a_report(story)
    the_office_writes_down_the_days_in_hospital(story, person)
    the_night_counts(story)
    the_office_looks_at_each_day_and_proposes(story)
    story.pass_days(1)
    the_county_decides_with_reasons(story)
    code = the_office_tells_the_person(story)
    phone = enter(story, person, code)
    the_person_reads_the_notice(phone)
    the_person_objects(phone)
    story.pass_days(2)
    who_decided_may_not_answer(story, person)
    somebody_else_answers(story)
    phone = sign_in(story, person)
    the_person_reads_the_answer(phone)
    the_person_still_complains_past_the_office(phone)
    the_county_does_not_see_the_complaint_the_city_does(story)
    what_stays(story, person)


def health_of(story: Story, day: date) -> None:
    """The box reports every two minutes of its opening hours, but on one day."""
    if day != DOWN:
        with psycopg.connect(story.desk.url) as tx:
            tx.execute(HEALTH, {"box": BOX, "day": day})


def nine_days_go_by_without_a_report(story: Story) -> None:
    for _ in range(9):
        health_of(story, story.desk.now.date())
        story.desk.now += DAY


def the_office_writes_down_the_days_in_hospital(story: Story, person: str) -> None:
    page = story.officer("xiaoshi", f"/people/{person}?part=reporting")
    say_why(page, "报到核对")
    expect(row(page, TODAY.isoformat())).to_contain_text("逾期")
    page.get_by_role("button", name="登记事由").click()
    form = dialog(page, "登记事由")
    start, end = form.locator(".ant-picker-range input").all()
    for field, day in ((start, ILL[0]), (end, ILL[1])):
        field.fill(day.isoformat())
        field.press("Enter")
    form.get_by_text("住院", exact=True).click()
    write(form, {"证明": "县医院出院小结"})
    save(form)
    expect(page.get_by_text("县医院出院小结")).to_be_visible()


def the_night_counts(story: Story) -> None:
    health_of(story, story.desk.now.date())
    story.pass_days(1)


def the_office_looks_at_each_day_and_proposes(story: Story) -> None:
    page = story.officer("xiaoshi", "/conduct")
    expect(row(page, NAME)).to_contain_text("训诫")
    expect(row(page, NAME)).to_contain_text("6 日（规定 10 日）")
    row(page, NAME).get_by_role("link", name=NAME).click()
    say_why(page)
    each_day_is_shown_with_why_it_counts(page)
    page.get_by_text("以下只是数字上符合条件，不是结论。").locator("..").get_by_role(
        "button", name="提出建议"
    ).click()
    form = dialog(page, "提出建议")
    expect(form).to_contain_text("由县区的另一人决定")
    said = {
        "事实": "11月24日应报到未报到，三次电话无人接听。",
        "其他证据，一行一项": "电话记录三份",
        "本人的陈述和申辩": "称记错了日子，后来住院。",
        "对申辩的采纳情况": "住院两日已扣除，其余理由不成立。",
    }
    write(form, said)
    save(form, "提出建议")
    expect(page.get_by_text("待决定")).to_be_visible()
    expect(page.get_by_role("button", name="决定", exact=True)).to_have_count(0)


def each_day_is_shown_with_why_it_counts(page: Page) -> None:
    expect(
        page.get_by_role("button", name=re.compile("报到日 2026-11-24 之后，计入 6 日"))
    ).to_be_visible()
    page.get_by_role("button", name=re.compile("报到日 2026-11-24 之后，计入 6 日")).click()
    expect(row(page, DOWN.isoformat())).to_contain_text("报到点停机")
    for day in ILL:
        expect(row(page, day.isoformat())).to_contain_text("住院")
    counted = row(page, (TODAY + DAY).isoformat())
    expect(counted).to_contain_text("计入")
    expect(counted).to_contain_text(f"正常使用的报到终端:{BOX}")


def the_county_decides_with_reasons(story: Story) -> None:
    page = story.officer("county", "/conduct?show=open")
    row(page, NAME).get_by_role("link", name=NAME).click()
    say_why(page, "审批")
    page.get_by_role("button", name="证据").click()
    expect(row(page, "电话记录三份")).to_be_visible()
    page.get_by_role("button", name="决定", exact=True).click()
    form = dialog(page, "训诫 · 决定")
    form.get_by_text("同意", exact=True).click()
    form.get_by_role("button", name="保存").click()
    expect(form).to_contain_text("请填写")
    write(form, {"理由": "事实清楚，情节较轻，予以训诫。"})
    form.get_by_role("button", name="保存").click()
    sure(page)
    expect(page.get_by_text("已决定，待告知")).to_be_visible()


def the_office_tells_the_person(story: Story) -> str:
    page = story.officer("xiaoshi")
    duty(page, "待送达的奖惩决定").get_by_role("link", name=NAME).click()
    say_why(page)
    page.get_by_role("button", name="登记告知").click()
    form = dialog(page, "训诫 · 登记告知")
    write(form, {"告知方式和经过": "当面宣读并送达"})
    save(form)
    expect(page.get_by_text("已生效")).to_be_visible()
    return code_on(page)


def the_person_reads_the_notice(phone: Page) -> None:
    phone.get_by_role("link", name="我的档案").click()
    notice = phone.get_by_role("region", name="训诫")
    expect(notice).to_contain_text("事实清楚，情节较轻，予以训诫。")
    expect(notice).to_contain_text("县局 王工")
    expect(notice).to_contain_text("向本溪满族自治县司法局提出异议")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def the_person_objects(phone: Page) -> None:
    notice = phone.get_by_role("region", name="训诫")
    notice.get_by_role("button", name="我不服，提出异议").click()
    notice.get_by_label("为什么不服").fill("24日我到了，机器坏了。")
    notice.get_by_role("button", name="发送").click()
    expect(notice).to_contain_text("我的异议")
    expect(notice.get_by_role("button", name="我不服，提出异议")).to_have_count(0)


def open_objection(story: Story, login: str) -> Page:
    """The objection, from the first page of this officer."""
    page = story.officer(login)
    duty(page, "待答复的异议").get_by_role("link", name=NAME).click()
    say_why(page, "审批")
    return page


def answer(page: Page, findings: str) -> None:
    """Answer by withdrawing the decision."""
    page.get_by_role("button", name="答复异议").click()
    form = dialog(page, "训诫 · 答复异议")
    form.get_by_text("撤销", exact=True).click()
    write(form, {"复核查明的情况": findings})
    form.get_by_role("button", name="保存").click()
    sure(page)


def who_decided_may_not_answer(story: Story, person: str) -> None:
    page = open_objection(story, "county")
    expect(page.get_by_text("24日我到了，机器坏了。")).to_be_visible()
    expect(page.get_by_role("button", name="答复异议")).to_have_count(0)
    assert story.desk.rows("select outcome from objection where person = %s", person) == [(None,)]


def somebody_else_answers(story: Story) -> None:
    page = open_objection(story, "county2")
    answer(page, "经查监控，本人当日到过窗口。")
    expect(page.get_by_text("已撤销")).to_be_visible()


def the_person_reads_the_answer(phone: Page) -> None:
    phone.get_by_role("link", name="我的档案").click()
    notice = phone.get_by_role("region", name="训诫")
    expect(notice).to_contain_text("答复：已撤销")
    expect(notice).to_contain_text("经查监控，本人当日到过窗口。")
    expect(notice.get_by_role("button", name="还是不服，找检察院")).to_be_visible()


def the_person_still_complains_past_the_office(phone: Page) -> None:
    phone.get_by_role("link", name="我的权利").click()
    phone.get_by_role("button", name="写投诉").click()
    form = phone.get_by_role("region", name="写投诉")
    form.get_by_text("本溪满族自治县", exact=False).first.click()
    expect(form).to_contain_text("由市局处理，县区和司法所看不到。")
    form.get_by_label("一项决定").check()
    form.get_by_label("发生了什么").fill("没有核实就给了训诫。")
    form.get_by_role("button", name="提交投诉").click()
    expect(phone.get_by_text("投诉已提交")).to_be_visible()
    expect(phone.get_by_role("region", name="一项决定")).to_contain_text("处理中")


def the_county_does_not_see_the_complaint_the_city_does(story: Story) -> None:
    page = story.officer("county2", "/complaints")
    expect(page.get_by_role("heading", name="投诉办理")).to_be_visible()
    expect(page.get_by_text("没有核实就给了训诫")).to_have_count(0)
    expect(row(page, NAME)).to_have_count(0)
    page = story.officer("city")
    expect(duty(page, "待答复的投诉")).to_contain_text(NAME)


def what_stays(story: Story, person: str) -> None:
    rows = story.desk.rows
    kinds = rows("select kind from act where person = %s order by recorded_at, id", person)
    told = ["measure_proposed", "reprimand", "measure_told", "objection", "objection_answer"]
    assert [kind for (kind,) in kinds if kind in told] == told
    [(state, proposed, decided, answered)] = rows(
        "select state, p.login, d.login, a.login from sanction"
        " join objection on objection.sanction = sanction.id join staff p on p.id = proposed_by"
        " join staff d on d.id = decided_by join staff a on a.id = answered_by"
    )
    assert (state, proposed, decided, answered) == ("annulled", "xiaoshi", "county", "county2")
    assert rows("select kind, length(sha256) > 0 from paper where person = %s", person)
    assert rows("select about from complaint") == [("210521",)]
