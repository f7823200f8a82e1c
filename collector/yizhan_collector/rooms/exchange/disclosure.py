"""What must be said before data leaves the house, pure (refusal 8 of the rule book)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

# why it is lawful: our own duty, the office above, an organ that works with us, another statute
Basis = Literal["duty", "superior", "court", "police", "procuratorate", "statute"]
Column = Literal[
    "number", "name", "gender", "township", "sentence", "state", "category", "offence", "court",
    "judgment_no", "starts_on", "ends_on", "received_on", "declared_on",
]  # fmt: skip
BASES: tuple[Basis, ...] = get_args(Basis)
COLUMNS: tuple[Column, ...] = get_args(Column)


class Unstated(Refused):
    """Data leaves to a recipient, for a purpose, on a legal basis, in chosen columns; state all."""

    status = 422


class ListMoved(Refused):
    """Somebody joined or left the list while it was made; make it again."""

    status = 409


@dataclass(frozen=True)
class Disclosure:
    """What left the house, and who took it out."""

    id: UUID
    at: datetime
    by: UUID
    area: str
    recipient: str
    purpose: str
    basis: Basis
    document: str
    columns: list[Column]
    rows: int


@dataclass(frozen=True)
class Stated:
    """To whom, what for, on which basis and document, and which columns."""

    recipient: str
    purpose: str
    basis: Basis | None
    document: str
    columns: Collection[Column]

    def __post_init__(self) -> None:
        """Raises Unstated, which names what is missing."""
        missing = [name for name, said in vars(self).items() if not "".join(said or "").strip()]
        if missing:
            raise Unstated(", ".join(missing))

    def leaving(self, ident: UUID, at: datetime, by: UUID, area: str, rows: int) -> Disclosure:
        """What leaves, with the columns in the order of the list."""
        assert self.basis  # noqa: S101 # stated
        ordered = [one for one in COLUMNS if one in self.columns]
        said = (self.recipient.strip(), self.purpose.strip(), self.basis, self.document.strip())
        return Disclosure(ident, at, by, area, *said, ordered, rows)
