"""One visit: three equal ways, a few questions, a clear end; nothing recorded by halves."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from stack import box
from stack.bench import TEMPLATE, Bench, full_disk
from yizhan_edge.face.enrol import EnrolStep
from yizhan_edge.face.verify import Step
from yizhan_edge.kiosk.view import View, view
from yizhan_edge.spool import Spool
from yizhan_wire.events import CheckIn, Enrolled, FaceResult, Verdict


def result(verdict: Verdict) -> FaceResult:
    return FaceResult(verdict, "passed" if verdict == "match" else "failed", 9, 0.3, 0.5, "model-1")


def verified(bench: Bench, verdict: Verdict) -> View:
    bench.kiosk.verifying(bench.moment, Step("done", result(verdict)))
    return view(bench.kiosk, bench.moment)


def at_face(bench: Bench) -> View:
    bench.enrolled()
    bench.at_route()
    return bench.press("route", route="face")


def visits(bench: Bench) -> list[CheckIn]:
    return [one for one in bench.spooled() if isinstance(one, CheckIn)]


def test_a_code_opens_the_questions_and_the_last_answer_records_the_visit(bench: Bench) -> None:
    bench.at_route()
    assert bench.press("route", route="code").page == "code"
    assert bench.press("code", code=box.CODE).page == "questions"
    assert visits(bench) == []
    assert bench.answer_all().page == "done"
    [visit] = visits(bench)
    assert (visit.route, visit.code_id, visit.face) == ("code", bench.one.codes[0].id, None)
    assert visit.answers == {"address": "no", "contact": "no", "help": "none"}
    assert visit.questions_v == 1
    assert bench.thanked == 1


def test_the_last_page_says_when_how_and_when_again(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="officer")
    bench.press("confirm")
    seen = bench.answer_all().result
    assert seen is not None
    assert seen.recorded_at == bench.now.replace(microsecond=0)
    assert (seen.route, seen.face, seen.next_due) == ("officer", None, bench.one.then_due)


def test_a_visit_is_of_the_moment_the_person_showed_who_they_are(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    shown = bench.now
    bench.wait(50)
    bench.answer_all()
    assert bench.spool.waiting(0, 1)[0].captured_at == shown


def test_a_code_is_spent_only_when_the_visit_is_stored(bench: Bench) -> None:
    for leave in (True, False):
        bench.at_route()
        bench.press("route", route="code")
        assert bench.press("code", code=box.CODE).page == "questions"
        bench.press("cancel") if leave else bench.answer_all()
    bench.press("cancel")
    bench.at_route()
    bench.press("route", route="code")
    assert bench.press("code", code=box.CODE).message == "wrong_code"


def test_an_unknown_number_is_told_nothing_but_that(bench: Bench) -> None:
    bench.press("begin")
    seen = bench.press("number", number="99999999")
    assert (seen.page, seen.message, seen.options) == ("number", "unknown_number", {})


@pytest.mark.parametrize("given", ["", "1234567", "123456789", "1234567a", "１２３４５６７８"])
def test_what_is_not_eight_digits_is_asked_again_and_not_counted(bench: Bench, given: str) -> None:
    bench.press("begin")
    assert [bench.press("number", number=given).message for _ in range(9)] == ["eight_digits"] * 9


def test_five_wrong_numbers_in_a_row_send_to_the_desk_for_a_while(bench: Bench) -> None:
    bench.press("begin")
    seen = [bench.press("number", number=f"9999999{n}") for n in range(5)]
    assert [one.page for one in seen] == ["number"] * 4 + ["desk"]
    assert seen[-1].message == "too_many"
    bench.press("cancel")
    assert bench.wait(179).page == "desk"
    assert bench.wait(1).page == "idle"


def test_a_right_number_forgets_the_wrong_ones(bench: Bench) -> None:
    for _ in range(3):
        bench.press("begin")
        assert bench.press("number", number="99999999").page == "number"
        assert bench.press("number", number=box.NUMBER).page == "route"
        bench.press("cancel")


def test_leaving_does_not_reset_the_count_of_wrong_numbers(bench: Bench) -> None:
    pages = []
    for _ in range(5):
        bench.press("begin")
        pages.append(bench.press("number", number="99999999").page)
        bench.press("cancel")
    assert pages == ["number"] * 4 + ["desk"]


def test_the_three_ways_are_offered_alike(bench: Bench) -> None:
    offered = bench.at_route().options
    assert list(offered) == ["face", "code", "officer"]
    assert {one.open for one in offered.values()} == {True}


@pytest.mark.parametrize(("camera", "face", "reason"), [
    ("camera", True, "camera"), ("models", True, "models"), (None, False, "not_allowed"),
])  # fmt: skip
def test_a_camera_that_cannot_be_used_says_why_and_leaves_the_others(
    bench: Bench, camera: str | None, face: bool, reason: str
) -> None:
    bench.camera = camera
    bench.see(face=face)
    offered = bench.at_route().options
    assert [(one.open, one.reason) for one in offered.values()] == [
        (False, reason), (True, None), (True, None)
    ]  # fmt: skip
    seen = bench.press("route", route="face")
    assert (seen.page, seen.message) == ("route", reason)


def test_who_is_not_enrolled_needs_a_permit_then_three_frames_then_is_verified(
    bench: Bench,
) -> None:
    bench.at_route()
    assert bench.press("route", route="face").page == "permit"
    assert bench.press("permit", permit="00000000").message == "wrong_permit"
    assert bench.press("permit", permit=box.PERMIT).page == "enrol"
    bench.kiosk.enrolling(bench.moment, EnrolStep("closer", 2))
    seen = view(bench.kiosk, bench.moment)
    assert (seen.page, seen.prompt, seen.good) == ("enrol", "closer", 2)
    bench.kiosk.enrolling(bench.moment, EnrolStep("done", 3, TEMPLATE))
    assert bench.page == "face"
    made = Enrolled(bench.one.person, bench.one.permits[0].id, "created", 3, "model-1")
    assert bench.spooled() == [made]
    assert bench.roster.unlock(bench.one.permits, box.PERMIT, bench.now) is None
    assert verified(bench, "match").page == "questions"


def test_an_enrolment_without_three_frames_keeps_the_permit(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="face")
    bench.press("permit", permit=box.PERMIT)
    bench.kiosk.enrolling(bench.moment, EnrolStep("look", 1, gave_up=True))
    assert bench.page == "failed"
    assert bench.press("again").page == "enrol"
    assert bench.spooled() == []


def test_a_template_of_another_model_must_be_made_again(bench: Bench) -> None:
    bench.counter.model = "model-2"
    assert at_face(bench).page == "permit"


@pytest.mark.parametrize("verdict", ["no_match", "no_face", "unsure"])
def test_a_failed_face_is_no_absence_and_goes_on_by_the_officer_with_its_result(
    bench: Bench, verdict: Verdict
) -> None:
    at_face(bench)
    seen = verified(bench, verdict)
    assert (seen.page, list(seen.options)) == ("failed", ["again", "code", "officer"])
    assert visits(bench) == []
    bench.press("route", route="officer")
    bench.press("confirm")
    bench.answer_all()
    [visit] = visits(bench)
    assert (visit.route, visit.face) == ("officer", result(verdict))


def test_a_face_may_be_tried_three_times_in_a_visit(bench: Bench) -> None:
    at_face(bench)
    assert verified(bench, "no_match").options["again"].open
    assert bench.press("again").page == "face"
    assert verified(bench, "unsure").options["again"].open
    bench.press("again")
    seen = verified(bench, "no_face")
    assert (seen.options["again"].open, seen.options["again"].reason) == (False, "tries")
    assert bench.press("again").message == "tries"
    assert bench.page == "failed"


def test_a_match_after_a_failure_is_a_match(bench: Bench) -> None:
    at_face(bench)
    verified(bench, "unsure")
    bench.press("again")
    verified(bench, "match")
    bench.answer_all()
    assert [one.face for one in visits(bench)] == [result("match")]


def test_who_leaves_the_camera_for_another_way_leaves_no_verdict(bench: Bench) -> None:
    at_face(bench)
    bench.press("route", route="code")
    bench.kiosk.verifying(bench.moment, Step("done", result("no_match")))
    bench.press("code", code=box.CODE)
    bench.answer_all()
    assert [one.face for one in visits(bench)] == [None]


def test_a_lost_camera_shows_the_other_ways(bench: Bench) -> None:
    at_face(bench)
    bench.kiosk.camera_lost(bench.moment, None)
    assert (bench.page, bench.kiosk.visit.message) == ("failed", "camera")


def test_five_wrong_codes_close_this_way_of_this_person_only(tmp_path: Path, bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="code")
    seen = [bench.press("code", code="00000000") for _ in range(5)]
    assert [one.message for one in seen] == ["wrong_code"] * 4 + ["code_closed"]
    offered = seen[-1].options
    assert (seen[-1].page, offered["code"].open, offered["officer"].open) == ("route", False, True)
    bench.press("cancel")
    bench.at_route()
    assert bench.press("route", route="code").message == "code_closed"
    bench.press("cancel")
    bench.wait(900)
    bench.at_route()
    assert bench.press("route", route="code").page == "code"


def test_an_expired_code_opens_nothing_and_a_new_one_works_at_once(bench: Bench) -> None:
    bench.see(codes=[box.secret(box.CODE, timedelta(seconds=-1))])
    bench.at_route()
    bench.press("route", route="code")
    assert bench.press("code", code=box.CODE).message == "wrong_code"
    bench.see(codes=[box.secret(box.CODE)])
    assert bench.press("code", code=box.CODE).page == "questions"


def test_who_is_taken_off_the_roster_meanwhile_is_sent_to_the_desk(bench: Bench) -> None:
    bench.at_route()
    bench.roster.replace(box.roster(version=2))
    seen = bench.press("route", route="code")
    assert (seen.page, seen.message) == ("desk", "changed")


def test_who_showed_who_they_are_is_recorded_even_off_the_roster(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="officer")
    bench.press("confirm")
    bench.roster.replace(box.roster(version=2))
    assert bench.answer_all().page == "done"
    assert [one.person for one in visits(bench)] == [bench.one.person]


def test_still_here_is_asked_after_a_minute_and_nothing_is_recorded_without_an_answer(
    bench: Bench,
) -> None:
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    assert bench.wait(59).seconds_left is None
    assert bench.wait(1).seconds_left == 30
    assert bench.press("stay").seconds_left is None
    assert bench.wait(80).seconds_left == 10
    assert bench.wait(10).page == "idle"
    assert bench.press("answer", question="address", answer="no").page == "idle"
    assert bench.spooled() == []


def test_the_last_page_goes_after_a_minute_and_the_language_with_it(bench: Bench) -> None:
    bench.press("lang", lang="en")
    bench.at_route()
    bench.press("route", route="officer")
    bench.press("confirm")
    assert bench.answer_all().lang == "en"
    assert bench.wait(59).page == "done"
    seen = bench.wait(1)
    assert (seen.page, seen.lang, seen.result) == ("idle", "zh", None)


def test_a_full_spool_sends_people_to_the_desk_before_they_begin(bench: Bench) -> None:
    bench.spool.capacity = 1
    bench.spool.append(result_event(bench), bench.now, bench.clock)
    assert (bench.press("begin").page, bench.kiosk.visit.message) == ("desk", "spool_full")
    bench.spool.forget(bench.spool.life, [(1, 1)])
    assert bench.press("begin").page == "number"


def result_event(bench: Bench) -> CheckIn:
    return CheckIn(bench.one.person, "officer")


def test_a_visit_that_cannot_be_stored_is_not_called_recorded(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    bench.spool.capacity = 1
    bench.spool.append(result_event(bench), bench.now, bench.clock)
    seen = bench.answer_all()
    assert (seen.page, seen.message, seen.result) == ("desk", "not_stored", None)
    assert bench.thanked == 0
    assert bench.roster.unlock(bench.one.codes, box.CODE, bench.now) == bench.one.codes[0].id


def test_an_enrolment_that_cannot_be_stored_leaves_no_template(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="face")
    bench.press("permit", permit=box.PERMIT)
    bench.spool.capacity = 1
    bench.spool.append(result_event(bench), bench.now, bench.clock)
    bench.kiosk.enrolling(bench.moment, EnrolStep("done", 3, TEMPLATE))
    assert bench.page == "desk"
    assert bench.templates.people() == set()
    assert bench.roster.unlock(bench.one.permits, box.PERMIT, bench.now) is not None


def test_without_a_roster_everybody_is_sent_to_the_desk(tmp_path: Path, spool: Spool) -> None:
    bench = Bench(tmp_path, spool)
    bench.roster.broken = True
    assert (bench.wait(0).page, bench.kiosk.visit.message) == ("desk", "no_roster")
    bench.roster.replace(box.roster(version=5))
    assert bench.wait(0).page == "idle"


def test_a_box_the_collector_does_not_know_sends_people_to_the_desk(bench: Bench) -> None:
    bench.counter.claimed = False
    assert (bench.press("begin").page, bench.kiosk.visit.message) == ("desk", "not_claimed")


def test_answers_that_are_not_offered_change_nothing(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="officer")
    bench.press("confirm")
    for question, answer in (("address", "maybe"), ("help", "none"), (str(uuid4()), "no")):
        bench.press("answer", question=question, answer=answer)
    assert bench.kiosk.visit.answers == {}


def test_presses_out_of_place_change_nothing(bench: Bench) -> None:
    for name, words in (
        ("number", {"number": box.NUMBER}), ("route", {"route": "officer"}), ("confirm", {}),
        ("code", {"code": box.CODE}), ("permit", {"permit": box.PERMIT}), ("again", {}),
        ("answer", {"question": "address", "answer": "no"}),
    ):  # fmt: skip
        assert bench.press(name, **words).page == "idle"
    assert bench.spooled() == []


def test_a_disk_that_takes_no_template_leaves_the_permit(bench: Bench) -> None:
    bench.at_route()
    bench.press("route", route="face")
    bench.press("permit", permit=box.PERMIT)
    with full_disk(1):
        bench.kiosk.enrolling(bench.moment, EnrolStep("done", 3, TEMPLATE))
    assert (bench.page, bench.spooled(), bench.templates.people()) == ("desk", [], set())
    assert bench.roster.unlock(bench.one.permits, box.PERMIT, bench.now) is not None


def test_a_spent_code_that_cannot_be_written_down_is_spent_all_the_same(bench: Bench) -> None:
    (bench.folder / "roster" / "used.sealed.new").mkdir()
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    assert bench.answer_all().page == "done"
    assert len(visits(bench)) == 1
    assert bench.roster.unlock(bench.one.codes, box.CODE, bench.now) is None
