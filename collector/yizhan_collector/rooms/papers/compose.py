"""Typed fields become a sheet; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from yizhan_collector.rooms.papers.kinds import KINDS
from yizhan_collector.rooms.papers.kinds.base import About, Fields, Kind, Subject
from yizhan_collector.rooms.papers.model import (
    BadFields,
    Issuer,
    PersonNeeded,
    UnknownKind,
    WrongBody,
    first_fault,
)
from yizhan_collector.rooms.papers.sheet import Sheet


@dataclass(frozen=True)
class Wanted:
    """A paper that can be issued: valid fields, who issues it, and whom it is about."""

    fields: Fields
    issuer: Issuer
    subject: Subject | None

    @property
    def kind(self) -> Kind:
        """The kind of paper."""
        return self.fields.kind


def kind_of(code: str) -> type[Fields]:
    """The typed fields of a kind; raises UnknownKind."""
    model = KINDS.get(code)
    if model is None:
        raise UnknownKind(code[:40])
    return model


def read(kind: str, fields: Mapping[str, object]) -> Fields:
    """The fields in their types; raises UnknownKind and BadFields, which names the field."""
    model = kind_of(kind)
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        titles = {name: one.title or name for name, one in model.model_fields.items()}
        raise first_fault(error, titles) from None


def wanted(fields: Fields, issuer: Issuer, subject: Subject | None) -> Wanted:
    """Raises PersonNeeded, and WrongBody for a paper of the county in an office's name."""
    if fields.kind.about == "person" and subject is None:
        raise PersonNeeded
    if fields.kind.by in ("county", "hearer") and len(issuer.body) != 6:
        raise WrongBody(issuer.organ)
    return Wanted(fields, issuer, subject)


def sheet(one: Wanted, number: str, day: date) -> Sheet:
    """The whole paper under its number; raises BadFields where the law wants more."""
    about = About(one.issuer.organ, number, day, one.subject)
    try:
        body, title = one.fields.body(about), one.fields.title(about)
    except PydanticCustomError as error:
        raise BadFields(error.message()) from None
    minor = one.subject is not None and one.subject.minor
    kind = one.kind
    return Sheet(kind.look, about.organ, title, number, day, body, kind.sealed, minor)


def known(kind: str, facts: Mapping[str, object]) -> dict[str, object]:
    """Those of these facts that are fields of this kind; raises UnknownKind."""
    fields = kind_of(kind).model_fields
    return {name: value for name, value in facts.items() if name in fields}
