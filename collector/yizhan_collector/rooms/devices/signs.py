"""The standing message of a post's sign: plain words, never a person."""

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices import sign_store as store
from yizhan_collector.rooms.devices.model import Sign, Signage

SIGN_CHANGED = "sign_changed"
LONGEST = 60
UNSHOWN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")  # controls, and what breaks a line
PUBLIC = re.compile(r"(?<!\d)(?:12348|12345|12309|96110|110|119|120)(?!\d)")
# a number is often written in groups: 1234 5678
LONG_NUMBER = re.compile(r"\d(?:[\s.·-]*\d){5,}")


class BadText(Refused):
    """The sign takes one line of at most 60 printable characters."""

    status = 422


class NamesSomebody(Refused):
    """The text contains the name of a person; a sign never names anybody."""

    status = 422


class LooksPersonal(Refused):
    """The text contains a number of six or more digits; a sign shows public hotlines only."""

    status = 422


def check(text: str, names: Collection[str]) -> None:
    """Raises BadText, NamesSomebody or LooksPersonal."""
    if len(text) > LONGEST or any(unicodedata.category(one) in UNSHOWN for one in text):
        raise BadText
    plain = unicodedata.normalize("NFKC", text).casefold()
    if any(len(name) > 1 and name in _letters(plain) for name in map(_letters, names)):
        raise NamesSomebody
    if LONG_NUMBER.search(PUBLIC.sub("#", plain)):
        raise LooksPersonal


def set_text(
    tx: Connection, device: str, text: str, names: Collection[str], by: UUID, now: datetime
) -> None:
    """Set the standing message of a box; `names` are those of its township. Raises as `check`."""
    check(text, names)
    store.put(tx, device, text, by, now)
    outbox.emit(tx, SIGN_CHANGED, {"device": device})
    live.announce(tx, "post", device)


def current(tx: Connection, device: str) -> Signage | None:
    """The standing message of a box."""
    return store.get(tx, device)


def places(tx: Connection, area: str) -> list[Sign]:
    """The signs of the boxes in service in an area, '' for all, with what they say."""
    return store.places(tx, area)


def _letters(text: str) -> str:
    """The text without what could hide a name in it: spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum())
