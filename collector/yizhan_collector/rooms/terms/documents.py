"""The documents of the court: kept byte for byte, the same one once for a person."""

import hashlib
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import case_store, service
from yizhan_collector.rooms.terms.acting import acting
from yizhan_collector.rooms.terms.case_store import Filed
from yizhan_collector.rooms.terms.intake import DuplicateDocument

Kind = Literal["judgment", "ruling", "decision", "execution_notice", "assessment", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LARGEST = 10 * 1024 * 1024  # bytes
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


class DocumentTooLarge(Refused):
    """A document has at most 10 MB; scan it with fewer dots, or in parts."""

    status = 413


class UnknownFile(Refused):
    """A document is a PDF, a JPEG or a PNG; choose such a file."""

    status = 422


def media_of(content: bytes) -> str:
    """What a file is by its first bytes, whatever its name says; raises UnknownFile."""
    found = (media for start, media in BEGINNINGS.items() if content.startswith(start))
    media = next(found, None)
    if media is None:
        raise UnknownFile
    return media


def file(
    tx: Connection,
    person: UUID,
    kind: Kind,
    name: str,
    content: bytes,
    staff: Staff,
    now: datetime,
) -> UUID:
    """Keep a document; raises DocumentTooLarge, UnknownFile, DuplicateDocument, NotDelegated."""
    if len(content) > LARGEST:
        raise DocumentTooLarge
    actor = acting(tx, person, staff, now, "intake")
    sha256 = hashlib.sha256(content).hexdigest()
    one = Filed(
        new_id(), kind, name, media_of(content), len(content), sha256, staff.id, now
    )  # fmt: skip
    if not case_store.file(tx, person, one, content):
        raise DuplicateDocument
    body: dict[str, object] = {"document": one.id, "kind": kind, "sha256": sha256}
    service.record(tx, actor.deed("document_filed", actor.today, body), now)
    return one.id


def of_person(tx: Connection, person: UUID) -> list[Filed]:
    """The documents of a person, newest first, while the record is open."""
    return case_store.filed(tx, person)


def read(tx: Connection, person: UUID, document: UUID) -> tuple[str, str, bytes]:
    """Name, kind of file and the very bytes; raises NotFound."""
    found = case_store.content(tx, person, document)
    if found is None:
        raise NotFound
    return found
