"""The made-up bureau opens on alerts of both directions, of every rule, in every state."""

from collections.abc import Iterator

import psycopg
import pytest
from stack.population import NOW, populate
from stack.postgres import Postgres
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.alerts import engine

SIZE, DAYS = 200, 120
STATE = """
case when outcome is not null then 'decided' when explained_by <> '' then 'explained'
     when acknowledged_at is not null then 'acknowledged' else 'open' end
"""


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> Iterator[str]:
    """A bureau large enough for what is rare."""
    made = postgres.new_database()
    migrate(made)
    populate(made, SIZE, DAYS)
    yield made
    postgres.drop(made)


def found(url: str, query: str) -> set[object]:
    """The first column."""
    with psycopg.connect(url) as tx:
        return {row[0] for row in tx.execute(query.encode()).fetchall()}


def test_every_rule_has_asked(url: str) -> None:
    rules = {"zone_crossed", *engine.RULES}
    assert found(url, "select rule from alert") == rules


@pytest.mark.parametrize("about", ["person", "office"])
def test_both_directions_stand_in_every_state(url: str, about: str) -> None:
    states = {"decided", "acknowledged", "open"} | ({"explained"} if about == "person" else set())
    where = f"where about = '{about}'"
    assert found(url, f"select {STATE} from alert {where}") == states  # noqa: S608 # constants
    outcomes = {"founded", "unfounded", "explained", "data_fault"}
    assert found(url, f"select outcome from alert {where} and outcome is not null") == outcomes  # noqa: S608
    assert found(url, f"select cleared_at is null from alert {where}") == {True, False}  # noqa: S608


def test_asking_again_at_the_same_moment_asks_nothing_new(url: str) -> None:
    with psycopg.connect(url) as tx:
        assert engine.run(tx, NOW) == 0
        tx.rollback()


def test_no_question_that_holds_is_about_somebody_who_was_let_go(
    url: str,
) -> None:
    assert found(
        url,
        "select alert.id from alert where about = 'person' and cleared_at is null"
        " and let_go_at(person) is not null",
    ) == set()  # fmt: skip
