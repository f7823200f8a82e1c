"""Who may join under which words, what roles may, and whose business a township is."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import TOWN
from yizhan_collector.ground.names import BadName
from yizhan_collector.rooms.orders.model import Rhythm
from yizhan_collector.rooms.people.model import DISTRICTS, LASTS, Township
from yizhan_collector.rooms.staff.model import (
    AREAS,
    POWERS,
    ROLES,
    BadLogin,
    BadRole,
    Role,
    Staff,
    WeakPassword,
    check,
    check_password,
)

GOOD = "长夜灯火 lamp 42"


def member(login: str = "wang.li", name: str = "王丽", role: Role = "supervisor_city") -> Staff:
    """Somebody who wants to join."""
    return Staff(UUID(int=1), login, name, role, TOWN[: AREAS[role][-1]])


@pytest.mark.parametrize("role", ROLES)
def test_every_role_joins_with_good_words(role: Role) -> None:
    check(member(role=role), GOOD)
    assert POWERS[role]


@given(st.one_of(st.text(max_size=45), st.from_regex(r"\A[a-z0-9._-]{2,40}\Z")))
def test_a_login_is_what_the_database_takes(login: str) -> None:
    if re.fullmatch(r"[a-z0-9._-]{2,40}", login) and login not in GOOD:
        check(member(login), GOOD)
    elif login not in GOOD:
        with pytest.raises(BadLogin):
            check(member(login), GOOD)


@pytest.mark.parametrize("name", ["", "王" * 61])
def test_a_name_has_bounds(name: str) -> None:
    with pytest.raises(BadName):
        check(member(name=name), GOOD)


@pytest.mark.parametrize("role", ROLES)
def test_an_area_fits_its_role_or_is_refused(role: Role) -> None:
    for digits in {0, 4, 6, 9} - set(AREAS[role]):
        with pytest.raises(BadRole):
            check(Staff(UUID(int=1), "wang.li", "王丽", role, TOWN[:digits]), GOOD)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_sees_people_is_a_specialist_for_minors(role: Role) -> None:
    one = replace(member(role=role), minors=True)
    if one.may("see_people"):
        check(one, GOOD)
    else:
        with pytest.raises(BadRole):
            check(one, GOOD)


@pytest.mark.parametrize(
    "password", ["", "short pass", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "my wang.li word 9"]
)
def test_an_easy_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        check_password(password, "wang.li")
    assert not password or password not in str(refused.value)


@given(st.sampled_from(ROLES), st.from_regex(r"\A2105[0-9]{5}\Z"))
def test_everybody_sees_the_townships_of_the_own_area_only(role: Role, township: str) -> None:
    staff = member(role=role)
    assert staff.sees(township) == (township[: len(staff.area)] == staff.area)
    assert staff.sees(None) == (staff.area == "")


def test_who_keeps_the_machines_sees_no_person_and_who_inspects_changes_nothing() -> None:
    for role in ("technician", "administrator"):
        assert not POWERS[role] & {"see_people", "change_people"}
    changes = {"change_people", "decide_leave", "decide_county", "decide_head", "decide_city"}
    changes |= {"issue_papers"}
    assert not POWERS["prosecutor"] & (changes | {"educate", "import_people", "set_signage"})


def test_a_township_knows_its_district() -> None:
    assert Township(TOWN, "小市镇").district == "本溪满族自治县"
    assert Township("999999999", "?").district == "999999"
    assert len(DISTRICTS) == 6


def test_a_code_lasts_shorter_than_a_permit() -> None:
    assert LASTS["code"] < LASTS["permit"]


@given(
    st.builds(Rhythm, st.dates(), st.integers(1, 366)).filter(
        lambda one: one.first_due_on.year < 9000
    ),
    st.integers(0, 3000),
)
def test_the_next_due_day_is_today_or_the_first_after_it(rhythm: Rhythm, offset: int) -> None:
    from datetime import timedelta

    day = rhythm.first_due_on + timedelta(days=offset)
    found = rhythm.next(day)
    assert found == (day if rhythm.holds(day) else rhythm.after(day))
