"""The ledger of what other authorities were sent, and what they sent."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office import sharing_shapes as shapes
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.sharing import batches, packets, partners, telling
from yizhan_collector.rooms.sharing.callback_model import LONGEST_ADDRESS
from yizhan_collector.rooms.sharing.model import Outcome, Partner, PartnerKind
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["sharing"])
Reader = Annotated[Staff, Depends(able("decide_county", "inspect", "decide_city"))]
Sender = Annotated[Staff, Depends(able("decide_county"))]
Keeper = Annotated[Staff, Depends(able("administer"))]
Trier = Annotated[Staff, Depends(able("decide_county", "see_audit"))]
Knower = Annotated[Staff, Depends(able("decide_county", "inspect", "decide_city", "see_audit"))]
# who serves the public sees what matters were passed on, and no paper
Ledger = Annotated[Staff, Depends(able("decide_county", "inspect", "decide_city", "work_matters"))]
TakesBack = Annotated[Staff, Depends(able("decide_county", "work_matters"))]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS)]


class Send(BaseModel):
    """To which authority a paper goes."""

    partner: Annotated[str, Field(max_length=40)]


class PacketWithdrawal(BaseModel):
    """Why a packet is taken back."""

    why: Annotated[str, Field(min_length=2, max_length=200)]


class NewPartner(BaseModel):
    """An authority to register; `code` is the common name of its certificate."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{2,39}$")]
    kind: PartnerKind
    name: Annotated[str, Field(min_length=2, max_length=60)]
    area: Annotated[str, Field(pattern=r"^([0-9]{6})?$")] = ""
    callback: Address = ""


class CallbackChange(BaseModel):
    """Where an authority is told of its events; empty: it asks by itself."""

    callback: Address


class RowDecision(BaseModel):
    """Whether a row is about somebody of ours, and who."""

    outcome: Outcome
    person: UUID | None = None


@router.get("/sharing/packets", responses=errors(401, 403, 422))
def packets_sent(
    tx: Tx,
    who: Ledger,
    now: Now,
    wanted: Wanted,
    partner: Annotated[str, Query(max_length=40)] = "",
    only_open: bool = False,
    late: bool = False,
) -> Page[shapes.PacketLine]:
    """What was sent, newest first; `late` has no answer after its day."""
    found = packets.listed(tx, partner, only_open, late, wanted.window, now)
    return lines(wanted, found, lambda one: shapes.packet(one, now))


@router.get("/papers/{paper}/recipients", responses=errors(401, 403, 404, 422))
def paper_recipients(paper: UUID, tx: Tx, who: Sender, now: Now) -> shapes.Recipients:
    """To whom this paper may go by law, and to whom it went."""
    return shapes.recipients(tx, paper, now)


@router.post(
    "/papers/{paper}/packets", status_code=201, responses=errors(400, 401, 403, 404, 409, 422)
)
def send_paper(paper: UUID, given: Send, tx: Tx, who: Sender, now: Now) -> shapes.PacketLine:
    """Send an issued paper to an authority; sent again it is the same packet."""
    made = packets.send(tx, paper, given.partner, who, now)
    audit.recorded(tx, who.id, "send_packet", now, made.person, f"{made.partner} {made.id}")
    return shapes.packet(made, now)


@router.post("/sharing/packets/{packet}/withdraw", responses=errors(400, 401, 403, 404, 409, 422))
def withdraw_packet(
    packet: UUID, given: PacketWithdrawal, tx: Tx, who: TakesBack, now: Now
) -> shapes.PacketLine:
    """Take back a packet that nobody has answered."""
    made = packets.withdraw(tx, packet, given.why, now)
    audit.recorded(tx, who.id, "withdraw_packet", now, made.person, str(packet))
    return shapes.packet(made, now)


@router.get("/sharing/partners", responses=errors(401, 403))
def partners_known(tx: Tx, who: Knower) -> list[shapes.PartnerLine]:
    """The authorities, those in service first."""
    return shapes.partner_lines(tx)


@router.post("/sharing/partners", status_code=201, responses=errors(400, 401, 403, 409, 422))
def add_partner(given: NewPartner, tx: Tx, who: Keeper, now: Now) -> shapes.PartnerLine:
    """Register an authority by the name of its certificate."""
    if given.area:
        people.require_area(tx, given.area)
    one = Partner(**given.model_dump(), since=now)
    partners.add(tx, one, who.id)
    audit.recorded(tx, who.id, "add_partner", now, None, one.code)
    return shapes.PartnerLine(**vars(one))


@router.post("/sharing/partners/{code}/end", status_code=204, responses=errors(401, 403, 404, 422))
def end_partner(code: str, tx: Tx, who: Keeper, now: Now) -> None:
    """Let an authority in no more, at once."""
    partners.end(tx, code, now)
    audit.recorded(tx, who.id, "end_partner", now, None, code)


@router.put("/sharing/partners/{code}/callback", responses=errors(400, 401, 403, 404, 422))
def set_callback(
    code: str, given: CallbackChange, tx: Tx, who: Keeper, now: Now
) -> shapes.PartnerLine:
    """Say where an authority is told of its events; it is tried at once."""
    made = telling.set_callback(tx, code, given.callback)
    audit.recorded(tx, who.id, "set_callback", now, None, code)
    return shapes.PartnerLine(**vars(made))


@router.post("/sharing/partners/{code}/try", status_code=204, responses=errors(401, 403, 404, 422))
def try_partner(code: str, tx: Tx, who: Trier, now: Now) -> None:
    """Try an authority that could not be told again, at once."""
    telling.try_now(tx, code)
    audit.recorded(tx, who.id, "try_partner", now, None, code)


@router.get("/sharing/batches", responses=errors(401, 403, 422))
def batches_taken(tx: Tx, who: Reader, wanted: Wanted) -> Page[shapes.BatchLine]:
    """The files that came, newest first."""
    return lines(wanted, batches.page(tx, *wanted.window), shapes.batch)


@router.get("/sharing/batches/{batch}", responses=errors(401, 403, 404, 422))
def batch_faults(batch: UUID, tx: Tx, who: Reader) -> shapes.BatchFaults:
    """What is wrong with the rows of a file, as its sender was told."""
    one, faults = batches.get(tx, batch)
    return shapes.BatchFaults(batch=shapes.batch(one), faults=[shapes.fault(bad) for bad in faults])


@router.get("/sharing/rows", responses=errors(401, 403, 422))
def rows_taken(tx: Tx, who: Reader, wanted: Wanted, undecided: bool = True) -> Page[shapes.RowLine]:
    """The rows that came, the oldest first."""
    return lines(wanted, batches.rows(tx, undecided, wanted.window), shapes.row)


@router.get("/sharing/rows/{row}/alike", responses=errors(401, 403, 404, 422))
def row_alike(row: UUID, tx: Tx, who: Sender) -> list[shapes.Alike]:
    """People of the own area with the name and day of birth of a row; offered, never joined."""
    return [shapes.Alike(**shapes.alike(one)) for one in batches.alike(tx, row)]


@router.post("/sharing/rows/{row}/decide", responses=errors(400, 401, 403, 404, 409, 422))
def decide_row(row: UUID, given: RowDecision, tx: Tx, who: Sender, now: Now) -> shapes.RowLine:
    """Say whether a row is about somebody of ours; nothing follows by itself."""
    made = batches.decide(tx, row, given.outcome, given.person, who.id, now)
    audit.recorded(tx, who.id, "decide_row", now, made.person, str(row))
    return shapes.row(made)
