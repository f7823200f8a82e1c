"""The search finds Chinese however it is written, ranks it, and takes whatever is typed."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stack.builders import NOON
from stack.portal_rows import Text, publish, somebody
from stack.postgres import Postgres
from yizhan_collector.rooms.portal import search
from yizhan_collector.rooms.portal.model import NoSuchPage

DAY = timedelta(days=1)
TEXTS = (
    Text("news", "法律援助中心下乡", "<p>工作人员到小市镇讲解欠薪怎么办。</p>", NOON - 3 * DAY),
    Text("policy", "工资支付的规定", "<p>拖欠工资的，可以申请法律援助。</p>", NOON - 2 * DAY),
    Text("notices", "春节值班通知", "<p>𠮷野家旁窗口开放，<b>12348</b>不休息。</p>", NOON - DAY),
    Text("news", "工资支付的规定", "<p>拖欠工资的，可以申请法律援助。</p>", NOON),
)  # fmt: skip


@pytest.fixture(scope="module")
def portal_tx(postgres: Postgres, staffed: str) -> Iterator[psycopg.Connection]:
    """A transaction of the public's login over a few texts."""
    from stack.desk import copied

    with copied(postgres, staffed) as url:
        with psycopg.connect(url) as tx:
            publish(tx, TEXTS, somebody(tx))
        with psycopg.connect(postgres.portal_url(url), autocommit=True) as tx:
            yield tx


def titles(tx: psycopg.Connection, said: str) -> list[str]:
    found = search.search(tx, said, 1)
    return [one.line.title for one in found.cut.items] if found else []


def test_traditional_and_wide_forms_find_the_text(portal_tx: psycopg.Connection) -> None:
    assert titles(portal_tx, "春節值班") == ["春节值班通知"]
    assert titles(portal_tx, "12348") == ["春节值班通知"]


def test_what_no_dictionary_knows_is_found_as_it_stands(portal_tx: psycopg.Connection) -> None:
    assert titles(portal_tx, "𠮷野家") == ["春节值班通知"]
    assert titles(portal_tx, "野𠮷家") == []


def test_a_title_comes_first_and_newer_ones_among_equals(portal_tx: psycopg.Connection) -> None:
    found = search.search(portal_tx, "法律援助", 1)
    assert found
    assert [(one.line.title, one.line.column) for one in found.cut.items] == [
        ("法律援助中心下乡", "news"),
        ("工资支付的规定", "news"),
        ("工资支付的规定", "policy"),
    ]


def test_texts_with_some_of_the_words_are_better_than_none(portal_tx: psycopg.Connection) -> None:
    found = search.search(portal_tx, "春节 工资", 1)
    assert found
    assert (found.loose, found.cut.total) == (True, 3)
    strict = search.search(portal_tx, "拖欠 工资", 1)
    assert strict
    assert not strict.loose


def test_the_words_are_marked_in_title_and_text(portal_tx: psycopg.Connection) -> None:
    found = search.search(portal_tx, "工資", 1)
    assert found
    [one, _] = found.cut.items
    assert one.title == [("工资", True), ("支付的规定", False)]
    assert ("工资", True) in one.piece


def test_a_page_behind_the_last_is_refused(portal_tx: psycopg.Connection) -> None:
    with pytest.raises(NoSuchPage):
        search.search(portal_tx, "工资", 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=120))
@example("'a' & | ! <-> :* ( ) \\ \x00 \ud800")
@example("工资:*A & ! (')")
def test_no_search_is_an_error(portal_tx: psycopg.Connection, said: str) -> None:
    search.search(portal_tx, said, 1)


@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=300))
@example("'", "\\", "<p>\x00'\ud800" + "长" * 20_000)
def test_every_text_can_be_indexed(
    portal_tx: psycopg.Connection, title: str, lead: str, body: str
) -> None:
    from yizhan_collector.rooms.portal.words import index_words

    portal_tx.execute("select %s::tsvector", [index_words(title, lead, body)])
