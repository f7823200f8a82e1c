"""The database keeps a position exactly when the gate of CCL 29 opens, whoever writes it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import CheckViolation, ExclusionViolation, RaiseException
from stack.examples import MANY
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.positions.gate import Ground, Order, may_store_fix

from .conftest import Desk
from .leaves import supervised

REQUEST = """
insert into request (id, person, kind, level, county, township, asked_by, asked_at, channel)
values (%s, %s, 'positioning', %s, '210521', '210521100', %s, %s, 'desk')
"""
DECIDE = """
update request set decision = 'granted', decided_by = %s, decided_at = %s where id = %s
"""
ORDER = """
insert into position_order
    (id, person, term, ground, evidence, starts_at, ends_at, asked_on, request)
select %(id)s, person, id, %(ground)s, %(evidence)s, %(start)s, %(end)s,
       (%(start)s::timestamptz at time zone 'Asia/Shanghai')::date, %(request)s
from term where person = %(person)s
"""
TELL: LiteralString = (
    "update position_order set state = 'granted', notified_at = %s, notified_by = %s where id = %s"
)
LIFT: LiteralString = "update position_order set lifted_at = %s, lift_why = 'x' where id = %s"
FIX = """
insert into position (person, at, ord, latitude, longitude, received_at)
values (%s, %s, %s, 41.3, 124.1, %s)
"""
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
# month ends and leap years are drawn often
DAYS = st.one_of(
    st.dates(datetime(2027, 1, 1).date(), datetime(2031, 12, 31).date()),  # noqa: DTZ001 # days
    st.sampled_from([datetime(2027, 11, 30).date(), datetime(2028, 11, 30).date(),  # noqa: DTZ001
                     datetime(2027, 12, 31).date(), datetime(2028, 2, 29).date()]),  # noqa: DTZ001
)  # fmt: skip
GROUNDS: tuple[Ground, ...] = (
    "no_entry_breached",
    "left_unapproved",
    "refused_report",
    "revocation",
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Order, str, datetime]:
    """An order as somebody might have it, the level of its request, and a moment."""
    start = datetime.combine(draw(DAYS), datetime.min.time(), SHANGHAI).astimezone(UTC)
    lasts = timedelta(days=draw(st.sampled_from([0, 1, 30, 60, 89, 90, 91, 92, 93, 95])))
    hours = st.integers(-48, 24 * 96).map(lambda one: timedelta(hours=one))
    early = st.integers(-48, 0).map(lambda one: timedelta(hours=one))
    told = draw(st.one_of(early, early, early, hours, st.none()))
    lifted = draw(st.one_of(st.none(), st.none(), hours))
    one = Order(
        UUID(int=0),
        draw(st.sampled_from((*GROUNDS, *GROUNDS[:2]))),
        draw(st.sampled_from(["走访记录"] * 7 + [" "])),
        start,
        start + lasts,
        UUID(int=1),
        UUID(int=2),
        approver_is_head=True,
        notified_at=start + told if told is not None else None,
        lifted_at=start + lifted if lifted is not None else None,
    )
    level = draw(st.sampled_from(["head"] * 7 + ["county"]))
    edges = [one.start, one.end, one.notified_at, one.lifted_at]
    near = draw(st.sampled_from([edge for edge in edges if edge]))
    off = draw(st.sampled_from([0, -1, 1, 3600, -3600, 86400, 864000]))
    return one, level, (near + timedelta(seconds=off)).astimezone(draw(zones))


def staff(tx: psycopg.Connection, login: str) -> UUID:
    """The id of somebody at work."""
    row = tx.execute("select id from staff where login = %s", [login]).fetchone()
    assert row
    return UUID(str(row[0]))


def kept(tx: psycopg.Connection, one: Order, level: str, moment: datetime) -> bool:
    """Whether the database takes the order and then the position; nothing of it stays."""
    request, order, early = uuid4(), uuid4(), one.start - timedelta(days=3)
    values: dict[str, object] = {"id": order, "person": one.person, "request": request}
    values |= {"ground": one.ground}
    values |= {"evidence": one.evidence, "start": one.start, "end": one.end}
    decider = one.approver if level == "head" else staff(tx, "county2")
    try:
        with tx.transaction(force_rollback=True):
            tx.execute(REQUEST, [request, one.person, level, one.applicant, early])
            tx.execute(ORDER, values)
            tx.execute(DECIDE, [decider, early, request])
            tx.execute(TELL, [one.notified_at, one.approver if one.notified_at else None, order])
            if one.lifted_at:
                tx.execute(LIFT, [one.lifted_at, order])
            tx.execute(FIX, [one.person, moment, order, moment])
    except (CheckViolation, ExclusionViolation, RaiseException):
        return False
    return True


def test_the_database_and_the_gate_say_the_same(desk: Desk) -> None:
    person = UUID(str(supervised(desk)["id"]))
    with psycopg.connect(desk.url) as tx:
        applicant, head = staff(tx, "county"), staff(tx, "head")
        open_ = [0, 0]

        @settings(MANY, suppress_health_check=list(HealthCheck), deadline=None)
        @given(cases())
        def agree(case: tuple[Order, str, datetime]) -> None:
            one, level, moment = case
            one = replace(one, person=person, applicant=applicant, approver=head)
            one = replace(one, approver_is_head=level == "head")
            wanted = may_store_fix(person, True, [one], moment, 3)
            assert kept(tx, one, level, moment) == wanted
            open_[wanted] += 1

        agree()
    assert min(open_) > sum(open_) / 25, "both answers were tried"


@pytest.mark.parametrize(
    "change",
    ["latitude = 0", "at = at + interval '1 hour'", "person = person"],
)
def test_a_kept_position_is_never_changed(desk: Desk, change: LiteralString) -> None:
    person = UUID(str(supervised(desk)["id"]))
    with psycopg.connect(desk.url) as tx:
        head = staff(tx, "head")
        start = datetime(2027, 1, 1, tzinfo=SHANGHAI)
        request, order = uuid4(), uuid4()
        tx.execute(REQUEST, [request, person, "head", staff(tx, "county"), start])
        values = {"id": order, "person": person, "ground": "revocation", "request": request}
        values |= {"evidence": "x", "start": start, "end": start + timedelta(days=9)}
        tx.execute(ORDER, values)
        tx.execute(DECIDE, [head, start, request])
        tx.execute(TELL, [start, head, order])
        tx.execute(FIX, [person, start + timedelta(hours=1), order, start])
        with pytest.raises((CheckViolation, psycopg.Error)):
            tx.execute("update position set " + change)  # noqa: S608 # of the list above
