"""The table of refusals names tests that exist, one for each level of each refusal."""

import re

from stack.host import REPO

TABLE = (REPO / "docs/refusals.md").read_text()
NAMED = re.compile(r"`((?:unit|integration|e2e)/[\w/]+\.py)::(test_\w+)`")
ASKED = set(range(1, 13))  # of the rule book


def rows() -> dict[int, list[tuple[str, str]]]:
    """The tests of each numbered refusal."""
    lines = (re.match(r"\| (\d+) \|", line) for line in TABLE.splitlines())
    return {int(one[1]): NAMED.findall(one.string) for one in lines if one}


def test_every_refusal_has_its_test_at_each_of_the_three_levels() -> None:
    found = rows()
    assert set(found) == ASKED
    assert {number: len(set(tests)) for number, tests in found.items()} == dict.fromkeys(ASKED, 3)


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(TABLE)
    missing = [
        (path, name)
        for path, name in named
        if not re.search(rf"^def {name}\(", (REPO / "tests" / path).read_text(), re.MULTILINE)
    ]
    assert named
    assert missing == []
