"""SQL of the townships."""

from psycopg import Connection

from yizhan_collector.rooms.portal.reaching import Place


def townships(tx: Connection) -> list[Place]:
    """All townships by code, with their rough points where one is known."""
    rows = tx.execute("select code, name, latitude, longitude from township order by code")
    return [Place(*row) for row in rows]
