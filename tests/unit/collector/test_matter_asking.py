"""What somebody writes, the code they follow it by, and words that cannot wait."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.refusals import Refused, Unprintable
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.cases.model import Asked
from yizhan_collector.rooms.cases.phones import phone_digest
from yizhan_collector.rooms.cases.reasons import BadPhone, NothingSaid, TooLong
from yizhan_collector.rooms.cases.urgency import offered

TODAY = date(2026, 11, 24)
codes = st.text(st.sampled_from(code.LETTERS), min_size=code.LENGTH, max_size=code.LENGTH)


def asked(**changes: Any) -> Asked:
    return Asked(
        **{"kind": "advice", "category": "other", "channel": "portal", "said": "问"} | changes
    )


def test_a_code_is_long_and_no_two_are_alike() -> None:
    made = {code.fresh() for _ in range(500)}
    assert len(made) == 500
    assert all(len(one) == code.LENGTH and not set(one) & set("ILOU") for one in made)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_one_seed_has_one_code_of_fifty_of_its_bits(one: bytes, other: bytes) -> None:
    made = code.made_of(one)
    assert len(made) == code.LENGTH
    assert set(made) <= set(code.LETTERS)
    alike = (int.from_bytes(one) ^ int.from_bytes(other)) % 2**50 == 0
    assert (made == code.made_of(other)) == alike


@given(codes, st.sampled_from([" ", "-", "　", "–", ""]), st.booleans(), st.booleans())
def test_a_code_is_known_however_it_is_typed(
    right: str, between: str, small: bool, letters: bool
) -> None:
    typed = between.join(right[at : at + 3] for at in range(0, len(right), 3))
    typed = typed.replace("0", "O").replace("1", "l") if letters else typed
    typed = typed.lower() if small else typed
    assert code.digest_of(typed) == code.digest_of(code.spoken(right)) == code.digest_of(right)


@given(codes, codes)
def test_another_code_is_another_matter(one: str, other: str) -> None:
    assert (code.digest_of(one) == code.digest_of(other)) == (one == other)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"said": "长" * 2001}, TooLong),
        ({"said": "长" * 5000}, TooLong),
        ({"said": " \n\u3000"}, NothingSaid),
        ({"said": "a\x00b"}, Unprintable),
        ({"said": "\ud800"}, Unprintable),
        ({"phone": "call me"}, BadPhone),
        ({"phone": "1" * 21}, BadPhone),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    changes: dict[str, str], error: type[Refused]
) -> None:
    with pytest.raises(error) as refused:
        asked(**changes)
    assert str(refused.value).endswith((".", "it", "again."))


@pytest.mark.parametrize(
    "said", ["长" * 2000, "😀👨‍👩‍👧", "𠮷野家 㐂 龘", "臺灣繁體", "一\r\n二\t三", "\ue863"]
)
def test_every_letter_somebody_has_is_kept(said: str) -> None:
    assert asked(said=said).said == said.replace("\r\n", "\n")


def test_who_gives_no_name_and_no_number_is_nobody() -> None:
    assert asked().anonymous
    assert not asked(phone="000-0000-0001").anonymous
    assert asked(township="210521100").area == "210521"


def test_a_number_is_the_same_however_it_is_written() -> None:
    alike = {phone_digest(one) for one in ("000 0000 0001", "000-0000-0001", "+86 00000000001")}
    assert len(alike) == 1
    assert None not in alike
    assert phone_digest("110") is None
    assert phone_digest("000-0000-0002") not in alike


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ("丈夫昨晚又打我,孩子也在", "violence"),
        ("我不想活了", "self_harm"),
        ("他打我,我想死", "self_harm"),
        ("对方让我转账到安全账户", "fraud_in_progress"),
        ("仲裁时效还有3天就过了", "time_limit"),
        ("明天开庭,没有律师", "time_limit"),
        ("上诉期到11月30日", "time_limit"),
        ("举证期限 2026-12-01 截止", "time_limit"),
        ("举证期限 2026年12月2日 截止", None),
        ("还有3天就过年了", None),
        ("离婚需要什么材料", None),
        ("房产证 2026-11-25 办的", None),
    ],
)
def test_words_that_cannot_wait_are_offered_as_such(said: str, urgency: str | None) -> None:
    assert offered(said, "other", TODAY) == urgency


def test_a_matter_of_domestic_violence_is_offered_whatever_it_says() -> None:
    assert offered("想咨询", "family.violence", TODAY) == "violence"


@given(st.integers(0, 60))
def test_a_time_limit_is_near_within_seven_days(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    found = offered(f"诉讼时效到{day.month}月{day.day}日为止", "loan", TODAY)
    assert found == ("time_limit" if ahead <= 7 else None)


@given(st.text())
def test_any_text_is_read_without_a_fault(said: str) -> None:
    offered(said, "other", TODAY)
