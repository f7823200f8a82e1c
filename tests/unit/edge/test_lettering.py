"""The sign's letters: whole characters, the panel's size, whatever the text."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from yizhan_edge.errors import FontMissing
from yizhan_edge.lettering import UNIFONT, Lettering, Picture

LETTERS = Lettering()
FONT = ImageFont.truetype(UNIFONT, 16, layout_engine=ImageFont.Layout.BASIC)
# what a township writes: hanzi, Latin, digits, both kinds of punctuation, blanks
signage = st.text("政务服务大厅请按提示操作午休,。:!?()ABCxyz 0123456789-:\n ", max_size=90)


@cache
def ink(character: str) -> int:
    """Lit dots of one character on a canvas with room all round."""
    image = Image.new("1", (64, 64))
    ImageDraw.Draw(image).text((24, 24), character, font=FONT, fill=1)
    return int.from_bytes(image.tobytes(), "big").bit_count()


def lit(picture: Picture) -> int:
    """Lit dots of a picture."""
    return sum(byte.bit_count() for byte in picture.rows)


@given(st.text(max_size=120), st.integers(16, 256), st.integers(16, 32))
def test_any_text_gives_pictures_of_the_panel_s_size(text: str, width: int, height: int) -> None:
    pages = Lettering(size=(width, height)).pages(text)
    assert pages
    for page in pages:
        assert (page.width, page.height) == (width, height)
        assert len(page.rows) == (width + 7) // 8 * height
        assert [len(line) for line in page.lines()] == [width] * height


@given(signage, st.sampled_from([(128, 32), (64, 16), (32, 32), (16, 16)]))
def test_no_dot_of_any_character_is_cut_or_lost(text: str, size: tuple[int, int]) -> None:
    pages = Lettering(size=size).pages(text)
    assert sum(map(lit, pages)) == sum(ink(one) for one in text if one.isprintable())


@given(st.characters(categories=("L", "N", "P", "S"), max_codepoint=0xFFFF))
def test_every_letter_of_the_plane_is_whole_on_its_own(character: str) -> None:
    # a mark that Unicode cannot join to its letter is left out, as the contract says
    composed = [
        c for c in unicodedata.normalize("NFC", character) if unicodedata.category(c) != "Mn"
    ]
    assert sum(map(lit, LETTERS.pages(character))) == sum(map(ink, composed))


@pytest.mark.parametrize(
    ("text", "rows"),
    [("谢谢,已登记", 1), ("一二三四五六七八", 1), ("一二三四五六七八九", 2), ("早上好\n请稍候", 2)],
)
def test_a_text_takes_as_few_lines_as_fit_and_stands_in_the_middle(text: str, rows: int) -> None:
    [page] = LETTERS.pages(text)
    dark = [set(line) == {"."} for line in page.lines()]
    band = 8 if rows == 1 else 0
    assert all(dark[:band] + dark[32 - band :])
    assert not all(dark[band : band + 16])


def test_the_lines_of_a_text_are_even() -> None:
    [page] = LETTERS.pages("一一一一一一一一一")  # nine: five and four, not eight and one
    five, four = page.lines()[8], page.lines()[24]
    assert five.count("#") * 4 == four.count("#") * 5


def test_a_closing_mark_never_begins_a_line_and_a_word_stays_whole() -> None:
    wide = Lettering(size=(64, 16))
    assert wide.pages("一二三四。") == wide.pages("一二三\n四。")
    assert wide.pages("abc 12348") == wide.pages("abc\n12348")


def test_a_long_text_becomes_pages_in_order() -> None:
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
    assert LETTERS.pages(text) == LETTERS.pages(text[:14]) + LETTERS.pages(text[14:])


def test_what_cannot_be_seen_is_left_out() -> None:
    assert LETTERS.pages("a\u200b\u0007b\ud800\u0316") == LETTERS.pages("ab")
    assert LETTERS.pages("e\u0301") == LETTERS.pages("é")
    assert [lit(page) for page in LETTERS.pages(" \n\t ")] == [0]


def test_a_missing_font_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match="install fonts-unifont"):
        Lettering(tmp_path / "none.otf")
    with pytest.raises(ValueError, match="16 by 16"):
        Lettering(size=(128, 8))
