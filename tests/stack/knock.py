"""Knock at a broker with a certificate, and hear why it does not open."""

import socket
import ssl

from yizhan_provisioning.authority import Identity

from stack.broker import Broker


def connect(broker: Broker, who: Identity) -> None:
    """Raises OSError when the broker refuses the certificate."""
    context = ssl.create_default_context(cafile=str(who.ca))
    context.load_cert_chain(str(who.cert), str(who.key))
    with (
        socket.create_connection(("127.0.0.1", broker.port), timeout=5) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        secure.settimeout(5)
        secure.send(b"\x10\x00")
        if not secure.recv(1):
            raise ConnectionResetError


def revoked(broker: Broker, who: Identity) -> bool:
    """Whether the broker says that this certificate was taken back."""
    try:
        connect(broker, who)
    except ssl.SSLError as error:
        return "revoked" in str(error).lower()
    except OSError:
        return False
    return False
