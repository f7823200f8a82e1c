"""The technician in a browser: a fault to its end, a command, a rollout begun and stopped."""

from playwright.sync_api import Page, expect
from stack import builders as make
from stack.configure import updates
from stack.repository import Repository

from .conftest import Desk, SignIn, row


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list that opens."""
    page.get_by_label(label, exact=True).click()
    page.locator(".ant-select-dropdown:visible").get_by_title(option).click()


def test_a_fault_is_reported_taken_up_mended_and_closed(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in("/repairs", "tech")
    page.get_by_role("button", name="报修").click()
    choose(page, "报到点", f"小市镇 {make.BOX}")
    page.get_by_label("情况").fill("电子屏不亮")
    page.get_by_role("button", name="提交").click()
    row(page, make.BOX).get_by_role("link").first.click()
    page.get_by_role("button", name="我来接手").click()
    expect(page.get_by_text("运维 赵工").first).to_be_visible()
    page.get_by_label("记一笔").fill("换了电源")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("换了电源")).to_be_visible()
    page.get_by_role("button", name="结单").click()
    expect(page.get_by_text("更换备件").first).to_be_visible()
    assert desk.ask("select done from repair") == "part"


def test_a_command_is_sent_with_its_reason(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in(f"/posts/{make.BOX}", "tech")
    page.get_by_role("button", name="下达").click()
    expect(page.get_by_text("请写明事由")).to_be_visible()
    page.get_by_label("事由").fill("屏不亮")
    page.get_by_role("button", name="下达").click()
    expect(page.get_by_text("等终端回答")).to_be_visible()
    assert desk.ask("select action from post_command") == "self_test"


def test_a_rollout_is_begun_and_stopped(desk: Desk, sign_in: SignIn) -> None:
    Repository(updates(desk.house.folder)).add("2026.11.1")
    page = sign_in("/rollouts", "admin")
    page.get_by_role("button", name="新的升级").click()
    choose(page, "升级包", "2026.11.1  (agent 2026.11.1)")
    page.get_by_role("button", name="开始升级").click()
    page.get_by_role("button", name="停止").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("已停止")).to_be_visible()
    assert desk.ask("select why from rollout") == "by_hand"
