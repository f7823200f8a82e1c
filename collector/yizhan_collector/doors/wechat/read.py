"""What a follower sent, read from WeChat's XML with entities refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from yizhan_collector.doors.wechat.seal import Unreadable

Kind = Literal["text", "image", "voice", "event", "other"]
KINDS: tuple[Kind, ...] = ("text", "image", "voice", "event")
LONGEST = 2000  # characters of a text; WeChat sends at most 2048 bytes
MOST = 60  # fields of a message


@dataclass(frozen=True)
class Message:
    """One message or event; `repeat_of` is the same for every repeat of it."""

    follower: str  # the openid
    kind: Kind
    repeat_of: str
    sent_at: int  # seconds since 1970, by WeChat
    said: str = ""
    media: str = ""
    event: str = ""
    key: str = ""


def fields(body: bytes) -> Mapping[str, str]:
    """The fields directly below the root, as text; raises Unreadable."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable from error
    if len(root) > MOST:
        raise Unreadable
    return {one.tag: (one.text or "").strip() for one in root}


def message(body: bytes) -> Message:
    """A message from its opened XML; raises Unreadable for one without sender or time."""
    given = fields(body)
    follower, sent = given.get("FromUserName", ""), given.get("CreateTime", "")
    if not 1 <= len(follower) <= 100 or not (sent.isascii() and sent.isdecimal()) or len(sent) > 10:
        raise Unreadable
    kinds = (one for one in KINDS if one == given.get("MsgType"))
    kind: Kind = next(kinds, "other")
    return Message(
        follower,
        kind,
        _repeat(given, follower, sent),
        int(sent),
        given.get("Content", given.get("Recognition", ""))[:LONGEST],
        given.get("MediaId", "")[:200],
        given.get("Event", "")[:60].lower(),
        given.get("EventKey", "")[:200],
    )


def _repeat(given: Mapping[str, str], follower: str, sent: str) -> str:
    """MsgId of a message; an event has none and is known by who and when."""
    number = given.get("MsgId", "")
    return f"m{number[:40]}" if number else f"e{follower}:{sent}:{given.get('Event', '')[:60]}"
