"""Who stands before the camera decides the verdict; every doubt offers the equal routes."""

import pytest
from stack.house import House, Invite
from stack.process import wait_for
from stack.visitor import Visit, Visitor

EQUAL = ("face", "code", "officer")


@pytest.fixture
def visitor(house: House):  # type: ignore[no-untyped-def]
    made = house.visitor()
    yield made
    made.press("cancel")
    made.close()
    house.play("living", "collins")


def enrolled(house: House, visitor: Visitor, invite: Invite) -> str:
    """Enrol the living volunteer and leave again; returns the number."""
    house.play("living", "collins")
    guest = invite()
    visitor.name(guest.number)
    visitor.enrol(guest.permit)
    visitor.press("cancel")
    return guest.number


def tried(house: House, visitor: Visitor, number: str, mode: str, portrait: str) -> Visit:
    """Play somebody and try the face once; returns the page that ends it."""
    house.play(mode, portrait)
    visitor.name(number)
    visitor.press("route", route="face")
    return visitor.wait("failed", "questions")


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("mode", "portrait", "verdict"),
    [
        ("living", "hopper", "no_match"),
        ("flat", "collins", "unsure"),
        ("empty", "collins", "no_face"),
    ],
    ids=["another person", "a flat portrait turned as asked", "an empty picture"],
)
def test_a_doubt_has_its_own_verdict_and_offers_the_equal_routes(
    house: House, visitor: Visitor, invite: Invite, mode: str, portrait: str, verdict: str
) -> None:
    number = enrolled(house, visitor, invite)
    ended = tried(house, visitor, number, mode, portrait)
    assert ended["page"] == "failed"
    assert all(ended["options"][route]["open"] for route in ("code", "officer"))
    done = finish_at_the_desk(visitor)
    assert (done["page"], done["result"]["face"]) == ("done", verdict)


def finish_at_the_desk(visitor: Visitor) -> Visit:
    visitor.press("route", route="officer")
    visitor.press("confirm")
    return visitor.answer_all()


def test_a_failed_face_reaches_the_officer_as_a_question_not_an_absence(
    house: House, visitor: Visitor, invite: Invite
) -> None:
    house.play("living", "collins")
    guest = invite()
    visitor.name(guest.number)
    visitor.enrol(guest.permit)
    visitor.press("cancel")
    tried(house, visitor, guest.number, "living", "hopper")
    finish_at_the_desk(visitor)
    wait_for(lambda: house.due(guest.id) is not None, 20, "the officer's list")
    row = house.due(guest.id)
    assert row is not None
    assert (row["status"], row["verdict"], row["timing"]) == ("review", "no_match", "on_time")


def test_the_code_is_an_equal_and_needs_no_second_look(
    house: House, visitor: Visitor, invite: Invite
) -> None:
    guest = invite()
    visitor.name(guest.number)
    visitor.press("route", route="code")
    visitor.press("code", code=guest.code)
    assert visitor.answer_all()["page"] == "done"
    wait_for(lambda: house.due(guest.id) is not None, 20, "the officer's list")
    row = house.due(guest.id)
    assert row is not None
    assert (row["status"], row["route"]) == ("done", "code")
