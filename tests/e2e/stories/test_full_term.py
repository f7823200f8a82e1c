"""A full term: from the court's document to the release, as the office and the person see it."""

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from stack import builders as make
from yizhan_wire.events import Enrolled

from .conftest import Story
from .hands import choose, dialog, duty, give_day, row, save, sure, write
from .steps import day, receive, record_of, register, sign_in, take

NAME = "示例丙"
ENDS = date(2027, 1, 22)
LESSON = "社区矫正法第一课"
PLACE = "沈阳市第一示例医院"


@pytest.mark.console("status of 40[139]")
def test_from_the_document_of_the_court_to_the_release(story: Story, tmp_path: Path) -> None:
    person = register(story, NAME, ENDS)
    the_person_comes_in_time(story, person, tmp_path)
    the_group_and_the_plan_are_made(story, person)
    the_term_is_declared_and_it_is_noted_who_was_there(story, person)
    a_category_is_proposed_and_somebody_else_grants_it(story, person)
    the_face_is_enrolled_under_a_permit(story, person)
    two_weeks_are_reported_at_the_kiosk(story, person)
    the_person_asks_for_leave_on_the_phone(story, person)
    the_county_grants_it_and_the_office_may_not(story)
    the_person_goes_and_returns(story, person)
    the_person_takes_part_in_a_class(story, person)
    phone = the_last_day_comes(story, person)
    the_county_releases(story, person)
    the_access_falls_the_same_day(story, phone, person)
    the_box_deletes_the_template(story, person)
    what_stays(story, person)


def the_person_comes_in_time(story: Story, person: str, folder: Path) -> None:
    judgment = folder / "judgment.pdf"
    judgment.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page = record_of(story, "county", person, "term")
    take(page, "上传文书")
    form = dialog(page, "上传文书")
    form.locator("input[type=file]").set_input_files(judgment)
    save(form)
    expect(page.get_by_role("link", name="judgment.pdf")).to_be_visible()
    receive(page)
    expect(page.get_by_text("未逾期")).to_be_visible()


def the_group_and_the_plan_are_made(story: Story, person: str) -> None:
    page = record_of(story, "county", person, "term")
    take(page, "矫正小组")
    form = dialog(page, "矫正小组")
    write(form, {"姓名 1": "小市李工", "职责 1": "牵头", "姓名 2": "示例亲属", "职责 2": "陪伴"})
    choose(page, form, "性别 1", "男")
    choose(page, form, "身份 2", "家庭成员")
    choose(page, form, "性别 2", "女")
    save(form)
    expect(row(page, "示例亲属")).to_be_visible()
    take(page, "矫正方案")
    form = dialog(page, "矫正方案")
    write(form, {"综合评估": "初次犯罪，认罪悔罪。", "本人的意见": "同意。"})
    form.get_by_label("监督管理措施", exact=True).fill("每周报告一次")
    form.get_by_label("监督管理措施", exact=True).press("Enter")
    write(form, {"需要解决的问题 1": "没有工作", "措施 1": "职业培训", "负责人 1": "李工"})
    give_day(form, "下次评估", day(story, 90))
    save(form)
    expect(page.get_by_text("没有工作 → 职业培训（李工）")).to_be_visible()


def the_term_is_declared_and_it_is_noted_who_was_there(story: Story, person: str) -> None:
    page = story.officer("county")
    duty(page, "待宣告").get_by_role("link", name=NAME).click()
    page.get_by_role("tab", name="矫正期限").click()
    take(page, "宣告")
    form = dialog(page, "宣告")
    write(form, {"地点": "小市司法所", "姓名 1": NAME, "备注 3": "出差"})
    form.get_by_label("到场", exact=True).nth(2).uncheck()
    save(form)
    expect(page.get_by_text(f"{NAME} · 本人")).to_be_visible()
    expect(page.get_by_text("示例亲属 · 家庭成员 （否 · 出差）")).to_be_visible()


def a_category_is_proposed_and_somebody_else_grants_it(story: Story, person: str) -> None:
    page = record_of(story, "county", person, "term")
    take(page, "提出类别")
    form = dialog(page, "提出类别")
    choose(page, form, "管理类别", "入矫初期")
    write(form, {"理由": "入矫初期"})
    save(form)
    expect(page.get_by_text("待县区审批的类别：入矫初期")).to_be_visible()
    decide(story.officer("county2", "/approvals"), "管理类别")
    story.work()
    page = record_of(story, "county", person, "term")
    expect(page.get_by_text("待县区审批的类别")).to_have_count(0)
    expect(page.get_by_text("在矫", exact=True).first).to_be_visible()


def decide(page: Page, kind: str) -> None:
    """Grant what waits, on the one screen of decisions."""
    row(page, NAME).filter(has_text=kind).get_by_role("button", name="审批").click()
    drawer = dialog(page, f"{kind} · {NAME}")
    drawer.get_by_text("批准", exact=True).click()
    drawer.get_by_role("textbox").fill("理由正当，予以批准。")
    drawer.get_by_role("button", name="提交决定").click()
    expect(drawer).to_have_count(0)
    expect(row(page, NAME)).to_have_count(0)


def the_face_is_enrolled_under_a_permit(story: Story, person: str) -> None:
    page = record_of(story, "xiaoshi", person, "head")
    page.get_by_role("button", name="签发人脸登记许可").click()
    page.get_by_role("dialog").get_by_role("button", name="已告知，关闭").click()
    story.desk.report(Enrolled(UUID(person), None, "created", 5, "test-1"))
    page = record_of(story, "xiaoshi", person, "head")
    expect(page.get_by_text(f"存于 {make.BOX}")).to_be_visible()


def two_weeks_are_reported_at_the_kiosk(story: Story, person: str) -> None:
    for _ in range(2):
        story.pass_days(7)
        story.desk.report(make.visit(UUID(person)))
    page = record_of(story, "xiaoshi", person, "head", "报到核对")
    for due in (day(story), day(story, -7)):
        expect(row(page, due.isoformat()).filter(has_text="按时")).to_have_count(1)


def the_person_asks_for_leave_on_the_phone(story: Story, person: str) -> None:
    phone = sign_in(story, person)
    phone.get_by_role("link", name="请假").click()
    phone.get_by_role("button", name="申请请假").click()
    form = phone.get_by_role("region", name="申请请假")
    first, last = day(story, 5), day(story, 7)  # the next day to report lies between them
    write(form, {"第一天": first.isoformat(), "最后一天": last.isoformat(), "具体地点": PLACE})
    choose(phone, form, "去哪里（市、县、省）", "沈阳市")
    form.get_by_label("家庭重要事务").check()
    write(form, {"说明": "母亲住院，前往陪护"})
    form.get_by_role("button", name="提交申请").click()
    mine = phone.get_by_role("region", name=PLACE)
    expect(mine).to_contain_text("等待决定")
    expect(mine).to_contain_text("县区社区矫正机构")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def the_county_grants_it_and_the_office_may_not(story: Story) -> None:
    page = story.officer("xiaoshi", "/approvals")
    expect(page.get_by_text("没有等待您审批的事项")).to_be_visible()
    page = story.officer("county", "/approvals")
    expect(row(page, NAME)).to_contain_text("本人")
    decide(page, "请假")
    story.work()


def the_person_goes_and_returns(story: Story, person: str) -> None:
    story.pass_days(7)
    phone = sign_in(story, person)
    expect(phone.get_by_text("那天您在请假中，不用报到")).to_be_visible()
    phone.get_by_role("link", name="请假").click()
    phone.get_by_role("button", name="我回来了").click()
    sure(phone)
    expect(phone.get_by_role("region", name=PLACE)).to_contain_text("已报告返回")
    page = story.officer("xiaoshi")
    expect(duty(page, "待销假")).to_contain_text(NAME)
    page = record_of(story, "xiaoshi", person, "leave")
    page.get_by_role("button", name="销假").click()
    save(dialog(page, "销假"))
    expect(row(page, PLACE)).to_contain_text("已销假")


def the_person_takes_part_in_a_class(story: Story, person: str) -> None:
    page = story.officer("educator", "/education")
    page.get_by_role("button", name="安排集中教育").click()
    form = dialog(page, "安排集中教育")
    write(form, {"名称": LESSON, "地点": "小市司法所"})
    when = form.get_by_label("时间", exact=True)
    when.click()
    when.fill(f"{day(story, 1)} 09:00")
    when.press("Enter")
    save(form)
    the_list_of_the_class(page)
    who = page.get_by_label("按姓名或报到号选人")
    who.click()
    who.fill(NAME)
    page.locator(".ant-select-item-option-content").filter(has_text=NAME).click()
    who.press("Escape")
    page.get_by_role("button", name="通知参加").click()
    expect(page.get_by_role("group", name=NAME)).to_contain_text("未记")
    story.pass_days(1)
    page = story.officer("educator", "/education")
    the_list_of_the_class(page)
    page.get_by_role("group", name=NAME).get_by_text("到课", exact=True).click()
    page.get_by_role("button", name=re.compile("保存签到")).click()
    expect(page.get_by_role("group", name=NAME)).to_contain_text("记录人 讲师 褚老师")
    phone = sign_in(story, person)
    phone.get_by_role("link", name="学习").click()
    expect(phone.get_by_role("region", name="集中教育")).to_contain_text("到课")


def the_list_of_the_class(page: Page) -> None:
    row(page, LESSON).get_by_role("button", name="名单和签到").click()


def the_last_day_comes(story: Story, person: str) -> Page:
    story.pass_days((ENDS - day(story)).days)
    page = story.officer("county")
    expect(duty(page, "期满在即")).to_contain_text(NAME)
    return sign_in(story, person)


def the_county_releases(story: Story, person: str) -> None:
    page = record_of(story, "county", person, "term")
    take(page, "解除矫正")
    form = dialog(page, "解除矫正")
    expect(form).to_contain_text("删除人脸模板")
    choose(page, form, "原因", "期满")
    form.get_by_role("button", name="解除矫正").click()
    sure(page)
    expect(form).to_have_count(0)
    expect(page.get_by_text("已解除", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="提出类别")).to_have_count(0)
    page.get_by_role("tab", name="文书").click()
    for title in ("解除社区矫正证明书", "解除社区矫正通知书"):
        expect(row(page, title).first).to_be_visible()
    page.get_by_role("tab", name="全程记录").click()
    for act in ("解除社区矫正", "告知帮扶服务", "销假", "集中教育签到", "入矫宣告"):
        expect(row(page, act).first).to_be_visible()
    story.work()


def the_access_falls_the_same_day(story: Story, phone: Page, person: str) -> None:
    phone.reload()
    expect(phone.get_by_text("社区矫正已结束，本页已关闭")).to_be_visible()
    expect(phone.get_by_text("需要帮助？自愿选择")).to_be_visible()
    [(roster,)] = story.desk.rows("select body from roster where device = %s", make.BOX)
    assert person.encode() not in bytes(roster)
    before = story.desk.rows("select count(*) from checkin where person = %s", person)
    story.desk.report(make.visit(UUID(person)))
    assert story.desk.rows("select count(*) from checkin where person = %s", person) == before


def the_box_deletes_the_template(story: Story, person: str) -> None:
    ordered = story.desk.rows("select device from device_command where person = %s", person)
    assert ordered == [(make.BOX,)]
    page = record_of(story, "county", person, "head")
    expect(page.get_by_text(f"已下令删除人脸模板，等待 {make.BOX} 确认")).to_be_visible()
    story.desk.report(Enrolled(UUID(person), None, "deleted"))
    story.work()
    page.reload()
    expect(page.get_by_text("矫正已结束")).to_be_visible()
    expect(page.get_by_text("不使用人脸")).to_be_visible()
    expect(page.get_by_role("button", name="签发个人页面登录码")).to_have_count(0)


def what_stays(story: Story, person: str) -> None:
    rows = story.desk.rows
    acts = rows("select kind from act where person = %s order by recorded_at, id", person)
    assert [kind for (kind,) in acts] == [
        "term_registered", "document_filed", "received", "group_formed", "plan_made", "declared",
        "category_proposed", "category_set", "leave_granted", "leave_begun", "leave_returned",
        "class_marked", "released", "help_offered",
    ]  # fmt: skip
    assert rows("select state, ended_on from term") == [("released", ENDS)]
    assert rows("select 1 from person_secret") == []
    assert rows("select face_allowed from person") == [(False,)]
    assert rows("select 1 from reporting_order where ended_on is null") == []
    decided = rows("select kind, login from request join staff on staff.id = decided_by order by 1")
    assert decided == [("category", "county2"), ("leave", "county")]
    asked = "select count(*) from request where kind = 'leave' and asked_by is null"
    assert rows(asked) == [(1,)]
    assert rows("select 1 from sanction") == []
