"""The service guide is a tree of plain questions, and every path ends in something to do."""

import re
from collections.abc import Iterator

import pytest
from yizhan_collector.doors.portal.words import WORDS
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.portal.guide import (
    DEEPEST,
    START,
    Answer,
    BadGuide,
    Node,
    Said,
    Tree,
    tree,
)

SUBJECTS = {
    "labour.wages",
    "labour.injury",
    "labour.dismissal",
    "family.divorce",
    "family.custody",
    "family.support",
    "family.violence",
    "family.inheritance",
    "notary",
    "traffic",
    "loan",
    "fraud",
    "property",
    "appraisal",
    "bar_exam",
    "complaint",
    "correction",
    "legal_aid",
    "criminal",
}
LAW = re.compile(r"可以申请|应当|不收费|日内|第\d+条")


def paths(name: str = START, so_far: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every way from the first question to an ending."""
    assert name not in so_far, "a circle"
    here, answers = (*so_far, name), tree().get(name).answers
    if not answers:
        yield here
    for one in answers:
        yield from paths(one.to, here)


def endings() -> list[Node]:
    return [one for one in tree().nodes.values() if not one.answers]


def test_every_path_ends_in_advice_and_a_matter_of_a_kind_there_is() -> None:
    ways = list(paths())
    assert len(ways) == len(endings())
    assert {one for way in ways for one in way} == set(tree().nodes)
    for way in ways:
        assert len(way) - 1 <= DEEPEST
        end = tree().get(way[-1])
        assert end.say
        assert end.apply in WORDS["kind"]
        assert end.topic in WORDS["kind"]
        assert [step.node.id for step in tree().way(end.id)] == list(way[:-1])


def test_the_guide_knows_what_people_come_with() -> None:
    assert {one.category for one in endings()} >= SUBJECTS


def test_everything_is_said_in_both_languages_and_a_statement_of_law_has_its_source() -> None:
    for one in tree().nodes.values():
        parts: list[Node | Answer | Said] = [one, *one.answers, *one.say]
        for said in parts:
            assert re.search(r"[\u4e00-\u9fff]", said.zh), one.id
            assert re.search(r"[A-Za-z]{2}", said.en), one.id
            assert not re.search(r"[\u4e00-\u9fff]", said.en), one.id
        assert not [s.zh for s in one.say if LAW.search(s.zh) and not s.source], one.id


def test_danger_and_fraud_in_progress_are_told_whom_to_call_first() -> None:
    assert tree().get("violence-now").call == ("110",)
    assert tree().get("fraud-now").call == ("96110", "110")
    assert "庇护" in "".join(one.zh for one in tree().get("violence-now").say)


def test_whoever_the_law_spares_a_means_check_is_told_so() -> None:
    for name in ("wages-migrant", "violence-now", "violence-past", "aid-without", "aid-unchecked"):
        sources = "".join(one.source for one in tree().get(name).say)
        assert re.search("法律援助法》第(31条第5项、第42|32|42)", sources), name


def test_a_question_on_correction_never_asks_who() -> None:
    [step] = tree().way("correction")
    assert step.node.id == START
    assert "不需要说您是谁" in tree().get("correction").say[0].zh


def test_a_node_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        tree().get("x")


SAY = (Said("说", "said"),)


@pytest.mark.parametrize(
    "nodes",
    [
        [Node(START, "问", "ask", (Answer("a", "甲", "a"),))],
        [Node(START, "问", "ask", (Answer(START, "甲", "a"),))],
        [Node(START, "问", "ask", say=SAY), Node("a", "甲", "a", say=SAY)],
        [Node(START, "问", "ask")],
        [
            Node(START, "问", "ask", (Answer("x", "末", "x"),)),
            Node("x", "末", "x", say=SAY),
            Node("a", "甲", "a", (Answer("b", "乙", "b"),)),
            Node("b", "乙", "b", (Answer("a", "甲", "a"),)),
        ],
    ],
)
def test_a_guide_with_a_dead_end_or_a_circle_is_not_loaded(nodes: list[Node]) -> None:
    with pytest.raises(BadGuide):
        Tree(nodes)
