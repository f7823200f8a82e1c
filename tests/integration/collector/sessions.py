"""Sessions in one line each: planned, told of by the box, called out, sent."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from stack.builders import BOX, visit
from stack.process import free_port, wait_for
from starlette.types import Receive, Scope, Send
from yizhan_collector.app import create_device_app
from yizhan_collector.doors.device import PEER
from yizhan_collector.serve import Door, office_config
from yizhan_collector.settings import Office
from yizhan_wire import chain as rule
from yizhan_wire.events import Segment, SessionEvent

from .conftest import Desk, new_person
from .own import in_correction

MINUTE = timedelta(minutes=1)
WHY = {"reason": "difference", "words": "人数不一致,需要核对"}


def code(answer: httpx.Response) -> tuple[int, str]:
    """How something was turned down."""
    return answer.status_code, str(answer.json()["code"])


def plan(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A session of an hour at the post, in half an hour."""
    given = {
        "kind": "reception",
        "title": "报到接收",
        "post": BOX,
        "starts_at": (desk.now + 30 * MINUTE).isoformat(),
        "ends_at": (desk.now + 90 * MINUTE).isoformat(),
        "people": [],
    }
    return given | changes


def planned(desk: Desk, login: str = "xiaoshi", **changes: Any) -> dict[str, Any]:
    """A session that was planned."""
    answer = desk.sign_in(login).post("/api/sessions", json=plan(desk, **changes))
    assert answer.status_code == 201, answer.text
    desk.carry_out()
    made: dict[str, Any] = answer.json()
    return made


def shown(desk: Desk, session: str, login: str = "xiaoshi") -> dict[str, Any]:
    """The session as an officer sees it now."""
    desk.carry_out()
    answer = desk.sign_in(login).get(f"/api/sessions/{session}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def figures(desk: Desk, session: str) -> tuple[Any, ...]:
    """State, expected, seen, heads."""
    found = shown(desk, session)
    return found["state"], found["expected"], found["seen"], found["heads"]


def people_of(desk: Desk, count: int) -> list[str]:
    """People in correction."""
    made = [str(new_person(desk.sign_in("county"))["id"]) for _ in range(count)]
    for one in made:
        in_correction(desk, one)
    return made


def say(desk: Desk, session: str, phase: str, at: datetime, **more: Any) -> None:
    """The box tells something of a session."""
    desk.report(SessionEvent(UUID(session), phase, at, **more), at=at)  # type: ignore[arg-type]


def held(
    desk: Desk, heads: Sequence[int | None] = (), seen: Sequence[str] = (), **changes: Any
) -> str:
    """A session that began on time, was counted by the minute, and ended; its id."""
    session = str(planned(desk, **changes)["id"])
    desk.now += 30 * MINUTE
    say(desk, session, "started", desk.now, why="time")
    for person in seen:
        desk.report(visit(UUID(person)))
    for count in heads:
        desk.now += MINUTE
        say(desk, session, "minute", desk.now, heads=count)
    desk.now += MINUTE
    say(desk, session, "stopped", desk.now, why="time")
    desk.carry_out()
    return session


def closing(desk: Desk, session: str, **changes: Any) -> httpx.Response:
    """An officer says what was so."""
    found = shown(desk, session)
    given = {one: found[one] for one in ("expected", "seen", "heads")} | {"outcome": "agreed"}
    return desk.sign_in().post(f"/api/sessions/{session}/close", json=given | changes)


@dataclass
class Film:
    """What a box recorded of a session: pieces that are chained."""

    session: UUID
    start: datetime
    pieces: list[bytes] = field(default_factory=list)
    told: list[Segment] = field(default_factory=list)

    def piece(self) -> Segment:
        """One more piece."""
        number = len(self.told) + 1
        content = b"\x47" + number.to_bytes(4, "big") * 47
        start = self.start + MINUTE * number
        before = self.told[-1].chain if self.told else rule.first(self.session)
        what = (number, start, start + MINUTE, len(content), hashlib.sha256(content).hexdigest())
        self.pieces.append(content)
        self.told.append(Segment(*what, rule.link(before, *what)))
        return self.told[-1]


def filmed(desk: Desk, count: int = 3, **changes: Any) -> Film:
    """A session that was recorded, and what of."""
    session = held(desk, **changes)
    film = Film(UUID(session), desk.now)
    for _ in range(count):
        one = film.piece()
        say(desk, session, "segment", one.ended_at, segment=one)
    desk.carry_out()
    return film


def call_out(desk: Desk, film: Film, login: str = "county", **changes: Any) -> dict[str, Any]:
    """The county calls out a recording."""
    given = {"first": 1, "last": len(film.told), **WHY}
    path = f"/api/sessions/{film.session}/callouts"
    answer = desk.sign_in(login).post(path, json=given | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@dataclass
class Box:
    """A box at the device door, as if its certificate had been looked at."""

    client: httpx.Client

    def send(self, callout: str, film: Film, number: int, content: bytes | None = None) -> Any:
        """Bring a piece."""
        head = {"X-Session": str(film.session), "Content-Type": "video/mp2t"}
        body = film.pieces[number - 1] if content is None else content
        path = f"/device/callouts/{callout}/segments/{number}"
        return self.client.put(path, content=body, headers=head)

    def miss(self, callout: str, film: Film, number: int, why: str) -> Any:
        """Tell that it is not there."""
        path = f"/device/callouts/{callout}/segments/{number}?why={why}"
        return self.client.delete(path, headers={"X-Session": str(film.session)})

    def show(self, callout: str, jpeg: bytes = b"\xff\xd8\xff\xe0picture") -> Any:
        """Bring a live picture."""
        head = {"Content-Type": "image/jpeg"}
        return self.client.put(f"/device/callouts/{callout}/live", content=jpeg, headers=head)


@contextmanager
def knocking(desk: Desk, name: str = BOX) -> Iterator[Box]:
    """A box before the device door, which stands open for this long."""
    app, office = create_device_app(desk.house), Office(port=free_port())

    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, PEER: name}, receive, send)

    door = Door("device", office_config(known, office))
    door.thread.start()
    wait_for(lambda: door.server.started, 10, "the device door")
    with httpx.Client(base_url=f"http://127.0.0.1:{office.port}", timeout=20) as client:
        yield Box(client)
    door.stop()
