"""Many ask in one moment: each is answered, and nobody waits for a thread that waits for them."""

import threading
from concurrent.futures import ThreadPoolExecutor

from .conftest import Desk

CROWD = 80  # more than there are threads and connections together


def test_more_requests_than_threads_and_connections_are_all_answered(desk: Desk) -> None:
    clients = [desk.sign_in("county") for _ in range(CROWD)]
    gate = threading.Barrier(CROWD)

    def ask(place: int) -> int:
        gate.wait(30)
        return clients[place].get("/api/due").status_code

    with ThreadPoolExecutor(CROWD) as lanes:
        assert set(lanes.map(ask, range(CROWD))) == {200}


def test_screens_that_open_in_one_moment_are_all_open(desk: Desk) -> None:
    clients = [desk.sign_in("county") for _ in range(CROWD)]
    gate = threading.Barrier(CROWD)

    def watch(place: int) -> int:
        gate.wait(30)
        with clients[place].stream("GET", "/api/live") as stream:
            return stream.status_code

    with ThreadPoolExecutor(CROWD) as lanes:
        assert set(lanes.map(watch, range(CROWD))) == {200}
