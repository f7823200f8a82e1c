"""A worker without wages asks for legal aid on a phone that runs no script, and follows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from stack import points as make
from stack.citizen import LEGAL_AID
from stack.desk import Desk, copied, opened
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from stack.uploads import JPEG, PDF

from .conftest import PHONE, OpenPage

WHY_NOT = "鉴定费用可以向法院申请缓交，不在本中心的援助范围内。"


@dataclass
class Bureau:
    """The portal and the office over one database, and the days that go by."""

    desk: Desk
    public: Public

    def later(self, hours: float) -> None:
        """Some hours later, with what the clock asks for."""
        self.desk.now += timedelta(hours=hours)
        self.public.now = self.desk.now
        self.desk.run_due()

    def does(self, login: str, path: str, **body: Any) -> None:
        """What somebody of the office does with the matter."""
        [(matter,)] = self.desk.rows("select id from matter where kind = 'legal_aid'")
        answer = self.desk.sign_in(login).post(f"/api/matters/{matter}/{path}", json=body)
        assert answer.is_success, answer.text


@pytest.fixture
def bureau(postgres: Postgres, staffed: str) -> Iterator[Bureau]:
    with copied(postgres, staffed) as url:
        make.add(url)
        with opened(url) as desk, public_opened(postgres.portal_url(url)) as public:
            yield Bureau(desk, public)


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
    bureau.does("clerk", "take")
    bureau.does("clerk", "aid/missing", papers=["identity"], said="请补身份证正反面。")
    open_matter(bureau, phone, code)
    expect(phone.get_by_role("heading", name="等您")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("请补身份证正反面。")
    phone.get_by_label("身份证明", exact=True).set_input_files(card)
    press(phone, "上传 身份证明")
    expect(phone.get_by_role("status")).to_have_text("材料已收到。")
    expect(phone.get_by_role("heading", name="等工作人员办理")).to_be_visible()

    go(phone, "本溪县公共法律服务中心")
    go(phone, "11-25 周三")
    phone.get_by_label("09:00").check()
    phone.get_by_label("姓名").fill("测试乙")
    press(phone, "预约")
    expect(phone.locator("#bookings ~ p").first).to_contain_text("2026-11-25 09:00")
    press(phone, "关闭（用完请关闭）")
    expect(phone.locator("main")).not_to_contain_text("2026-11-25 09:00")

    bureau.later(20)
    [(visit,)] = bureau.desk.rows("select id from booking")
    came = bureau.desk.sign_in("clerk2").post(f"/api/bookings/{visit}/came", json={"came": True})
    assert came.is_success, came.text
    bureau.does("clerk", "aid/complete", on="2026-11-24")
    granted = {"item": "representation", "granted": True, "reason": ""}
    refused = {"item": "appraisal_fee", "granted": False, "reason": WHY_NOT}
    bureau.does("chief", "aid/decision", items=[granted, refused])
    bureau.does("clerk", "aid/lawyer", lawyer="辽宁松柏（演示）律师事务所 陶律师")
    open_matter(bureau, phone, code)
    decision = phone.locator("section").filter(has=phone.locator("#decision"))
    expect(decision).to_contain_text("给予：诉讼代理")
    expect(decision).to_contain_text(f"不给予：鉴定费用减免理由：{WHY_NOT}")
    expect(decision).to_contain_text("第49条")
    expect(decision).to_contain_text("陶律师")
    expect(decision.get_by_role("link", name="提出异议")).to_be_visible()

    bureau.later(3)
    bureau.does("clerk", "close", outcome="aid_done", said="律师已与您联系，案件进入仲裁。")
    open_matter(bureau, phone, code)
    expect(phone.get_by_role("heading", name="已经办结")).to_be_visible()
    phone.get_by_label("5 很满意").check()
    phone.get_by_label("评价说明（可不填，最多500字）").fill("一次就说清了要什么")
    press(phone, "提交评价")
    expect(phone.get_by_role("status")).to_have_text("谢谢您的评价。")
    assert bureau.desk.rows("select satisfaction, satisfaction_said from matter") == [
        (5, "一次就说清了要什么")
    ]
    press(phone, "关闭（用完请关闭）")


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
