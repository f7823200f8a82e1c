"""Whatever is sent, doubled, late or in any order: one ticket is one matter, and both agree."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from uuid import UUID

import psycopg
import pytest
from integration.collector.matters import who
from stack.desk import Desk
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases import desk as matters
from yizhan_collector.rooms.sharing import partners as authorities
from yizhan_collector.rooms.sharing import ticket_desk, ticket_work, tickets
from yizhan_collector.rooms.sharing.model import Partner
from yizhan_collector.rooms.sharing.ticket_model import TicketWish, standing

KEYS = ("T-1", "T-2", "T-3")
Step = Callable[[psycopg.Connection, str], object]


def steps(desk: Desk, platform: Partner) -> list[Step]:
    """What the platform, a clerk and the clock may do at any moment; some of it is refused."""
    clerk = who(desk, "clerk")
    wish = TicketWish("consult", "离婚要带什么材料", desk.now)

    def known(tx: psycopg.Connection, key: str) -> UUID:
        found = tickets.get(tx, platform, key).matter
        if found is None:
            raise Refused
        return found

    return [
        lambda tx, key: tickets.take(tx, platform, key, wish, desk.now),
        lambda tx, key: tickets.give_back(tx, platform, key, "不满意", desk.now),
        lambda tx, key: tickets.withdraw(tx, platform, key, "不需要了", desk.now),
        lambda tx, key: tickets.reply(tx, platform, key, "没有", desk.now),
        lambda tx, key: tickets.rate(tx, platform, key, 4),
        lambda tx, key: matters.take(tx, known(tx, key), clerk, desk.now),
        lambda tx, key: matters.answer(tx, known(tx, key), clerk, "带身份证。", desk.now),
        lambda tx, key: matters.ask_party(tx, known(tx, key), clerk, "有证据吗?", desk.now),
        lambda tx, key: matters.close(tx, known(tx, key), clerk, "advised", "", desk.now),
        lambda tx, key: ticket_desk.refuse(
            tx, known(tx, key), clerk, "repeated", "", "重复工单。", desk.now
        ),
        lambda tx, key: ticket_work.settle(tx, tickets.get(tx, platform, key).id, desk.now),
        lambda _, __: desk.carry_out(),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_one_ticket_is_one_matter_and_both_agree_whatever_came_in_whatever_order(
    desk: Desk, seed: int
) -> None:
    rng = Random(seed)
    platform = Partner("rexian-2105", "platform", "本溪市12345热线", "", "", desk.now)
    with psycopg.connect(desk.url) as tx:
        authorities.add(tx, platform, who(desk, "admin").id)
    possible = steps(desk, platform)
    for _ in range(120):
        desk.now += timedelta(minutes=rng.randrange(3))
        step, key = rng.choice(possible), rng.choice(KEYS)
        with suppress(Refused), psycopg.connect(desk.url) as tx:
            step(tx, key)
    with psycopg.connect(desk.url) as tx:
        for key in KEYS:
            possible[0](tx, key)  # sent once more
    desk.carry_out()
    assert desk.rows("select reason from outbox") == []
    with psycopg.connect(desk.url) as tx:
        found = [tickets.get(tx, platform, key) for key in KEYS]
        for one in found:
            if one.matter is None:
                assert one.state == "withdrawn"
                continue
            matter = matters.get(tx, one.matter)
            acts = matters.all_acts(tx, matter)
            told = standing(one, matter, acts)
            assert {name: getattr(one, name) for name in vars(told)} == vars(told)
            codes = [act.code for act in acts]
            assert (codes.count("open"), codes.count("return_ticket") <= 1) == (1, True)
            assert (matter.state == "open") == (one.state in {"taken", "in_hand", "answered"})
    made = sum(one.matter is not None for one in found)
    assert desk.rows("select count(*) from matter") == [(made,)]
