"""The kiosk page in a real Chromium on a real box: every way to the last page, and out of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from stack import box as make
from stack import builders
from stack.axe import serious
from stack.bench import Bench
from stack.box import Box
from stack.host import REPO
from stack.process import answers, free_port, wait_for
from stack.touch import key_in
from yizhan_edge.camera import Camera
from yizhan_edge.face import card
from yizhan_edge.face.verify import Template
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.screen.server import Screen
from yizhan_edge.settings import Kiosk
from yizhan_edge.spool import Spool
from yizhan_wire.events import CheckIn

OpenPage = Callable[..., Page]
MODEL = card.load(REPO / "models/cards/face.toml").model
SIZES = ((1920, 1080), (1024, 600), (800, 480))


ANNA, BORIS = make.entry(), make.entry("20260118")  # she is not enrolled here, he is


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    """A box without collector or camera, started with a roster it held before."""
    make.authority(tmp_path)
    made = Box(tmp_path, "file:/nowhere")
    made.hold(make.entry())
    made.start()
    yield made
    made.program.stop()


@pytest.fixture(scope="module")
def seeing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """A box whose camera sees an empty room, so that its pages stay as they are."""
    folder = tmp_path_factory.mktemp("seeing")
    make.authority(folder)
    room = np.full((480, 640, 3), 120, np.uint8)
    made = Box(folder, make.film(folder / "room.avi", [room] * 120))
    made.hold(ANNA, BORIS)
    made.templates().keep(BORIS.person, Template(np.zeros(128, np.float32), MODEL))
    made.start()
    wait_for(lambda: made.ways()["face"]["open"], 20, "the camera")
    yield made
    made.program.stop()


@pytest.fixture
def kiosk(box: Box, page: Page) -> Page:
    """The first page, on the screen most posts have."""
    page.set_viewport_size({"width": 1024, "height": 600})
    page.goto(box.url)
    expect(page.get_by_role("button", name="开始")).to_be_visible()
    return page


def visits(box: Box) -> list[CheckIn]:
    return [one for one in box.spooled("checkin") if isinstance(one, CheckIn)]


def to_route(page: Page) -> None:
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_role("heading", name="请输入您的号码")).to_be_visible()
    key_in(page, make.NUMBER)
    expect(page.get_by_role("heading", name="请选择一种方式")).to_be_visible()


def test_a_number_a_code_three_answers_and_the_visit_is_in_the_spool(box: Box, kiosk: Page) -> None:
    to_route(kiosk)
    kiosk.get_by_role("button", name="一次性验证码").click()
    key_in(kiosk, make.CODE)
    for question, answer in (
        ("住址有没有变化？", "没有变化"),
        ("工作或联系方式有没有变化？", "有变化"),
        ("需不需要帮助？", "法律援助"),
    ):
        expect(kiosk.get_by_role("heading", name=question)).to_be_visible()
        assert visits(box) == []
        kiosk.get_by_role("button", name=answer, exact=True).click()
    expect(kiosk.get_by_role("heading", name="已登记，谢谢")).to_be_visible()
    expect(kiosk.get_by_text("一次性验证码")).to_be_visible()
    [visit] = visits(box)
    assert (visit.route, visit.code_id is not None) == ("code", True)
    assert visit.answers == {"address": "no", "contact": "yes", "help": "legal_aid"}
    kiosk.get_by_role("button", name="完成").click()
    expect(kiosk.get_by_role("button", name="开始")).to_be_visible()


def test_a_number_is_shown_four_and_four_and_can_be_mended(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="开始").click()
    for digit in "202601":
        kiosk.get_by_role("button", name=digit, exact=True).click()
    kiosk.get_by_role("button", name="删除").click()
    digits = kiosk.locator("#digits b")
    expect(digits).to_have_text(["2", "0", "2", "6", "0", "", "", ""])
    gap = [one.bounding_box() for one in digits.all()]
    assert all(gap)
    places = [one["x"] for one in gap if one]
    assert places[4] - places[3] > places[3] - places[2]
    expect(kiosk.get_by_label("已输入 5 位，共 8 位")).to_be_visible()


def test_an_unknown_number_five_times_leads_to_the_desk(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="开始").click()
    for left in range(5):
        expect(kiosk.locator("#digits b").first).to_have_text("")
        key_in(kiosk, "99999999")
        if left < 4:
            expect(kiosk.get_by_text("没有找到这个号码").first).to_be_visible()
    expect(kiosk.get_by_role("heading", name="请到服务台办理")).to_be_visible()
    expect(kiosk.get_by_role("button", name="开始")).to_have_count(0)


def test_three_ways_have_the_same_size_and_a_closed_one_says_why(kiosk: Page) -> None:
    to_route(kiosk)
    ways = kiosk.locator(".way")
    boxes = [one.bounding_box() for one in ways.all()]
    sizes = {(round(one["width"]), round(one["height"])) for one in boxes if one}
    assert (len(boxes), len(sizes)) == (3, 1)
    face = kiosk.get_by_role("button", name="看摄像头")
    expect(face).to_have_attribute("aria-disabled", "true")
    expect(face).to_contain_text("摄像头没有画面")
    face.click(force=True)
    expect(kiosk.get_by_role("heading", name="请选择一种方式")).to_be_visible()
    focused = kiosk.evaluate("document.activeElement.tagName")
    assert focused in ("H1", "BUTTON")


def test_english_is_one_press_away_and_gone_for_the_next_person(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="English").click()
    expect(kiosk.get_by_role("heading", name="Public legal services")).to_be_visible()
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")
    kiosk.get_by_role("button", name="Start").click()
    expect(kiosk.get_by_role("heading", name="Enter your number")).to_be_visible()
    kiosk.get_by_role("button", name="Leave").click()
    expect(kiosk.get_by_role("button", name="开始")).to_be_visible()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """The kiosk without its process, so that time can be moved by hand."""
    spool = Spool(tmp_path / "spool.db", builders.BOX)
    yield Bench(tmp_path, spool)
    spool.close()


@pytest.fixture
def still(bench: Bench, page: Page) -> Iterator[Page]:
    """The page that chooses a way, a minute after the last touch."""
    settings = Kiosk(free_port())
    camera = Camera("file:/nowhere", bench.counter.journal.clock.judge)
    screen = Screen(settings, Booth(bench.kiosk, lambda: bench.moment), camera, bench.own_page)
    screen.start()
    wait_for(lambda: answers(settings.port), 10, "the page")
    page.goto(f"http://127.0.0.1:{settings.port}")
    to_route(page)
    bench.at += 59.0
    expect(page.get_by_role("dialog")).to_be_hidden()
    bench.at += 1.0
    expect(page.get_by_role("dialog", name="还在吗")).to_contain_text("30 秒后")
    yield page
    page.goto("about:blank")  # a page that still asks would find nobody
    screen.stop()


def test_still_here_is_asked_and_an_answer_keeps_the_visit(still: Page) -> None:
    still.get_by_role("button", name="我还在").click()
    expect(still.get_by_role("dialog")).to_be_hidden()
    expect(still.get_by_role("heading", name="请选择一种方式")).to_be_visible()


def test_still_here_is_answered_by_any_key(still: Page) -> None:
    still.keyboard.press("5")
    expect(still.get_by_role("dialog")).to_be_hidden()
    expect(still.get_by_role("heading", name="请选择一种方式")).to_be_visible()


def test_without_an_answer_the_first_page_comes_back(still: Page, bench: Bench) -> None:
    bench.at += 20
    expect(still.get_by_role("dialog")).to_contain_text("10 秒后")
    bench.at += 10
    expect(still.get_by_role("button", name="开始")).to_be_visible()
    expect(still.get_by_role("dialog")).to_be_hidden()
    assert bench.spooled() == []


def test_a_visit_can_be_made_by_keyboard_alone(box: Box, kiosk: Page) -> None:
    def at(name: str) -> None:
        expect(kiosk.get_by_role("heading", name=name)).to_be_visible()

    press = kiosk.keyboard.press
    press("Enter")
    at("请输入您的号码")
    kiosk.keyboard.type("2026011")
    press("Enter")
    expect(kiosk.get_by_text("号码是 8 位数字").first).to_be_visible()
    kiosk.keyboard.type(make.NUMBER)
    press("Enter")
    at("请选择一种方式")
    for _ in range(3):
        press("ArrowRight")
    press("Enter")
    at("请工作人员确认")
    press("Enter")
    for name in ("住址有没有变化？", "工作或联系方式有没有变化？", "需不需要帮助？"):
        at(name)
        press("ArrowDown")
        press("Enter")
    at("已登记，谢谢")
    expect(kiosk.get_by_text("工作人员会当面确认")).to_be_visible()
    assert [one.route for one in visits(box)] == ["officer"]
    press("Escape")
    at("公共法律服务自助机")


def test_escape_leaves_with_nothing_recorded(box: Box, kiosk: Page) -> None:
    to_route(kiosk)
    kiosk.keyboard.press("Escape")
    expect(kiosk.get_by_role("button", name="开始")).to_be_visible()
    assert visits(box) == []


MEASURE = """() => {
  const seen = [...document.querySelectorAll('button')].filter((one) => one.offsetParent);
  const small = seen.filter((one) => one.offsetHeight < 48 || one.offsetWidth < 48);
  const outside = seen.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
  });
  const words = [...document.querySelectorAll('body *')]
    .filter((one) => one.offsetParent && one.id !== 'say' && [...one.childNodes]
      .some((part) => part.nodeType === 3 && part.textContent.trim()));
  const sizes = words.map((one) => parseFloat(getComputedStyle(one).fontSize));
  const cut = [
    ...words.filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1),
    ...seen.filter((one) => one.scrollHeight > one.clientHeight + 4),
  ];
  const name = (one) => one.id || one.textContent;
  return {small: small.map(name), outside: outside.map(name), least: Math.min(...sizes),
          cut: cut.map(name)};
}"""


PRESSES: tuple[tuple[str, dict[str, str]], ...] = (
    ("begin", {}),
    ("number", {"number": "1"}),
    ("number", {"number": BORIS.number}),
    ("route", {"route": "face"}),
    ("cancel", {}),
    ("begin", {}),
    ("number", {"number": ANNA.number}),
    ("route", {"route": "face"}),
    ("permit", {"permit": "0"}),
    ("permit", {"permit": make.PERMIT}),
    ("route", {"route": "code"}),
    ("route", {"route": "officer"}),
    ("confirm", {}),
    ("answer", {"question": "address", "answer": "no"}),
    ("answer", {"question": "contact", "answer": "no"}),
    ("answer", {"question": "help", "answer": "none"}),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=[f"{w}x{h}" for w, h in SIZES])
def test_every_page_fits_the_panel_with_large_enough_targets_and_words(
    seeing: Box, open_page: OpenPage, size: tuple[int, int], lang: str
) -> None:
    seeing.press("cancel")
    page = open_page(viewport={"width": size[0], "height": size[1]})
    page.goto(seeing.url)
    pages = set()
    for action, body in PRESSES:
        seeing.press(action, **body)
        shown = seeing.press("lang", lang=lang)
        pages.add(shown["page"])
        expect(page.locator(f"main.{shown['page']}")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if lang == "zh" else lang)
        for big in (False, True):
            page.evaluate("(big) => document.documentElement.classList.toggle('big', big)", big)
            found = page.evaluate(MEASURE)
            where = f"{shown['page']} after {action}, big={big}"
            assert (found["small"], found["outside"], found["cut"]) == ([], [], []), where
            assert found["least"] >= (24 if size[1] == 1080 else 16), where
    assert len(pages) == 10
    seeing.press("cancel")


def nothing_serious(page: Page) -> None:
    """Hold the page to axe on every screen a post may have."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert serious(page) == [], (width, height)


def test_axe_finds_nothing_serious_on_the_way_to_the_code(box: Box, kiosk: Page) -> None:
    nothing_serious(kiosk)
    kiosk.get_by_role("button", name="开始").click()
    expect(kiosk.get_by_role("heading", name="请输入您的号码")).to_be_visible()
    nothing_serious(kiosk)
    key_in(kiosk, make.NUMBER)
    expect(kiosk.get_by_role("heading", name="请选择一种方式")).to_be_visible()
    nothing_serious(kiosk)
    kiosk.get_by_role("button", name="一次性验证码").click()
    expect(kiosk.get_by_role("heading", name="请输入一次性验证码")).to_be_visible()
    nothing_serious(kiosk)
    key_in(kiosk, make.CODE)
    expect(kiosk.get_by_role("heading", name="住址有没有变化？")).to_be_visible()
    nothing_serious(kiosk)
