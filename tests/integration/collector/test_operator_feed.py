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
FAULTS = (
    "500", "401", "429", "302", "cut", "garbage", "huge", "squeezed", "silent", "slow",
)  # fmt: skip
PATIENCE = 1.5  # seconds for an answer


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
    feed = OperatorFeed(f"https://127.0.0.1:{port}/positions", token, authority.ca, PATIENCE)
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


def test_a_point_in_another_datum_is_refused_and_told_apart(
    operator: Operator, device: str
) -> None:
    operator.hold(device, operator.row(device, 1), operator.row(device, 2, datum="gcj02"))
    operator.read()
    assert (count(operator.desk), reasons(operator.desk)) == (1, {"other_datum": 1})


def test_every_position_of_a_key_that_was_taken_back_is_refused_and_counted(
    operator: Operator, device: str
) -> None:
    other = str(supervised(operator.desk)["id"])
    ended = operator.device(other)
    [(order,)] = operator.desk.rows("select ord::text from tracker where id = %s::uuid", ended)
    county = operator.desk.sign_in("county")
    open_record(county, other)
    county.post(f"/api/positioning/{order}/tracker/end").raise_for_status()
    operator.hold(device, *[operator.row(ended, n) for n in range(3)], operator.row(device, 3))
    operator.read()
    assert [set(one["devices"]) for one in operator.asked()] == [{device}]
    assert (count(operator.desk), reasons(operator.desk)) == (1, {"key_ended": 3})


@pytest.mark.parametrize("fault", FAULTS)
def test_a_feed_that_fails_is_left_where_it_was_and_nothing_is_lost(
    operator: Operator, device: str, fault: str
) -> None:
    operator.hold(device, operator.row(device, 1))
    operator.fail(fault)
    with pytest.raises(FeedAway) as away:
        operator.read()
    assert away.value.retry_after == (120 if fault == "429" else None)
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
    operator.fail("stuck", "stuck")
    for _ in range(2):
        with pytest.raises(FeedAway, match="does not move"):
            operator.read()
    assert (operator.cursor(), count(operator.desk)) == ([("",)], 1)


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


@pytest.fixture
def pulling(
    operator: Operator, device: str, tmp_path: Path, authority: Authority
) -> Iterator[Program]:
    """The real verb with a real file, not started yet; its clock is real, so the order runs now."""
    config, pem = tmp_path / "collector.toml", authority.folder / "collector"
    config.write_text(
        f'database = "{operator.desk.url}"\nsecret = "{"0f8b2c7d5e9a4163" * 3}"\n'
        f'[broker]\nport = 1\nca = "{authority.ca}"\ncert = "{pem}.crt"\nkey = "{pem}.key"\n'
        f'[operator_feed]\nurl = "{operator.feed.url}"\ntoken_file = "{operator.token}"\n'
        f'ca = "{authority.ca}"\nevery_s = 1\n'
    )
    now_runs(operator.desk)
    operator.desk.now = datetime.now(UTC)
    operator.hold(device, operator.row(device, 1))
    command = [sys.executable, "-m", "yizhan_collector", "pull", "--config", str(config)]
    program = Program("pull", command, tmp_path / "pull.log", ENV)
    yield program
    program.stop()


def test_the_process_reads_on_after_faults_and_logs_no_secret(
    operator: Operator, device: str, pulling: Program
) -> None:
    operator.fail("garbage", "401")
    pulling.start(lambda: True)
    wait_for(lambda: count(operator.desk) == 1, 60, "the position of the feed")
    pulling.stop()
    log = pulling.log.read_text()
    assert log.count("did not answer as agreed") == 2
    assert "kept 1, known 0, refused 0" in log
    for secret in (TOKEN, operator.keys[device], device, operator.feed.url):
        assert secret not in log


def test_a_process_that_is_killed_between_page_and_commit_loses_nothing(
    operator: Operator, pulling: Program
) -> None:
    with psycopg.connect(operator.desk.url) as held:
        held.execute("lock table operator_feed in share mode")  # it may read where it is, not move
        pulling.start(lambda: waits(operator.desk), 60)
        pulling.kill()
    assert (operator.cursor(), count(operator.desk)) == ([], 0)
    pulling.start(lambda: count(operator.desk) == 1, 60)
    assert [one["after"] for one in operator.asked()][:2] == ["", ""]


def waits(desk: Desk) -> bool:
    """Whether somebody waits for a lock of this database."""
    [(found,)] = desk.rows(
        "select count(*)::int from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    return bool(found)


def now_runs(desk: Desk) -> None:
    """The order runs at this real moment."""
    with psycopg.connect(desk.url) as tx:
        tx.execute("alter table position_order disable trigger user")
        tx.execute(
            "update position_order set starts_at = now() - interval '1 day',"
            " ends_at = now() + interval '1 day', notified_at = now() - interval '1 day'"
        )
        tx.execute("alter table position_order enable trigger user")
