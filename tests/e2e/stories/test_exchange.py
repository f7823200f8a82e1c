"""Exchange with other authorities, as the county officer sees it beside their programs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from integration.sharing.test_batches import kept, send, table, twenty
from playwright.sync_api import expect
from stack.disc import Discs
from stack.disc import opened as discs_opened
from stack.ear import Ear
from stack.papers import SAMPLES
from stack.partner import Partners, opened
from stack.told import Bell, knocks
from yizhan_provisioning.authority import Authority

from .conftest import Story
from .hands import dialog, row, save, sure

POLICE, COURT = "gongan-210521", "fayuan-210521"


@pytest.fixture
def partners(story: Story, authority: Authority, tmp_path: Path) -> Iterator[Partners]:
    """The programs of the other authorities beside the office."""
    with opened(story.desk, authority, tmp_path / "authority") as made:
        yield made


def test_a_police_file_of_twenty_rows_with_three_bad_ones_is_resent_and_nothing_doubles(
    story: Story, partners: Partners
) -> None:
    police = partners.program(POLICE)
    send(police, table(twenty(), "gb18030"))
    page = story.officer("county", "/sharing?part=files")
    expect(row(page, "20261124-1")).to_contain_text("20 行中 3 行有误")
    page.get_by_role("button", name="看错误").click()
    told = dialog(page, "20261124-1")
    expect(row(told, "出生日期")).to_contain_text("2026-01-31")
    expect(row(told, "起始日期")).to_contain_text("时钟")
    page.keyboard.press("Escape")
    mended = twenty()
    mended[3] |= {"出生日期": "1988-02-28"}
    mended[7] |= {"姓名": "示例辛"}
    mended[11] |= {"起始日期": "2026-11-23"}
    send(police, table(mended, "gb18030"))
    send(police, table(mended, "gb18030"))
    page.reload()
    expect(row(page, "20261124-1")).to_contain_text("全部收下（20 行）")
    assert kept(story.desk) == 20
    page.get_by_role("tab", name="收到的信息").click()
    expect(page.get_by_text("共 20 条")).to_be_visible()
    row(page, "本公0000").get_by_role("button", name="核对").click()
    form = dialog(page, "“示例甲”是谁？")
    form.get_by_label("不是本辖区的人").check()
    save(form)
    expect(page.get_by_text("共 19 条")).to_be_visible()


def send_paper(story: Story, person: str) -> None:
    """The county's officer sends somebody's release notice to the court, on the screen."""
    county = story.desk.sign_in("county")
    county.get(f"/api/people/{person}", params={"reason": "case_work"}).raise_for_status()
    given = {"kind": "release_notice", "person": person, "fields": SAMPLES["release_notice"]}
    paper = county.post("/api/papers", json=given | {"body": "210521"}).json()
    page = story.officer("county", f"/people/{person}?part=papers")
    page.get_by_text(paper["number"]).click()
    page.get_by_role("button", name="发送给本溪满族自治县人民法院").click()
    sure(page)
    expect(page.get_by_text("本溪满族自治县人民法院 已发出")).to_be_visible()


def answer_paper(court: httpx.Client, subject: str) -> None:
    """The court's program fetches, somebody there reads and answers."""
    packet = f"/partner/packets/{subject}"
    assert court.get(f"{packet}/paper").content.startswith(b"%PDF")
    court.post(f"{packet}/read").raise_for_status()
    court.post(f"{packet}/answer", json={"said": "收悉"}).raise_for_status()


def expect_answered(story: Story) -> None:
    """The officer sees the answer, and the paper is served."""
    story.work()
    page = story.officer("county", "/sharing")
    expect(row(page, "解除社区矫正的通知")).to_contain_text("已答复")
    expect(row(page, "解除社区矫正的通知")).to_contain_text("收悉")
    served = story.desk.rows("select way, recipient from paper_service")
    assert served == [("electronic", "本溪满族自治县人民法院")]


@pytest.fixture
def discs(story: Story, tmp_path: Path) -> Discs:
    """Authorities without a line."""
    return discs_opened(story.desk, tmp_path / "discs")


@pytest.mark.console("status of 422")
def test_a_file_on_a_disc_is_taken_and_its_faults_go_back_signed(
    story: Story, discs: Discs, tmp_path: Path
) -> None:
    disc, broken = tmp_path / "rows.p7m", tmp_path / "broken.p7m"
    disc.write_bytes(discs.file(table(twenty(), "gb18030")))
    broken.write_bytes(disc.read_bytes()[:-6] + b"x" * 6)
    page = story.officer("county", "/sharing?part=files")
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text("文件在签名之后被改动过")
    page.locator("input[type=file]").set_input_files(disc)
    told = dialog(page, f"{POLICE} 20261124-1")
    expect(told.get_by_text("部分收下（20 行中 3 行有误）")).to_be_visible()
    expect(row(told, "起始日期")).to_contain_text("时钟")
    page.emulate_media(media="print")
    expect(row(told, "起始日期")).to_be_visible()
    expect(page.get_by_role("tab", name="收到的文件")).to_be_hidden()
    expect(told.get_by_role("button", name="打印")).to_be_hidden()
    page.emulate_media(media="screen")
    with page.expect_download() as got:
        told.get_by_role("link", name="下载签名答复").click()
    assert got.value.suggested_filename == "20261124-1.p7m"
    answer = discs.us.opened(Path(got.value.path()).read_bytes(), story.desk.now)
    assert (answer.signer, "faults.csv" in str(answer.content)) == ("collector", True)
    assert kept(story.desk) == 17


def test_a_packet_goes_by_hand_and_each_step_is_noted(
    story: Story, discs: Discs, person: str
) -> None:
    county = story.desk.sign_in("county")
    county.get(f"/api/people/{person}", params={"reason": "case_work"}).raise_for_status()
    given = {"kind": "release_notice", "person": person, "fields": SAMPLES["release_notice"]}
    paper = county.post("/api/papers", json=given | {"body": "210521"}).json()
    county.post(f"/api/papers/{paper['id']}/packets", json={"partner": COURT}).raise_for_status()
    page = story.officer("county", f"/people/{person}?part=papers")
    page.get_by_text(paper["number"]).click()
    with page.expect_download() as got:
        page.get_by_role("link", name="下载光盘文件").click()
    assert discs.us.opened(Path(got.value.path()).read_bytes(), story.desk.now)
    story.desk.now += timedelta(hours=1)
    page = story.officer("county", "/sharing")
    for step, who in (("已接收", "收发室 李四"), ("已阅", "法官 王五")):
        page.get_by_role("button", name="登记交接").click()
        form = dialog(page, step)
        form.get_by_label("对方经办人").fill(who)
        form.get_by_label("时间").fill("2026-11-24T12:30")
        save(form)
        expect(row(page, "解除社区矫正的通知")).to_contain_text(f"人工登记：{who}")
    story.work()
    served = story.desk.rows("select way, recipient from paper_service")
    assert served == [("direct", "本溪满族自治县人民法院")]


def test_a_partner_that_asks_by_itself_and_is_away_for_an_hour_misses_nothing(
    story: Story, partners: Partners, person: str
) -> None:
    send_paper(story, person)
    story.desk.now += timedelta(hours=1)
    court = partners.program(COURT)
    [event] = court.get("/partner/events").json()["events"]
    answer_paper(court, event["subject"])
    expect_answered(story)


@pytest.mark.console("/callback")
def test_a_partner_whose_listener_is_down_for_an_hour_is_told_each_event_once_and_in_order(
    story: Story, partners: Partners, authority: Authority, tmp_path: Path, person: str
) -> None:
    ear, bell = Ear(authority, COURT, tmp_path), Bell(story.desk, knocks(authority))
    page = story.officer("admin", "/sharing")
    row(page, COURT).get_by_role("button", name="改回调地址").click()
    form = dialog(page, "本溪满族自治县人民法院")
    form.get_by_label("回调地址").fill(ear.address.replace("https", "http"))
    form.get_by_role("button", name="保存").click()
    expect(form).to_contain_text("回调地址不能用")
    form.get_by_label("回调地址").fill(ear.address)
    save(form)
    expect(row(page, COURT)).to_contain_text("还没有通知过")
    send_paper(story, person)
    bell.ring()
    page = story.officer("county", "/sharing")
    calm = page.get_by_role("alert").filter(has_text="本溪满族自治县人民法院的系统暂时联系不上")
    expect(calm).to_contain_text("不会丢失")
    page.get_by_role("tab", name="交换单位").click()
    expect(row(page, COURT)).to_contain_text("连接不上")
    row(page, COURT).get_by_role("button", name="现在再试").click()
    expect(page.get_by_text("马上再试")).to_be_visible()
    bell.ring()
    page.goto("about:blank")
    for _ in range(4):
        story.desk.now += timedelta(minutes=15)
        bell.ring()
    ear.start()
    story.desk.now += timedelta(minutes=15)
    bell.ring()
    bell.close()
    ear.stop()
    [told] = ear.held()
    court = partners.program(COURT)
    assert court.get("/partner/events").json()["events"] == [told]
    answer_paper(court, told["subject"])
    page = story.officer("county", "/sharing?part=partners")
    expect(row(page, COURT)).to_contain_text(f"已通知到第 {told['no']} 号")
    expect(calm).to_have_count(0)
    expect_answered(story)
