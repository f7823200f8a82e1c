"""The made-up bureau: the same for the same seed, everybody lawful, every screen opens on it."""

from collections.abc import Iterator

import psycopg
import pytest
from stack.desk import Desk, opened
from stack.population import NOW, PASSWORD, Bureau, populate
from stack.population_affairs import TABLES as RARE
from stack.postgres import Postgres
from yizhan_collector.ground.migrate import migrate

SIZE, DAYS = 120, 60
SHAPE = """
select count(*), string_agg(state || ':' || ends_on, ',' order by judgment_no) from term
"""


@pytest.fixture(scope="module")
def made(postgres: Postgres) -> Iterator[tuple[str, Bureau]]:
    """A small bureau."""
    url = postgres.new_database()
    migrate(url)
    yield url, populate(url, SIZE, DAYS)
    postgres.drop(url)


@pytest.fixture
def office(made: tuple[str, Bureau]) -> Iterator[Desk]:
    """Its office, at the moment it was made for."""
    with opened(made[0], now=NOW) as desk:
        yield desk


def rows(made: tuple[str, Bureau], query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(made[0]) as tx:
        return tx.execute(query.encode()).fetchall()


def test_there_are_sixty_posts_in_all_forty_nine_townships(made: tuple[str, Bureau]) -> None:
    assert made[1].posts == 60
    assert rows(made, "select count(*), count(distinct township) from device") == [(60, 49)]
    assert rows(made, "select count(distinct township) from person") == [(49,)]


def test_people_stand_in_every_state(made: tuple[str, Bureau]) -> None:
    assert rows(made, "select count(distinct state) from term") == [(7,)]
    often = ("checkin", "leave", "contact", "paper", "credit", "class_mark", "report_day")
    for table in (*often, *RARE):
        assert rows(made, f"select count(*) > 0 from {table}") == [(True,)], table  # noqa: S608


def test_the_same_seed_makes_the_same_bureau_and_another_another(
    made: tuple[str, Bureau], postgres: Postgres
) -> None:
    again, other = postgres.new_database(), postgres.new_database()
    for url, seed in ((again, 2026), (other, 7)):
        migrate(url)
        populate(url, SIZE, DAYS, seed)
    shapes = [rows((url, made[1]), SHAPE) for url in (made[0], again, other)]
    assert shapes[0] == shapes[1] != shapes[2]
    for url in (again, other):
        postgres.drop(url)


def test_nobody_has_a_name_that_a_registry_knows_and_no_minor_a_face(
    made: tuple[str, Bureau],
) -> None:
    odd = "select count(*) from person where name !~ '^.[甲乙丙丁戊己庚辛壬癸].$'"
    assert rows(made, odd) == [(0,)]
    young = "select count(*) > 0, bool_or(face_allowed) from person where minor"
    assert rows(made, young) == [(True, False)]


def test_every_screen_opens_on_it(office: Desk) -> None:
    for login in ("suo.210521100", "xian.210521", "shi"):
        client = office.visitor()
        given = {"login": login, "password": PASSWORD}
        client.headers["X-CSRF-Token"] = client.post("/api/login", json=given).json()["csrf"]
        for screen in ("today", "due", "people", "checkins", "statistics", "approvals", "papers"):
            answer = client.get(f"/api/{screen}")
            assert answer.status_code == 200 or login == "shi", (login, screen, answer.text)
        one = client.get("/api/people").json()["items"][0]["id"]
        for part in ("", "/timeline", "/term", "/leaves"):
            answer = client.get(f"/api/people/{one}{part}", params={"reason": "report"})
            assert answer.status_code == 200, (login, part, answer.text)


def test_sessions_stand_in_every_state_and_a_head_too_many_is_counted_today(
    made: tuple[str, Bureau],
) -> None:
    states = "select array_agg(distinct state order by state) from session"
    assert rows(made, states) == [
        (["cancelled", "closed", "open", "planned", "review", "stopped", "unknown"],)
    ]
    today = "select expected - seen, heads - seen, chain from session where state = 'open'"
    assert rows(made, today) == [(3, 1, "whole")]
