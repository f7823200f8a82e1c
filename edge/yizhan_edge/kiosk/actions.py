"""What can be pressed on the page, each with the words it takes."""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from yizhan_wire.events import Route

from yizhan_edge.errors import BadAction
from yizhan_edge.kiosk.machine import Kiosk
from yizhan_edge.kiosk.pages import Lang, Moment

Typed = Annotated[str, Meta(max_length=40)]
# an action of the page is the method of Kiosk with its name
FIELDS: dict[str, list[tuple[str, Any]]] = {
    "begin": [],
    "number": [("number", Typed)],
    "route": [("route", Route)],
    "permit": [("permit", Typed)],
    "code": [("code", Typed)],
    "confirm": [],
    "answer": [("question", Typed), ("answer", Typed)],
    "again": [],
    "stay": [],
    "cancel": [],
    "lang": [("lang", Lang)],
}
_bodies = {
    name: msgspec.json.Decoder(msgspec.defstruct(name, fields, forbid_unknown_fields=True))
    for name, fields in FIELDS.items()
}


@dataclass(frozen=True)
class Action:
    """One press, read and checked."""

    name: str
    words: tuple[str, ...]

    def do(self, kiosk: Kiosk, moment: Moment) -> None:
        """Carry it out."""
        getattr(kiosk, self.name)(moment, *self.words)


def read(name: str, body: bytes) -> Action:
    """Read a press from JSON; raises BadAction."""
    if name not in _bodies:
        raise BadAction("There is no such action.")
    try:
        return Action(name, msgspec.structs.astuple(_bodies[name].decode(body)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # msgspec's own words may repeat what was typed
        raise BadAction(f"The body of `{name}` cannot be read.") from error
