"""What is made of a follower's word, before anything is read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.followers import menu, model
from yizhan_collector.rooms.followers.model import Arrival, Step, step

AT = datetime(2026, 11, 26, tzinfo=UTC)


def text(said: str) -> Step:
    return step(Arrival("m1", "o-1", "text", AT, said))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("工伤怎么认定", "say"),
        (" 进度 ", "standing"),
        ("您好", "how"),
        ("7K3QM-X9D0P", "code"),
        ("7k3qm x9d0p", "code"),
        ("ABCDEFGHJK", "code"),
        ("everything", "say"),
        ("", "nothing"),
        ("   ", "nothing"),
        ("helloworld", "say"),  # ten letters and no digit: a word
        ("7K3QM-X9D0P 是我的", "say"),
    ],
)
def test_a_text_means(said: str, wanted: Step) -> None:
    assert text(said) == wanted


def test_a_fresh_code_is_taken_for_a_code_as_it_is_shown() -> None:
    assert text(code.spoken(code.fresh())) == "code"


@given(st.text(max_size=200))
def test_every_text_means_something(said: str) -> None:
    assert text(said) in ("say", "standing", "how", "code", "nothing")


def test_the_menu_fits_and_each_click_has_an_answer() -> None:
    made = menu.buttons("https://portal.example")
    below = [item for one in made for item in one["sub_button"]]
    assert len(made) <= 3
    assert all(1 <= len(one["sub_button"]) <= 5 for one in made)
    assert all(len(one["name"].encode()) <= 16 for one in made)
    assert all(len(one["name"].encode()) <= 60 for one in below)
    assert {one["key"] for one in below if one["type"] == "click"} == set(model.CLICKS)
    assert all(one["url"].startswith("https://portal.example/") for one in below if "url" in one)
