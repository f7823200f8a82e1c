"""The service guide: a tree of questions that ends in advice and a way to go on; pure."""

from functools import cache
from importlib.resources import files

import msgspec

from yizhan_collector.ground.refusals import NotFound

START = "start"
DEEPEST = 7  # questions to an ending


class BadGuide(ValueError):
    """The guide is no tree: mend the named node of guide.toml."""


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One statement; `source` where the law says so."""

    zh: str
    en: str
    source: str = ""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be answered, and where it leads."""

    to: str
    zh: str
    en: str


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with its answers, or an ending with what to do."""

    id: str
    zh: str
    en: str
    answers: tuple[Answer, ...] = ()
    call: tuple[str, ...] = ()  # numbers to ring before anything else
    say: tuple[Said, ...] = ()
    apply: str = ""  # the kind of matter it ends in
    category: str = ""
    topic: str = ""  # of service points


class Step(msgspec.Struct, frozen=True):
    """A question on the way here, and how it was answered."""

    node: Node
    answer: Answer


class Tree:
    """The guide by name. Raises BadGuide."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = {one.id: one for one in nodes}
        self._above = {
            answer.to: Step(one, answer) for one in self.nodes.values() for answer in one.answers
        }
        named = [answer.to for one in nodes for answer in one.answers]
        if len(nodes) != len(self.nodes) or sorted([START, *named]) != sorted(self.nodes):
            raise BadGuide("a node is named twice, not at all, or not there")
        for one in nodes:
            if bool(one.answers) == bool(one.say) or len(self.way(one.id)) > DEEPEST:
                raise BadGuide(one.id)

    def get(self, name: str) -> Node:
        """A node; raises NotFound."""
        if name not in self.nodes:
            raise NotFound
        return self.nodes[name]

    def way(self, name: str) -> list[Step]:
        """The questions and answers that lead to a node, the first one first."""
        steps: list[Step] = []
        while name != START and len(steps) <= DEEPEST:
            steps.insert(0, self._above[name])
            name = steps[0].node.id
        return steps


class _File(msgspec.Struct, forbid_unknown_fields=True):
    node: list[Node]


@cache
def tree() -> Tree:
    """The guide as it is packaged, read once."""
    text = (files("yizhan_collector.rooms.portal") / "guide.toml").read_bytes()
    return Tree(msgspec.toml.decode(text, type=_File).node)
