"""Pages are kept, told apart by who reads, given up when the site changes; views are counted."""

import gzip
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import httpx
import psycopg
import pytest
from stack.builders import NOON
from stack.portal_rows import Text, publish, somebody
from stack.process import wait_for
from stack.public import Public
from yizhan_collector.doors.portal.keep import MOST, Made, Pages, changed

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def reader(public: Public, office_url: str) -> httpx.Client:
    """Somebody who reads a text."""
    with psycopg.connect(office_url) as tx:
        publish(tx, [Text("news", "一篇", "<p>正文</p>" * 99, NOON)], somebody(tx))
    wait_for(lambda: public.house.pages.hearing, 10, "the portal to listen")
    public.house.pages.forget()
    return public.visitor()


@pytest.fixture
def pages() -> Pages:
    """A memory that believes it hears."""
    one = Pages()
    one._hearing = True
    return one


def made(size: int = 10) -> Made:
    return Made(b"x" * size, "text/html", NOW + timedelta(hours=1))


def test_a_page_that_is_known_is_not_sent_again(reader: httpx.Client) -> None:
    first = reader.get("/a/1")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["vary"] == "Cookie, Accept-Encoding"
    again = reader.get("/a/1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers
    other = reader.get("/a/1", headers={"Cookie": "yizhan_large=1", "If-None-Match": 'W/"x"'})
    assert other.headers["etag"] != first.headers["etag"]


def test_a_page_is_packed_for_whoever_unpacks(reader: httpx.Client) -> None:
    for _ in range(2):  # made, then kept
        plain = reader.get("/a/1", headers={"Accept-Encoding": "identity"})
        packed = reader.get("/a/1", headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.content == plain.content


@pytest.mark.parametrize("path", ["/a/1", "/", "/nowhere"])
def test_head_tells_the_headers_and_no_body(reader: httpx.Client, path: str) -> None:
    expected = reader.get(path)
    for _ in range(2):
        answer = reader.head(path)
        assert (answer.status_code, answer.content) == (expected.status_code, b"")


def test_what_nobody_reads_of_an_address_makes_no_other_page(
    public: Public, reader: httpx.Client
) -> None:
    mine = reader.get("/c/news?junk=<mine>")
    assert "mine" not in mine.text
    assert reader.get("/c/news").text == mine.text
    assert reader.get("/c/news?page=1&page=1").text == mine.text


def test_a_head_that_does_not_end_is_refused(public: Public) -> None:
    host, port = public.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nCookie: ")
        with suppress(ConnectionError):  # it does not listen to the end
            for _ in range(200):
                line.sendall(b"x" * 10_000)
        with suppress(ConnectionError):
            assert line.recv(100).startswith(b"HTTP/1.1 431")
    assert public.visitor().get("/").status_code == 200


def test_searches_are_paced_but_what_is_kept_is_free(public: Public, reader: httpx.Client) -> None:
    answers = [reader.get("/search", params={"q": f"词{n}"}) for n in range(62)]
    assert [one.status_code for one in answers[-2:]] == [429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "12348" in answers[-1].text
    assert reader.get("/search", params={"q": "词0"}).status_code == 200


def test_views_are_counted_by_page_and_day_and_never_by_whom(
    public: Public, reader: httpx.Client, office_url: str
) -> None:
    for path in ("/a/1", "/a/1", "/c/news", "/nowhere"):
        reader.get(path)
    public.house.tally.write(public.pool)
    reader.get("/a/1")
    public.house.tally.write(public.pool)
    with psycopg.connect(office_url) as tx:
        rows = tx.execute("select day::text, page, views from site_views order by page").fetchall()
    assert rows == [("2026-11-24", "/a/1", 3), ("2026-11-24", "/c/news", 1)]


def test_views_wait_while_the_database_does_not_answer(public: Public) -> None:
    public.house.tally.count("/", NOW)
    public.pool.close()
    public.house.tally.write(public.pool)
    assert public.house.tally._seen.total() == 1


def test_nothing_is_kept_while_changes_are_not_heard() -> None:
    deaf = Pages()
    deaf.made("a", NOW, made)
    assert deaf.find("a", NOW) is None


def test_a_text_of_one_column_leaves_the_texts_of_others_kept(pages: Pages) -> None:
    later = NOW + timedelta(hours=1)
    for name, column in (("list", ""), ("a", "news"), ("b", "policy")):
        pages.made(name, NOW, [Made(b"x", "text/html", later, column)].pop)
    pages.forget(changed(["article news", "article news"]))
    assert [name for name in ("list", "a", "b") if pages.find(name, NOW)] == ["b"]
    pages.forget(changed(["article news", "site_column"]))
    assert pages.find("b", NOW) is None


def test_nobody_is_told_of_a_draft_and_everybody_of_what_is_live(
    reader: httpx.Client, office_url: str
) -> None:
    with psycopg.connect(office_url, autocommit=True) as tx, psycopg.connect(office_url) as ear:
        ear.autocommit = True
        ear.execute("listen site")
        tx.execute("update article set body = '<p>草稿</p>', version = version + 1")
        tx.execute("update article set refreshed_at = refreshed_at + interval '1 day'")
        tx.execute(
            "update article set state = 'withdrawn', live_version = null, live_title = null,"
            " live_lead = null, live_body = null, live_column = null, live_words = null"
        )
        tx.execute("update site_column set place = 9 where code = 'news'")
        said = [one.payload for one in ear.notifies(timeout=5, stop_after=3)]
    assert said == ["article news", "article news", "site_column"]


def test_a_page_made_while_the_site_changed_is_not_kept(pages: Pages) -> None:
    def change() -> Made:
        pages.forget()
        return made()

    pages.made("a", NOW, change)
    assert pages.find("a", NOW) is None


def test_a_page_is_true_until_its_moment(pages: Pages) -> None:
    pages.made("a", NOW, made)
    assert pages.find("a", NOW + timedelta(minutes=59)) is not None
    assert pages.find("a", NOW + timedelta(hours=1)) is None


def test_the_memory_is_bounded_and_gives_up_what_was_not_read_longest(pages: Pages) -> None:
    for name in ("a", "b"):
        pages.made(name, NOW, lambda: made(MOST * 2 // 5))
    pages.find("a", NOW)
    pages.made("c", NOW, lambda: made(MOST * 2 // 5))
    assert [pages.find(name, NOW) is not None for name in ("a", "b", "c")] == [True, False, True]


def test_of_many_who_ask_at_once_one_makes_the_page(pages: Pages) -> None:
    calls: list[int] = []
    gate = Barrier(8)

    def make() -> Made:
        calls.append(1)
        return made()

    def ask() -> None:
        gate.wait()
        pages.made("a", NOW, make)

    threads = [Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(calls) == 1


def test_the_packed_form_is_the_same_page() -> None:
    one = made(5000)
    assert gzip.decompress(one.packed) == one.body
    assert one.size == len(one.body) + len(one.packed)
