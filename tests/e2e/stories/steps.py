"""What stories share: a document is registered, a person comes, a phone is signed in."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect
from yizhan_collector.ground.days import legal_day

from .conftest import Story
from .hands import choose, dialog, give_day, save, say_why, write

DOCUMENT = {"罪名": "盗窃罪", "决定机关": "示例县人民法院", "文书号": "(2026)示0521刑初21号"}


def day(story: Story, days: int = 0) -> date:
    """So many legal days from this moment of the story."""
    return legal_day(story.desk.now) + timedelta(days=days)


def register(story: Story, name: str, ends_on: date) -> str:
    """Register at intake a judgment that took effect four days ago; returns the person."""
    page = story.officer("county", "/intake")
    form = page.locator("form")
    write(form, {"姓名": name} | DOCUMENT)
    form.get_by_label("男", exact=True).check()
    choose(page, form, "乡镇街道", "小市镇 (本溪满族自治县)")
    form.get_by_role("switch").click()
    choose(page, form, "矫正类别", "缓刑")
    give_day(form, "裁判日期", day(story, -19))
    for label in ("生效日期", "期限起"):
        give_day(form, label, day(story, -4))
    give_day(form, "期限止（最后一日）", ends_on)
    page.get_by_role("button", name="登记并建档").click()
    page.wait_for_url(re.compile("/people/"))
    say_why(page)
    expect(page.get_by_role("button", name="接收", exact=True)).to_be_visible()
    return page.url.split("/people/")[1].split("?")[0]


def take(page: Page, action: str) -> None:
    """Press the button of a step of the term."""
    page.get_by_role("button", name=action, exact=True).click()


def receive(page: Page, why_late: str = "") -> None:
    """Write down that the person came and was identified."""
    take(page, "接收")
    form = dialog(page, "接收")
    choose(page, form, "报到方式", "本人报到")
    choose(page, form, "证件", "居民身份证")
    choose(page, form, "核对方式", "读卡器核验")
    write(form, {"逾期原因": why_late})
    save(form)


def record_of(story: Story, login: str, person: str, part: str, why: str = "日常办案") -> Page:
    """The record, opened for a stated reason."""
    page = story.officer(login, f"/people/{person}?part={part}")
    expect(page.get_by_role("dialog").or_(page.get_by_role("tab", name="全程记录"))).to_be_visible()
    if page.get_by_role("dialog").count():
        say_why(page, why)
    return page


def code_on(page: Page) -> str:
    """A code for the own page, read from the officer's screen."""
    page.get_by_role("button", name="签发个人页面登录码").click()
    shown = page.get_by_role("dialog").get_by_text(re.compile(r"^\d{4} \d{4}$"))
    return shown.inner_text().replace(" ", "")


def enter(story: Story, person: str, code: str) -> Page:
    """The phone of this person, signed in with this code."""
    [(number,)] = story.desk.rows("select number from person where id = %s", person)
    phone = story.phone()
    write(phone.locator("form"), {"报到号码": number})
    phone.get_by_label("一次性登录码").fill(code)
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("link", name="我的档案")).to_be_visible()
    return phone


def sign_in(story: Story, person: str) -> Page:
    """The phone of this person, signed in with a code from the office."""
    return enter(story, person, code_on(record_of(story, "xiaoshi", person, "head")))
