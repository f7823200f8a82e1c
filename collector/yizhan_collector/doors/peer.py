"""Whose certificate a connection carries: uvicorn verifies it but does not tell (decision 0006)."""

from __future__ import annotations

import asyncio
from typing import Any

from cryptography import x509
from uvicorn.protocols.http.h11_impl import H11Protocol

from yizhan_collector.adapters.cms import common_name
from yizhan_collector.doors.device import PEER


class PeerProtocol(H11Protocol):
    """HTTP/1.1 that puts the common name of the verified peer into the request scope."""

    peer = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        """Read the certificate once, when the handshake is over."""
        super().connection_made(transport)
        inner = self.app
        self.peer = name_of(transport.get_extra_info("ssl_object"))

        async def named(scope: Any, receive: Any, send: Any) -> None:
            await inner({**scope, PEER: self.peer}, receive, send)

        self.app = named


def name_of(tls: Any) -> str:
    """The common name of the verified peer, "" without one."""
    der = tls.getpeercert(binary_form=True) if tls else None
    if not der:
        return ""
    return common_name(x509.load_der_x509_certificate(der))
