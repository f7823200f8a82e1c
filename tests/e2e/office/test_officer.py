"""What an officer does in the page, with a real browser against the real collector."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from playwright.sync_api import Page, expect
from stack import builders as make
from stack.process import wait_for
from yizhan_collector.ground.days import legal_day

from .conftest import OTHER_BOX, OTHER_TOWN, Desk, SignIn, row

SECRET = re.compile(r"^\d{4} \d{4}$")


def test_a_check_in_appears_by_itself_and_leaves_focus_and_scroll_alone(
    desk: Desk, sign_in: SignIn
) -> None:
    people = [desk.add() for _ in range(25)]
    page = sign_in()
    last = sorted(people, key=lambda one: one["number"])[-1]
    expect(row(page, last["name"])).to_contain_text("待报到")
    link = page.get_by_role("link", name=last["name"])
    link.focus()
    scrolled = page.evaluate("window.scrollY")
    assert scrolled > 0
    desk.hear(make.visit(UUID(last["id"])))
    expect(row(page, last["name"])).to_have_class(re.compile("fresh"))
    expect(row(page, last["name"])).to_contain_text("已报到")
    expect(row(page, last["name"])).to_contain_text("人脸 一致")
    expect(link).to_be_focused()
    assert page.evaluate("window.scrollY") == scrolled


def test_a_filter_keeps_the_row_somebody_is_on(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add()
    page = sign_in("/due?status=waiting")
    link = page.get_by_role("link", name=person["name"])
    link.focus()
    desk.hear(make.visit(UUID(person["id"])))
    expect(row(page, person["name"])).to_contain_text("已报到")
    expect(row(page, person["name"])).not_to_have_class(re.compile("fresh"), timeout=15_000)
    expect(link).to_be_focused()
    page.get_by_role("button", name="打印").focus()
    expect(link).to_have_count(0)


def test_a_visit_is_reviewed_with_the_keyboard_alone(desk: Desk, sign_in: SignIn) -> None:
    visit = desk.doubtful_visit()
    page = sign_in(f"/checkins/{visit}")
    expect(page.get_by_text("不等于未报到")).to_be_visible()
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")  # from the first, match, to concern
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("请写明理由")).to_be_visible()
    tab_to(page, "textarea", "Shift+Tab")
    page.keyboard.type("已电话核实，本人确认到场")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("提交“一致，但存疑”？")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已复核：一致，但存疑")).to_be_visible()
    expect(page.get_by_text("已电话核实，本人确认到场")).to_be_visible()
    assert desk.ask("select review from checkin where id = %s", visit) == "concern"


def test_two_officers_do_not_decide_twice(desk: Desk, sign_in: SignIn) -> None:
    visit = desk.doubtful_visit()
    page = sign_in(f"/checkins/{visit}")
    page.get_by_label("一致", exact=True).check()
    with desk.house.officer("xiaoshi") as other:
        decision = {"decision": "match", "note": ""}
        other.post(f"/api/checkins/{visit}/review", json=decision).raise_for_status()
    expect(page.get_by_text("已复核：一致")).to_be_visible()
    expect(page.get_by_role("button", name="提交复核")).to_have_count(0)


def test_a_person_is_added_and_given_a_code_once(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in("/people")
    page.get_by_role("button", name="新增人员").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_text("请填写姓名")).to_be_visible()
    form.get_by_label("姓名").fill("示例新")
    form.get_by_label("女").check()
    form.get_by_label("乡镇街道").fill("小市")
    page.keyboard.press("Enter")
    form.get_by_label("首次报到日").fill(legal_day(datetime.now(UTC)).isoformat())
    page.keyboard.press("Enter")
    form.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="日常办案").click()
    expect(page.get_by_role("heading", name="示例新")).to_be_visible()
    assert (
        desk.ask(
            "select every_days from reporting_order where person = ("
            "select id from person where name = '示例新')"
        )
        == 7
    )
    page.get_by_role("button", name="签发一次性验证码").click()
    code = page.get_by_role("dialog").get_by_text(SECRET).inner_text()
    expect(page.get_by_role("dialog")).to_contain_text(re.compile("(29|30)分钟后"))
    page.get_by_role("button", name="已告知，关闭").click()
    page.reload()
    expect(page.get_by_text("签发验证码")).to_be_visible()
    assert code not in page.content()
    assert code.replace(" ", "") not in page.content()


def test_withdrawing_the_face_is_explained_and_orders_the_deletion(
    desk: Desk, sign_in: SignIn
) -> None:
    person = desk.add()
    desk.open(person["id"])
    page = sign_in(f"/people/{person['id']}")
    page.get_by_role("button", name="停用人脸").click()
    expect(page.get_by_role("dialog")).to_contain_text("同等有效")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("不使用人脸")).to_be_visible()
    expect(page.get_by_role("button", name="签发人脸登记许可")).to_have_count(0)
    assert desk.ask("select face_allowed from person where id = %s", person["id"]) is False


def test_a_record_shows_who_looked_and_looking_on_counts_once(desk: Desk, sign_in: SignIn) -> None:
    person, other = desk.add(), desk.add()
    desk.open(person["id"])
    page = sign_in(f"/people/{person['id']}")
    expect(row(page, "查看档案")).to_have_count(1)
    expect(row(page, "查看档案")).to_contain_text("县局 王工")
    desk.hear(make.visit(UUID(other["id"])))
    desk.hear(make.visit(UUID(person["id"])))
    expect(row(page, "人脸 一致")).to_be_visible()
    looked = "select count(*) from audit where action = 'view_person' and person = %s"
    # what is read again while the record is open is no new view
    assert desk.ask(looked, person["id"]) == 1
    assert desk.ask(looked, other["id"]) == 0


@pytest.mark.console("status of 422")
def test_a_post_shows_its_health_and_its_sign_takes_no_name(desk: Desk, sign_in: SignIn) -> None:
    person = desk.add()
    page = sign_in("/posts")
    desk.hear(make.health())
    expect(row(page, make.BOX)).to_contain_text("摄像头 正常")
    page.get_by_role("link", name="小市镇").click()
    page.get_by_label("文字").fill(f"{person['name']}请报到")
    page.get_by_role("button", name="发到电子屏").click()
    expect(page.get_by_role("alert")).to_contain_text("文字里有人员姓名")
    page.get_by_label("文字").fill("公共法律服务热线 12348")
    page.get_by_role("button", name="发到电子屏").click()
    expect(page.get_by_text("等报到点确认")).to_be_visible()
    assert desk.ask("select text from signage where device = %s", make.BOX) == (
        "公共法律服务热线 12348"
    )


def test_what_could_not_be_read_is_seen_and_dismissed_with_a_note(
    desk: Desk, sign_in: SignIn
) -> None:
    page = sign_in("/quarantine")
    expect(page.get_by_text("隔离区是空的")).to_be_visible()
    desk.hear(make.visit(uuid4()))
    expect(row(page, "采集中心没有这个人")).to_be_visible()
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text('"kind":"checkin"')).to_be_visible()
    page.get_by_label("查明的情况").fill("测试数据")
    page.get_by_role("button", name="移出").click()
    expect(page.get_by_text("隔离区是空的")).to_be_visible()
    assert desk.ask("select note from quarantine") == "测试数据"


def test_a_township_officer_sees_the_own_township_only(desk: Desk, sign_in: SignIn) -> None:
    own, other = desk.add(), desk.add(OTHER_TOWN)
    page = sign_in("/due", "xiaoshi")
    expect(row(page, own["name"])).to_be_visible()
    expect(row(page, other["name"])).to_have_count(0)
    page.goto(f"{desk.url}/people?q={other['name']}")
    expect(page.get_by_text("没有找到")).to_be_visible()
    page.goto(f"{desk.url}/posts")
    expect(row(page, make.BOX)).to_be_visible()
    expect(row(page, OTHER_BOX)).to_have_count(0)


@pytest.mark.console("status of 404")
def test_the_record_of_another_township_is_as_if_it_were_not_there(
    desk: Desk, sign_in: SignIn
) -> None:
    other = desk.add(OTHER_TOWN)
    page = sign_in(f"/people/{other['id']}", "xiaoshi")
    expect(page.get_by_text("没有这一页")).to_be_visible()
    assert other["name"] not in page.content()


def test_a_revoked_box_says_so_and_is_refused(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in(f"/posts/{OTHER_BOX}")
    page.get_by_label("理由").fill("丢失")
    page.get_by_role("button", name=f"停用 {OTHER_BOX}").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("已停用")).to_be_visible()
    desk.hear(make.health(), OTHER_BOX)
    wait_for(lambda: _refused(desk.house.url), 5, "the refusal to be kept")


def _refused(url: str) -> bool:
    with psycopg.connect(url) as tx:
        query = "select 1 from quarantine where device = %s and reason = 'revoked device'"
        return tx.execute(query, [OTHER_BOX]).fetchone() is not None


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus is on an element that fits."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{key} never reaches {selector}")
