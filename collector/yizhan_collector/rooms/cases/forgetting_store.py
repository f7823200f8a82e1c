"""SQL of the forgetting."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.ids import ids

STEPS = (
    "update matter_act set said = '' where matter = any(%(these)s::uuid[]) and said <> ''",
    "delete from matter_document where matter = any(%(these)s::uuid[])",
    "update aid_item set reason = repeat('—', 10)"
    " where matter = any(%(these)s::uuid[]) and reason <> ''",
    "update aid_application set lawyer = '' where matter = any(%(these)s::uuid[])",
    "update ticket set body = null, answer = '', question = '', reply = left(reply, 0) || '—',"
    " returned_why = left(returned_why, 0) || '——', withdrawn_why = left(withdrawn_why, 0) || '——'"
    " where matter = any(%(these)s::uuid[])",
    "update packet set fields = '{}', answer = left(answer, 0) || '—'"
    " where matter = any(%(these)s::uuid[])",
    "update booking set matter = null where matter = any(%(these)s::uuid[])",
    "update matter set said = '—', satisfaction_said = '', key_digest = null, party = null,"
    " forgotten_at = %(now)s where id = any(%(these)s::uuid[])",
    "delete from party_link where one = any(%(parties)s::uuid[])"
    " or other = any(%(parties)s::uuid[])",
    "delete from party where id = any(%(parties)s::uuid[])",
)
ALONE = """
select distinct party from matter as old where id = any(%(these)s::uuid[]) and party is not null
   and not exists (select from matter as kept where kept.party = old.party
                   and kept.id <> all (%(these)s::uuid[]))
"""


def old(tx: Connection, aid: datetime, other: datetime, limit: int) -> list[UUID]:
    """Matters closed before these moments, legal aid's own, whose words are still there."""
    found = tx.execute(
        "select id from matter where state = 'closed' and forgotten_at is null"
        " and closed_at < case kind when 'legal_aid' then %s else %s end"
        " order by closed_at limit %s for update skip locked",
        [aid, other, limit],
    )
    return [one for (one,) in found.fetchall()]


def forget(tx: Connection, these: Collection[UUID], now: datetime) -> None:
    """Delete what is said in these, and whoever asked nothing else."""
    tx.execute("select set_config('yizhan.forgetting', 'on', true)")
    given = {"these": ids(these), "now": now}
    parties = [one for (one,) in tx.execute(ALONE, given).fetchall()]
    for step in STEPS:
        tx.execute(step, given | {"parties": ids(parties)})
    tx.execute("select set_config('yizhan.forgetting', '', true)")
