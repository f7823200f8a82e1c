"""The device door: a box gets its own roster, whole and byte for byte; nobody else gets in."""

import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher
from stack import builders as make
from stack import device
from stack.builders import BOX
from yizhan_collector.rooms.devices import service as devices
from yizhan_provisioning.authority import Authority
from yizhan_wire.events import CheckIn, Enrolled
from yizhan_wire.orders import Roster, RosterEntry

from .conftest import OTHER_BOX, OTHER_TOWN, TODAY, Desk, new_person
from .own import in_correction
from .test_live import carry_out


@dataclass
class Boxes:
    """The door, and who knocks."""

    desk: Desk
    url: str
    authority: Authority
    folder: Path

    def knock(self, path: str = "/device/roster", name: str = BOX) -> httpx.Response:
        """Ask as this box."""
        if not (self.authority.folder / f"{name}.crt").exists():
            self.authority.issue(name, datetime.now(UTC))
        return self.ask(path, self.authority.folder / name)

    def ask(
        self, path: str, identity: Path | None, body: dict[str, str] | None = None
    ) -> httpx.Response:
        """Ask with the certificate and key of this name, or without any."""
        context = ssl.create_default_context(cafile=self.authority.ca)
        if identity:
            context.load_cert_chain(f"{identity}.crt", f"{identity}.key")
        with httpx.Client(base_url=self.url, verify=context) as client:
            return client.get(path) if body is None else client.post(path, json=body)

    def hand_over(self, person: str, route: str = "code", name: str = BOX) -> httpx.Response:
        """Ask for a key to somebody's own page."""
        self.knock(name=name)
        given = {"person": person, "route": route}
        return self.ask("/device/pass", self.authority.folder / name, given)

    def roster(self, name: str = BOX) -> Roster:
        """What this box may know."""
        answer = self.knock(name=name)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Roster)


@pytest.fixture
def boxes(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Boxes]:
    with device.opened(desk.house, authority) as url:
        yield Boxes(desk, url, authority, tmp_path)


def only(roster: Roster) -> RosterEntry:
    [entry] = roster.entries
    return entry


def test_a_box_gets_the_people_of_its_township_and_no_name(boxes: Boxes) -> None:
    county = boxes.desk.sign_in("county")
    person = new_person(county, name="测试甲")
    new_person(county, township=OTHER_TOWN)
    entry = only(boxes.roster())
    assert (str(entry.person), entry.number) == (person["id"], person["number"])
    assert (entry.next_due, entry.then_due) == ("2026-11-24", "2026-12-01")
    assert "测试甲" not in boxes.knock().text


def test_the_bytes_are_those_of_the_published_hash(boxes: Boxes) -> None:
    new_person(boxes.desk.sign_in())
    body = boxes.knock().content
    kept = boxes.desk.rows("select sha256, version from roster where device = %s", BOX)
    assert kept == [(hashlib.sha256(body).hexdigest(), 1)]
    assert boxes.knock().content == body


def test_the_version_grows_with_the_content_only(boxes: Boxes) -> None:
    officer = boxes.desk.sign_in()
    assert [boxes.roster().version for _ in range(2)] == [1, 1]
    new_person(officer)
    assert boxes.roster().version == 2
    assert boxes.roster(OTHER_BOX).version == 1


def test_a_secret_is_there_until_it_is_used_or_ends(boxes: Boxes) -> None:
    desk, officer = boxes.desk, boxes.desk.sign_in()
    person = new_person(officer)["id"]
    permit = officer.post(f"/api/people/{person}/permit").json()["permit"]
    code = officer.post(f"/api/people/{person}/code").json()["code"]
    entry = only(boxes.roster())
    assert PasswordHasher().verify(entry.permits[0].hash, permit)
    assert PasswordHasher().verify(entry.codes[0].hash, code)
    assert datetime.fromisoformat(entry.codes[0].expires_at) == desk.now + timedelta(minutes=30)
    desk.report(Enrolled(UUID(person), entry.permits[0].id, "created", 5, "m"))
    desk.report(CheckIn(UUID(person), "code", code_id=entry.codes[0].id))
    carry_out(desk)
    assert (only(boxes.roster()).permits, only(boxes.roster()).codes) == ([], [])
    officer.post(f"/api/people/{person}/code")
    assert len(only(boxes.roster()).codes) == 1
    desk.now += timedelta(minutes=30)
    assert only(boxes.roster()).codes == []


def test_what_is_due_follows_the_visits_and_the_days(boxes: Boxes) -> None:
    desk = boxes.desk
    person = UUID(new_person(desk.sign_in(), first_due_on=str(TODAY))["id"])

    def due() -> tuple[str | None, str | None]:
        entry = only(boxes.roster())
        return entry.next_due, entry.then_due

    assert due() == ("2026-11-24", "2026-12-01")
    desk.report(make.visit(person))
    assert due() == (None, "2026-12-01")
    desk.now += timedelta(days=6)
    assert due() == ("2026-12-01", "2026-12-08")
    desk.now += timedelta(days=3)
    assert due() == ("2026-12-01", "2026-12-08")


def test_a_withdrawn_face_is_gone_from_the_roster(boxes: Boxes) -> None:
    officer = boxes.desk.sign_in()
    person = new_person(officer)["id"]
    officer.post(f"/api/people/{person}/permit")
    officer.post(f"/api/people/{person}/face", json={"allowed": False})
    entry = only(boxes.roster())
    assert (entry.face, entry.permits) == (False, [])


def test_the_clock_is_told_in_utc(boxes: Boxes) -> None:
    told: dict[str, Any] = boxes.knock("/device/time").json()
    assert told == {"now": "2026-11-24T04:00:00Z"}


def test_a_revoked_box_is_refused_on_the_next_request(boxes: Boxes) -> None:
    assert boxes.knock().status_code == 200
    with boxes.desk.pool.connection() as tx:
        devices.revoke(tx, BOX, boxes.desk.now)
    for path in ("/device/roster", "/device/time"):
        answer = boxes.knock(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "revoked_device")


def test_a_certificate_of_nobody_we_know_is_refused(boxes: Boxes) -> None:
    answer = boxes.knock(name="bx-000000000-1")
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_device")
    assert boxes.knock(name="collector").status_code == 403


def test_without_a_certificate_nothing_is_told(boxes: Boxes) -> None:
    answer = boxes.ask("/device/roster", None)
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_device")


def test_a_certificate_of_another_authority_is_no_certificate(boxes: Boxes) -> None:
    foreign = Authority.create(boxes.folder / "foreign", datetime.now(UTC))
    foreign.issue(BOX, datetime.now(UTC))
    with pytest.raises(httpx.TransportError):
        boxes.ask("/device/roster", foreign.folder / BOX)


def enter(desk: Desk, key: str) -> httpx.Response:
    return desk.visitor().post("/own/api/pass", json={"key": key})


def test_a_boxs_key_opens_the_own_page_once(boxes: Boxes) -> None:
    desk = boxes.desk
    person = new_person(desk.sign_in())
    in_correction(desk, person["id"])
    key = boxes.hand_over(person["id"]).json()["key"]
    me = enter(desk, key).json()
    assert (me["number"], me["kiosk"]) == (person["number"], True)
    again = enter(desk, key)
    assert (again.status_code, again.json()["code"]) == (401, "pass_ended")
    [(kept,)] = desk.rows("select count(*) from self_pass")
    assert kept == 0
    done = [one for (one,) in desk.rows("select action from audit where staff is null order by id")]
    assert done == ["own_pass", "own_sign_in"]


def test_a_key_lasts_two_minutes_and_a_new_one_ends_it(boxes: Boxes) -> None:
    desk = boxes.desk
    person = new_person(desk.sign_in())
    in_correction(desk, person["id"])
    first, second = (boxes.hand_over(person["id"], "face").json()["key"] for _ in range(2))
    assert enter(desk, first).status_code == 401
    desk.now += timedelta(minutes=2)
    assert enter(desk, second).status_code == 401


def test_a_box_gets_no_key_for_anybody_else_nor_from_the_desk(boxes: Boxes) -> None:
    desk = boxes.desk
    person = new_person(desk.sign_in())
    in_correction(desk, person["id"])
    assert boxes.hand_over(person["id"], name=OTHER_BOX).status_code == 404
    assert boxes.hand_over(str(UUID(int=5))).status_code == 404
    assert boxes.hand_over(person["id"], "officer").status_code == 422
    desk.sign_in("county").post(f"/api/posts/{BOX}/revoke", json={"reason": "x"})
    assert boxes.hand_over(person["id"]).status_code == 403
    assert desk.rows("select 1 from self_pass") == []


def test_a_released_person_is_told_so_and_offered_help(boxes: Boxes) -> None:
    desk = boxes.desk
    person = new_person(desk.sign_in())
    answer = enter(desk, boxes.hand_over(person["id"]).json()["key"])
    assert (answer.status_code, answer.json()["code"]) == (403, "access_ended")
