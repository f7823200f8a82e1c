"""A dead box is replaced: its say ends, the post goes on, and people hear of their face."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from stack.builders import BOX, TOWN
from stack.desk import PASSWORD
from yizhan_collector.rooms.rosters import service as rosters
from yizhan_provisioning.__main__ import main
from yizhan_wire import claims
from yizhan_wire.events import Enrolled
from yizhan_wire.orders import Roster

from .conftest import new_person
from .test_claims import EMPTY, Town, refusal, town

__all__ = ["town"]
NEXT = "bx-210521100-2"


@pytest.fixture
def somebody(town: Town) -> UUID:
    """A person whose face is on the box of 小市, and one who was there and withdrew."""
    officer = town.desk.sign_in()
    one, other = (UUID(new_person(officer)["id"]) for _ in range(2))
    for action, who in (("created", one), ("created", other), ("deleted", other)):
        town.desk.report(Enrolled(who, None, action, 5, "m"))  # type: ignore[arg-type] # a word
    town.desk.carry_out()
    return one


def swap(town: Town, code: str, old: str = BOX, login: str = "tech") -> Any:
    return town.desk.sign_in(login).post(f"/api/posts/{old}/swap", json={"code": code})


def flags(town: Town, device: str) -> dict[UUID, bool]:
    with psycopg.connect(town.desk.url) as tx:
        body = rosters.build(tx, device, town.desk.now).body
    return {one.person: one.reenrol for one in msgspec.json.decode(body, type=Roster).entries}


def test_a_spare_takes_the_place_and_those_whose_face_was_there_are_told(
    town: Town, somebody: UUID
) -> None:
    tech = town.desk.sign_in("tech")
    outlook = tech.get(f"/api/posts/{BOX}/swap").json()
    assert outlook == {"post": BOX, "township": TOWN, "live": True, "enrolled": 1}
    assert not any(flags(town, BOX).values())
    _, wish, code = town.blank()
    town.wish(wish)
    made = swap(town, code)
    assert (made.status_code, made.json()["device"]) == (201, NEXT)
    states = {one["id"]: one["revoked_at"] for one in tech.get("/api/posts").json()}
    assert states[BOX]
    assert states[NEXT] is None
    told = flags(town, NEXT)
    assert (told.pop(somebody), any(told.values())) == (True, False)
    town.desk.report(Enrolled(somebody, None, "created", 5, "m"), NEXT)
    assert not any(flags(town, NEXT).values())
    noted = town.desk.rows("select subject from audit where action = 'swap_post'")
    assert noted == [(f"{BOX} > {NEXT}: {code}",)]


def test_the_old_box_is_refused_and_its_reports_stay(town: Town, somebody: UUID) -> None:
    before = town.desk.rows("select count(*) from device_note where device = %s", BOX)
    _, wish, code = town.blank()
    town.wish(wish)
    swap(town, code)
    with pytest.raises(AssertionError):  # it gets no receipt
        town.desk.report(Enrolled(somebody, None, "created", 5, "m"), BOX)
    assert town.desk.rows("select reason from quarantine") == [("revoked device",)]
    assert town.desk.rows("select count(*) from device_note where device = %s", BOX) == before


def test_a_swap_that_is_refused_changes_nothing(town: Town) -> None:
    assert refusal(swap(town, "ABCDE-FGHJK")) == (404, "unknown_wish")
    _, wish, code = town.blank()
    town.wish(wish)
    assert refusal(swap(town, code, login="huanren")) == (404, "not_found")
    assert town.claim(code).status_code == 201
    assert refusal(swap(town, code)) == (409, "wish_granted")
    assert town.desk.rows("select revoked_at from device where id = %s", BOX) == [(None,)]
    _, wish, other = town.blank()
    town.wish(wish)
    assert swap(town, other).status_code == 201
    assert refusal(swap(town, other)) == (409, "already_revoked")


@pytest.fixture
def laptop(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """`yizhan-provision` of the technician; the exit code and the JSON it printed."""
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n")

    def run(*words: str, login: str = "tech") -> tuple[int, dict[str, Any]]:
        at = ("--office", town.desk.address, "--login", login, "--password-file", str(secret))
        capsys.readouterr()
        return main([*words, *at, "--json"]), json.loads(capsys.readouterr().out)

    return run


def test_the_laptop_claims_off_the_network_and_may_be_cut_off(
    town: Town, laptop: Any, tmp_path: Path
) -> None:
    box, wish, code = town.blank()
    file, out = tmp_path / f"wish-{code}.json", tmp_path / "stick"
    file.write_bytes(msgspec.json.encode(wish))
    out.mkdir()
    words = ("claim", "--wish", str(file), "--township", EMPTY, "--out", str(out))
    for before in (False, True):
        exit_code, said = laptop(*words)
        assert (exit_code, said["ok"], said["before"]) == (0, True, before)
    grant = claims.load_grant((out / f"grant-{code}.json").read_bytes())
    box.take(grant.chain.encode(), grant.device, town.desk.now)
    assert box.device() == f"bx-{EMPTY}-1"
    file.write_bytes(msgspec.json.encode(wish)[:80])
    assert laptop(*words)[1]["code"] == "unread_wish"


def test_the_laptop_says_what_the_office_refuses(town: Town, laptop: Any) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    words = ("claim", "--township", TOWN, "--code")
    assert laptop(*words, "ABC")[1]["code"] == "no_code"
    exit_code, said = laptop(*words, code)
    assert (exit_code, said["code"]) == (1, "post_served")
    assert laptop(*words, code, login="nobody")[1]["code"] == "wrong_login"
    assert laptop(*words, code, "--office", "http://127.0.0.1:9")[1]["code"] != "usage"


def test_the_laptop_swaps_once_and_may_be_cut_off(town: Town, laptop: Any, somebody: UUID) -> None:
    _, wish, code = town.blank()
    town.wish(wish)
    words = ("swap", BOX, "--code", code)
    assert laptop(*words)[1]["code"] == "not_sure"
    for before in (False, True):
        exit_code, said = laptop(*words, "--yes")
        assert (exit_code, said["device"], said["before"]) == (0, NEXT, before)
        assert (said["replaced"], said["enrol_again"]) == (BOX, 1)
    assert somebody
