"""Forms no other story fills in: moving inside the county or away, and frequent travel."""

from playwright.sync_api import expect

from .conftest import Story
from .hands import choose, dialog, save, sure, write
from .steps import day, sign_in

NAME = "示例乙"
WISH = {
    "具体地点": "东港渔港",
    "一般什么时间去、什么时间回": "凌晨四时出海，当日返回",
    "多久一次": "每周三次",
    "为什么需要经常外出": "出海捕鱼为业",
    "有什么证明材料": "渔业船员证书",
}


def test_a_move_inside_the_county_needs_no_approval(story: Story, person: str) -> None:
    page = story.officer("county", f"/people/{person}?part=move")
    page.get_by_role("button", name="登记县区内迁居").click()
    form = dialog(page, "登记县区内迁居")
    expect(form.get_by_text("不需审批")).to_be_visible()
    choose(page, form, "新的乡镇街道", "本溪满族自治县 草河掌镇")
    write(form, {"新住址": "草河掌镇示例路 3 号"})
    save(form)
    assert story.desk.rows("select township from person where id = %s", person) == [("210521101",)]


def test_a_person_asks_to_travel_often_on_the_own_page(story: Story, person: str) -> None:
    phone = sign_in(story, person)
    expect(phone.get_by_role("heading", name=f"{NAME}，您好")).to_be_visible()
    phone.get_by_role("link", name="请假").first.click()
    phone.get_by_role("button", name="申请经常外出").click()
    form = phone.get_by_role("region", name="申请经常外出")
    form.get_by_label("第一天").fill(str(day(story, 5)))
    choose(phone, form, "去哪里（市、县、省）", "丹东市")
    phone.keyboard.press("Escape")
    write(form, WISH)
    form.get_by_role("button", name="提交申请").click()
    expect(phone.get_by_text("东港渔港")).to_be_visible()
    asked = "select state, regions from travel where person = %s"
    assert story.desk.rows(asked, person) == [("asked", ["210600"])]


def test_a_person_asks_to_move_on_the_own_page_and_takes_it_back(story: Story, person: str) -> None:
    phone = sign_in(story, person)
    phone.get_by_role("link", name="请假").first.click()
    phone.get_by_role("button", name="申请迁居").click()
    form = phone.get_by_role("region", name="申请迁居")
    choose(phone, form, "搬到哪里", "桓仁满族自治县 雅河朝鲜族乡")
    write(form, {"新住址": "示例街 5 号", "为什么搬": "随子女居住"})
    form.get_by_label("打算哪天搬").fill(str(day(story, 40)))
    form.get_by_role("button", name="提交申请").click()
    card = phone.get_by_role("region", name="迁居")
    expect(card.get_by_text("等待答复")).to_be_visible()
    expect(card.get_by_text("征求新居住地意见的期限")).to_be_visible()
    card.get_by_role("button", name="撤回申请").click()
    sure(phone)
    expect(card.get_by_text("已撤回")).to_be_visible()
    state = "select state, to_township from move where person = %s"
    assert story.desk.rows(state, person) == [("withdrawn", "210522201")]
