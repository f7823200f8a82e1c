"""What the end of a term does to measures that nobody has decided."""

from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.conduct import store


def close(tx: Connection, person: UUID) -> None:
    """The term has ended: what was still a proposal was withdrawn with its request."""
    for one in store.of_persons(tx, [person]):
        if one.state == "proposed":
            store.move(tx, one.id, "proposed", "withdrawn")
