"""Use cases of files on a disc, for an authority without a line; what is signed is believed."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from yizhan_collector.rooms.exchange.plain import safe
from yizhan_collector.rooms.sharing import batches, files, package, partners
from yizhan_collector.rooms.sharing.model import Batch, Fault, Partner, UnknownBatchKind
from yizhan_collector.rooms.sharing.package import Package

HEADINGS = ("行", "栏目", "问题", "应做")


@dataclass(frozen=True)
class Brought:
    """A package whose signer is a partner."""

    partner: Partner
    package: Package

    @property
    def label(self) -> str:
        """Whose, and under which key."""
        return f"{self.partner.code} {self.package.head.key}"


def bring(tx: Connection, signer: str, content: bytes, ours: str, now: datetime) -> Brought:
    """A package that is what it should be; `signer` and `ours` are names of certificates.

    Raises UnknownPartner, OtherSender, OtherRecipient, WrongClock, and as `package.unpack`.
    """
    partner = partners.known(tx, signer)
    found = package.unpack(content)
    package.require(found.head, signer, ours, now)
    return Brought(partner, found)


def take(tx: Connection, one: Brought, now: datetime) -> Batch:
    """Take what was brought, as if it had come by wire; raises UnknownBatchKind, and as there."""
    head = one.package.head
    kind = next((kind for kind in files.KINDS if kind == head.kind), None)
    if kind is None:
        raise UnknownBatchKind(head.kind)
    announced = files.announced(head.sha256)
    return batches.take(tx, one.partner, head.key, kind, one.package.content, announced, now)


def outcome(batch: Batch, faults: list[Fault], ours: str, now: datetime) -> bytes:
    """What came of a file, to go back on the disc: its faults as a table, to be signed."""
    out = io.StringIO()
    rows = [(one.place, one.heading, one.problem, safe(one.todo)) for one in faults]
    csv.writer(out).writerows([HEADINGS, *rows])
    said = {"kind": batch.kind, "state": batch.state, "total": batch.total, "bad": batch.bad}
    given = {
        "sender": ours,
        "recipient": batch.partner,
        "kind": "outcome",
        "key": batch.key,
        "made_at": now,
        "file": "faults.csv",
        "said": said,
    }
    return package.pack(given, out.getvalue().encode("utf-8-sig"))
