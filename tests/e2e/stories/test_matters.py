"""A clerk and the head work an application for legal aid on the office's pages, day by day."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from stack.axe import serious
from yizhan_collector.ground.days import legal_day

from .conftest import Story
from .hands import choose, dialog, give_day, row, save, write


def test_legal_aid_is_told_once_decided_by_the_head_and_assigned(story: Story) -> None:
    page = story.officer("clerk", "/")
    number, code = entered(page)
    expect(page.get_by_text(code)).to_have_count(0)
    page.get_by_role("button", name="接手").click()
    expect(page.get_by_role("button", name="答复")).to_be_visible()
    applied(page)
    told_once(page)
    story.pass_days(4)
    page = story.officer("clerk", "/matters?view=party")
    expect(row(page, number)).to_contain_text("等当事人")
    page.get_by_role("link", name="法律援助").click()
    complete(page, story)
    decided(story, number)
    page = story.officer("clerk", f"/matters?text={number}")
    page.get_by_role("link", name="法律援助").click()
    page.get_by_role("button", name="指派律师").click()
    form = dialog(page, "指派律师")
    write(form, {"指派律师": "示例律师事务所 甲律师"})
    save(form)
    expect(page.get_by_text("由律师办理")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".ant-message-notice")).to_have_count(0)  # what fades has no contrast
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious(page) == []


def entered(page: Page) -> tuple[str, str]:
    """Somebody at the counter; their matter and the code that is said once."""
    page.get_by_role("button", name="登记来访来电").click()
    form = dialog(page, "登记来访来电")
    choose(page, form, "业务", "法律援助")
    choose(page, form, "类别", "劳动人事 · 欠薪")
    write(form, {"当事人说": "三个月没有发工资 😀𠮷", "当事人": "测试甲", "电话": "000-0000-0001"})
    form.get_by_role("button", name="保存").press("Enter")
    shown = page.get_by_role("dialog").filter(has_text="查询码")
    code = shown.locator(".ant-result-title").inner_text()
    number = shown.locator(".ant-modal-title").inner_text()
    shown.get_by_role("button", name="打开事项").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    return number, code


def applied(page: Page) -> None:
    """The application, which needs no check of means."""
    page.get_by_role("button", name="登记援助申请").click()
    form = dialog(page, "登记援助申请")
    choose(page, form, "申请事由", "进城务工人员讨要工资")
    choose(page, form, "申请事项", "诉讼代理")
    choose(page, form, "申请事项", "鉴定费用减免")
    page.keyboard.press("Escape")
    save(form)
    expect(page.get_by_text("依法不需核查")).to_be_visible()


def told_once(page: Page) -> None:
    """The one notice: nothing is sent before the tick, and there is no second."""
    page.get_by_role("button", name="告知缺少的材料").click()
    form = dialog(page, "告知缺少的材料")
    form.get_by_label("身份证明").check()
    form.get_by_label("劳动合同").check()
    expect(form.get_by_role("button", name="保存")).to_be_disabled()
    form.get_by_label("我已核对").check()
    expect(page.locator(".ant-message-notice")).to_have_count(0)
    assert serious(page) == []
    save(form)
    expect(page.get_by_text("等当事人", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="告知缺少的材料")).to_have_count(0)


def complete(page: Page, story: Story) -> None:
    """The papers came yesterday: the seven days run from then."""
    page.get_by_role("button", name="材料已齐").click()
    form = dialog(page, "材料已齐")
    came = legal_day(story.desk.now) - timedelta(days=1)
    give_day(form, "哪一天齐全", came)
    save(form)
    expect(page.get_by_text(f"最后一天 {came + timedelta(days=7)}")).to_be_visible()
    expect(page.get_by_role("button", name="作出决定")).to_have_count(0)


def decided(story: Story, number: str) -> None:
    """The head grants one thing and refuses the other with reasons."""
    page = story.officer("chief", f"/matters?text={number}")
    page.get_by_role("link", name="法律援助").click()
    page.get_by_role("button", name="作出决定").click()
    form = dialog(page, "作出决定")
    form.get_by_role("radiogroup", name="诉讼代理").get_by_label("给予").check()
    form.get_by_role("radiogroup", name="鉴定费用减免").get_by_label("不予").check()
    form.get_by_label("不予的理由").fill("太短")
    form.get_by_role("button", name="保存").press("Enter")
    expect(form.locator(".ant-form-item-explain-error")).to_contain_text("至少10个字")
    form.get_by_label("不予的理由").fill("鉴定费用不属于法律援助事项范围。")
    save(form)
    expect(page.get_by_text("五日内答复")).to_be_visible()
