"""The collector's device door over one office: the real server, the real certificates."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp
from yizhan_collector.adapters.issuing import Issuing
from yizhan_collector.app import create_device_app
from yizhan_collector.doors.access import House
from yizhan_collector.serve import Door, claiming_config
from yizhan_collector.settings import DeviceDoor
from yizhan_provisioning.authority import Authority

from stack.process import free_port, wait_for


def issuing(authority: Authority) -> Issuing:
    """The issuing key where the authority made it, and the broker's two files beside it."""
    here = authority.folder
    return Issuing(here / "issuing.crt", here / "issuing.key", authority.crl, here / "acl")


@contextmanager
def opened(house: House, authority: Authority) -> Iterator[str]:
    """Open the door; its address."""
    here = authority.folder
    config = DeviceDoor(
        port=free_port(), ca=authority.ca, cert=here / "collector.crt", key=here / "collector.key"
    )
    app: ASGIApp = create_device_app(house)
    door = Door("device", claiming_config(app, config))
    door.thread.start()
    wait_for(lambda: door.server.started, 10, "the device door")
    try:
        yield f"https://127.0.0.1:{config.port}"
    finally:
        door.stop()
