"""What must not happen with leave is refused by the database, whoever asks it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from .conftest import TODAY, Desk
from .leaves import asked, supervised


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


@pytest.fixture
def leave(desk: Desk, person: str) -> str:
    return str(asked(desk.sign_in("county"), person, 3, 12)["id"])


def refuse(desk: Desk, query: str, *values: object, role: str | None = None) -> str:
    """Why the database refuses this."""
    with psycopg.connect(desk.url) as tx:
        if role:
            tx.execute("select set_config('yizhan.person', %s, true)", [str(values[-1])])
            tx.execute(f"set local role {role}")
        with pytest.raises(psycopg.Error) as refused:
            tx.execute(query, values)
    return str(refused.value)


def request(desk: Desk, person: str, level: str, decision: str | None) -> UUID:
    """A request at a level, perhaps decided."""
    one = uuid4()
    with psycopg.connect(desk.url) as tx:
        [(county,)] = tx.execute("select id from staff where login = 'county2'").fetchall()
        by, at = (county, desk.now) if decision else (None, None)
        tx.execute(
            "insert into request (id, person, kind, level, county, township, asked_at, channel,"
            " decision, decided_by, decided_at) values"
            " (%s, %s, 'leave', %s, '210521', '210521100', %s, 'own', %s, %s, %s)",
            [one, person, level, desk.now, decision, by, at],
        )
    return one


def insert(desk: Desk, person: str, first: date, last: date, level: str, decision: str) -> UUID:
    """A leave beside the services, with a request decided like this."""
    one = uuid4()
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into leave (id, person, request, level, from_on, to_on, region, place, reason,"
            " why, asked_on) values (%s, %s, %s, %s, %s, %s, '210100', 'x', 'work', 'x', %s)",
            [one, person, request(desk, person, level, decision), level, first, last, TODAY],
        )
    return one


GRANT = "update leave set state = 'granted' where id = %s"


def test_nothing_is_granted_without_a_decided_request(desk: Desk, leave: str) -> None:
    assert "the request is not granted" in refuse(desk, GRANT, leave)


def test_nothing_is_granted_where_it_is_refused(desk: Desk, person: str) -> None:
    one = insert(desk, person, TODAY, TODAY, "county", "granted")
    assert "not refused" in refuse(desk, "update leave set state = 'refused' where id = %s", one)


@pytest.mark.parametrize(
    ("days", "level", "why"),
    [
        (31, "county", "the level above"),
        (8, "township", "the county grants"),
        (7, "township", "the county grants"),  # no delegation
    ],
)
def test_a_level_below_the_one_needed_grants_nothing(
    desk: Desk, person: str, days: int, level: str, why: str
) -> None:
    last = TODAY + timedelta(days=days - 1)
    one = insert(desk, person, TODAY, last, level, "granted")
    assert why in refuse(desk, GRANT, one)


def test_the_sum_of_two_months_is_counted_by_the_database_too(desk: Desk, person: str) -> None:
    first = insert(desk, person, TODAY, TODAY + timedelta(days=19), "county", "granted")
    with psycopg.connect(desk.url) as tx:
        tx.execute(GRANT, [first])
    start = TODAY + timedelta(days=30)
    fits = insert(desk, person, start, start + timedelta(days=9), "county", "granted")
    with psycopg.connect(desk.url) as tx:
        tx.execute(GRANT, [fits])
    start += timedelta(days=12)
    beyond = insert(desk, person, start, start, "county", "granted")
    assert "the level above" in refuse(desk, GRANT, beyond)


def test_leave_never_begins_before_its_request_nor_overlaps(desk: Desk, person: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        insert(desk, person, TODAY - timedelta(days=1), TODAY, "county", "granted")
    insert(desk, person, TODAY, TODAY + timedelta(days=3), "county", "granted")
    with pytest.raises(psycopg.errors.ExclusionViolation):
        insert(
            desk, person, TODAY + timedelta(days=3), TODAY + timedelta(days=4), "city", "granted"
        )


def test_what_was_asked_for_is_never_changed(desk: Desk, leave: str) -> None:
    said = refuse(desk, "update leave set to_on = to_on + 20 where id = %s", leave)
    assert "never changed" in said


def test_the_person_grants_nothing_even_with_a_granted_request(desk: Desk, person: str) -> None:
    one = insert(desk, person, TODAY, TODAY, "county", "granted")
    said = refuse(desk, f"{GRANT} and person = %s", one, person, role="yizhan_self")
    assert "own request" in said


def test_nobody_asks_in_the_name_of_another(desk: Desk, person: str) -> None:
    other = supervised(desk)["id"]
    query = (
        "insert into leave (id, person, request, level, from_on, to_on, region, place, reason, why,"
        " asked_on) select gen_random_uuid(), %s, gen_random_uuid(), 'county', now(), now(),"
        " '210100', 'x', 'work', 'x', now() where %s <> ''"
    )
    assert "row-level security" in refuse(desk, query, other, person, role="yizhan_self")
