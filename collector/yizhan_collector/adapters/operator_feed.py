"""The positions an operator holds for devices that cannot speak to us, page by page over HTTPS.

The form is ours (docs/decisions/0017-operator-feed.md), for there is no public one.
"""

import ssl
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import httpx
import msgspec
from msgspec import Meta

from yizhan_collector.ground.refusals import Refused

LARGEST = 2 * 1024 * 1024  # bytes of a page
MOST = 1000  # positions of a page
WGS84 = "wgs84"
PATIENCE_S = 10.0  # for one answer, also for one that comes drop by drop
LONGEST = 3600  # seconds: an operator may ask us to wait so long


class FeedAway(Refused):
    """The operator's feed did not answer as agreed; ask the operator, and look at the token."""

    def __init__(self, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Row(msgspec.Struct, frozen=True):
    """One position of the feed; `key` is that of the device, as we handed it out."""

    key: Annotated[str, Meta(min_length=1, max_length=200)]
    at: datetime
    latitude: float
    longitude: float
    accuracy: float | None = None
    source: Literal["gnss", "network", "cell", "unknown"] = "unknown"
    battery: float | None = None
    datum: str = WGS84  # a point in another one, as GCJ-02, is some hundred metres off


class _Answer(msgspec.Struct):
    positions: Annotated[list[msgspec.Raw], Meta(max_length=MOST)]
    next: Annotated[str, Meta(max_length=500, pattern=r"^[^\x00]*\Z")]  # what a text column takes
    more: bool = False


@dataclass(frozen=True)
class FeedPage:
    """What came: the rows that can be read, how many others by reason, and where to go on."""

    rows: tuple[Row, ...]
    refused: Mapping[str, int]
    after: str
    more: bool


class OperatorFeed:
    """One operator. The token is read from its file at each asking, so that it can be changed."""

    def __init__(
        self, url: str, token: Path, ca: Path | None = None, patience: float = PATIENCE_S
    ) -> None:
        self.url, self._token, self._patience = url, token, patience
        trusted = ssl.create_default_context(cafile=str(ca) if ca else None)
        self._client = httpx.Client(timeout=patience, verify=trusted, follow_redirects=False)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def ask(self, devices: Sequence[UUID], after: str) -> FeedPage:
        """The next positions of these devices and no others; raises FeedAway."""
        given = {"devices": [str(one) for one in devices], "after": after, "limit": MOST}
        until = time.monotonic() + self._patience
        with self._answer(given) as answer:
            return page_of(_bounded(answer, until))

    @contextmanager
    def _answer(self, given: dict[str, object]) -> Iterator[httpx.Response]:
        try:
            token = self._token.read_text(encoding="ascii").strip()
            # packed, a little on the line could be very much here
            head = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
            with self._client.stream("POST", self.url, json=given, headers=head) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise FeedAway(f"({answer.status_code})", _wait(answer))
                yield answer
        except (OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise FeedAway(f"({type(error).__name__})") from error


def _wait(answer: httpx.Response) -> int | None:
    asked = answer.headers.get("Retry-After", "")
    return min(int(asked), LONGEST) if asked.isdecimal() else None


def _bounded(answer: httpx.Response, until: float) -> bytes:
    body = bytearray()
    for part in answer.iter_raw():
        body += part
        if len(body) > LARGEST:
            raise FeedAway(f"(more than {LARGEST // 1024} KB)")
        if time.monotonic() > until:
            raise FeedAway("(too slow)")
    return bytes(body)


def page_of(body: bytes) -> FeedPage:
    """The page that an answer is; a row that cannot be kept is counted. Raises FeedAway."""
    try:
        found = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FeedAway(f"({type(error).__name__})") from error
    read = [_row(one) for one in found.positions]
    refused = Counter(one for one in read if isinstance(one, str))
    rows = tuple(one for one in read if isinstance(one, Row))
    return FeedPage(rows, refused, found.next, found.more)


def _row(raw: msgspec.Raw) -> Row | str:
    """The row, or why it is none."""
    try:
        one = msgspec.json.decode(raw, type=Row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "unreadable"
    if one.datum != WGS84:
        return "other_datum"
    return one if one.at.tzinfo else "unreadable"
