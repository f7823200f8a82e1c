"""Closed matters many times over, made by the database itself: the same life, another number."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

CLONE = """
create temporary table clone on commit drop as
select id as old, gen_random_uuid() as new, %(first)s + row_number() over () as serial,
       party as old_party, case when party is not null then gen_random_uuid() end as new_party
  from matter, generate_series(1, %(count)s / greatest(1, (select count(*) from matter
                                                           where state = 'closed')) + 1)
 where state = 'closed' limit %(count)s
"""
FRESH = {
    "matter": "matter.id = old",
    "party": "party.id = old_party",
    "matter_act": "matter = old",
    "matter_document": "matter = old",
    "aid_application": "matter = old",
    "aid_item": "matter = old",
}
OTHERWISE = {
    ("party", "id"): "new_party",
    ("matter", "id"): "new",
    ("matter", "party"): "new_party",
    ("matter", "number"): "left(number, 5) || lpad(clone.serial::text, 6, '0')",
    ("matter", "key_digest"): "sha256(('MADEUP' || clone.serial)::bytea)",
    ("matter_document", "id"): "md5(id::text || new)::uuid",
}
COLUMNS = """
select column_name from information_schema.columns where table_schema = 'public'
   and table_name = %s and is_generated = 'NEVER' and is_identity = 'NO'
"""
CONTENT = """
insert into matter_document_content (document, content)
select md5(document::text || new)::uuid, content
  from clone join matter_document on matter = old join matter_document_content on document = id
"""

INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
 where indrelid = any(array['matter', 'matter_act', 'party']::regclass[])
   and not exists (select from pg_constraint where conindid = indexrelid)
   and indexrelid <> 'matter_act_of'::regclass
"""


@contextmanager
def without_indexes(tx: psycopg.Connection) -> Iterator[None]:
    """Built once at the end, an index costs a fifth of what it costs row by row."""
    found = tx.execute(INDEXES).fetchall()
    for name, _ in found:
        tx.execute(f"drop index {name}".encode())
    yield
    for _, made in found:
        tx.execute(made.encode())


def clone(tx: psycopg.Connection, first: int, count: int) -> None:
    """So many more closed matters, numbered after `first`."""
    if count == 0:
        return
    tx.execute(CLONE, {"first": first, "count": count})
    tx.execute("analyze clone")
    with without_indexes(tx):
        _copy(tx)


def _copy(tx: psycopg.Connection) -> None:
    for table, same in FRESH.items():
        names = [row[0] for row in tx.execute(COLUMNS, [table])]
        what = [OTHERWISE.get((table, one), "new" if one == "matter" else one) for one in names]
        order = "order by matter_act.id" if table == "matter_act" else ""
        query = (
            f"insert into {table} ({', '.join(names)}) select {', '.join(what)}"  # noqa: S608
            f" from clone join {table} on {same} {order}"
        )
        tx.execute(query.encode())
    tx.execute(CONTENT)
