"""Groups, declarations and plans as the law wants them; who may do which step."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stack.builders import NOON, TOWN
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.terms.allowed import ACTIONS, COUNTY_ONLY, allowed
from yizhan_collector.rooms.terms.casework import (
    Attendant,
    Goal,
    GuardianNeeded,
    Meeting,
    Member,
    MinorNotPublic,
    NobodyPresent,
    Plan,
    PlanReasonNeeded,
    ReviewTooEarly,
    SpecialistNeeded,
    TooFewMembers,
    WomanNeeded,
    check_group,
    check_meeting,
    check_plan,
)
from yizhan_collector.rooms.terms.documents import UnknownFile, media_of
from yizhan_collector.rooms.terms.model import Facts, Overlay, State, Term

TODAY = date(2026, 11, 24)
WOMAN = Person(UUID(int=1), "00000001", "示例甲", "female", TOWN, False, NOON)
MAN = replace(WOMAN, gender="male")
MINOR = replace(MAN, minor=True)
OFFICER = Member("李工", "staff", "male", "牵头")
MOTHER = Member("示例母亲", "family", "female", "陪伴")
FATHER = replace(MOTHER, name="示例父亲", gender="male")
TEACHER = replace(FATHER, role="school", specialist=True)
SELF = Attendant("示例甲", "person", present=True)
MEETING = Meeting(TODAY, "司法所", "office", True, (SELF, Attendant("李工", "staff", True)))
PLAN = Plan("评估", ("报告",), (Goal("工作", "培训", "李工"),), "同意", TODAY + timedelta(1))
FACTS = Facts("probation", "罪", "院", "号", TODAY, TODAY, TODAY, TODAY + timedelta(days=365))


@pytest.mark.parametrize(
    ("person", "members", "refusal"),
    [
        (MAN, (OFFICER, FATHER), None),
        (MAN, (OFFICER,), TooFewMembers),
        (MAN, (MOTHER, FATHER), TooFewMembers),
        (WOMAN, (OFFICER, FATHER), WomanNeeded),
        (WOMAN, (OFFICER, MOTHER), None),
        (MINOR, (OFFICER, MOTHER), SpecialistNeeded),
        (MINOR, (OFFICER, TEACHER), None),
        (replace(MINOR, gender="female"), (OFFICER, TEACHER), WomanNeeded),
    ],
)
def test_a_group_fits_its_person(
    person: Person, members: tuple[Member, ...], refusal: type[Refused] | None
) -> None:
    if refusal is None:
        check_group(members, person)
    else:
        with pytest.raises(refusal):
            check_group(members, person)


@pytest.mark.parametrize(
    ("person", "meeting", "refusal"),
    [
        (MAN, MEETING, None),
        (MAN, replace(MEETING, attendance=(SELF,)), NobodyPresent),
        (MAN, replace(MEETING, attendance=MEETING.attendance[1:]), NobodyPresent),
        (
            MAN,
            replace(MEETING, attendance=(SELF, Attendant("李工", "staff", False))),
            NobodyPresent,
        ),
        (MINOR, MEETING, MinorNotPublic),
        (MINOR, replace(MEETING, open=False), GuardianNeeded),
        (MINOR, replace(MEETING, open=False, guardian="  "), GuardianNeeded),
        (MINOR, replace(MEETING, open=False, guardian="示例监护人"), None),
    ],
)
def test_a_declaration_is_held_with_those_who_belong_there(
    person: Person, meeting: Meeting, refusal: type[Refused] | None
) -> None:
    if refusal is None:
        check_meeting(meeting, person)
    else:
        with pytest.raises(refusal):
            check_meeting(meeting, person)


def test_a_plan_is_reviewed_later_and_made_anew_for_a_reason() -> None:
    check_plan(PLAN, 1, TODAY)
    check_plan(replace(PLAN, reason="找到工作"), 2, TODAY)
    with pytest.raises(PlanReasonNeeded):
        check_plan(replace(PLAN, reason=" "), 2, TODAY)
    with pytest.raises(ReviewTooEarly):
        check_plan(replace(PLAN, review_on=TODAY), 1, TODAY)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\xff\xd8\xff\xe0..", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n..", "image/png"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, media: str) -> None:
    assert media_of(content) == media


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<html>", b" %PDF-1.7", b"PK\x03\x04"])
def test_anything_else_is_no_document(content: bytes) -> None:
    with pytest.raises(UnknownFile):
        media_of(content)


states: st.SearchStrategy[State] = st.sampled_from(["expected", "received", "declared", "active"])
OVERLAYS: tuple[Overlay, ...] = ("detained", "lost_contact")
overlays = st.frozensets(st.sampled_from(OVERLAYS))


@settings(max_examples=300)
@given(
    states, overlays, st.sampled_from(["township", "county", "head", "city", None]), st.booleans()
)
def test_only_what_follows_and_only_to_whom_it_belongs(
    state: State, over: frozenset[Overlay], level: str | None, delegated: bool
) -> None:
    term = Term(UUID(int=1), UUID(int=2), FACTS, TODAY, state=state, overlays=over)
    found = set(allowed(term, level, delegated))  # type: ignore[arg-type]
    assert found <= set(ACTIONS)
    if level in ("city", None) or (level == "township" and not delegated):
        assert not found
        return
    assert (level == "township") == (not found & COUNTY_ONLY)
    assert ("receive" in found) == (state == "expected")
    assert ("declare" in found) == (state == "received")
    assert ("categorise" in found) == (state in ("declared", "active"))
    assert ("detain" in found) != ("set_free" in found)


def test_of_an_ended_term_nothing_is_left_to_do() -> None:
    ended = Term(
        UUID(int=1), UUID(int=2), FACTS, TODAY, state="released", ended_on=TODAY,
        end_reason="pardoned",
    )  # fmt: skip
    assert allowed(ended, "county", delegated=True) == []
    assert allowed(None, "county", delegated=True) == []
