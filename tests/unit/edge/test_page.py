"""What the page may send and what it may know."""

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack import box
from stack.bench import Bench
from yizhan_edge.errors import BadAction
from yizhan_edge.kiosk import actions
from yizhan_edge.kiosk.view import view

PRESSES = st.sampled_from([
    ("begin", {}), ("number", {"number": box.NUMBER}), ("number", {"number": "99999999"}),
    ("route", {"route": "face"}), ("route", {"route": "code"}), ("route", {"route": "officer"}),
    ("permit", {"permit": box.PERMIT}), ("permit", {"permit": "00000000"}),
    ("code", {"code": box.CODE}), ("code", {"code": "00000000"}), ("confirm", {}), ("again", {}),
    ("answer", {"question": "address", "answer": "no"}),
    ("answer", {"question": "contact", "answer": "yes"}),
    ("answer", {"question": "help", "answer": "none"}),
    ("stay", {}), ("cancel", {}), ("lang", {"lang": "en"}), ("lost", {}), ("wait", {}),
])  # fmt: skip


@pytest.mark.parametrize(("name", "body"), [
    ("dance", b"{}"), ("number", b"{}"), ("number", b""), ("number", b'{"number": 5}'),
    ("number", b'{"number": "' + b"1" * 41 + b'"}'), ("number", b"\xff"), ("begin", b"[]"),
    ("begin", b'{"extra": 1}'), ("route", b'{"route": "back"}'), ("lang", b'{"lang": "fr"}'),
    ("__init__", b"{}"), ("tick", b"{}"),
])  # fmt: skip
def test_what_is_not_an_action_is_refused(name: str, body: bytes) -> None:
    with pytest.raises(BadAction, match="reload"):
        actions.read(name, body)


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(BadAction) as refused:
        actions.read("route", b'{"route": "20260117"}')
    assert "20260117" not in str(refused.value)


def test_a_question_comes_with_its_answers_and_its_place(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="officer")
    assert bench.press("confirm").question == {
        "code": "address",
        "answers": [{"code": "no"}, {"code": "yes"}],
        "place": 1,
        "of": 3,
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(presses=st.lists(PRESSES, max_size=25))
def test_whatever_is_pressed_the_page_knows_no_person_and_records_only_proof(
    bench: Bench, presses: list[tuple[str, dict[str, Any]]]
) -> None:
    bench.wait(2000)
    for name, words in presses:
        if name == "wait":
            bench.wait(31)
        elif name == "lost":
            bench.kiosk.camera_lost(bench.moment, None)
        else:
            bench.press(name, **words)
        told = msgspec.json.encode(view(bench.kiosk, bench.moment)).decode()
        for private in (box.NUMBER, box.CODE, box.PERMIT, str(bench.one.person), "name"):
            assert private not in told
        visit = bench.kiosk.visit
        assert (visit.page in ("questions", "done")) == (visit.proved is not None)
        assert visit.page in ("idle", "number", "desk") or isinstance(visit.person, UUID)
