"""Who may say and hear what at the broker, as Mosquitto's ACL file, from the wire's own topics."""

from collections.abc import Collection

from yizhan_wire import topics


def acl(revoked: Collection[str] = ()) -> str:
    """A box speaks and listens only as itself, the collector only commands, a revoked box neither.

    What is denied to a user goes before every pattern, also on a connection that is open when the
    broker reads the file again.
    """
    return "\n".join(
        [
            "# Written from yizhan_wire.topics; do not edit.",
            "user collector",
            f"topic read {topics.ROOT}/+/up/+",
            f"topic read {topics.ROOT}/+/state",
            f"topic write {topics.ROOT}/+/down/+",
            *(line for one in sorted(revoked) for line in (f"user {one}", "topic deny #")),
            "",
            *(f"pattern write {topics.up('%u', kind)}" for kind in topics.UP_KINDS),
            f"pattern write {topics.state('%u')}",
            *(f"pattern read {topics.down('%u', kind)}" for kind in topics.DOWN_KINDS),
            "",
        ]
    )
