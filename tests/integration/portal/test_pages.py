"""Every page of the portal that is only read: what it shows, and what it says when it cannot."""

from datetime import date, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from defusedxml import ElementTree
from psycopg import sql
from stack import points as make
from stack.builders import NOON
from stack.portal_rows import Text, publish, somebody
from stack.process import wait_for
from stack.public import Public
from yizhan_collector.doors.portal import feeds, site

RARE = "𠮷\U00030729与😀的通知<script>alert(1)</script>"
PAGES = (
    "/", "/c/news", "/c/notices", "/a/1", "/search", "/search?q=工资", "/points",
    "/points/benxi-hall", "/directory", "/reach", "/sitemap", "/accessibility", "/privacy",
)  # fmt: skip
TEXTS = (
    Text(
        "news", "工资支付的规定", "<p>拖欠工资的，可以申请法律援助。</p>", NOON - timedelta(days=3)
    ),
    Text("notices", RARE, f"<p>{'长' * 900}</p>", NOON, "摘要", date(2026, 11, 24)),
    Text("news", "第三篇", "<p>正文</p>", NOON - timedelta(days=1)),
)


@pytest.fixture
def site_url(office_url: str) -> str:
    """The database with three texts and a service point."""
    with psycopg.connect(office_url) as tx:
        publish(tx, TEXTS, somebody(tx))
    make.add(office_url)
    return office_url


@pytest.fixture
def reader(public: Public, site_url: str) -> httpx.Client:
    """Somebody who reads; every change is heard."""
    wait_for(lambda: public.house.pages.hearing, 10, "the portal to listen")
    public.house.pages.forget()
    return public.visitor()


def change(url: str, query: str, *values: Any) -> None:
    with psycopg.connect(url) as tx:
        tx.execute(query.encode(), values)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_in_both_languages_and_with_large_letters(
    reader: httpx.Client, path: str
) -> None:
    chinese = reader.get(path)
    assert chinese.status_code == 200, chinese.text
    assert '<html lang="zh-CN">' in chinese.text
    assert "<script" not in chinese.text
    reader.get("/reading?lang=en&large=1")
    english = reader.get(path)
    assert '<html lang="en" class="large">' in english.text
    assert reader.get(path).text == english.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/c/nothing", 404), ("/c/%00%ff", 404), ("/c/news?page=2", 404), ("/c/news?page=0", 422),
        (f"/c/news?page={'9' * 30}", 422), ("/c/news?page=x", 422), ("/a/99999", 404),
        ("/a/x", 422), (f"/a/{'9' * 40}", 422), ("/a/-1", 422), ("/points/%27--", 404),
        ("/directory?kind=spy", 422), ("/directory?page=7", 404), ("/search?q=工资&page=99", 404),
        ("/nowhere", 404), ("/sitemap-2.xml", 404), ("/c/nothing/rss.xml", 404),
        ("/reading?lang=fr", 422), ("/c/" + "长" * 500, 422),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_leads_on(
    reader: httpx.Client, path: str, status: int
) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'role="alert"' in answer.text
    assert 'href="/sitemap"' in answer.text


def test_characters_of_every_plane_stand_as_written_and_tags_as_letters(
    reader: httpx.Client,
) -> None:
    text = reader.get("/a/2").text
    assert "𠮷\U00030729与😀的通知&lt;script&gt;" in text
    assert "长" * 900 in text


@pytest.mark.parametrize(
    "said", ["' & | ! <-> :*", "%00", "😀", "\ud7ff" * 200, "（工资", "a" * 900]
)
def test_a_search_of_operators_and_signs_is_a_page(reader: httpx.Client, said: str) -> None:
    assert reader.get("/search", params={"q": said}).status_code == 200
    assert reader.get("/directory", params={"named": said[:60]}).status_code == 200


def test_a_withdrawn_text_is_gone_at_once_although_pages_are_kept(
    public: Public, reader: httpx.Client, site_url: str
) -> None:
    assert "第三篇" in reader.get("/c/news").text
    assert reader.get("/a/3").status_code == 200
    change(
        site_url,
        "update article set state = 'withdrawn', live_version = null, live_title = null,"
        " live_body = null, live_column = null where no = 3",
    )
    wait_for(lambda: reader.get("/a/3").status_code == 404, 10, "the text to be gone")
    assert "第三篇" not in reader.get("/c/news").text


def test_a_column_nobody_sees_hides_its_texts_everywhere(
    reader: httpx.Client, site_url: str
) -> None:
    change(site_url, "update site_column set shown = false where code = 'news'")
    wait_for(lambda: reader.get("/a/1").status_code == 404, 10, "the column to be gone")
    assert "第三篇" not in reader.get("/rss.xml").text
    assert "没有找到" in reader.get("/search?q=第三篇").text


def test_a_notice_is_over_from_the_day_after_its_last(public: Public, reader: httpx.Client) -> None:
    assert "已过期" not in reader.get("/a/2").text + reader.get("/c/notices").text
    public.now += timedelta(days=1)
    assert "已过期" in reader.get("/a/2").text
    assert "已过期" in reader.get("/c/notices").text


def test_a_point_turns_from_open_to_closed_on_a_kept_page(
    public: Public, reader: httpx.Client
) -> None:
    assert "现在开放" in reader.get("/points").text
    public.now += timedelta(hours=5)  # 17:00
    assert "明天 08:30" in reader.get("/points").text
    assert "明天 08:30" in reader.get("/points/benxi-hall").text


def test_neighbours_lead_from_text_to_text(reader: httpx.Client) -> None:
    text = reader.get("/a/1").text
    assert 'rel="prev" href="/a/3"' in text
    assert 'rel="next"' not in text


def test_the_reach_says_that_it_is_an_estimate_and_what_is_unknown(reader: httpx.Client) -> None:
    text = reader.get("/reach").text
    assert "以下都是估算" in text
    assert "位置未知，无法估算" in text
    assert "本系统估算值" in text
    assert text.count('<th scope="row" lang="zh-CN">') == 49


def test_feeds_and_site_maps_are_whole_xml(reader: httpx.Client) -> None:
    rss = ElementTree.fromstring(reader.get("/rss.xml").text)
    assert [one.text for one in rss.iter("title")][1] == RARE
    assert len(list(ElementTree.fromstring(reader.get("/c/news/rss.xml").text).iter("item"))) == 2
    found = ElementTree.fromstring(reader.get("/sitemap.xml").text)
    assert sum("/a/" in (one.text or "") for one in found.iter()) == 3
    assert "Sitemap: http" in reader.get("/robots.txt").text


def test_a_site_map_is_split_when_it_grows(
    reader: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MAPPED", 2)
    found = ElementTree.fromstring(reader.get("/sitemap.xml").text)
    parts = [one.text.rsplit("/", 1)[1] for one in found.iter() if one.text and ".xml" in one.text]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml"]
    texts = "".join(reader.get(f"/{one}").text for one in parts)
    assert [f"/a/{no}<" in texts for no in (1, 2, 3)] == [True] * 3


def test_only_columns_of_the_portal_are_read(public: Public) -> None:
    with public.pool.connection() as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        tx.execute(sql.SQL("select author from article"))


def test_every_answer_is_declared_with_its_type() -> None:
    for path, methods in site.schema()["paths"].items():
        answers = methods.get("get", {}).get("responses", {})
        for code, said in answers.items():
            if code not in {"304", "303"}:
                assert "application/json" not in said.get("content", {}), (path, code)
