"""Made-up matters: every kind and every step is there, and each hangs together."""

import psycopg
import pytest
from stack import population_matters
from stack.population_matters import fill_matters
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.cases.acts import BY_CODE
from yizhan_collector.rooms.cases.model import KINDS

from .conftest import Desk

TICKETS = {"return_ticket", "pass_on", "passed_answer"}  # population_tickets.py
RARE = {"urgent", "not_urgent", "reopen", "party_silent", "renew_code"} | TICKETS
BROKEN = {
    "an act of no matter": "matter_act where matter not in (select id from matter)",
    "a party nobody knows": "matter where party not in (select id from party)",
    "open and late in the future": "matter where opened_at > %(now)s",
    "decided by whoever took it": "aid_application join matter on id = matter"
    " where decided_by in (owner, first_owner)",
    "other than its last act": "matter where last_act <> (select code from matter_act"
    " where matter = matter.id order by matter_act.id desc limit 1)",
    "a real number": "party where phone not like '000-%%'",
    "an item nobody decided": "aid_item join aid_application using (matter)"
    " where decided_on is not null and granted is null",
}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    fill_matters(desk.url, desk.now, 400)
    return desk


def test_every_kind_and_every_step_is_there(filled: Desk) -> None:
    kinds = {one for (one,) in filled.rows("select distinct kind from matter")}
    codes = {one for (one,) in filled.rows("select distinct code from matter_act")}
    assert kinds == set(KINDS)
    assert codes >= set(BY_CODE) - RARE
    assert filled.rows("select count(*) from matter") == [(400,)]


def together(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        for what, where in BROKEN.items():
            query = f"select count(*) from {where}"  # noqa: S608 # our own
            found = tx.execute(query.encode(), {"now": desk.now}).fetchone()
            assert found == (0,), what


def test_each_matter_hangs_together(filled: Desk) -> None:
    together(filled)


def test_many_are_the_same_lives_again_and_hang_together_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.rows("select count(*) from pg_indexes where tablename like 'matter%%'")
    for name, value in (("BATCH", 150), ("MOST_OPEN", 60)):
        monkeypatch.setattr(population_matters, name, value)
    fill_matters(desk.url, desk.now, 600)
    together(desk)
    counted = "select count(*), count(distinct serial), count(distinct key_digest) from matter"
    assert desk.rows(counted) == [(600, 600, 600)]
    digest = code.digest_of("made up 600")
    assert desk.rows("select serial from matter where key_digest = %s", digest) == [(600,)]
    assert desk.rows("select count(*) from pg_indexes where tablename like 'matter%%'") == before


def test_more_can_be_added(filled: Desk) -> None:
    fill_matters(filled.url, filled.now, 10, 7)
    assert filled.rows("select count(distinct number) from matter") == [(410,)]
    assert filled.rows("select nextval('matter_number')") == [(411,)]
