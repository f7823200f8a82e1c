"""Somebody whose term was served and whom the county released."""

from datetime import timedelta

from .conftest import TODAY, Desk, new_person, open_record
from .own import in_correction


def release(desk: Desk, person: str) -> None:
    """The county releases somebody whose last day is today."""
    county = desk.sign_in("county")
    open_record(county, person, "case_work")
    given = {"on": TODAY.isoformat(), "reason": "served"}
    answer = county.post(f"/api/people/{person}/term/release", json=given)
    assert answer.status_code == 200, answer.text
    desk.carry_out()


def last_day(desk: Desk) -> str:
    """Somebody in correction on the last day of the term."""
    made = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, made, ends_on=TODAY)
    return made


def let_go(desk: Desk) -> str:
    """Somebody who was released at noon; now it is two o'clock, and the record is open."""
    made = last_day(desk)
    release(desk, made)
    desk.now += timedelta(hours=2)
    for login in ("county", "xiaoshi"):
        open_record(desk.sign_in(login), made, "case_work")
    return made
