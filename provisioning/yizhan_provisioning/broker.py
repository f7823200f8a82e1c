"""The broker's permissions, written from the wire's own topics so that they cannot drift."""

from yizhan_wire import topics


def acl() -> str:
    """Mosquitto ACL file: a box speaks and listens only as itself, the collector only commands."""
    return "\n".join(
        [
            "# Written by yizhan-provisioning from yizhan_wire.topics.",
            "user collector",
            f"topic read {topics.ROOT}/+/up/+",
            f"topic read {topics.ROOT}/+/state",
            f"topic write {topics.ROOT}/+/down/+",
            "",
            *(f"pattern write {topics.up('%u', kind)}" for kind in topics.UP_KINDS),
            f"pattern write {topics.state('%u')}",
            *(f"pattern read {topics.down('%u', kind)}" for kind in topics.DOWN_KINDS),
            "",
        ]
    )
