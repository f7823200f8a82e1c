"""Commands to a box: signed, for a reason, over after ten minutes, answered; nothing free-form."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import psycopg
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.errors import InsufficientPrivilege
from stack.builders import BOX
from yizhan_collector.adapters.signing import Signer
from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.commands.model import CommandOver
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices import templates
from yizhan_collector.wiring import handlers
from yizhan_wire.events import Answered, Enrolled
from yizhan_wire.orders import Command, signed

from .conftest import OTHER_BOX, Desk, new_person

KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    """The office with a command key."""
    desk.app.state.house = replace(desk.house, commands=True)
    yield desk
    desk.app.state.house = desk.house


def ask(
    desk: Desk, action: str = "self_test", login: str = "tech", post: str = BOX
) -> httpx.Response:
    given = {"action": action, "reason": "报到点反映画面模糊"}
    return desk.sign_in(login).post(f"/api/posts/{post}/commands", json=given)


def said(desk: Desk) -> list[tuple[str, Command]]:
    """The commands that go out to the broker now, and to whom."""
    found: list[tuple[str, Command]] = []

    def publish(topic: str, payload: bytes, retained: bool) -> None:
        if topic.endswith("/command"):
            assert not retained
            found.append((topic.split("/")[2], msgspec.json.decode(payload, type=Command)))

    with psycopg.connect(desk.url, autocommit=True) as tx:
        while outbox.drain(tx, handlers(publish, Signer(KEY)), desk.now):
            pass
    return found


def listed(desk: Desk, login: str = "tech") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.sign_in(login).get(f"/api/posts/{BOX}/commands").json()
    return found


def verify(device: str, order: Command) -> None:
    KEY.public_key().verify(base64.b64decode(order.signature), signed(device, order))


def test_a_command_goes_out_signed_for_this_box_and_ends_after_ten_minutes(office: Desk) -> None:
    made = ask(office)
    assert made.status_code == 201, made.text
    [(device, order)] = said(office)
    assert (device, order.do, str(order.id)) == (BOX, "self_test", made.json()["id"])
    assert order.expires_at == office.now + timedelta(minutes=10)
    verify(BOX, order)
    for other in (
        (OTHER_BOX, order),
        (BOX, msgspec.structs.replace(order, do="restart_agent")),
        (BOX, msgspec.structs.replace(order, expires_at=office.now + timedelta(days=1))),
    ):
        with pytest.raises(InvalidSignature):
            verify(*other)


def test_what_was_ordered_before_there_were_keys_is_signed_as_well(office: Desk) -> None:
    person = UUID(new_person(office.sign_in())["id"])
    office.report(Enrolled(person, None, "created"))
    office.carry_out()
    with office.pool.connection() as tx:
        templates.withdraw(tx, person, office.now)
    [(device, order)] = said(office)
    assert (order.do, order.person) == ("delete_template", person)
    verify(device, order)


def test_a_box_that_comes_online_is_told_again_until_it_is_over(office: Desk) -> None:
    ask(office)
    said(office)
    for minutes, told in ((9, 1), (1, 0)):
        office.now += timedelta(minutes=minutes)
        with office.pool.connection() as tx:
            devices.hear_state(tx, BOX, "online", office.now)
        assert len(said(office)) == told


def test_the_answer_is_shown_once_and_only_from_the_box_that_was_asked(office: Desk) -> None:
    command = UUID(ask(office).json()["id"])
    checks = {"camera": "ok", "sign": "silent"}
    office.report(Answered(command, "done"), OTHER_BOX)
    assert listed(office)[0]["outcome"] is None
    office.report(Answered(command, "failed", "no_camera", checks), BOX)
    office.report(Answered(command, "done"), BOX)
    office.report(Answered(uuid4(), "done"), BOX)
    [one] = listed(office)
    assert (one["outcome"], one["why"], one["checks"]) == ("failed", "no_camera", checks)
    assert (one["open"], one["asked_by"], one["reason"]) == (
        False,
        "运维 赵工",
        "报到点反映画面模糊",
    )
    trail = office.rows("select subject from audit where action = 'command_post'")
    assert trail == [(f"{BOX} self_test: 报到点反映画面模糊",)]


def test_the_same_is_asked_once_at_a_time(office: Desk) -> None:
    ask(office)
    again = ask(office)
    assert (again.status_code, again.json()["code"]) == (409, "asked_already")
    assert ask(office, "restart_agent").status_code == 201
    office.now += timedelta(minutes=10)
    assert ask(office).status_code == 201


@pytest.mark.parametrize(
    "given",
    [
        {"action": "shell", "reason": "x"},
        {"action": "self_test", "reason": " "},
        {"action": "self_test"},
        {"action": "delete_template", "reason": "x"},
    ],
)
def test_nothing_but_the_four_is_asked_and_never_without_a_reason(
    office: Desk, given: dict[str, str]
) -> None:
    answer = office.sign_in("tech").post(f"/api/posts/{BOX}/commands", json=given)
    assert answer.status_code == 422
    assert office.rows("select 1 from post_command") == []


def test_without_a_key_or_at_a_post_out_of_service_nothing_is_asked(office: Desk) -> None:
    office.app.state.house = replace(office.house, commands=False)
    assert ask(office).json()["code"] == "no_command_key"
    office.app.state.house = replace(office.house, commands=True)
    office.sign_in("county").post(f"/api/posts/{BOX}/revoke", json={"reason": "x"})
    assert ask(office).json()["code"] == "post_out_of_service"


def test_the_database_lets_technicians_alone_ask_and_read_bundles(office: Desk) -> None:
    command = ask(office, "diagnose").json()["id"]
    with office.pool.connection() as tx:
        commands.take_bundle(tx, UUID(command), BOX, b"bundle", office.now)
    people = dict(office.rows("select login, id from staff"))
    for login, role in (("admin", "yizhan_technician"), ("county", "yizhan_desk")):
        with psycopg.connect(office.url) as tx:
            tx.execute("select set_config('yizhan.area', '%%', true)")
            tx.execute("select set_config('yizhan.staff', %s, true)", [str(people[login])])
            tx.execute(f"set local role {role}")
            assert tx.execute("select count(*) from post_command").fetchone() == (1,)
            with pytest.raises(InsufficientPrivilege), tx.transaction():
                tx.execute(
                    "insert into post_command (id, device, action, reason, asked_by, asked_at,"
                    " expires_at) values (gen_random_uuid(), %s, 'self_test', 'x', %s, now(),"
                    " now() + interval '1 minute')",
                    [BOX, people[login]],
                )
            if role == "yizhan_technician":
                assert tx.execute("select count(*) from post_diagnosis").fetchone() == (0,)


def test_a_bundle_is_taken_from_the_box_that_was_asked_while_it_is_open(office: Desk) -> None:
    command, other = (UUID(ask(office, one).json()["id"]) for one in ("diagnose", "self_test"))
    with office.pool.connection() as tx:
        for device, key in ((OTHER_BOX, command), (BOX, other), (BOX, uuid4())):
            with pytest.raises(NotFound):
                commands.take_bundle(tx, key, device, b"x", office.now)
        commands.take_bundle(tx, command, BOX, b"first", office.now)
        commands.take_bundle(tx, command, BOX, b"whole", office.now)
        with pytest.raises(CommandOver):
            commands.take_bundle(tx, command, BOX, b"x", office.now + timedelta(minutes=30))
    office.report(Answered(command, "done"))
    with office.pool.connection() as tx, pytest.raises(CommandOver):
        commands.take_bundle(tx, command, BOX, b"x", office.now)
    read = office.sign_in("tech").get(f"/api/diagnoses/{command}")
    assert (read.content, read.headers["Content-Disposition"].split(";")[0]) == (
        b"whole",
        "attachment",
    )
    assert office.sign_in("county").get(f"/api/diagnoses/{command}").status_code == 403
    assert {one["outcome"] for one in listed(office, "county")} == {None, "done"}
    assert office.rows("select 1 from audit where action = 'read_diagnosis'") == [(1,)]


def test_a_bundle_is_gone_after_a_week(office: Desk) -> None:
    command = UUID(ask(office, "diagnose").json()["id"])
    with office.pool.connection() as tx:
        commands.take_bundle(tx, command, BOX, b"x", office.now)
    assert listed(office)[0]["sent"] is True
    office.now += timedelta(days=7, seconds=1)
    office.run_due()
    assert office.rows("select 1 from post_diagnosis") == []
    assert office.sign_in("tech").get(f"/api/diagnoses/{command}").status_code == 404
