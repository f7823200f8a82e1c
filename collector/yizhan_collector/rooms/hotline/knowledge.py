"""What an operator looks up: the guide with its sources of law, and the published texts.

What is said on the line is what citizens can read themselves; there is no second knowledge base.
"""

from dataclasses import dataclass

from psycopg import Connection

from yizhan_collector.rooms.portal import guide, search
from yizhan_collector.rooms.portal.guide import Node
from yizhan_collector.rooms.portal.search import Hit
from yizhan_collector.rooms.portal.words import asked, fold

ADVICE = 5  # pieces of advice


@dataclass(frozen=True)
class Known:
    """Advice that fits, the closest first, and texts that were found."""

    advice: list[Node]
    texts: list[Hit]


def look_up(tx: Connection, said: str) -> Known:
    """What fits the words; nothing when there is no word in them."""
    query = asked(said)
    if query is None:
        return Known([], [])
    found = search.search(tx, said, 1)
    return Known(advice(query.words), list(found.cut.items) if found else [])


def advice(words: tuple[str, ...]) -> list[Node]:
    """Endings of the guide that say these words, those with most of them first; pure."""
    ends = [(_fits(one, words), one) for one in guide.tree().nodes.values() if one.say]
    best = sorted((-fits, place) for place, (fits, _) in enumerate(ends) if fits)
    return [ends[place][1] for _, place in best[:ADVICE]]


def _fits(node: Node, words: tuple[str, ...]) -> int:
    """How well an ending fits: a word in its title counts as much as four in its text."""
    way = " ".join(step.answer.zh for step in guide.tree().way(node.id))
    title, body = fold(f"{node.zh} {way}"), fold(" ".join(one.zh for one in node.say))
    return sum(4 * (word in title) + (word in body) for word in words)
