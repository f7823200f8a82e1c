"""Positioning on the screen: nothing without a reason, nothing joined over a gap, three months."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from stack.postgres import Postgres
from stack.screens import COUNTY, HEAD, OFFICES, Screen
from stack.showroom import Showroom, showroom
from stack.tiles import mbtiles
from yizhan_collector.adapters.tiles import Tiles

SCREENS = {one.picture: one for one in OFFICES}
CLOCK = re.compile(r"^\d\d:\d\d$")


@pytest.fixture(scope="module")
def room(postgres: Postgres, browser: Browser) -> Iterator[Showroom]:
    """One bureau, in which one trajectory is open to one officer."""
    with showroom(postgres, browser) as made:
        yield made


def track(room: Showroom, day: str = ":day") -> Page:
    """The trajectory of the officer to whom it is open."""
    one: Screen = SCREENS["trajectory"]
    return room.show(replace(one, query=one.query.replace(":day", day)))


def test_a_trajectory_shows_nothing_before_a_reason_and_the_reason_is_kept(room: Showroom) -> None:
    page = room.show(replace(SCREENS["trajectory-why"], login=HEAD))
    expect(page.get_by_role("heading", name="停留与行程")).to_have_count(0)
    page.get_by_label("为什么查看").fill("查")
    page.get_by_role("button", name="查看轨迹").click()
    expect(page.get_by_text("请用四个字以上写明事由")).to_be_visible()
    page.get_by_label("为什么查看").fill("核实11月19日晚间去向")
    page.get_by_role("button", name="查看轨迹").click()
    expect(page.get_by_text("停留与行程")).to_be_visible()
    expect(page.get_by_text("本人可以看到这次查看")).to_contain_text("核实11月19日晚间去向")
    kept = room.desk.rows("select reason from trajectory_opening order by opened_at desc, id desc")
    assert kept[0] == ("核实11月19日晚间去向",)


def test_a_day_is_played_by_the_keyboard(room: Showroom) -> None:
    page = track(room)
    clock = page.locator("strong", has_text=CLOCK)
    page.get_by_role("heading", name="轨迹").click()
    begun = clock.inner_text()
    page.keyboard.press("ArrowRight")
    expect(clock).not_to_have_text(begun)
    page.keyboard.press("ArrowLeft")
    expect(clock).to_have_text(begun)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="暂停")).to_be_visible()
    expect(clock).not_to_have_text(begun)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="播放")).to_be_visible()


def test_what_is_unusual_comes_with_its_numbers_and_as_a_hint(room: Showroom) -> None:
    page = track(room)
    expect(page.get_by_text("只是提醒，不是结论")).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"以往同类日子.*\d+ 天中，\d+ 天此时在住所"))
    ).to_be_visible()


def test_silence_is_told_as_unknown_and_no_line_is_drawn_over_it(room: Showroom) -> None:
    page = track(room)
    lines = "path[fill='none'][stroke='#1677ff']"
    whole = page.locator(lines).count()
    [(quiet,)] = room.desk.rows(
        "select day::text from position_day where person = %s and fixes between 200 and 280"
        " order by day desc limit 1",
        room.names["tracked"],
    )
    page = track(room, quiet)
    expect(page.get_by_text("无信号")).to_be_visible()
    expect(page.get_by_text(re.compile("未知（不连线）"))).to_be_visible()
    assert page.locator(lines).count() == whole + 1


def test_an_order_is_renewed_for_three_months_and_not_a_day_longer(room: Showroom) -> None:
    page = room.show(SCREENS["person-positioning"])
    page.get_by_role("button", name="申请继续使用").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("不得超过三个月。最晚到 2027-04-23"))).to_be_visible()
    dialog.get_by_label("评估意见").fill("仍有两次未经批准外出,需要继续使用")
    until = dialog.get_by_label("止（当日包括在内）")
    for day, orders in (("2027-04-24", 0), ("2027-04-23", 1)):
        until.fill(day)
        until.press("Enter")
        dialog.get_by_role("button", name="保存").click()
        expect(dialog).to_have_count(1 - orders)
        renewed = "select count(*) from position_order where renews is not null"
        assert room.desk.rows(renewed) == [(orders,)]


def test_a_ground_asks_for_the_warning_that_proves_it(room: Showroom) -> None:
    page = room.show(SCREENS["person-positioning"])
    page.get_by_role("button", name="申请继续使用").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="被给予警告").check()
    expect(dialog.get_by_text("没有生效的警告，不能以此情形申请").first).to_be_visible()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_text("请填写").first).to_be_visible()


def test_a_press_on_the_sketch_is_the_centre_of_a_zone(room: Showroom) -> None:
    page = room.show(SCREENS["person-positioning"])
    page.get_by_role("button", name="划定区域").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("示例村")
    sketch = dialog.locator("[aria-hidden=true] svg").last
    expect(sketch).to_be_visible()
    page.wait_for_function("!document.querySelector('[class*=-enter]')")
    sketch.click()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    [(shape,)] = room.desk.rows("select shape from position_zone where name = '示例村'")
    # the sketch shows the home of the showroom in its middle, and is some kilometres wide
    assert abs(shape["latitude"] - 41.3006) < 0.01
    assert abs(shape["longitude"] - 124.126) < 0.01


def test_posts_of_the_map_stand_in_the_list_with_a_word_and_open_by_a_link(room: Showroom) -> None:
    page = room.show(SCREENS["map"])
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text(re.compile("在线|无消息|停止|离线"))
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/posts/bx-"))


def test_a_map_of_the_bureau_lies_below_the_outlines_and_nothing_is_asked_elsewhere(
    room: Showroom, tmp_path: Path
) -> None:
    house = room.desk.app.state.house
    room.desk.app.state.house = replace(house, tiles=Tiles(mbtiles(tmp_path / "map.mbtiles")))
    try:
        page = room.show(SCREENS["map"])
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.reload()
        tiles = page.locator("image[*|href*='/api/tiles/']")
        expect(tiles.first).to_be_attached()
        # one step closer shows the same depth, two the next one
        with page.expect_response(re.compile("/api/tiles/10/")) as closer:
            for _ in range(2):
                page.get_by_role("button", name="放大").click()
        assert closer.value.status == 200
        assert {one for one in asked if not one.startswith(room.desk.address)} == set()
    finally:
        room.desk.app.state.house = house


def test_the_list_of_orders_marks_who_is_not_told(room: Showroom) -> None:
    page = room.show(replace(SCREENS["positioning"], login=COUNTY))
    expect(page.get_by_text("已批准，未告知本人").first).to_be_visible()


def test_something_unusual_waits_until_a_human_says_in_words_what_it_was(room: Showroom) -> None:
    page = room.show(SCREENS["judgement"])
    waiting = page.get_by_role("button", name="作结论")
    before = waiting.count()
    expect(page.get_by_text(re.compile(r"\d+ 天")).first).to_be_visible()
    waiting.first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("有正当理由").check()
    dialog.get_by_role("button", name="写入结论").click()
    expect(dialog.get_by_text(re.compile("^请输入"))).to_be_visible()
    dialog.get_by_label(re.compile("核实经过和结果")).fill("加班,有单位证明。")
    dialog.get_by_role("button", name="写入结论").click()
    expect(waiting).to_have_count(before - 1)
    page.get_by_text("已核实").click()
    expect(page.get_by_text("加班,有单位证明。")).to_be_visible()
