"""The link checker before a web with faults: bounded, polite, never at a machine of the house."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from stack.builders import NOON
from stack.faultweb import FaultWeb, faultweb
from stack.neglect import DAY, as_owner, board, look, publish
from stack.process import wait_for
from yizhan_collector import linkwalk
from yizhan_collector.adapters import links as adapter
from yizhan_collector.adapters.links import Asker
from yizhan_collector.ground.turns import alone
from yizhan_collector.rooms.ownership import links
from yizhan_collector.settings import Links, Settings

from .conftest import Desk

PUBLIC = "public.example"  # a name that the test's own name service knows
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def web() -> Iterator[FaultWeb]:
    with faultweb() as web:
        yield web


@pytest.fixture
def asker(web: FaultWeb, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """Asks without waiting; one name leads to the web, the guard looks at every other."""
    real = adapter.address_of

    def named(host: str, port: int, private: bool) -> str:
        return "127.0.0.1" if host == PUBLIC else real(host, port, private)

    monkeypatch.setattr(adapter, "address_of", named)
    web.asked.clear()
    web.status.clear()
    return Asker(lambda _: None, patience=0.5)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/there", 200), ("/headless", 200), ("/endless", 200), ("/to/there", None),
     ("/drip", None), ("/many", None), ("/dumb", None)],
)  # fmt: skip
def test_each_fault_of_a_server_ends_in_a_status_or_in_none(
    web: FaultWeb, asker: Asker, path: str, status: int | None
) -> None:
    assert asker.ask(web.at(path, PUBLIC)) == status


def test_a_redirect_is_followed_and_one_that_goes_round_is_not_for_ever(
    web: FaultWeb, asker: Asker
) -> None:
    web.status["/gone"] = 404
    assert asker.ask(web.at(f"/to/{web.at('/there', PUBLIC)}", PUBLIC)) == 200
    assert asker.ask(web.at(f"/to/{web.at('/gone', PUBLIC)}", PUBLIC)) == 404
    web.asked.clear()
    asker.ask(web.at("/to//to/x", PUBLIC))
    assert len(web.asked) == adapter.HOPS + 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_no_link_and_no_redirect_leads_to_a_machine_of_the_house(
    web: FaultWeb, asker: Asker, host: str
) -> None:
    assert asker.ask(web.at("/secret", host)) is None
    assert asker.ask(web.at(f"/to/{web.at('/secret', host)}", PUBLIC)) is None
    assert "/secret" not in {path for _, path in web.asked}
    assert asker.ask("file:///etc/passwd") is None
    assert Asker(lambda _: None, private=True).ask(web.at("/there")) == 200


def test_one_host_is_asked_once_a_second_at_most_and_others_meanwhile(web: FaultWeb) -> None:
    now, waits = [100.0], []

    def hold(seconds: float) -> None:
        waits.append(round(seconds, 3))
        now[0] += seconds

    asker = Asker(hold, private=True, clock=lambda: now[0])
    for _ in range(3):
        asker.ask(web.at("/there"))
        asker.ask(web.at("/there", "localhost"))
        now[0] += 0.25
    # each host waits what is left of its second; the other has had its own time by then
    assert waits == [0.75, 0.75]
    assert now[0] >= 102.0


def walk(desk: Desk, asker: Asker, after: timedelta = timedelta()) -> int:
    """The links are read and asked, so much later."""
    desk.now += after

    def turn(tx: psycopg.Connection) -> int:
        links.collect(tx)
        return links.walk(tx, asker.ask, lambda: desk.now)

    return as_owner(desk, turn)


def rows(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.rows("select status, failed_since from site_link order by url")


def test_a_link_is_broken_after_two_days_of_failing_and_well_when_it_answers_again(
    desk: Desk, web: FaultWeb, asker: Asker
) -> None:
    publish(desk, "notices", NOON, f'<p><a href="{web.at("/page", PUBLIC)}">示例</a></p>')
    web.status["/page"] = 404
    walk(desk, asker)
    assert rows(desk) == [(404, NOON)]
    assert walk(desk, asker, HOUR) == 0  # not yet again
    for _ in range(7):
        walk(desk, asker, 6 * HOUR)
    look(desk)
    assert "failing" not in board(desk)["column notices"].faults
    walk(desk, asker, 6 * HOUR)
    look(desk)
    assert board(desk)["column notices"].faults["failing"] == NOON + 2 * DAY
    web.status["/page"] = 200
    walk(desk, asker, 6 * HOUR)
    look(desk)
    assert "failing" not in board(desk)["column notices"].faults
    assert rows(desk) == [(200, None)]


def changed(desk: Desk, query: str, *values: object) -> None:
    """Change a live text, past the hands it would go through."""

    def change(tx: psycopg.Connection) -> None:
        tx.execute("set local session_replication_role = replica")
        tx.execute(query.encode(), values)

    as_owner(desk, change)


def test_links_follow_the_text_that_is_live(desk: Desk, web: FaultWeb, asker: Asker) -> None:
    one = publish(desk, "news", NOON, f'<a href="{web.at("/a", PUBLIC)}">甲</a>')
    walk(desk, asker)
    body = f'<a href="{web.at("/b", PUBLIC)}">乙</a>'
    changed(desk, "update article set live_version = 2, live_body = %s where id = %s", body, one)
    walk(desk, asker)
    assert desk.rows("select url from site_link") == [(web.at("/b", PUBLIC),)]
    gone = (
        "update article set state = 'withdrawn', live_version = null, live_body = null,"
        " live_title = null, live_column = null where id = %s"
    )
    changed(desk, gone, one)
    walk(desk, asker)
    assert rows(desk) == []


def test_when_nothing_answers_it_is_our_own_line_and_no_link_is_called_broken(desk: Desk) -> None:
    hosts = "".join(f'<a href="http://h{n}.example/">x</a>' for n in range(4))
    publish(desk, "news", NOON, hosts)
    answers: dict[str, int | None] = {f"http://h{n}.example/": 200 for n in range(4)}

    def asked(after: timedelta) -> int:
        desk.now += after
        return as_owner(desk, lambda tx: links.collect(tx) * 0 + links.walk(
            tx, lambda url: answers[url], lambda: desk.now))  # fmt: skip

    assert asked(timedelta()) == 4
    answers |= dict.fromkeys(answers)
    assert asked(DAY) == 0
    assert {failed for _, failed in rows(desk)} == {None}
    answers["http://h0.example/"] = 200  # the line is there, and the three are gone
    assert asked(HOUR) == 4
    assert [failed is None for _, failed in rows(desk)] == [True, False, False, False]


def test_two_processes_never_walk_at_once(desk: Desk, web: FaultWeb) -> None:
    publish(desk, "news", NOON, f'<a href="{web.at("/a")}">甲</a>')
    with psycopg.connect(desk.url, autocommit=True) as other:
        assert alone(other, linkwalk.NAME)
        assert linkwalk.turn(desk.url, Asker(lambda _: None, private=True)) == 0
    assert linkwalk.turn(desk.url, Asker(lambda _: None, private=True)) == 1


def test_a_thread_of_work_asks_where_the_settings_say_so_and_ends_with_it(
    desk: Desk, web: FaultWeb
) -> None:
    publish(desk, "news", NOON, f'<a href="{web.at("/there")}">甲</a>')
    stopping = threading.Event()
    given = Settings.model_construct(database=desk.url, links=None)
    assert linkwalk.start(given, stopping) is None
    given.links = Links(every_s=0.1, private=True)
    thread = linkwalk.start(given, stopping)
    assert thread
    wait_for(lambda: rows(desk) == [(200, None)], 20, "the walk")
    stopping.set()
    thread.join(20)
    assert not thread.is_alive()
