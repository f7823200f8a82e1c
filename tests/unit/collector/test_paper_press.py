"""A sheet is pressed with every character it holds, or refused with the character named."""

import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stack.papers import sheet
from yizhan_collector.rooms.papers import glyphs, press, word
from yizhan_collector.rooms.papers.glyphs import FontMissing, Unprintable
from yizhan_collector.rooms.papers.press import FONTS
from yizhan_collector.rooms.papers.sheet import Body, Look, Para, Sheet, Sign, Table

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


def read(pdf: bytes, tmp: Path, *options: str) -> str:
    """What poppler reads in it."""
    (tmp / "a.pdf").write_bytes(pdf)
    command = ["pdftotext", *options, str(tmp / "a.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def tmp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is read back."""
    return tmp_path_factory.mktemp("press")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("㛃䶮𬭚𠮷堃喆淼赟祎頔翀鑫犇骉龘"), min_size=1, max_size=4))
def test_a_rare_name_is_read_back_whole(tmp: Path, name: str) -> None:
    assert name in read(press.pdf(sheet(name), NOW), tmp)


@settings(max_examples=300, deadline=None)
@given(st.characters(min_codepoint=0x3400, max_codepoint=0x33FFF, categories=["Lo", "So"]))
@example("😀")
@example("𰻝")
def test_a_character_outside_the_font_is_refused_by_its_name(one: str) -> None:
    if ord(one) in glyphs.covered(FONTS):
        glyphs.require([f"测{one}"], FONTS)
        return
    with pytest.raises(Unprintable) as refused:
        press.pdf(sheet(f"测{one}"), NOW)
    assert f"“{one}”（U+{ord(one):04X}）" in str(refused.value)


def test_the_font_has_the_whole_of_gb2312() -> None:
    table = [
        bytes([high, low]).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    ]
    glyphs.require(table, FONTS)
    assert sum(map(len, table)) == 6763


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        "$x$ *粗* `代码` @名 <标签>",
        "<script>alert(1)</script>",
        "\\u{41} // 注释",
        "= 标题",
    ],
)
@pytest.mark.parametrize("look", ["letter", "decision", "form"])
def test_markup_in_a_field_is_only_text(words: str, look: Look, tmp: Path) -> None:
    assert words in read(press.pdf(sheet(words, look=look), NOW), tmp)


def test_a_very_long_text_goes_on_over_many_pages(tmp: Path) -> None:
    long = "依照规定办理有关事项。" * 360
    pdf = press.pdf(sheet(long, long), NOW)
    solid = re.sub(r"第\d+页共\d+页", "", re.sub(r"\s", "", read(pdf, tmp)))
    assert solid.count("依照规定办理有关事项。") == 720
    last = max(map(int, re.findall(r"第\s*(\d+)\s*页", read(pdf, tmp))))
    assert last > 8
    assert "2026年11月24日" in re.sub(r"\s", "", read(pdf, tmp, "-f", str(last)))


def test_a_word_without_end_stays_on_the_page(tmp: Path) -> None:
    pdf = press.pdf(sheet("长" * 200), NOW)
    (tmp / "w.pdf").write_bytes(pdf)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(tmp / "w.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    edges = [float(one) for one in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert edges
    assert max(edges) <= 595.28 - 26 / 25.4 * 72 + 1


def test_a_draft_is_marked_and_a_paper_is_not(tmp: Path) -> None:
    drafted = read(press.pdf(sheet("事项", draft=True), NOW), tmp)
    assert (drafted.count("草"), drafted.count("稿")) == (1, 1)
    assert not {"草", "稿"} & set(read(press.pdf(sheet("事项"), NOW), tmp))


def test_the_seal_never_stands_alone_on_a_page(tmp: Path) -> None:
    for lines in range(8, 40):
        pdf = press.pdf(sheet(*["这是一行文字。"] * lines), NOW)
        pages = read(pdf, tmp).split("\f")
        sealed = next(one for one in pages if "公章" in one)
        assert "这是一行文字。" in sealed


def test_the_same_sheet_at_the_same_moment_is_the_same_file() -> None:
    assert press.pdf(sheet("事项"), NOW) == press.pdf(sheet("事项"), NOW)


def test_without_its_font_nothing_is_pressed(tmp_path: Path) -> None:
    press.use_fonts(tmp_path)
    try:
        with pytest.raises(FontMissing, match="fonts-noto-cjk"):
            press.pdf(sheet("事项"), NOW)
    finally:
        press.use_fonts(FONTS)


def test_word_reads_tables_signatures_and_breaks_as_they_were(tmp: Path) -> None:
    body = Body(
        (
            Table((("姓名", "身份"), ("示例乙", "组长\n联系人")), (1, 1), header=True),
            Table((("罪名", "盗窃罪", "类别", "缓刑"), ("期限", "一年")), (1, 2, 1, 2)),
            Para("第一段。\n第二段。"),
            Sign(("社区矫正对象（签名）",)),
        )
    )
    form = Sheet("form", "本溪满族自治县司法局", "登记表", "1号", date(2026, 11, 24), body)
    (tmp / "a.docx").write_bytes(word.docx(form, NOW))
    command = ["pandoc", "-t", "html", "--wrap=none", str(tmp / "a.docx")]
    html = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html, re.S)
    plain = [re.sub(r"<br ?/>\s*|\s|<[^>]+>", "", one) for one in cells]
    for text in ("姓名", "组长联系人", "盗窃罪", "一年"):
        assert text in plain
    assert re.search(r"<p>(<[^>]+>)*第一段。", html)
    assert re.search(r"<p>(<[^>]+>)*第二段。", html)
    assert "社区矫正对象（签名）：" in html
