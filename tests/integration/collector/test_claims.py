"""A blank box is claimed once, by somebody who may, over the line or by a file."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import msgspec
import psycopg
import pytest
from cryptography import x509
from limits import RateLimitItemPerMinute
from stack import device
from stack.builders import BOX, TOWN
from stack.desk import OTHER_TOWN, Desk
from yizhan_collector.app import create_device_app
from yizhan_collector.doors.portal import pace
from yizhan_collector.rooms.devices import service as devices
from yizhan_edge.identity import Identity
from yizhan_provisioning.authority import Authority
from yizhan_wire import claims

EMPTY = "210521102"  # a township without a box
HOUR = timedelta(hours=1)
MEDIA = "application/octet-stream"


class Ids(dict[str, object]):
    """Ids for the places of a path that nothing has."""

    def __missing__(self, _: str) -> UUID:
        return UUID(int=0)


@dataclass
class Town:
    """The office with its issuing key, its device door, and blank boxes."""

    desk: Desk
    authority: Authority
    url: str
    folder: Path
    boxes: list[Identity] = field(default_factory=list)

    def blank(self) -> tuple[Identity, claims.Wish, str]:
        """A box out of the carton: its identity, its wish, its code."""
        made = Identity(self.folder / f"box-{len(self.boxes)}", self.authority.ca)
        self.boxes.append(made)
        request = x509.load_pem_x509_csr(made.request())
        code = claims.code_of(made.next_key().public_key())
        return made, claims.wish(request, "Raspberry Pi 5", "0.1.0"), code

    def ask(self, raw: bytes, path: str = "/claim/wish") -> httpx.Response:
        """As a box without a certificate."""
        context = ssl.create_default_context(cafile=str(self.authority.ca))
        with httpx.Client(base_url=self.url, verify=context) as client:
            return client.post(path, content=raw, headers={"Content-Type": MEDIA})

    def wish(self, wish: claims.Wish) -> claims.Grant | None:
        """What a box hears when it asks."""
        answer = self.ask(msgspec.json.encode(wish))
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=claims.Answer).grant

    def claim(self, code: str, township: str = EMPTY, login: str = "tech") -> httpx.Response:
        """A technician claims what shows this code."""
        given = {"code": code, "township": township}
        return self.desk.sign_in(login).post("/api/claims", json=given)


@pytest.fixture
def town(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Town]:
    house = replace(desk.house, issuing=device.issuing(authority))
    desk.app.state.house = house
    with device.opened(house, authority) as url:
        yield Town(desk, authority, url, tmp_path)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_box_is_claimed_by_its_code_and_takes_what_it_is_given(town: Town) -> None:
    box, wish, code = town.blank()
    assert town.wish(wish) is None
    seen = town.desk.sign_in("tech").get(f"/api/claims/wishes/{claims.shown(code).lower()}").json()
    assert (seen["hardware"], seen["seen_from"], seen["device"]) == (
        "Raspberry Pi 5", "127.0.0.1", None
    )  # fmt: skip
    made = town.claim(claims.shown(code))
    assert made.status_code == 201, made.text
    assert made.json()["device"] == f"bx-{EMPTY}-1"
    grant = town.wish(wish)
    assert grant
    box.take(grant.chain.encode(), grant.device, town.desk.now)
    assert box.device() == f"bx-{EMPTY}-1"
    [post] = town.desk.sign_in("tech").get("/api/posts").json()[2:]
    assert (post["id"], post["township"]) == (f"bx-{EMPTY}-1", EMPTY)
    noted = town.desk.rows("select subject from audit where action = 'claim_post'")
    assert noted == [(f"bx-{EMPTY}-1: {code}",)]
    kept = town.desk.rows("select device from certificate")
    assert kept == [(f"bx-{EMPTY}-1",)]


def test_a_code_is_used_once_and_a_post_has_one_live_box(town: Town) -> None:
    (_, first, one), (_, second, two) = town.blank(), town.blank()
    for wish in (first, second):
        town.wish(wish)
    assert refusal(town.claim(one, TOWN)) == (409, "post_served")
    assert town.claim(one).status_code == 201
    assert refusal(town.claim(one)) == (409, "post_served")
    with psycopg.connect(town.desk.url) as tx:
        devices.revoke(tx, BOX, town.desk.now)
    assert refusal(town.claim(one, TOWN)) == (409, "wish_granted")
    assert town.claim(two, TOWN).json()["device"] == "bx-210521100-2"


def test_of_two_technicians_at_once_one_gets_the_box(town: Town) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    with psycopg.connect(town.desk.url) as tx:
        devices.revoke(tx, BOX, town.desk.now)
    with ThreadPoolExecutor(4) as pool:
        tries = [(EMPTY, "tech"), (TOWN, "county"), (EMPTY, "county"), (TOWN, "tech")]
        answers = list(pool.map(lambda one: town.claim(code, *one), tries))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert len(town.desk.rows("select 1 from certificate")) == 1


@pytest.mark.parametrize("typed", ["", "ABCDE-FGHJK", "认领", "0" * 40])
def test_a_wrong_code_is_refused(town: Town, typed: str) -> None:
    answer = town.claim(typed)
    assert answer.status_code == 422 if not typed else refusal(answer) == (404, "unknown_wish")


def test_a_wish_ends_an_hour_after_the_box_was_last_heard(town: Town) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    town.desk.now += HOUR + timedelta(seconds=1)
    assert refusal(town.claim(code)) == (404, "unknown_wish")
    town.wish(wish)
    town.desk.now += HOUR * 2
    town.desk.run_due()
    assert town.desk.rows("select code from claim_wish") == []


def test_off_the_network_wish_and_grant_are_carried(town: Town) -> None:
    box, wish, code = town.blank()
    tech = town.desk.sign_in("tech")
    assert refusal(tech.get(f"/api/claims/{code}")) == (404, "unknown_wish")
    for text in (claims.dump(wish), msgspec.json.encode(wish).decode()):
        seen = tech.post("/api/claims/wishes", json={"wish": text}).json()
        assert (seen["code"], seen["seen_from"]) == (code, "-")
    assert refusal(tech.get(f"/api/claims/{code}")) == (404, "not_found")
    made = town.claim(code).json()
    again = tech.get(f"/api/claims/{code}").json()  # for whoever was cut off
    assert again == made
    grant = msgspec.convert(made, claims.Grant)
    box.take(grant.chain.encode(), grant.device, town.desk.now)
    assert box.device() == made["device"]


def test_half_a_wish_is_refused_and_nothing_is_kept(town: Town) -> None:
    _, wish, _ = town.blank()
    whole = msgspec.json.encode(wish)
    forged = msgspec.structs.replace(wish, request=town.blank()[1].request[:-8] + "AAAAAAA=")
    for raw in (b"", whole[:90], b"\xff" * 9, msgspec.json.encode(forged)):
        assert town.ask(raw).status_code == 422
    assert town.ask(whole + b" " * 5000).status_code == 422
    tech = town.desk.sign_in("tech")
    answer = tech.post("/api/claims/wishes", json={"wish": claims.dump(wish)[:100]})
    assert refusal(answer) == (422, "unread_wish")
    assert town.desk.rows("select code from claim_wish") == []


def test_another_key_with_the_same_code_is_refused(town: Town) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    with psycopg.connect(town.desk.url) as tx:
        tx.execute("update claim_wish set key_sha256 = %s", ["0" * 64])
    assert refusal(town.ask(msgspec.json.encode(wish))) == (409, "wish_clash")
    assert town.desk.rows("select code from claim_wish") == [(code,)]


def test_without_a_certificate_a_box_may_ask_for_nothing_else(town: Town) -> None:
    paths = create_device_app(town.desk.house).openapi()["paths"]
    others = [(path, one) for path, methods in paths.items() for one in methods]
    context = ssl.create_default_context(cafile=str(town.authority.ca))
    with httpx.Client(base_url=town.url, verify=context) as client:
        for path, method in others:
            if path != "/claim/wish":
                head = {"X-Session": str(UUID(int=0))}
                answer = client.request(method, path.format_map(Ids(number=1)), headers=head)
                assert answer.status_code in (403, 422), path
    assert len(others) > 5


def test_a_box_that_asks_without_end_is_slowed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pace.LIMITS, "claim", RateLimitItemPerMinute(3))
    _, wish, _ = town.blank()
    raw = msgspec.json.encode(wish)
    assert [town.ask(raw).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_county_claims_for_itself_only(town: Town) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    assert refusal(town.claim(code, login="huanren")) == (404, "not_found")
    assert refusal(town.claim(code, "210521999")) == (422, "unknown_township")
    assert town.claim(code, login="county").status_code == 201
    assert refusal(town.desk.sign_in("huanren").get(f"/api/claims/{code}")) == (404, "not_found")


def test_nothing_of_the_other_township_is_touched(town: Town) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    before = town.desk.rows("select * from device where township = %s", OTHER_TOWN)
    town.claim(code)
    assert town.desk.rows("select * from device where township = %s", OTHER_TOWN) == before
