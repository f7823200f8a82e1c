"""A matter of ours that is a platform's: passed on with consent, and its answer comes back."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import acting, acts, desk
from yizhan_collector.rooms.cases.acts import BY_CLOCK
from yizhan_collector.rooms.cases.allowed import may_act
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sharing import packet_store as store
from yizhan_collector.rooms.sharing import packets, partners
from yizhan_collector.rooms.sharing.kinds import PASSED_ON, about_a_correction
from yizhan_collector.rooms.sharing.model import Consent, NotForThem, OtherArea, Packet, Partner
from yizhan_collector.rooms.sharing.ticket_reasons import AboutACorrection, CameFromThem
from yizhan_collector.rooms.staff.model import Staff


def pass_on(
    tx: Connection,
    matter: UUID,
    partner: str,
    consent: Consent,
    named: bool,
    by: Staff,
    now: datetime,
) -> Packet:
    """Give a matter to a platform, as its owner, once; `named` gives name and number along.

    `consent` is how whoever asked agreed (PIPL 23). Raises NotFound, NotForThem, OtherArea,
    CameFromThem, AboutACorrection, and as desk.owned.
    """
    one, to = desk.owned(tx, matter, by), partners.get(tx, partner)
    if to.kind != "platform":
        raise NotForThem
    if one.channel == "platform":
        raise CameFromThem
    if about_a_correction(one.category, one.said):
        raise AboutACorrection
    if not to.reaches(one.area):
        raise OtherArea
    made = _packet(tx, one, to, consent, _fields(tx, one, named), by, now)
    if store.insert(tx, made):
        store.tell(tx, to.code, "packet_sent", made.id, now)
        acting.write(tx, one, "pass_on", acts.hand(by), now, f"经您同意，已转{to.name}办理。")
        return made
    return next(old for old in store.of_matter(tx, matter) if old.partner == partner)


def offered(tx: Connection, matter: Matter, staff: Staff) -> list[Partner]:
    """The platforms that this member of staff may pass a matter on to."""
    stays = matter.channel == "platform" or about_a_correction(matter.category, matter.said)
    if stays or not may_act(matter, staff):
        return []
    gone = {one.partner for one in of_matter(tx, matter.id)}
    known = [one for one in partners.everybody(tx) if one.kind == "platform" and not one.ended_at]
    return [one for one in known if one.reaches(matter.area) and one.code not in gone]


def of_matter(tx: Connection, matter: UUID) -> list[Packet]:
    """To whom a matter was passed on, first to last."""
    return store.of_matter(tx, matter)


def answered(tx: Connection, packet: UUID, now: datetime) -> None:
    """What a platform answered is written into its matter, once; a clerk tells it on."""
    one = packets.get(tx, packet)
    if one.matter is None or one.answer is None:
        return
    matter = acting.held(tx, one.matter)
    said = f"{one.recipient}：{one.answer}"
    if all((act.code, act.said) != ("passed_answer", said) for act in desk.all_acts(tx, matter)):
        acting.write(tx, matter, "passed_answer", BY_CLOCK, now, said)


def _fields(tx: Connection, matter: Matter, named: bool) -> dict[str, Any]:
    asked = {"number": matter.number, "category": matter.category, "said": matter.said}
    asked |= {"area": matter.township or matter.area, "opened_at": matter.opened_at.isoformat()}
    party = desk.parties(tx, [matter]).get(matter.party) if matter.party and named else None
    known = {"name": party.name, "phone": party.phone} if party else {}
    return {name: value for name, value in (asked | known).items() if value}


def _packet(
    tx: Connection,
    matter: Matter,
    to: Partner,
    consent: Consent,
    fields: dict[str, Any],
    by: Staff,
    now: datetime,
) -> Packet:
    today = legal_day(now)
    due = today + timedelta(days=rules.book(tx, today).number(PASSED_ON.rule))
    digest = hashlib.sha256(msgspec.json.encode(fields, order="deterministic")).hexdigest()
    head = (new_id(), to.code, "matter", None, None, matter.area, to.name)
    said = (PASSED_ON.basis, PASSED_ON.purpose, list(fields), fields, digest)
    return Packet(*head, *said, by.id, now, due, matter=matter.id, consent=consent)
