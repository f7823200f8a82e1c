"""An operator is asked for devices under an order and no others; what comes passes the one gate."""

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from stack.house import ENV
from stack.process import Program, answers, free_port, wait_for
from yizhan_collector import pull
from yizhan_collector.adapters.operator_feed import FeedAway, OperatorFeed
from yizhan_collector.rooms.positions import feed_store
from yizhan_provisioning.authority import Authority

from .conftest import Desk, open_record
from .leaves import supervised
from .positioning import key_of, running
from .test_fixes import count, reasons

TOKEN = "operator-5e9a4163-token"
MINUTE = timedelta(minutes=1)


@dataclass
class Operator:
    """The simulator, our client of it, and the office behind."""

    desk: Desk
    feed: OperatorFeed
    control: httpx.Client
    token: Path
    keys: dict[str, str] = field(default_factory=dict)

    def device(self, person: str) -> str:
        """A device handed out under an order that runs; its id."""
        key = key_of(self.desk, running(self.desk, person))
        [(device,)] = self.desk.rows(
            "select id::text from tracker where person = %s and ended_at is null", person
        )
        self.keys[device] = key
        return str(device)

    def row(self, device: str, minutes: float = 0, **changes: Any) -> dict[str, Any]:
        """A position of a device, some minutes before now."""
        at = (self.desk.now - minutes * MINUTE).isoformat()
        given = {"key": self.keys[device], "at": at, "latitude": 41.3, "longitude": 124.12}
        return given | {"accuracy": 12.0, "source": "network"} | changes

    def hold(self, device: str, *rows: dict[str, Any]) -> None:
        """The operator holds these now."""
        given = [{"device": device, "row": one} for one in rows]
        self.control.post("/hold", json=given).raise_for_status()

    def fail(self, *faults: str) -> None:
        """What goes wrong at the next askings."""
        self.control.post("/fault", json=faults).raise_for_status()

    def asked(self) -> list[dict[str, Any]]:
        """What the operator was asked so far."""
        found: list[dict[str, Any]] = self.control.get("/asked").json()
        return found

    def read(self) -> bool:
        """One page, as `pull` reads it."""
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            return pull.read(tx, self.feed, self.desk.now)

    def cursor(self) -> list[tuple[Any, ...]]:
        """Up to where the feed was read."""
        return self.desk.rows("select cursor from operator_feed")


@pytest.fixture
def operator(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Operator]:
    here, port = authority.folder, free_port()
    authority.issue("collector", datetime.now(UTC))
    cert, key = here / "collector.crt", here / "collector.key"
    command = [sys.executable, "-m", "stack.operator_feed", "--port", str(port)]
    command += ["--cert", str(cert), "--key", str(key), "--token", TOKEN]
    program = Program("operator", command, tmp_path / "operator.log", ENV)
    program.start(lambda: answers(port))
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n")
    feed = OperatorFeed(f"https://127.0.0.1:{port}/positions", token, authority.ca)
    with httpx.Client(base_url=f"https://127.0.0.1:{port}", verify=False) as control:  # noqa: S501 # the test's own
        yield Operator(desk, feed, control, token)
    feed.close()
    program.stop()


@pytest.fixture
def device(operator: Operator) -> str:
    found = operator.device(str(supervised(operator.desk)["id"]))
    operator.desk.now += timedelta(hours=1)
    return found


def test_what_the_operator_holds_is_kept_once(operator: Operator, device: str) -> None:
    operator.hold(device, *[operator.row(device, n) for n in range(5)])
    assert operator.read() is False
    operator.hold(device, operator.row(device, 2), operator.row(device, 6))
    operator.read()
    assert (count(operator.desk), reasons(operator.desk)) == (6, {})
    assert [one["after"] for one in operator.asked()] == ["", "5"]


def test_nobody_is_asked_about_while_no_order_runs(operator: Operator) -> None:
    assert operator.read() is False
    assert operator.asked() == []


def test_only_devices_whose_order_runs_are_asked_for(operator: Operator, device: str) -> None:
    other = operator.device(str(supervised(operator.desk)["id"]))
    operator.read()
    [(person, order)] = operator.desk.rows(
        "select person::text, ord::text from tracker where id = %s::uuid", device
    )
    county = operator.desk.sign_in("county")
    open_record(county, person)
    county.post(f"/api/positioning/{order}/lift", json={"why": "不需要"}).raise_for_status()
    operator.read()
    assert [set(one["devices"]) for one in operator.asked()] == [{device, other}, {other}]


def test_every_position_passes_the_gate_and_its_devices_key(
    operator: Operator, device: str
) -> None:
    operator.hold(
        device,
        operator.row(device, 1),
        operator.row(device, 200),  # before the person knew
        operator.row(device, 2, latitude=0.0, longitude=0.0),
        operator.row(device, 3, key="nobody"),
    )
    operator.read()
    assert count(operator.desk) == 1
    assert reasons(operator.desk) == {"outside_the_order": 1, "null_island": 1, "key_unknown": 1}


@pytest.mark.parametrize("changes", [
    {"datum": "gcj02"},
    {"at": "2026-11-24T12:00:00"},
    {"at": "gestern"},
    {"latitude": "north"},
    {"key": ""},
    {"source": "magic"},
])  # fmt: skip
def test_a_row_that_cannot_be_read_is_counted_alone(
    operator: Operator, device: str, changes: dict[str, Any]
) -> None:
    operator.hold(device, operator.row(device, 1), operator.row(device, 2, **changes))
    operator.read()
    assert (count(operator.desk), reasons(operator.desk)) == (1, {"unreadable": 1})


@pytest.mark.parametrize("fault", ["500", "429", "302", "cut", "garbage", "huge"])
def test_a_feed_that_fails_is_left_where_it_was_and_nothing_is_lost(
    operator: Operator, device: str, fault: str
) -> None:
    operator.hold(device, operator.row(device, 1))
    operator.fail(fault)
    with pytest.raises(FeedAway) as away:
        operator.read()
    assert away.value.retry_after == (120 if fault in ("500", "429", "302") else None)
    assert (operator.cursor(), count(operator.desk)) == ([], 0)
    operator.read()
    assert (operator.cursor(), count(operator.desk)) == ([("1",)], 1)


def test_a_page_that_was_not_kept_is_asked_for_again(
    operator: Operator, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    operator.hold(device, operator.row(device, 1))
    with monkeypatch.context() as broken:
        broken.setattr(feed_store, "move", fails)
        with pytest.raises(KeyboardInterrupt):
            operator.read()
    assert (operator.cursor(), count(operator.desk)) == ([], 0)
    operator.read()
    assert count(operator.desk) == 1


def test_a_feed_whose_place_does_not_move_is_not_read_for_ever(
    operator: Operator, device: str
) -> None:
    operator.hold(device, operator.row(device, 1))
    operator.fail("stuck")
    assert operator.read() is False


def test_a_long_feed_is_read_page_by_page(operator: Operator, device: str) -> None:
    operator.hold(device, *[operator.row(device, n / 20) for n in range(1100)])
    assert operator.read() is True
    assert operator.read() is False
    assert count(operator.desk) == 1100


def test_a_wrong_token_is_a_sentence_and_is_in_no_log(
    operator: Operator, device: str, caplog: pytest.LogCaptureFixture
) -> None:
    operator.token.write_text("another-token")
    with caplog.at_level(logging.DEBUG), pytest.raises(FeedAway) as away:
        operator.read()
    assert "look at the token. (401)" in str(away.value)
    assert "another-token" not in caplog.text + str(away.value)
    operator.token.write_text(TOKEN)
    operator.read()


def test_the_process_reads_on_after_faults_until_it_is_told_to_end(
    operator: Operator, device: str, tmp_path: Path, authority: Authority
) -> None:
    """The real verb with a real file; the positions are of this hour, for its clock is real."""
    config = tmp_path / "collector.toml"
    pem = {name: authority.folder / f"collector.{end}" for name, end in
           (("cert", "crt"), ("key", "key"))}  # fmt: skip
    config.write_text(
        f'database = "{operator.desk.url}"\nsecret = "{"0f8b2c7d5e9a4163" * 3}"\n'
        f'[broker]\nport = 1\nca = "{authority.ca}"\ncert = "{pem["cert"]}"\nkey = "{pem["key"]}"\n'
        f'[operator_feed]\nurl = "{operator.feed.url}"\ntoken_file = "{operator.token}"\n'
        f'ca = "{authority.ca}"\nevery_s = 1\n'
    )
    now_runs(operator.desk)
    operator.desk.now = datetime.now(UTC)
    operator.hold(device, operator.row(device, 1))
    operator.fail("garbage", "cut")
    command = [sys.executable, "-m", "yizhan_collector", "pull", "--config", str(config)]
    program = Program("pull", command, tmp_path / "pull.log", ENV)
    program.start(lambda: True)
    try:
        wait_for(lambda: count(operator.desk) == 1, 60, "the position of the feed")
    finally:
        program.stop()
    assert "did not answer as agreed" in (tmp_path / "pull.log").read_text()


def now_runs(desk: Desk) -> None:
    """The order runs at this real moment."""
    with psycopg.connect(desk.url) as tx:
        tx.execute("alter table position_order disable trigger user")
        tx.execute(
            "update position_order set starts_at = now() - interval '1 day',"
            " ends_at = now() + interval '1 day', notified_at = now() - interval '1 day'"
        )
        tx.execute("alter table position_order enable trigger user")
