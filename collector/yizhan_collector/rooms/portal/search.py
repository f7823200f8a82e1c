"""The full-text search."""

from dataclasses import dataclass

from psycopg import Connection

from yizhan_collector.rooms.portal import search_store as store
from yizhan_collector.rooms.portal.model import Cut, Line, NoSuchPage, pages
from yizhan_collector.rooms.portal.plain import plain
from yizhan_collector.rooms.portal.snippets import Piece, marked, snippet
from yizhan_collector.rooms.portal.words import ASKED, asked

__all__ = ["ASKED", "Found", "Hit", "search"]
SIZE = 20  # answers a page
MOST = store.RANKED  # answers that can be turned to: of more than so many not all are ranked


@dataclass(frozen=True)
class Hit:
    """An article that was found: its title and a piece of its text, the words marked."""

    line: Line
    title: list[Piece]
    piece: list[Piece]


@dataclass(frozen=True)
class Found:
    """What a search found; `loose`: no text has all of the words, these have some."""

    cut: Cut[Hit]
    loose: bool


def search(tx: Connection, said: str, page: int) -> Found | None:
    """What was found, best first; None when there is no word in it. Raises NoSuchPage."""
    query = asked(said)
    if query is None:
        return None
    if page > MOST // SIZE:
        raise NoSuchPage
    one, hits = _first(tx, query.tries, page)
    total = hits[0].total if hits else 0
    last = pages(page, SIZE, min(total, MOST))
    loose = total > 0 and len(query.tries) > 1 and one == query.tries[-1]
    shown = [_hit(one, query.words) for one in hits]
    return Found(Cut(shown, page, last, total), loose)


def _first(tx: Connection, tries: tuple[str, ...], page: int) -> tuple[str, list[store.Hit]]:
    """The strictest query that finds something, or the last one, and what stands on this page.

    Raises NoSuchPage.
    """
    hits: list[store.Hit] = []
    for one in tries:
        if hits := store.find(tx, one, SIZE, (page - 1) * SIZE):
            break
        if page > 1 and store.find(tx, one, 1, 0):
            raise NoSuchPage
    return one, hits


def _hit(one: store.Hit, words: tuple[str, ...]) -> Hit:
    text = plain(one.body)
    return Hit(one, marked(one.title, words), snippet(text or one.lead, words))
