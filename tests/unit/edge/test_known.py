"""Who goes on to the own page: only somebody whose visit showed who they are."""

import pytest
from stack import box
from stack.bench import Bench
from yizhan_edge.face.verify import Step
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.kiosk.view import view
from yizhan_wire.events import FaceResult, Verdict


@pytest.fixture
def booth(bench: Bench) -> Booth:
    bench.kiosk.own_page = True
    return Booth(bench.kiosk, lambda: bench.moment)


def by_code(bench: Bench) -> bool:
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    return bench.answer_all().own


def by_face(bench: Bench, verdict: Verdict) -> None:
    bench.enrolled()
    bench.at_route()
    bench.press("route", route="face")
    result = FaceResult(verdict, "passed", 9, 0.3, 0.5, "model-1")
    bench.kiosk.verifying(bench.moment, Step("done", result))


def by_desk(bench: Bench) -> bool:
    bench.press("route", route="officer")
    bench.press("confirm")
    return bench.answer_all().own


def test_a_code_and_a_face_that_matched_lead_to_the_own_page(bench: Bench, booth: Booth) -> None:
    assert by_code(bench)
    known = booth.known()
    assert known
    assert (known.person, known.route, known.lang) == (bench.one.person, "code", "zh")
    bench.press("cancel")
    by_face(bench, "match")
    assert bench.answer_all().own
    assert booth.known() is not None


def test_the_desk_route_does_not_a_number_alone_shows_nobody(bench: Bench, booth: Booth) -> None:
    bench.at_route()
    assert not by_desk(bench)
    assert booth.known() is None


@pytest.mark.parametrize("verdict", ["no_match", "unsure", "no_face"])
def test_a_face_that_did_not_match_does_not_either(
    bench: Bench, booth: Booth, verdict: Verdict
) -> None:
    by_face(bench, verdict)
    assert not by_desk(bench)
    assert booth.known() is None


def test_nobody_is_known_before_the_visit_is_recorded_or_after_it_ended(
    bench: Bench, booth: Booth
) -> None:
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    assert booth.known() is None
    assert bench.answer_all().own
    known = booth.known()
    assert known
    booth.leave(known)
    assert bench.page == "idle"
    assert booth.known() is None
    by_code(bench)
    bench.wait(60)
    assert booth.known() is None


def test_asking_keeps_the_last_page_open_while_the_line_is_slow(bench: Bench, booth: Booth) -> None:
    by_code(bench)
    bench.wait(59)
    assert booth.known()
    assert bench.wait(59).page == "done"


def test_a_slow_answer_does_not_end_the_next_persons_visit(bench: Bench, booth: Booth) -> None:
    by_code(bench)
    known = booth.known()
    assert known
    bench.wait(60)
    bench.press("begin")
    booth.leave(known)
    assert bench.page == "number"


def test_without_an_own_page_none_is_offered(bench: Bench) -> None:
    assert not by_code(bench)
    assert view(bench.kiosk, bench.moment).own is False
