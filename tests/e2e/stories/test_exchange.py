"""Exchange with other authorities, as the county officer sees it beside their programs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from integration.sharing.test_batches import kept, send, table, twenty
from playwright.sync_api import expect
from stack.papers import SAMPLES
from stack.partner import Partners, opened
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


def test_a_partner_that_is_away_for_an_hour_misses_nothing(
    story: Story, partners: Partners, person: str
) -> None:
    county = story.desk.sign_in("county")
    county.get(f"/api/people/{person}", params={"reason": "case_work"}).raise_for_status()
    given = {"kind": "release_notice", "person": person, "fields": SAMPLES["release_notice"]}
    paper = county.post("/api/papers", json=given | {"body": "210521"}).json()
    page = story.officer("county", f"/people/{person}?part=papers")
    page.get_by_text(paper["number"]).click()
    page.get_by_role("button", name="发送给本溪满族自治县人民法院").click()
    sure(page)
    expect(page.get_by_text("本溪满族自治县人民法院 已发出")).to_be_visible()
    story.desk.now += timedelta(hours=1)
    court = partners.program(COURT)
    [event] = court.get("/partner/events").json()["events"]
    packet = f"/partner/packets/{event['subject']}"
    assert court.get(f"{packet}/paper").content.startswith(b"%PDF")
    court.post(f"{packet}/read").raise_for_status()
    court.post(f"{packet}/answer", json={"said": "收悉"}).raise_for_status()
    story.work()
    page = story.officer("county", "/sharing")
    expect(row(page, "解除社区矫正的通知")).to_contain_text("已答复")
    expect(row(page, "解除社区矫正的通知")).to_contain_text("收悉")
    served = story.desk.rows("select way, recipient from paper_service")
    assert served == [("electronic", "本溪满族自治县人民法院")]
