"""A partner's listener over mutual TLS: it takes a thin event or it does not, in bounded time."""

import ssl
import time
from pathlib import Path

import httpcore

from yizhan_collector.adapters.bounded import Bounded
from yizhan_collector.adapters.outside import Away

PATIENCE_S = 10.0  # for one answer, also for one that comes drop by drop
HEADERS = (
    ("Content-Type", "application/json"),
    ("User-Agent", "yizhan-tell"),
    ("Connection", "close"),
)
STEPS = ("connect", "read", "write", "pool")


class Caller:
    """Knocks with our certificate; trusts servers of one authority, under their own names."""

    def __init__(self, ca: Path, cert: Path, key: Path, patience: float = PATIENCE_S) -> None:
        self._patience = patience
        self._trusted = ssl.create_default_context(cafile=str(ca))
        self._trusted.load_cert_chain(cert, key)

    def post(self, address: str, body: bytes) -> None:
        """Hand it over; a redirect is not followed, an answer not read. Raises Away with a word."""
        try:
            status = self._status(address, body)
        except (OSError, ValueError, OverflowError, *FAULTS) as error:
            raise Away(word(error)) from error
        if not 200 <= status < 300:
            raise Away(f"answered {status}")

    def _status(self, address: str, body: bytes) -> int:
        network = Bounded(time.monotonic() + self._patience)
        limits = {"timeout": dict.fromkeys(STEPS, self._patience)}
        with (
            httpcore.ConnectionPool(self._trusted, network_backend=network) as pool,
            pool.stream(
                "POST", address, headers=HEADERS, content=body, extensions=limits
            ) as answer,
        ):
            return answer.status


FAULTS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError,
          httpcore.UnsupportedProtocol)  # fmt: skip


def word(error: BaseException) -> str:
    """What went wrong, in one word without anything of the address."""
    if isinstance(error, httpcore.TimeoutException):
        return "slow"
    if any(_of_certificate(one) for one in _chain(error)):
        return "certificate"
    reached = isinstance(error, (httpcore.ReadError, httpcore.WriteError, httpcore.ProtocolError))
    return "no_answer" if reached else "unreachable"


def _of_certificate(error: BaseException) -> bool:
    # theirs was not believed, or they said so of ours
    if isinstance(error, ssl.SSLCertVerificationError):
        return True
    return isinstance(error, ssl.SSLError) and "ALERT" in (getattr(error, "reason", None) or "")


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
