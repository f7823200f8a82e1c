"""The broker's permissions are exactly the wire's topics."""

from yizhan_wire import topics
from yizhan_wire.permissions import acl

LINES = [line for line in acl().splitlines() if line and not line.startswith("#")]


def test_a_box_may_write_only_as_itself() -> None:
    written = {line.split()[-1] for line in LINES if line.startswith("pattern write")}
    assert written == {topics.up("%u", k) for k in topics.UP_KINDS} | {topics.state("%u")}


def test_a_box_may_read_only_what_is_said_to_it() -> None:
    read = {line.split()[-1] for line in LINES if line.startswith("pattern read")}
    assert read == {topics.down("%u", kind) for kind in topics.DOWN_KINDS}


def test_the_collector_may_write_only_orders() -> None:
    mine = LINES[LINES.index("user collector") :]
    written = [line.split()[-1] for line in mine if line.startswith("topic write")]
    assert written == [f"{topics.ROOT}/+/down/+"]
