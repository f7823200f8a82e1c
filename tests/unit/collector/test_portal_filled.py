"""What somebody typed: kept as it was, without unseen signs, a sentence beside what is wrong."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from yizhan_collector.doors.portal.filled import CHOOSE, NEEDED, Filled, clean
from yizhan_collector.doors.portal.matterpage import named
from yizhan_collector.rooms.cases.uploads import LONGEST, clean_name

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(), max_size=200))
@example("赵㛃𠮷😀👨‍👩‍👧\ud800")
@example("a\r\nb\rc\u202ed\x00")
def test_what_is_kept_is_seen_and_is_kept_the_second_time(said: str) -> None:
    kept = clean(said)
    assert not [
        one for one in kept if unicodedata.category(one) in UNSEEN and one not in "\n\t\u200d"
    ]
    assert clean(kept) == kept
    assert kept.encode().decode() == kept


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=300))
def test_a_text_is_refused_beyond_its_bound_with_how_much_it_is_too_long(said: str) -> None:
    form = Filled({"said": said})
    kept = form.text("said", 100, needed=True)
    assert kept == clean(said)
    over = len(kept) - 100
    assert ("said" in form.wrong) == (over > 0)
    assert over <= 0 or f"请删去{over}字" in form.wrong["said"][0]


def test_what_is_needed_and_what_can_be_chosen() -> None:
    form = Filled({"said": " \u3000", "kind": "x"})
    form.text("said", 10, needed=True)
    assert form.one_of("kind", ["a"]) == ""
    assert form.one_of("other", ["a"], needed=False) == ""
    assert form.wrong == {"said": NEEDED, "kind": CHOOSE}


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=200))
def test_a_paper_that_was_asked_for_says_first_what_it_is(stem: str) -> None:
    name = clean_name(f"{stem}.pdf")
    given = named("identity", name)
    assert given.startswith("身份证明 ")
    assert given.endswith(".pdf")
    assert len(given) <= LONGEST
    assert named("", name) == named("x", name) == name
