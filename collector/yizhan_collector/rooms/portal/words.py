"""Words of texts and of what people search for, cut the same way on both sides.

A text is brought to simplified characters, one width and small letters, then cut by a dictionary.
What the dictionary does not know stays single characters, searched for as they stand in a row.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

import rjieba
from opencc import OpenCC

from yizhan_collector.rooms.portal import lexicon
from yizhan_collector.rooms.portal.plain import plain

LONGEST = 60  # letters of a word; a longer one is cut on both sides
INDEXED = 60_000  # letters of a body: a tsvector has at most 1 MB
LAST, MOST = 16_383, 255  # of a tsvector: the highest place, and the places of one word
ASKED = 100  # letters of a search
# the planes of rare characters are open-ended: Unicode adds some every few years
APART = re.compile(r"(?:(?![\ue000-\uf8ff\U00020000-\U0003ffff])[\W_])+")
_cutter = rjieba.Jieba()
for _word in lexicon.added:
    _cutter.add_word(_word, 1000, "n")
_simplify = OpenCC("t2s").convert


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: queries for `::tsquery`, to be tried from strict to loose.

    The last of them, where there are several, asks for any of the words.
    """

    words: tuple[str, ...]
    tries: tuple[str, ...]


def index_words(title: str, lead: str, body_html: str) -> str:
    """The words of an article, as text to be cast to tsvector: title A, lead B, body C.

    Takes whatever passed the editor; of a body the first 60,000 letters count.
    """
    places: dict[str, list[str]] = {}
    begins = 1
    for part, weight in ((title, "A"), (lead, "B"), (plain(body_html)[:INDEXED], "C")):
        for word, at in _cut(part, "search"):
            if len(places.setdefault(word, [])) < MOST:
                places[word].append(f"{min(begins + at, LAST)}{weight}")
        begins += len(part) + LONGEST
    return " ".join(f"'{word}':{','.join(all_)}" for word, all_ in places.items())


def asked(said: str) -> Asked | None:
    """What a citizen typed as queries; None when there is no word in it. Never raises."""
    found = _cut(said[:ASKED], "default")
    runs = _runs([one for one in found if one[0] not in lexicon.empty] or found)
    if not runs:
        return None
    longer = [run for run in runs if len(run) > 1 or len(run[0]) > 1] or runs
    tries = [_query(runs, " & "), _query(longer, " & "), _query(longer, " | ")]
    words = dict.fromkeys(word for run in runs for word in _alike(run))
    return Asked(tuple(words), tuple(dict.fromkeys(tries)))


def fold(said: str) -> str:
    """Simplified characters, one width, small letters; everything that is no letter a space."""
    letters = APART.sub(" ", unicodedata.normalize("NFKC", said))
    return APART.sub(" ", _simplify(letters).casefold())


def _cut(said: str, mode: str) -> list[tuple[str, int]]:
    """The words and where they begin, in letters."""
    cut = _cutter.tokenize(fold(said), mode, False)
    return [(word[:LONGEST], at) for word, at, _ in cut if not word.isspace()]


def _runs(found: list[tuple[str, int]]) -> list[list[str]]:
    """Words one by one, and single characters that stand in a row together."""
    runs: list[list[str]] = []
    ends = -1
    for word, at in found:
        if len(word) == 1 and runs and ends == at and len(runs[-1][-1]) == 1:
            runs[-1].append(word)
        else:
            runs.append([word])
        ends = at + len(word)
    return [run for run, _ in groupby(runs)]


def simplified(said: str) -> str:
    """The same number of letters, simplified and small, to compare with words."""
    small = said.lower()
    if len(small) != len(said):  # of a letter whose small form is two
        small = "".join(low if len(low := one.lower()) == 1 else one for one in said)
    plain_ = _simplify(small.encode(errors="replace").decode())
    return plain_ if len(plain_) == len(said) else small


def _alike(run: list[str]) -> tuple[str, ...]:
    """A word as it was said, then others that say the same."""
    word = "".join(run)
    return word, *(one for one in lexicon.same.get(word, ()) if one != word)


def _query(runs: list[list[str]], joined: str) -> str:
    return joined.join(map(_any, runs))


def _any(run: list[str]) -> str:
    # a word is letters and digits alone (APART): nothing in it can end the quotes
    asked_for = "<->".join(f"'{word}'" for word in run)
    also = [f"'{word}'" for word in _alike(run)[1:]]
    return f"({' | '.join([asked_for, *also])})" if also else asked_for
