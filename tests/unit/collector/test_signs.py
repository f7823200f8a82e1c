"""A sign shows public words only: no name of a person, no number that may be somebody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.devices.signs import BadText, LooksPersonal, NamesSomebody, check

NAMES = ["测试甲", "欧阳 测试", "Ann Test"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请依次报到",
        "法律援助热线 12348",
        "急救120 火警119 报警110",
        "开放时间 8:30-11:30",
        "11月24日学习法律",
        "测试",
        "好" * 60,
    ],
)
def test_public_words_pass(text: str) -> None:
    check(text, NAMES)


@pytest.mark.parametrize(
    "text", ["请测试甲到窗口", "测 试 甲", "测·试·甲", "欧阳测试", "ANN TEST", "ａｎｎ　ｔｅｓｔ"]
)
def test_a_name_is_found_however_it_is_spaced(text: str) -> None:
    with pytest.raises(NamesSomebody):
        check(text, NAMES)


@pytest.mark.parametrize(
    "text",
    ["123456", "1234 5678", "12-34-56", "编号１２３４５６", "112348", "123480", "12348 123456"],
)
def test_a_number_that_may_be_somebodys_is_refused(text: str) -> None:
    with pytest.raises(LooksPersonal):
        check(text, [])


@pytest.mark.parametrize("text", ["好" * 61, "两\n行", "\x00", "a\u202eb"])
def test_what_the_sign_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(BadText):
        check(text, [])


@given(st.from_regex(r"\A[0-9]{8}\Z"), st.sampled_from(["", " ", "-", "."]))
def test_no_check_in_number_gets_through(number: str, between: str) -> None:
    with pytest.raises(LooksPersonal):
        check(f"{number[:4]}{between}{number[4:]}", [])


@given(
    st.text(alphabet="测试甲乙丙丁戊己", min_size=2, max_size=5), st.text("请到窗口", max_size=9)
)
def test_no_name_gets_through_whatever_stands_around_it(name: str, around: str) -> None:
    with pytest.raises(NamesSomebody):
        check(f"{around}{name}{around}", [name])


def test_a_refusal_repeats_neither_name_nor_number() -> None:
    for text in ("请测试甲到窗口", "1234 5678"):
        with pytest.raises((NamesSomebody, LooksPersonal)) as refused:
            check(text, NAMES)
        assert "测试甲" not in str(refused.value)
        assert "1234" not in str(refused.value)
