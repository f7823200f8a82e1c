"""SQL of a day's list: whose orders have to be looked at."""

from datetime import date

from psycopg import Connection

from yizhan_collector.rooms.orders.model import Order

# Nine in ten are neither due on the day nor still open from before. `planned` is the last day of
# the live rhythm before closed days move it: one before `open_from` moves to a day before the day
# asked for, and a visit since then answered it.
ABOUT = """
with own as materialized (
    select person, first_due_on, every_days, ended_on,
           %(day)s - (%(day)s - first_due_on) %% every_days as planned
    from reporting_order
    where %(area)s = '' or person in (select id from person where starts_with(township, %(area)s))),
seen as materialized (
    select person, max(due_on) as due_on from checkin
    where live and due_on >= %(day)s - 31 and due_on < %(day)s
      and %(before)s and not (needs_review and review is null)
    group by person)
select person, first_due_on, every_days, ended_on from own
where person in (
    select person from own left join seen using (person)
    where ended_on is null and (first_due_on > %(day)s or planned >= %(open_from)s
       or (%(before)s and (seen.due_on >= planned) is not true))
       or ended_on >= %(day)s)
order by person, first_due_on
"""


def orders_about(
    tx: Connection, area: str, day: date, open_from: date, before: bool
) -> list[Order]:
    """The orders of an area that say who is due on a day; with `before` also who is still open.

    `open_from` is where the run of closed days begins that ends just before the day.
    """
    values = {"area": area, "day": day, "open_from": open_from, "before": before}
    return [Order(*row) for row in tx.execute(ABOUT, values).fetchall()]
