"""SQL of what is known of the posts on days that are over."""

from collections.abc import Collection
from datetime import date, datetime

from psycopg import Connection

Key = tuple[str, date]  # township and day
# a day is judged again when a report of it arrived after it was judged
OPEN = """
with said as (
    select township, (captured_at at time zone 'Asia/Shanghai')::date as day,
           max(received_at) as last
    from device_health join device on device.id = device_health.device
    where captured_at >= %(start)s::date::timestamp at time zone 'Asia/Shanghai'
    group by 1, 2)
select place.township, place.day
from (select distinct township, day::date as day
      from device cross join generate_series(%(start)s::date, %(end)s::date, '1 day') as day) place
left join post_day known using (township, day)
left join said using (township, day)
where known.day is null or said.last > known.judged_at
"""


def known(tx: Connection, wanted: Collection[Key]) -> dict[Key, list[str]]:
    """Which boxes were in order, for those of these days that were judged."""
    rows = tx.execute(
        "select township, day, in_order from post_day join"
        " unnest(%s::text[], %s::date[]) as wanted (township, day) using (township, day)",
        [[one for one, _ in wanted], [day for _, day in wanted]],
    )
    return {(township, day): in_order for township, day, in_order in rows}


def to_judge(tx: Connection, start: date, end: date) -> list[Key]:
    """The days between two that nobody judged, or of which more has arrived since."""
    return tx.execute(OPEN, {"start": start, "end": end}).fetchall()


def put(tx: Connection, key: Key, in_order: list[str], at: datetime) -> None:
    """Keep what is known of a day, in place of what was."""
    tx.execute(
        "insert into post_day values (%s, %s, %s, %s) on conflict (township, day)"
        " do update set in_order = excluded.in_order, judged_at = excluded.judged_at",
        [*key, in_order, at],
    )
