"""Asks the collector, without a certificate of ours: only its own is looked at, from our root."""

import ssl

import httpx
import msgspec
from yizhan_wire.claims import Answer, Grant, Wish

from yizhan_edge.errors import ClockBefore, CollectorAway, SettingsRefused, WishRefused
from yizhan_edge.settings import Collector

TIMEOUT_S = 10.0
LARGEST = 32 * 1024
# of X509_V_ERR: their certificate has not begun, has ended
BY_CLOCK = (9, 10)
REFUSED = (httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY)


class ClaimDoor:
    """Every question raises CollectorAway, ClockBefore or WishRefused."""

    def __init__(self, settings: Collector) -> None:
        try:
            context = ssl.create_default_context(cafile=str(settings.ca))
        except (OSError, ValueError) as error:
            raise SettingsRefused(f"collector.ca: {error}") from error
        self._client = httpx.Client(
            base_url=settings.url, verify=context, timeout=TIMEOUT_S, trust_env=False
        )

    def ask(self, wish: Wish) -> Grant | None:
        """What was given for this wish, None while it waits."""
        raw, head = msgspec.json.encode(wish), {"Content-Type": "application/octet-stream"}
        try:
            answer = self._client.post("/claim/wish", content=raw, headers=head)
        except httpx.HTTPError as error:
            raise _why(error) from error
        if answer.status_code in REFUSED:
            raise WishRefused(f"({answer.status_code})")
        if not answer.is_success or len(answer.content) > LARGEST:
            raise CollectorAway(f"(/claim/wish: {answer.status_code})")
        try:
            return msgspec.json.decode(answer.content, type=Answer).grant
        except (msgspec.DecodeError, UnicodeError) as error:
            raise CollectorAway(f"(/claim/wish: {type(error).__name__})") from error

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()


def _why(error: BaseException) -> ClockBefore | CollectorAway:
    below: BaseException | None = error
    while below is not None:
        if isinstance(below, ssl.SSLCertVerificationError) and below.verify_code in BY_CLOCK:
            return ClockBefore("(of the collector)")
        below = below.__cause__ or below.__context__
    return CollectorAway(f"(/claim/wish: {type(error).__name__})")
