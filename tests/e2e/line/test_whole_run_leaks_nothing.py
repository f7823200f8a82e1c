"""After the tests of the line: no name, number, code, picture or embedding on wire or in logs."""

import base64
from collections import Counter
from pathlib import Path

import pytest
from stack.house import Guest, House, Invite
from stack.tap import Tap
from yizhan_edge import settings
from yizhan_edge.sealed import Sealed
from yizhan_edge.templates import Templates

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"/9j/", b"iVBORw0KGgo", b"RIFF")


@pytest.fixture(scope="module")
def run(house: House, tap: Tap, invite: Invite, guests: list[Guest]) -> dict[str, bytes]:
    """Everything said on the broker, everything it wrote to disk, and every log; one visit more."""
    guest = invite()
    visitor = house.visitor()
    visitor.name(guest.number)
    visitor.enrol(guest.permit)
    visitor.wait("questions", "failed")
    visitor.answer_all()
    visitor.close()
    said = {f"mqtt {n} {topic}": body for n, (topic, body) in enumerate(tap.heard)}
    files = [*house.folder.rglob("*.log"), *house.folder.glob("mosquitto.db*")]
    files += [*(house.folder / "box").rglob("*.db"), *(house.folder / "box").rglob("*.db-wal")]
    return said | {str(path): path.read_bytes() for path in files}


def places(run: dict[str, bytes], words: list[bytes]) -> list[tuple[str, bytes]]:
    return [(where, word) for where, data in run.items() for word in words if word in data]


def folder_of(house: House) -> Path:
    return settings.load(house.folder / "edge.toml").data


def test_the_search_would_find_what_it_looks_for(run: dict[str, bytes], tap: Tap) -> None:
    assert {
        "checkin",
        "enrolled",
        "camera",
        "health",
        "roster",
        "receipt",
        "applied",
    } <= tap.kinds()
    assert places(run, [b"yizhan", b'"route":"face"'])


def test_no_name_no_number_and_no_secret(run: dict[str, bytes], guests: list[Guest]) -> None:
    words = [
        word.encode(coding)
        for guest in guests
        for word in filter(None, (guest.name, guest.number, guest.permit, guest.code))
        for coding in ("utf-8", "utf-16-le", "gb18030")
    ]
    escaped = [guest.name.encode("unicode_escape") for guest in guests]
    assert places(run, words + escaped) == []


def test_no_picture(run: dict[str, bytes]) -> None:
    assert places(run, list(PICTURES)) == []


def test_no_embedding(run: dict[str, bytes], house: House) -> None:
    key = settings.load_key(house.folder / "template.key")
    templates = Templates(Sealed(folder_of(house) / "templates", key))
    assert templates.people()
    words: list[bytes] = []
    for person in templates.people():
        found = templates.of(person)
        assert found is not None
        raw = found.numbers.astype("<f4").tobytes()
        words += [raw[at : at + 12] for at in range(0, 512, 4)]
        words += [base64.b64encode(raw)[at : at + 24] for at in range(0, 600, 24)]
        # one short number may stand there by chance, as the offset of a clock did; three do not
        written = [f"{number:.5f}".encode() for number in found.numbers]
        by_place = Counter(where for where, _ in places(run, written))
        assert [where for where, count in by_place.items() if count > 2] == []
    assert places(run, words) == []


def test_no_message_is_large_enough_to_hide_one(tap: Tap) -> None:
    singles = [body for topic, body in tap.heard if "/up/" in topic and body[:1] == b"{"]
    assert max(len(body) for body in singles) < 1500
