"""Names: every script is welcome, markup and invisible marks are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.names import BadName, require_name

NAMES = (
    "测试甲",
    "阿卜杜拉·买买提",
    "김 시험",
    "Öğretmen O’Test-Örnek",
    "示例乙（曾用名 丙）",
    "小市 李工",
    "测试001",
)
REFUSED = (
    "",
    " 测试",
    "测试 ",
    "<script>alert(1)</script>",
    "测试<img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "+1",
    "@sum",
    "-1",
    "测试\u202e甲",
    "测试\u2067甲",
    "测\u200b试",
    "测试\x00",
    "测试\n甲",
    "测试\ufeff",
    "测" * 61,
    '"; drop table person; --',
    "$x$#let",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_taken(name: str) -> None:
    assert require_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", REFUSED)
def test_markup_formulas_and_invisible_marks_are_refused(name: str) -> None:
    with pytest.raises(BadName):
        require_name(name)


def test_a_name_is_kept_in_composed_form() -> None:
    assert require_name("Ö") == "Ö"


@MANY
@given(st.text(max_size=80))
def test_what_is_taken_can_neither_begin_a_formula_nor_hold_a_mark_of_markup(text: str) -> None:
    try:
        name = require_name(text)
    except BadName:
        return
    assert 0 < len(name) <= 60
    assert not set(name) & set('<>&"`=+@{}[]#$\\/;:')
    assert all(unicodedata.category(one)[0] not in "CZ" or one == " " for one in name)
    assert require_name(name) == name
