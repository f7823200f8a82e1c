"""What the process that speaks to WeChat asks and tells: words to say, and media to fetch."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.cases import acting, uploads
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.followers import talk_store as store

VOICE = "audio/amr"
NAMES = {"image/jpeg": "图片.jpg", "image/png": "图片.png", VOICE: "语音.amr"}
MAGIC = b"#!AMR"


@dataclass(frozen=True)
class Word:
    """Something to say; `kind` is text while the follower has just written, else notice."""

    id: UUID
    follower: str
    kind: str
    said: str
    attempts: int


@dataclass(frozen=True)
class Media:
    """Something to fetch for a matter."""

    media: str
    matter: UUID
    kind: str
    attempts: int


def next_word(tx: Connection, now: datetime) -> Word | None:
    """The next that is due, in the order in which it was said."""
    row = store.next_word(tx, now)
    return Word(*row) if row else None


def next_media(tx: Connection, now: datetime) -> Media | None:
    """The next that is due."""
    row = store.next_media(tx, now)
    return Media(*row) if row else None


def said(tx: Connection, word: Word) -> None:
    """It reached the follower."""
    store.word(tx, word.id, "sent", "")


def unsendable(tx: Connection, word: Word, reason: str) -> None:
    """It reaches nobody: the clerk sees it and calls."""
    store.word(tx, word.id, "unsendable", reason)


def as_notice(tx: Connection, word: Word) -> None:
    """The 48 hours are over: by a notice instead."""
    store.turn_notice(tx, word.id)


def put_off(tx: Connection, one: Word | Media, reason: str, until: datetime) -> None:
    """Try again then."""
    if isinstance(one, Word):
        store.put_off_word(tx, one.id, reason, until)
    else:
        store.put_off_media(tx, one.media, reason, until)


def keep(tx: Connection, media: Media, content: bytes, now: datetime) -> None:
    """Keep what was fetched with its matter.

    Raises as `uploads.checked` and `cases.party_sends`.
    """
    kind = VOICE if media.kind == "voice" and content.startswith(MAGIC) else ""
    kind = kind or uploads.checked(_guess(content), content)
    cases.party_sends(tx, acting.held(tx, media.matter), NAMES[kind], kind, content, now)
    store.media(tx, media.media, "kept", "")


def unkept(tx: Connection, media: Media, reason: str) -> None:
    """It cannot be had or kept."""
    store.media(tx, media.media, "failed", reason)


def _guess(content: bytes) -> str:
    return NAMES["image/png" if content.startswith(b"\x89PNG") else "image/jpeg"]
