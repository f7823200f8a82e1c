"""The technician in a browser: a fault to its end, a command, a rollout begun and stopped."""

import ssl
from pathlib import Path

import httpx
import msgspec
from cryptography import x509
from playwright.sync_api import Page, expect
from stack import builders as make
from stack.configure import updates
from stack.repository import Repository
from yizhan_edge.identity import Identity
from yizhan_wire import claims

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


def blank(desk: Desk, folder: Path) -> tuple[str, str]:
    """A box out of the carton that has asked once: its code, and the picture's words."""
    identity = Identity(folder / "blank", desk.house.authority.ca)
    wish = claims.wish(x509.load_pem_x509_csr(identity.request()), "Raspberry Pi 5", "0.1.0")
    context = ssl.create_default_context(cafile=str(desk.house.authority.ca))
    door = f"https://127.0.0.1:{desk.house.ports.door}"
    head = {"Content-Type": "application/octet-stream"}
    asked = httpx.post(
        f"{door}/claim/wish", content=msgspec.json.encode(wish), headers=head, verify=context
    )
    assert asked.status_code == 200, asked.text
    return claims.code_of(identity.next_key().public_key()), claims.dump(wish)


def test_a_blank_box_is_claimed_on_a_phone_by_its_code(
    desk: Desk, sign_in: SignIn, tmp_path: Path
) -> None:
    code, _ = blank(desk, tmp_path)
    page = sign_in("/claim", "tech")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("认领码").fill(f"{code[:5].lower()}-{code[5:]}")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("Raspberry Pi 5")).to_be_visible()
    page.get_by_label("给哪个报到点").fill("小市")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option-content").first.click()
    expect(page.get_by_text(f"这个报到点已有在用终端 {make.BOX}")).to_be_visible()
    page.get_by_label("给哪个报到点").fill("高官")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option-content").first.click()
    page.get_by_role("button", name="认领", exact=True).click()
    expect(page.get_by_text("终端会自行启动")).to_be_visible()
    device = str(desk.ask("select device from claim_wish where code = %s", code))
    expect(page.get_by_text(f"已认领为 {device}")).to_be_visible()


def test_a_scanned_picture_opens_the_box_it_was_taken_of(
    desk: Desk, sign_in: SignIn, tmp_path: Path
) -> None:
    code, word = blank(desk, tmp_path)
    page = sign_in(f"/claim#wish={word}", "tech")
    expect(page.get_by_text(f"{code[:5]}-{code[5:]}")).to_be_visible()
    assert "wish=" not in page.url
