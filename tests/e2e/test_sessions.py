"""Sessions on the screen: planned, closed in words, watched and looked at only by who asked."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from stack.postgres import Postgres
from stack.screens import COUNTY, OFFICES
from stack.showroom import POST, Showroom, showroom
from yizhan_collector.rooms.sessions import callouts, clips
from yizhan_edge.recording.encoder import Encoder
from yizhan_wire import chain as rule

SCREENS = {one.picture: one for one in OFFICES}
PLAYS = "() => { const v = document.querySelector('video'); return v && v.videoWidth > 0 }"
SOUNDS = "() => document.querySelector('video').webkitAudioDecodedByteCount > 0"
JPEG = (
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b0800010001010111"
    "00ffc40014000100000000000000000000000000000003ffc40014100100000000000000000000000000000000ff"
    "da0008010100003f0037ffd9"
)


@pytest.fixture(scope="module")
def room(postgres: Postgres, browser: Browser) -> Iterator[Showroom]:
    with showroom(postgres, browser) as made:
        yield made


def why(page: Page, words: str) -> None:
    """Fill in why."""
    page.get_by_label("事由").click()
    page.get_by_title("核对人数差异").click()
    page.get_by_label("具体说明").fill(words)


def one(room: Showroom, state: str) -> str:
    """A session of this state in the county."""
    query = (
        "select id from session where state = %s and starts_with(township, '210521')"
        " order by starts_at desc limit 1"
    )
    [(session,)] = room.desk.rows(query, state)
    return str(session)


def opened(room: Showroom, session: str) -> Page:
    """The page of a session."""
    room.names["sessions"] = session
    return room.show(SCREENS["session"])


def film(path: Path) -> bytes:
    """Three seconds as a box records them, with sound."""
    encoder = Encoder(path, (320, 240), 5, sound=True)
    for number in range(15):
        image = np.full((240, 320, 3), 16 * number, np.uint8)
        encoder.add(image, number / 5)
        encoder.hear(np.arange(9600, dtype=np.int16) % 400 * 20, number / 5)
    encoder.finish()
    return path.read_bytes()


def told(room: Showroom, session: str, content: bytes) -> int:
    """The box tells of one more segment; its number."""
    [(number, end, before)] = room.desk.rows(
        "select number, ended_at, chain from session_segment where session = %s"
        " order by number desc limit 1",
        session,
    )
    what = (number + 1, end, end + timedelta(seconds=3), len(content))
    sha256 = hashlib.sha256(content).hexdigest()
    link = rule.link(before, *what, sha256)
    with psycopg.connect(room.desk.url) as tx:
        tx.execute(
            "insert into session_segment (session, number, started_at, ended_at, size, sha256,"
            " chain) values (%s, %s, %s, %s, %s, %s, %s)",
            [session, *what, sha256, link],
        )
        tx.execute("update session set chain_number = %s where id = %s", [number + 1, session])
    return int(number) + 1


def test_a_session_is_planned_on_the_screen(room: Showroom) -> None:
    start = room.desk.now + timedelta(days=20)
    page = planning(room, "宣告室演练", start)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("link", name="宣告室演练")).to_be_visible()
    [(begins, sound)] = room.desk.rows(
        "select starts_at, sound from session where title = '宣告室演练'"
    )
    assert (begins, sound) == (start, False)


def test_sound_is_off_until_it_is_asked_for_and_never_on_in_a_private_room(room: Showroom) -> None:
    page = planning(room, "公开宣讲", room.desk.now + timedelta(days=21))
    private, sound = page.get_by_label("非公开房间（不录声音）"), page.get_by_label("录制声音")
    expect(sound).to_be_disabled()
    private.click()
    expect(sound).not_to_be_checked()
    sound.click()
    expect(sound).to_be_checked()
    private.click()
    expect(sound).to_be_disabled()
    expect(sound).not_to_be_checked()
    private.click()
    sound.click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="公开宣讲").click()
    expect(page.get_by_text("随录像录制声音")).to_be_visible()
    query = "select private, sound from session where title = '公开宣讲'"
    assert room.desk.rows(query) == [(False, True)]


def planning(room: Showroom, title: str, start: datetime) -> Page:
    """The form, filled in but for its switches."""
    page = room.show(SCREENS["sessions"])
    page.get_by_role("button", name="安排现场").click()
    page.get_by_label("名称").fill(title)
    page.get_by_label("报到点").click()
    page.get_by_label("报到点").fill(POST)
    expect(page.get_by_title(re.compile(POST))).to_be_visible()
    page.get_by_label("报到点").press("Enter")  # a click may fall between two drawings of the list
    page.get_by_label("开始").fill(_local(start))
    page.get_by_label("开始").press("Enter")
    return page


def _local(at: datetime) -> str:
    return (at + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")


def test_figures_that_differ_are_shown_plainly_and_closed_only_in_words(room: Showroom) -> None:
    session = one(room, "review")
    page = opened(room, session)
    expect(page.get_by_text(re.compile("应到 .* 人，已到 .* 人，摄像头清点 .* 人"))).to_be_visible()
    page.get_by_label("相符").check()
    page.get_by_role("button", name="作结论").click()
    expect(page.get_by_text("请填写")).to_be_visible()
    page.get_by_label("说明").fill("一名家属陪同，计入人数。")
    page.get_by_role("button", name="作结论").click()
    expect(page.get_by_text(re.compile("的结论: 相符"))).to_be_visible()
    expect(page.get_by_text("一名家属陪同，计入人数。")).to_be_visible()
    assert room.desk.rows("select state from session where id = %s", session) == [("closed",)]


def test_a_clip_that_was_called_out_plays_and_the_look_is_in_the_register(
    room: Showroom, tmp_path: Path
) -> None:
    session, content = one(room, "open"), film(tmp_path / "one.ts")
    number = told(room, session, content)
    page = opened(room, session)
    page.get_by_role("button", name="调取录像").click()
    for label in ("从第几段", "到第几段"):
        page.get_by_label(label).fill(str(number))
    why(page, "核对清点多出的一人")
    page.get_by_role("button", name="登记并调取").click()
    expect(page.get_by_text("等报到点传来").first).to_be_visible()
    with psycopg.connect(room.desk.url) as tx:
        [called], _ = callouts.page(tx, UUID(session), 10, 0)
        assert clips.take(tx, room.desk.house.media, called, number, content, room.desk.now)
    page.get_by_role("button", name="播放").click(timeout=15_000)
    page.wait_for_function(PLAYS)
    page.get_by_label("录像", exact=True).evaluate("video => video.play()")
    page.wait_for_function(SOUNDS)
    looks = room.desk.rows("select number from callout_view where callout = %s", called.id)
    assert looks == [(number,)]
    page.get_by_role("button", name="不再需要").click()
    expect(page.get_by_role("button", name="播放")).to_have_count(0)


def test_a_live_view_shows_what_comes_and_ends_with_the_page(room: Showroom) -> None:
    page = room.show(replace(SCREENS["cameras"], login=COUNTY))
    row = page.get_by_role("row", name=re.compile(POST))
    row.get_by_role("button", name="实时查看").click()
    why(page, "接到现场冲突报告")
    page.get_by_role("button", name="登记并查看").click()
    expect(page.get_by_role("dialog", name="实时画面")).to_be_visible()
    [(callout,)] = room.desk.rows("select id from callout where kind = 'live'")
    room.desk.house.looking.show(callout, bytes.fromhex(JPEG), room.desk.now)
    expect(page.get_by_role("img", name="实时画面")).to_be_visible()
    with page.expect_response(re.compile("/end$")) as ended:
        # left, not closed
        page.locator("a[href='/today']").first.evaluate("one => one.click()")
    assert ended.value.status == 204
    assert room.desk.rows("select ended_why from callout where id = %s", callout) == [("ended",)]
