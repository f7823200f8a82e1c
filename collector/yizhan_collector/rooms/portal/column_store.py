"""SQL of the columns."""

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.portal.model import Column


def shown(tx: Connection) -> list[Column]:
    """The columns the public sees, in their order."""
    with tx.cursor(row_factory=class_row(Column)) as cursor:
        return cursor.execute(
            "select code, title_zh, title_en, kind from site_column where shown"
            " order by place, code"
        ).fetchall()
