"""Texts and searches are cut alike, and nothing that is typed is an operator or an error."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.portal.plain import plain
from yizhan_collector.rooms.portal.words import Asked, asked, fold, index_words

VECTOR = re.compile(r"('[^'\\\s]+':\d+[ABC](,\d+[ABC])* ?)*")
LAW = "讨薪农民工申请法律援助,不审查经济困难条件。"


def words(said: str) -> tuple[str, ...]:
    found = asked(said)
    return found.words if found else ()


@given(st.text(max_size=300))
@example("' & | ! <-> :* () \\ \x00 \ud800 '' ''")
@example("劳动:* & !工资 | (离婚)")
@MANY
def test_whatever_is_typed_is_words_or_nothing(said: str) -> None:
    found = asked(said)
    for one in found.tries if found else ():
        bare = re.sub(r"'[^']+'", "w", one)
        assert re.fullmatch(r"\(?w(\)?( & | \| |<->)\(?w)*\)?", bare)
        assert not re.search(r"'[^']*[\s&|!<>():*\\\x00][^']*'(?= |<|$)", one)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=400))
@example("'", "\\", "<p>\x00'\ud800")
@MANY
def test_every_text_makes_a_vector_that_can_be_cast(title: str, lead: str, body: str) -> None:
    assert VECTOR.fullmatch(index_words(title, lead, body))


def test_a_text_is_found_by_traditional_wide_and_capital_forms() -> None:
    vector = index_words("法律援助 ABC", "", LAW)
    for said in ("農民工", "法律援助", "ABC", "讨薪", "討薪"):
        assert f"'{words(said)[0]}':" in vector, said


def test_what_the_dictionary_lacks_is_asked_for_as_it_stands_in_a_row() -> None:
    found = asked("𠮷野家")
    assert found is not None
    assert found.tries == ("'𠮷'<->'野'<->'家'",)


def test_a_question_is_asked_for_by_its_nouns() -> None:
    assert words("请问怎么申请公证的吗?") == ("申请", "公证")


def test_a_lone_character_may_be_missing_and_then_any_word_may() -> None:
    assert asked("市司法局工资") == Asked(
        ("市", "司法局", "工资"),
        ("'市' & '司法局' & '工资'", "'司法局' & '工资'", "'司法局' | '工资'"),
    )


def test_what_people_say_finds_what_the_law_says() -> None:
    found = asked("家暴 离婚")
    assert found is not None
    assert found.tries[0] == "('家暴' | '家庭暴力') & '离婚'"
    assert found.words == ("家暴", "家庭暴力", "离婚")


def test_signs_and_pictures_alone_are_no_search() -> None:
    assert asked("😀 -- %% ** ''") is None
    assert asked("") is None


def test_the_words_of_a_title_weigh_more_than_those_of_the_body() -> None:
    vector = index_words("公证", "调解", "<p>鉴定</p>")
    assert [re.search(f"'{one}':\\d+(.)", vector)[1] for one in ("公证", "调解", "鉴定")] == [  # type: ignore[index]
        "A",
        "B",
        "C",
    ]


def test_paragraphs_part_words_and_bold_letters_do_not() -> None:
    assert plain("<p>申请法<b>律援</b>助</p><p>中心&amp;站</p>") == "申请法律援助 中心&站"


def test_rare_characters_of_newer_planes_are_kept() -> None:
    assert fold("\U000313c3\U0002b820\ue863!") == "\U000313c3\U0002b820\ue863 "
