"""The portal has a word in both languages for everything the rooms can tell it."""

import re
from typing import get_args

import pytest
from yizhan_collector.doors.portal.refusalwords import CHINESE
from yizhan_collector.doors.portal.words import WORDS
from yizhan_collector.ground.refusals import Refused, code_of
from yizhan_collector.rooms.cases import acts, aid_model, model, officefile, pdffile, uploads
from yizhan_collector.rooms.cases.model import Actor
from yizhan_collector.rooms.portal import bookings

KNOWN: dict[str, set[str]] = {
    "kind": set(model.KINDS),
    "act": {one.code for one in acts.ALL if one.public},
    "next": set(get_args(Actor)),
    "outcome": set(model.OUTCOMES),
    "urgent": set(get_args(model.Urgency)),
    "ground": set(aid_model.GROUNDS),
    "item": set(aid_model.ITEMS),
    "paper": set(aid_model.PAPERS),
    "stars": set("12345"),
}
TOLD = [
    one
    for room in (uploads, officefile, pdffile, bookings)
    for one in vars(room).values()
    if isinstance(one, type) and issubclass(one, Refused) and one.__module__ == room.__name__
]


@pytest.mark.parametrize("kind", KNOWN)
def test_every_value_has_its_word(kind: str) -> None:
    assert set(WORDS[kind]) >= KNOWN[kind]
    for zh, en in WORDS[kind].values():
        assert re.search(r"[\u4e00-\u9fff]", zh)
        assert not re.search(r"[\u4e00-\u9fff]", en)


def test_every_refusal_of_a_paper_and_of_a_booking_is_told_in_chinese() -> None:
    told = {code_of(one.__new__(one)) for one in TOLD} - {"not_yet_over"}  # of the office alone
    assert told <= set(CHINESE)
    assert len(told) > 10
