"""What was asked for and not decided ends with the term, and says why."""

from .conducting import WARNED
from .conftest import TODAY, Desk, open_record
from .leaves import acts, asked
from .letting_go import last_day, release
from .test_travels import WISH as TRAVEL

OVER = "社区矫正期限已经结束"


def waiting(desk: Desk) -> str:
    """Somebody on the last day, with a leave, a travel and a warning that nobody has decided."""
    person, county, office = last_day(desk), desk.sign_in("county"), desk.sign_in("xiaoshi")
    urgent = "今天才接到通知"
    asked(office, person, 0, 0, urgent=urgent)
    answer = office.post(f"/api/people/{person}/travels", json=TRAVEL)
    assert answer.status_code == 201, answer.text
    open_record(county, person, "case_work")
    answer = county.post("/api/conduct/sanctions", json={"person": person, **WARNED})
    assert answer.status_code == 201, answer.text
    return person


def test_what_nobody_decided_is_withdrawn_with_its_reason(desk: Desk) -> None:
    person = waiting(desk)
    release(desk, person)
    for table in ("leave", "travel", "sanction"):
        assert desk.rows(f"select state from {table}") == [("withdrawn",)], table  # noqa: S608
    said = desk.rows("select decision, reasons from request order by kind")
    assert said == [("withdrawn", OVER)] * 3
    done = acts(desk, person)
    assert {"leave_withdrawn", "travel_withdrawn"} <= set(done)
    told = desk.rows("select distinct body ->> 'reasons' from act where kind like '%%withdrawn'")
    assert told == [(OVER,)]
    assert str(TODAY) == str(desk.rows("select ended_on from term")[0][0])


def test_nothing_of_it_waits_for_anybody(desk: Desk) -> None:
    person = waiting(desk)
    before = desk.sign_in("county2").get("/api/approvals").json()["total"]
    release(desk, person)
    assert (before > 0, desk.sign_in("county2").get("/api/approvals").json()["total"]) == (True, 0)
