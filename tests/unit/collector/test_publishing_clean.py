"""Of what an editor pastes, only what a text needs is kept; nothing of it runs."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yizhan_collector.rooms.portal.plain import plain
from yizhan_collector.rooms.publishing.clean import ATTRIBUTES, SCHEMES, TAGS, clean, unlinked

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<iframe src=https://evil.example></iframe>",
    '<p style="position:fixed" onclick="alert(1)">x</p>',
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=https://evil.example><input name=q></form>",
    "<style>@import url(https://evil.example)</style>",
    "<base href=https://evil.example><meta http-equiv=refresh content=0>",
    "<<script>script>alert(1)<</script>/script>",
)
# how a browser finds a scheme (url.spec.whatwg.org, scheme start state): what is not one leads
# into the portal
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
UNSEEN = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
PIECES = st.sampled_from(
    [*EVIL, "<p>", "</p>", "<h2>", "<td colspan=2>", "<!--", "-->", "<a href='", "'>", "&lt;", "<"]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=8).map("".join)


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Seen(html).tags:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        scheme = SCHEME.match(UNSEEN.sub("", attributes.get("href") or ""))
        assert not scheme or scheme[1].lower() in SCHEMES


@pytest.mark.parametrize("html", EVIL)
def test_nothing_that_runs_is_left(html: str) -> None:
    kept = clean(f"<p>好{html}</p>")
    assert "好" in kept
    assert_harmless(kept)
    assert "alert(1)" not in " ".join(f"{tag}{attrs}" for tag, attrs in Seen(kept).tags)


@given(TEXTS)
@example("""<a href='<a href="javascript:alert(1)">x</a>'>""")
def test_whatever_is_pasted_is_harmless_and_cleaned_once(html: str) -> None:
    kept = clean(html)
    assert_harmless(kept)
    assert clean(kept) == kept


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_plain_words_stay_as_they_are(said: str) -> None:
    escaped = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(clean(f"<p>{escaped}</p>")) == plain(f"<p>{escaped}</p>")


def test_what_a_text_needs_is_kept() -> None:
    kept = (
        '<h2>题</h2><p><strong>要</strong><em>点</em><br></p><ol start="3"><li>一</li></ol>'
        "<blockquote>引</blockquote><table><tbody>"
        '<tr><th scope="col">栏</th><td colspan="2">格</td></tr></tbody></table>'
    )
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "to", ["https://flk.npc.gov.cn/", "tel:12348", "mailto:a@b.example", "/a/3"]
)
def test_a_link_keeps_where_it_leads_and_gives_nothing_away(to: str) -> None:
    assert clean(f'<a href="{to}" target="_blank" onclick="x()">看</a>') == (
        f'<a href="{to}" rel="noopener noreferrer">看</a>'
    )


def test_a_channel_without_links_keeps_their_words() -> None:
    assert unlinked('<p>见<a href="https://x.example">法条</a></p>') == "<p>见法条</p>"
