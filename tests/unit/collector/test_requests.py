"""Who may decide on a request, and what a decision needs."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import NOON, TOWN
from stack.examples import MANY
from yizhan_collector.rooms.requests.model import (
    POWER,
    AlreadyDecided,
    NotDelegated,
    OwnRequest,
    ReasonsNeeded,
    Request,
    Verdict,
    WrongLevel,
    check,
    check_delegation,
    complaint_route,
    decided_at,
    levels_of,
)
from yizhan_collector.rooms.staff.delegations import Delegation
from yizhan_collector.rooms.staff.model import LEVELS, ROLES, Role, Staff

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
ASKER = UUID(int=9)
ONE = Request(
    UUID(int=1), UUID(int=2), "leave", None, "county", TOWN[:6], TOWN, {}, ASKER, NOON, "desk", None
)
YES, NO = Verdict(True), Verdict(False, "理由")


def staff(role: Role, ident: int = 1) -> Staff:
    """Somebody of this role."""
    return Staff(
        UUID(int=ident), "x", "测试", role, TOWN if role == "officer_township" else TOWN[:6]
    )


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("officer_township", ["township"]),
        ("officer_county", ["township", "county"]),
        ("head_county", ["township", "county", "head"]),
        ("supervisor_city", ["city"]),
        ("prosecutor", []),
        ("educator", []),
        ("technician", []),
        ("administrator", []),
    ],
)
def test_a_county_never_loses_what_it_delegated_and_the_city_takes_nothing(
    role: Role, levels: list[str]
) -> None:
    assert levels_of(staff(role)) == levels


@MANY
@given(
    st.sampled_from(ROLES),
    st.sampled_from(list(POWER)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "  ", "理由"]),
    st.sampled_from([None, "granted", "refused", "withdrawn"]),
)
def test_a_decision_is_taken_once_by_somebody_else_at_the_right_level(
    role: Role, level: str, own: bool, granted: bool, reasons: str, before: str | None
) -> None:
    one = replace(ONE, level=level, decision=before)  # type: ignore[arg-type]
    who = staff(role, 9 if own else 1)
    try:
        check(one, who, Verdict(granted, reasons))
    except AlreadyDecided:
        assert before is not None
    except WrongLevel:
        assert level not in levels_of(who)
    except OwnRequest:
        assert own
    except ReasonsNeeded:
        assert not granted
        assert not reasons.strip()
    else:
        assert before is None
        assert level in levels_of(who)
        assert not own
        assert granted or reasons.strip()


def lent(**changes: object) -> Delegation:
    """A delegation of the county to the office."""
    one = Delegation(
        UUID(int=5), TOWN[:6], TOWN, ("leave",), "书", TODAY - DAY, TODAY + DAY, None, NOON
    )
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        None,
        lent(township="210521101"),
        lent(until_on=TODAY - DAY),
        lent(from_on=TODAY + DAY),
    ],
)
def test_an_office_decides_by_a_delegation_in_force_only(given: Delegation | None) -> None:
    with pytest.raises(NotDelegated):
        check_delegation(ONE, staff("officer_township"), given, TODAY)
    check_delegation(ONE, staff("officer_county"), given, TODAY)


def test_with_its_delegation_an_office_decides() -> None:
    check_delegation(ONE, staff("officer_township"), lent(), TODAY)


def test_a_county_that_decides_for_its_office_takes_it_up() -> None:
    assert decided_at("township", staff("officer_county")) == "county"
    assert decided_at("township", staff("officer_township")) == "township"
    assert decided_at("head", staff("head_county")) == "head"


@pytest.mark.parametrize("level", LEVELS.values())
def test_every_refusal_names_a_place_beyond_who_refused(level: str) -> None:
    route = complaint_route(level, TOWN[:6])  # type: ignore[arg-type]
    assert "本溪满族自治县人民检察院" in route
    assert "第三十四条" in route
    assert ("本溪满族自治县司法局" in route) == (level == "township")
