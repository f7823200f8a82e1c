"""Four gigabytes are refused before they are read, and never fill the disk."""

import select
import socket
import tempfile
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from stack.citizen import ADVICE, Citizen
from stack.public import Public
from stack.uploads import PDF
from yizhan_collector.doors.guard import largest
from yizhan_collector.doors.portal.application import FILES, TOGETHER
from yizhan_collector.rooms.cases.uploads import LARGEST

FOUR_GB = 4 * 1024**3
MB = 1024 * 1024
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: portal\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    "{length}\r\n\r\n"
)
PART = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a body that is being read would lie."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def connect(public: Public, path: str, length: str) -> socket.socket:
    there = urlsplit(public.address)
    assert there.hostname
    assert there.port
    line = socket.create_connection((there.hostname, there.port), timeout=20)
    line.sendall(HEAD.format(path=path, length=length).encode())
    return line


@pytest.mark.parametrize("path", ["/apply/legal_aid", "/follow/documents", "/follow", "/guide"])
def test_what_is_announced_as_four_gigabytes_is_refused_unread(
    public: Public, spool: Path, path: str
) -> None:
    with connect(public, path, f"Content-Length: {FOUR_GB}") as line:
        answer = HTTPResponse(line)
        answer.begin()
        told = answer.read().decode()
    assert answer.status == 413
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "提交的内容太大" in told


@pytest.mark.parametrize("path", ["/apply/legal_aid", "/follow/documents", "/follow"])
def test_what_streams_without_saying_how_much_is_refused_at_the_bound(
    public: Public, spool: Path, path: str
) -> None:
    sent, chunk = 0, b"100000\r\n" + bytes(MB) + b"\r\n"
    with connect(public, path, "Transfer-Encoding: chunked") as line:
        line.sendall(f"{len(PART):x}\r\n".encode() + PART + b"\r\n")
        try:
            while sent < FOUR_GB and not select.select([line], [], [], 0)[0]:
                line.sendall(chunk)
                sent += MB
        except OSError:  # the door was shut while we spoke
            pass
        else:
            assert line.recv(100).startswith(b"HTTP/1.1 413")
    # what lies in the buffers between us was sent and not read
    assert sent <= largest(path) + 16 * MB


def test_the_bound_holds_what_a_form_may_carry() -> None:
    assert largest("/apply/legal_aid") > TOGETHER + 64 * 1024
    assert largest("/follow/documents") > LARGEST
    assert FILES * LARGEST > TOGETHER  # said in the form: not five of the largest at once


def test_three_of_the_largest_files_are_taken_together(public: Public) -> None:
    citizen = Citizen(public.visitor())
    whole = PDF + bytes(LARGEST - len(PDF))
    files = [("files", (f"{n}.pdf", whole, "application/pdf")) for n in range(3)]
    citizen.apply("advice", ADVICE, files)
    assert citizen.open("/follow").text.count(".pdf <span") == 3
