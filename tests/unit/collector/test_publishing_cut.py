"""One text, cut to the rules of each channel; what does not fit is named before it is sent."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.publishing import cut as room
from yizhan_collector.rooms.publishing.clean import clean
from yizhan_collector.rooms.publishing.model import Cut, Offered, Plan, Written

OFFERED = Offered("https://portal.example", wechat=True, weibo=True, cover=True)
URL = "https://portal.example/a/7"
ALL = Plan(wechat=True, weibo=True, signs=("bx-210521100-1",))
TEXT = Written("news", "工伤维权问答", "申请工伤认定先做什么", "<p>先申请认定。</p>", plan=ALL)


def cut(**changes: Any) -> dict[str, Cut]:
    plan = {key: changes.pop(key) for key in list(changes) if key in Plan.__dataclass_fields__}
    text = replace(TEXT, **changes, plan=replace(ALL, **plan))
    return {one.channel: one for one in room.cut(text, 7, OFFERED)}


def faults(one: Cut) -> list[tuple[str, str]]:
    return [(fault.code, fault.detail) for fault in one.faults]


def test_a_text_without_a_plan_goes_nowhere_else() -> None:
    assert room.cut(replace(TEXT, plan=Plan()), 7, OFFERED) == []


def test_a_short_text_fits_everywhere_and_says_where_it_stands() -> None:
    made = cut()
    assert all(not one.faults and not one.short for one in made.values())
    assert json.loads(made["wechat"].text) == {
        "title": "工伤维权问答",
        "digest": "申请工伤认定先做什么",
        "content": "<p>先申请认定。</p>",
        "content_source_url": URL,
    }
    assert made["weibo"].text == f"工伤维权问答 申请工伤认定先做什么 {URL}"
    assert (made["sign"].target, made["sign"].text) == ("bx-210521100-1", "工伤维权问答")


@given(
    st.text(min_size=1, max_size=100),
    st.text(max_size=200),
    st.lists(st.sampled_from(["<p>", "</p>", "<ul><li>", "\n", "<table><tr><td>"]) | st.text()),
)
def test_whatever_is_written_is_cut_to_what_the_channels_take(
    title: str, lead: str, parts: list[str]
) -> None:
    made = cut(title=title, lead=lead, body=clean("".join(parts)))
    draft = json.loads(made["wechat"].text)
    assert len(draft["title"]) <= 32
    assert len(draft["digest"]) <= 128
    assert len(draft["content"]) < 20_000
    assert URL in made["weibo"].text
    assert room.weighed(made["weibo"].text) <= 140
    assert len(made["sign"].text) <= 60


@given(
    st.lists(st.sampled_from(["<p>甲</p>", "<p>乙\n丙</p>", "<ul><li>丁</li></ul>"]), min_size=1)
)
def test_a_long_text_is_cut_between_its_blocks(blocks: list[str]) -> None:
    whole = "".join(blocks)
    for longest in range(len(room.READ_ON), len(whole) + 2):
        kept, left_out = room.blocks(whole, longest)
        assert len(kept) <= longest or kept == room.READ_ON
        assert clean(kept) == kept
        assert left_out == (kept != whole)
        assert not left_out or whole.startswith(kept.removesuffix(room.READ_ON))


def test_a_text_too_long_for_a_draft_says_where_to_read_on() -> None:
    one = cut(body=("<p>" + "好" * 900 + "</p>") * 30)["wechat"]
    assert one.short
    assert json.loads(one.text)["content"].endswith(room.READ_ON)


def test_a_draft_needs_a_picture_and_words() -> None:
    [one] = room.cut(
        replace(TEXT, body="", plan=Plan(wechat=True)), 7, replace(OFFERED, cover=False)
    )
    assert faults(one) == [("no_cover", ""), ("empty", "")]


@pytest.mark.parametrize(
    ("said", "long"),
    [("", 0), ("法", 1), ("ab", 1), ("abc", 2), ("法a", 2), ("😀", 1), ("12348热线", 5)],
)
def test_weibo_counts_a_hanzi_as_one_and_two_letters_as_one(said: str, long: int) -> None:
    assert room.weighed(said) == long


def test_the_editors_own_words_are_never_shortened_but_refused() -> None:
    one = cut(weibo_text="法" * 140)["weibo"]
    assert one.text.startswith("法" * 140)
    assert faults(one) == [("too_long", "14")]
    assert faults(cut(weibo_text="#普法宣传# 请看")["weibo"]) == [("topic", "")]
    assert cut(weibo_text=f"请看 {URL} 谢谢")["weibo"].text == f"请看 {URL} 谢谢"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("好" * 61, [("too_long", "1")]),
        ("致电 138 0000 0000", [("number", "")]),
        ("两\n行", [("not_one_line", "")]),
        ("法律援助 12348", []),
        ("請到窗口😀😀", [("undrawable", "請😀")]),
        ("龘", [("undrawable", "龘")]),
    ],
)  # fmt: skip
def test_a_strip_says_what_it_cannot_show(said: str, wrong: list[tuple[str, str]]) -> None:
    assert faults(cut(sign_text=said)["sign"]) == wrong
