"""`make pictures`: one picture of every screen over a made-up bureau, and docs/screens.md."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from stack import box as make
from stack.box import Box
from stack.chromium import launched
from stack.host import REPO, walkable
from stack.postgres import COPIES, Postgres
from stack.screens import OFFICES, PHONE, Screen
from stack.showroom import showroom
from stack.touch import key_in

PICTURES = REPO / "docs" / "pictures"
KIOSK = (
    ("claim-box", "自助机 · 待认领", "新终端自己造密钥,显示认领码"),
    ("kiosk-start", "自助机 · 第一页", "看得见有几种办法,按“开始”"),
    ("kiosk-number", "自助机 · 报号", "先报号,再核验"),
    ("kiosk-ways", "自助机 · 方式", "人脸、验证码、窗口,三条路同等"),
)
HEAD = """# 每个页面 Every screen

由 `make pictures` 拍下;其中的人、单位的电话与文书全是虚构。 Taken by `make pictures`; everybody here is made up.
"""  # noqa: E501 # a line of the page


def keep(name: str, png: bytes) -> None:
    """Keep a picture in 128 colours."""
    small = Image.open(BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def office(browser: Browser, folder: Path) -> None:
    """The office and the own page."""
    postgres = Postgres(folder, COPIES)
    postgres.start()
    try:
        with showroom(postgres, browser) as room:
            for screen in OFFICES + PHONE:
                keep(screen.picture, room.show(screen).screenshot())
                sys.stdout.write(f"· {screen.title}\n")
    finally:
        postgres.stop()


def kiosk(browser: Browser, folder: Path) -> None:
    """The page of a box whose camera sees an empty room."""
    make.authority(folder)
    box = Box(folder, make.film(folder / "room.avi", [np.full((480, 640, 3), 120, np.uint8)] * 120))
    box.hold(make.entry())
    box.start()
    try:
        page = browser.new_page(viewport={"width": 1024, "height": 600}, locale="zh-CN")
        page.goto(box.url)
        start = page.get_by_role("button", name="开始")
        start.wait_for()
        keep("kiosk-start", page.screenshot())
        start.click()
        page.get_by_role("heading", name="请输入您的号码").wait_for()
        keep("kiosk-number", page.screenshot())
        key_in(page, make.NUMBER)
        page.get_by_role("heading", name="请选择一种方式").wait_for()
        keep("kiosk-ways", page.screenshot())
    finally:
        box.program.stop()


def blank(browser: Browser, folder: Path) -> None:
    """The page of a box that nobody has claimed."""
    made = make.authority(folder)
    box = Box(folder, "file:nothing")
    del box.settings["device"]
    for part in ("broker", "collector"):
        box.settings[part] = {
            name: value
            for name, value in box.settings[part].items()
            if name not in {"ca", "cert", "key"}
        } | {"ca": str(made.ca)}
    box.settings |= {"identity": str(folder / "identity")}
    box.start()
    try:
        page = browser.new_page(viewport={"width": 1024, "height": 600}, locale="zh-CN")
        page.goto(box.url)
        page.get_by_role("heading", name="待认领").wait_for()
        keep("claim-box", page.screenshot())
    finally:
        box.program.stop()


def write() -> None:
    """The page that shows them, in the order of the work."""
    told = [HEAD, "## 自助机\n", *(_shown(*one) for one in KIOSK)]
    for title, screens in (("办公页面", OFFICES), ("本人页面(手机)", PHONE)):
        told += [f"## {title}\n", *map(_screen, screens)]
    (REPO / "docs" / "screens.md").write_text("\n".join(told))


def _screen(one: Screen) -> str:
    return _shown(one.picture, one.title, one.line)


def _shown(picture: str, title: str, line: str) -> str:
    return f"**{title}** — {line}\n\n![{title}](pictures/{picture}.png)\n"


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = walkable(Path(name))
        browser = launched(playwright, "--lang=zh-CN")
        for take in (blank, kiosk, office):
            (folder / take.__name__).mkdir(mode=0o755)
            take(browser, folder / take.__name__)
        browser.close()
    write()


if __name__ == "__main__":
    main()
