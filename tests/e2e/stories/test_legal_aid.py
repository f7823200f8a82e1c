"""A worker without wages asks for legal aid on a phone that runs no script, and follows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from stack import points as make
from stack.citizen import LEGAL_AID
from stack.desk import PASSWORD, Desk, copied, opened
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from stack.uploads import JPEG, PDF

from .conftest import PHONE, OpenPage
from .hands import choose, dialog, row, save, write

WHY_NOT = "鉴定费用可以向法院申请缓交，不在本中心的援助范围内。"


@dataclass
class Bureau:
    """The portal and the office over one database, and the days that go by."""

    desk: Desk
    public: Public
    open_page: OpenPage
    pages: dict[str, Page] = field(default_factory=dict)

    def later(self, hours: float) -> None:
        """Some hours later, with what the clock asks for."""
        self.desk.now += timedelta(hours=hours)
        self.public.now = self.desk.now
        self.desk.run_due()

    def office(self, login: str) -> Page:
        """The page of the matter in the browser of a member of staff, at this moment."""
        if login not in self.pages:
            self.pages[login] = self.open_page()
            self.pages[login].clock.install(time=self.desk.now)
        page = self.pages[login]
        page.goto("about:blank")
        page.clock.set_system_time(self.desk.now)
        given = {"login": login, "password": PASSWORD}
        assert page.request.post(f"{self.desk.address}/api/login", data=given).ok
        [(matter,)] = self.desk.rows("select id from matter where kind = 'legal_aid'")
        page.goto(f"{self.desk.address}/matters/{matter}")
        return page


def step(page: Page, name: str) -> Locator:
    """Press the button of a step; the dialog that asks for its words."""
    page.get_by_role("button", name=name, exact=True).click()
    return dialog(page, name)


@pytest.fixture
def bureau(postgres: Postgres, staffed: str, open_page: OpenPage) -> Iterator[Bureau]:
    with copied(postgres, staffed) as url:
        make.add(url)
        with opened(url) as desk, public_opened(postgres.portal_url(url)) as public:
            made = Bureau(desk, public, open_page)
            yield made
            for page in made.pages.values():
                page.context.close()  # before the office behind it closes


@pytest.fixture
def phone(bureau: Bureau, open_page: OpenPage) -> Page:
    """A phone at the first page of the portal; it runs no script."""
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto(bureau.public.address)
    return page


def press(page: Page, name: str) -> None:
    """Press a button, or follow a link, by its words."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def go(page: Page, *names: str) -> None:
    """Follow links by their words."""
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()


def choose_one(form: Locator, group: str, name: str) -> None:
    """Choose one of the buttons of a group."""
    form.get_by_role("radiogroup", name=group, exact=True).get_by_text(name, exact=True).click()


def apply(page: Page, contract: Path) -> str:
    """Find the way through the guide, fill in the form with a mistake first; returns the code."""
    go(page, "办事指南", "工作：欠薪、工伤、被辞退", "工资没有发，或没有发够", "是")
    expect(page.locator("main")).to_contain_text("不核查经济状况")
    go(page, "在这里办理：法律援助")
    page.get_by_label("请说说是什么事").fill(str(LEGAL_AID["said"]))
    page.get_by_label("您属于哪种情形").select_option("migrant_wages")
    page.get_by_label("诉讼代理", exact=True).check()
    page.get_by_label("鉴定费用减免").check()
    page.get_by_label("您在哪个乡镇、街道").select_option("210521100")
    page.get_by_label("姓名").fill("测试乙")
    press(page, "提交")
    expect(page.get_by_role("alert")).to_contain_text("电话：请填写这一项。")
    expect(page.get_by_label("请说说是什么事")).to_have_value(str(LEGAL_AID["said"]))
    page.get_by_label("电话").fill("000-0000-0002")
    page.get_by_label("材料（可不填）").set_input_files(contract)
    press(page, "提交")
    return page.locator("code").inner_text()


def open_matter(bureau: Bureau, page: Page, code: str) -> None:
    """Open the matter by its code."""
    page.goto(bureau.public.address)
    go(page, "查询进度")
    page.get_by_label("查询码").fill(code)
    press(page, "查询")


def told_what_is_missing(bureau: Bureau) -> None:
    """A clerk takes the matter and tells once which paper is missing."""
    clerk = bureau.office("clerk")
    clerk.get_by_role("button", name="接手", exact=True).click()
    form = step(clerk, "告知缺少的材料")
    form.get_by_label("身份证明").check()
    write(form, {"内容": "请补身份证正反面。"})
    form.get_by_label("我已核对").check()
    save(form)


def send_it(phone: Page, card: Path) -> None:
    """What is missing is read and sent."""
    expect(phone.get_by_role("heading", name="等您")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("请补身份证正反面。")
    phone.get_by_label("身份证明", exact=True).set_input_files(card)
    press(phone, "上传 身份证明")
    expect(phone.get_by_role("status")).to_have_text("材料已收到。")
    expect(phone.get_by_role("heading", name="等工作人员办理")).to_be_visible()


def book(phone: Page) -> None:
    """A visit is booked with the matter, and the phone is handed on."""
    go(phone, "本溪县公共法律服务中心")
    go(phone, "11-25 周三")
    phone.get_by_label("09:00").check()
    phone.get_by_label("姓名").fill("测试乙")
    press(phone, "预约")
    expect(phone.locator("#bookings ~ p").first).to_contain_text("2026-11-25 09:00")
    press(phone, "关闭（用完请关闭）")
    expect(phone.locator("main")).not_to_contain_text("2026-11-25 09:00")


def received(bureau: Bureau) -> None:
    """The desk of the point notes that they came."""
    visits = bureau.office("clerk")
    visits.goto(f"{bureau.desk.address}/bookings?day=2026-11-25")
    row(visits, "测试乙").get_by_text("来了", exact=True).click()
    expect(row(visits, "测试乙").get_by_role("radio", name="来了")).to_be_checked()


def decided(bureau: Bureau) -> None:
    """The papers are complete; the head grants one thing and refuses another; a lawyer is named."""
    save(step(bureau.office("clerk"), "材料已齐"))
    form = step(bureau.office("chief"), "作出决定")
    choose_one(form, "诉讼代理", "给予")
    choose_one(form, "鉴定费用减免", "不予")
    form.get_by_label("不予的理由").fill(WHY_NOT)
    save(form)
    form = step(bureau.office("clerk"), "指派律师")
    form.get_by_label("指派律师").fill("辽宁松柏（演示）律师事务所 陶律师")
    save(form)


def closed(bureau: Bureau) -> None:
    """The clerk says how it ended."""
    clerk = bureau.office("clerk")
    form = step(clerk, "办结")
    choose(clerk, form, "结果", "法律援助已提供")
    write(form, {"给当事人的话": "律师已与您联系，案件进入仲裁。"})
    save(form)


def read_decision(phone: Page) -> None:
    """What was granted, what was refused and why, and what can be done about it."""
    decision = phone.locator("section").filter(has=phone.locator("#decision"))
    expect(decision).to_contain_text("给予：诉讼代理")
    expect(decision).to_contain_text(f"不给予：鉴定费用减免理由：{WHY_NOT}")
    expect(decision).to_contain_text("第49条")
    expect(decision).to_contain_text("陶律师")
    expect(decision.get_by_role("link", name="提出异议")).to_be_visible()


def rate(phone: Page) -> None:
    """The service is rated."""
    expect(phone.get_by_role("heading", name="已经办结")).to_be_visible()
    phone.get_by_label("5 很满意").check()
    phone.get_by_label("评价说明（可不填，最多500字）").fill("一次就说清了要什么")
    press(phone, "提交评价")
    expect(phone.get_by_role("status")).to_have_text("谢谢您的评价。")
    press(phone, "关闭（用完请关闭）")


@pytest.mark.console("status of 422")
def test_a_worker_is_helped_from_the_first_word_to_the_rating(
    bureau: Bureau, phone: Page, tmp_path: Path
) -> None:
    contract, card = tmp_path / "劳动合同.pdf", tmp_path / "身份证.jpg"
    contract.write_bytes(PDF)
    card.write_bytes(JPEG)
    code = apply(phone, contract)
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    press(phone, "已经记下，从这台设备上清除")
    bureau.later(1)
    told_what_is_missing(bureau)
    open_matter(bureau, phone, code)
    send_it(phone, card)
    book(phone)
    bureau.later(20)
    received(bureau)
    decided(bureau)
    open_matter(bureau, phone, code)
    read_decision(phone)
    bureau.later(3)
    closed(bureau)
    open_matter(bureau, phone, code)
    rate(phone)
    assert bureau.desk.rows("select satisfaction, satisfaction_said from matter") == [
        (5, "一次就说清了要什么")
    ]


@pytest.mark.console("status of 409")
def test_of_two_phones_that_want_the_last_time_one_is_offered_the_next(
    bureau: Bureau, phone: Page, open_page: OpenPage
) -> None:
    bureau.desk.sign_in("clerk").put(
        f"/api/points/{make.HALL.code}/hours",
        json={
            "opens": "08:30",
            "shuts": "17:00",
            "weekdays": [1, 2, 3, 4, 5],
            "slot_minutes": 30,
            "capacity": 1,
            "open": True,
        },
    ).raise_for_status()
    other = open_page(java_script_enabled=False, **PHONE)
    for page in (phone, other):
        page.goto(f"{bureau.public.address}/points/{make.HALL.code}")
        go(page, "预约到这里办理", "11-25 周三")
        page.get_by_label("09:00").check()
        page.get_by_label("姓名").fill("测试丙")
    press(phone, "预约")
    expect(phone.locator("code")).to_be_visible()
    press(other, "预约")
    expect(other.get_by_role("alert")).to_contain_text("刚刚被别人约走了")
    other.get_by_label("09:30").check()
    press(other, "预约")
    expect(other.locator("main")).to_contain_text("2026-11-25 09:30")
