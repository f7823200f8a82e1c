"""What a made-up bureau exchanged with 12345: tickets in every state, and two matters passed on."""

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from yizhan_collector.rooms.cases import desk, service
from yizhan_collector.rooms.cases.model import Asked
from yizhan_collector.rooms.sharing import packets, partners, passing, ticket_desk, tickets
from yizhan_collector.rooms.sharing import ticket_work as work
from yizhan_collector.rooms.sharing.model import Partner
from yizhan_collector.rooms.sharing.ticket_model import Request, TicketWish
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

CODE, NAME = "rexian-2105", "本溪市12345政务服务便民热线"
COUNTY = "210521"
# what is asked, how many hours ago, and how far it has come
CAME: tuple[tuple[Request, str, int, str], ...] = (
    ("consult", "离婚时房子怎么分,要带什么材料", 2, "taken"),
    ("help", "包工头跑了,三个月工资没发", 5, "taken"),
    ("complaint", "打公证处的电话一直没有人接", 26, "take"),
    ("help", "想申请法律援助,不知道找谁", 30, "answer"),
    ("consult", "邻居占了我家宅基地,能不能起诉", 52, "close"),
    ("consult", "交通事故对方不赔,怎么办", 78, "return"),
    ("help", "路口的红绿灯坏了", 28, "refuse"),
    ("proposal", "建议周末也能办公证", 240, "late"),
)
OURS = ("小区的井盖丢了,晚上很危险", "菜市场的秤不准,找谁管")


def fill_tickets(url: str, now: datetime) -> None:
    """Register the platform, let its tickets come and be worked, and pass two matters on."""
    with psycopg.connect(url) as tx:
        clerk = _clerk(tx)
        row = tx.execute("select id from staff where role = 'administrator' limit 1").fetchone()
        if clerk is None or row is None:
            return
        platform = Partner(CODE, "platform", NAME, "", "", now)
        partners.add(tx, platform, row[0])
        for place, (request, said, hours, state) in enumerate(CAME, 1):
            at = now - timedelta(hours=hours)
            wish = TicketWish(request, said, at, "", "示例丁", f"000-0000-{place:04}", COUNTY)
            one = tickets.take(tx, platform, f"12345-{at:%Y%m%d}-{place:04}", wish, at)
            work.settle(tx, one.id, at)
            _work(tx, platform, one.key, clerk, state, at)
        for place, said in enumerate(OURS):
            _pass_on(tx, said, clerk, place == 0, now - timedelta(hours=30 * (place + 1)))
        tx.execute(
            "delete from outbox where body ? 'ticket' or event = any(%s)",
            [[packets.READ, packets.ANSWERED, "matter_moved", "passed_matter_moved"]],
        )


def _clerk(tx: psycopg.Connection) -> Staff | None:
    found = staff_room.of_roles(tx, ("clerk", "head_service"))
    own = [one for one in found if (one.role, one.area) == ("clerk", COUNTY)]
    return min(own, key=lambda one: one.login, default=None)


def _work(
    tx: psycopg.Connection, platform: Partner, key: str, clerk: Staff, state: str, at: datetime
) -> None:
    """As far as a ticket has come."""
    one = tickets.get(tx, platform, key)
    if state in {"taken", "late"} or one.matter is None:
        return
    soon, later = at + timedelta(minutes=25), at + timedelta(minutes=90)
    desk.take(tx, one.matter, clerk, soon)
    if state == "refuse":
        to = ("other_body", "市公安局交警支队", "信号灯由交警部门管理,已请平台转办。")
        ticket_desk.refuse(tx, one.matter, clerk, *to, later)  # type: ignore[arg-type]
    if state in {"answer", "close", "return"}:
        desk.answer(
            tx, one.matter, clerk, "带身份证和有关材料到县法律援助中心,可以先电话咨询。", later
        )
    if state in {"close", "return"}:
        desk.close(tx, one.matter, clerk, "advised", "", later)
    work.settle(tx, one.id, later)
    if state == "return":
        back = later + timedelta(hours=20)
        tickets.give_back(tx, platform, key, "只说带材料,没有说带哪些", back)
        work.settle(tx, one.id, back)
    if state == "close":
        tickets.rate(tx, platform, key, 5)
        work.settle(tx, one.id, later)


def _pass_on(tx: psycopg.Connection, said: str, clerk: Staff, answered: bool, at: datetime) -> UUID:
    """A matter of the counter that is not ours."""
    asked = Asked("advice", "other", "counter", said, "示例戊", "000-0000-0099", COUNTY)
    matter = service.open_matter(tx, asked, None, at, clerk)
    desk.take(tx, matter.id, clerk, at)
    packet = passing.pass_on(tx, matter.id, CODE, "spoken", answered, clerk, at).id
    if answered:
        tx.execute("select set_config('yizhan.partner', %s, true)", [CODE])
        packets.fetch(tx, packet, at + timedelta(hours=1))
        packets.read(tx, packet, at + timedelta(hours=2))
        packets.answer(tx, packet, "已派市政部门,两日内补齐。", at + timedelta(hours=20))
        passing.answered(tx, packet, at + timedelta(hours=20))
    return packet
