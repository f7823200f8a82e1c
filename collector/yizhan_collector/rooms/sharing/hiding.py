"""Which cells of a table are not told, so that none of them can be computed from the rest; pure.

A count from 1 to 9 could point to somebody and is hidden. A hidden cell alone in its row or column
would follow from the total, so others are hidden with it. A reader knows the totals, that a hidden
cell is 1 at least (a zero is told), and this rule. Then a cell is safe when another table of whole
numbers says all that is told and has another value there. Two such tables differ by closed walks
through hidden cells, where values go up and down by turns, so `exposed` looks for one. When nothing
is left to hide but zeros, a row's total, its column's and the sum of all are hidden with the cell,
which may then be any number: the search ends. What is told stays exact; how near a hidden number
may be guessed is not bounded beyond that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SMALLEST = 10
TOTAL = "total"
Key = tuple[str, str]  # place, head


@dataclass(frozen=True)
class Table:
    """Counts by place and head with their totals; None is not told."""

    subject: str
    places: tuple[str, ...]
    heads: tuple[str, ...]
    cells: Mapping[Key, int | None]


def published(
    subject: str, places: Sequence[str], heads: Sequence[str], counts: Mapping[Key, int]
) -> Table:
    """The table with totals as it may be told; what has no count is 0, no count is left out."""
    places = [*places, *sorted({place for place, _ in counts} - set(places))]
    full = _with_totals(places, heads, counts)
    hidden = {key for key, count in full.items() if 0 < count < SMALLEST}
    while found := exposed(full, hidden):
        hidden.add(_another(full, hidden, found[0]))
    told = {key: None if key in hidden else count for key, count in full.items()}
    return Table(subject, (*places, TOTAL), (*heads, TOTAL), told)


def exposed(full: Mapping[Key, int], hidden: set[Key]) -> list[Key]:
    """The hidden cells whose number follows from what is told."""
    return [
        key
        for key in sorted(hidden)
        if not any(_made_good(full, hidden, key, up) for up in (True, False))
    ]


def _with_totals(
    places: Sequence[str], heads: Sequence[str], counts: Mapping[Key, int]
) -> dict[Key, int]:
    full = {(place, head): counts.get((place, head), 0) for place in places for head in heads}
    for place in places:
        full[place, TOTAL] = sum(full[place, head] for head in heads)
    for head in (*heads, TOTAL):
        full[TOTAL, head] = sum(full[place, head] for place in places)
    return full


def _another(full: Mapping[Key, int], hidden: set[Key], key: Key) -> Key:
    """What to hide with an exposed cell: totals last, what is beside it first, the smallest."""
    left = [one for one, count in full.items() if count and one not in hidden]
    return min(left, key=lambda one: (TOTAL in one, not _beside(one, key), full[one], one))


def _beside(one: Key, other: Key) -> bool:
    return one[0] == other[0] or one[1] == other[1]


def _made_good(full: Mapping[Key, int], hidden: set[Key], key: Key, up: bool) -> bool:
    """Whether a step at a cell is made good by steps at other hidden cells, row by column."""
    if not _moves(full, key, up):
        return False
    seen = {(1, key[1])}
    todo = list(seen)
    while todo:
        side, name = todo.pop()
        for one in hidden - {key}:
            # a column that grew by the cell must shrink, the row that this shrinks must grow
            if one[side] == name and _moves(full, one, up if side == 0 else not up):
                other = (1 - side, one[1 - side])
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
    return (0, key[0]) in seen


def _moves(full: Mapping[Key, int], key: Key, up: bool) -> bool:
    """Whether a cell may take a step; a total stands on the other side and goes the other way."""
    grows = up if (key[0] == TOTAL) == (key[1] == TOTAL) else not up
    return grows or full[key] > 1
