"""Partners are told by their callbacks: each event, in order, over mutual TLS, whatever fails."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack.desk import Desk, settings_file
from stack.ear import ENV, Ear
from stack.partner import Partners
from stack.process import Program, wait_for
from stack.told import Bell, knocks
from unit.collector.test_callbacks import BAD, GOOD
from yizhan_collector.adapters.outside import Away
from yizhan_collector.rooms.sharing import packet_store, telling
from yizhan_provisioning.authority import Authority

from .test_packets import COURT, POLICE, sent

FAULTS = (
    ("500", "answered 500"), ("302", "answered 302"), ("404", "answered 404"),
    ("slow", "slow"), ("lost", "no_answer"), ("huge", "no_answer"),
)  # fmt: skip
MakeEar = Callable[..., Ear]


@pytest.fixture
def ear(desk: Desk, partners: Partners, authority: Authority, tmp_path: Path) -> Iterator[MakeEar]:
    """Makes the listener of an authority, whose callback it is from then on."""
    with ExitStack() as rooms:

        def make(code: str = COURT, **changes: object) -> Ear:
            given = {"authority": authority, "code": code, "folder": tmp_path} | changes
            made = Ear(**given)  # type: ignore[arg-type]
            call_back(desk, code, made.address)
            made.start()
            rooms.callback(made.stop)
            return made

        yield make


@pytest.fixture
def bell(desk: Desk, partners: Partners, authority: Authority) -> Iterator[Bell]:
    made = Bell(desk, knocks(authority))
    yield made
    made.close()


def call_back(desk: Desk, code: str, address: str) -> None:
    given = {"callback": address}
    answer = desk.sign_in("admin").put(f"/api/sharing/partners/{code}/callback", json=given)
    assert answer.status_code == 200, answer.text


def happen(desk: Desk, code: str, times: int = 1) -> list[int]:
    """Events for a partner; their numbers."""
    with psycopg.connect(desk.url) as tx:
        for _ in range(times):
            packet_store.tell(tx, code, "packet_sent", desk.life, desk.now)
    every = events(desk, code)
    return every[len(every) - times :]


def events(desk: Desk, code: str, untold: bool = False) -> list[int]:
    query = "select no from partner_event where partner = %s and (not %s or told_at is null)"
    return [one[0] for one in desk.rows(f"{query} order by no", code, untold)]


def stand(desk: Desk, code: str = COURT) -> dict[str, object]:
    """What the office is shown of a partner."""
    rows = desk.sign_in("county").get("/api/sharing/partners").json()
    return dict(next(one["telling"] for one in rows if one["code"] == code))


def test_a_partner_is_told_what_polling_would_say_and_nothing_more(
    desk: Desk, partners: Partners, ear: MakeEar, bell: Bell
) -> None:
    court = ear()
    _, packet = sent(desk)
    bell.ring()
    [told] = court.held()
    assert set(told) == {"no", "kind", "subject", "at"}
    assert (told["kind"], told["subject"]) == ("packet_sent", packet)
    assert partners.program(COURT).get("/partner/events").json()["events"] == [told]
    assert stand(desk) | {"told_no": told["no"], "waiting": 0, "reason": ""} == stand(desk)


def test_events_are_told_once_in_their_order(desk: Desk, ear: MakeEar, bell: Bell) -> None:
    court = ear()
    nos = happen(desk, COURT, 5)
    for _ in range(3):
        bell.ring()
    assert court.nos() == nos


@pytest.mark.parametrize(("fault", "reason"), FAULTS)
def test_a_fault_is_one_word_and_holds_back_the_later_ones_of_this_partner_alone(
    desk: Desk, ear: MakeEar, bell: Bell, fault: str, reason: str
) -> None:
    court, police = ear(COURT), ear(POLICE)
    theirs, others = happen(desk, COURT, 2), happen(desk, POLICE, 2)
    court.fault(fault)
    bell.ring()
    found = stand(desk)
    assert (found["reason"], found["attempts"], found["waiting"]) == (reason, 1, 2)
    assert police.nos() == others
    taken = theirs[:1] if fault == "lost" else []
    assert court.nos() == taken
    desk.now += timedelta(seconds=6)
    bell.ring()
    assert court.nos() == [*taken, *theirs]  # what was lost is said again, before the next
    assert stand(desk)["waiting"] == 0


def test_pauses_grow_to_a_quarter_of_an_hour_and_an_hour_away_loses_nothing(
    desk: Desk, ear: MakeEar, bell: Bell
) -> None:
    court = ear()
    court.stop()
    nos = happen(desk, COURT, 3)
    begin, waited = desk.now, []
    while desk.now < begin + timedelta(hours=1):
        bell.ring()
        again = datetime.fromisoformat(str(stand(desk)["next_at"]))
        waited.append((again - desk.now).total_seconds())
        desk.now = again
    assert stand(desk)["reason"] == "unreachable"
    assert waited[:8] == sorted(waited[:8])
    assert 4.5 <= waited[0] <= 5
    assert all(810 <= one <= 900 for one in waited[8:])
    assert len(waited) > 9
    court.start()
    bell.ring()
    assert court.nos() == nos


def test_try_now_waits_for_no_pause(desk: Desk, ear: MakeEar, bell: Bell) -> None:
    court = ear()
    court.fault("500")
    nos = happen(desk, COURT)
    bell.ring()
    bell.ring()
    assert court.nos() == []
    assert desk.sign_in("county").post(f"/api/sharing/partners/{COURT}/try").status_code == 204
    bell.ring()
    assert court.nos() == nos
    assert desk.sign_in("county").post("/api/sharing/partners/nobody/try").status_code == 404


def test_what_a_partner_asked_beyond_needs_no_telling(
    desk: Desk, partners: Partners, ear: MakeEar, bell: Bell
) -> None:
    court = ear()
    nos = happen(desk, COURT, 3)
    program = partners.program(COURT)
    assert program.get("/partner/events").json()["after"] == nos[-1]
    assert events(desk, COURT, untold=True) == nos  # its answer may have been lost on the way
    program.get("/partner/events", params={"after": nos[1]}).raise_for_status()
    bell.ring()
    assert court.nos() == nos[2:]
    again = program.get("/partner/events").json()["events"]
    assert [one["no"] for one in again] == nos  # polling stays the truth


def test_who_asks_confirms_its_own_events_alone(desk: Desk, partners: Partners) -> None:
    theirs = happen(desk, POLICE, 2)
    happen(desk, COURT)
    partners.program(COURT).get("/partner/events", params={"after": 2**62}).raise_for_status()
    assert events(desk, POLICE, untold=True) == theirs
    assert events(desk, COURT, untold=True) == []


def test_who_has_ended_or_has_no_callback_is_told_nothing(
    desk: Desk, ear: MakeEar, bell: Bell
) -> None:
    court, police = ear(COURT), ear(POLICE)
    happen(desk, COURT)
    happen(desk, POLICE)
    admin = desk.sign_in("admin")
    admin.post(f"/api/sharing/partners/{COURT}/end").raise_for_status()
    call_back(desk, POLICE, "")
    bell.ring()
    assert (court.held(), police.held()) == ([], [])
    refused = admin.put(f"/api/sharing/partners/{COURT}/callback", json={"callback": ""})
    assert refused.status_code == 404
    assert admin.post(f"/api/sharing/partners/{COURT}/try").status_code == 404


def test_a_callback_that_is_mended_is_tried_at_once(desk: Desk, ear: MakeEar, bell: Bell) -> None:
    court = ear()
    nos = happen(desk, COURT)
    call_back(desk, COURT, court.address.replace("/told", "/elsewhere"))
    bell.ring()
    assert stand(desk)["reason"] == "answered 403"
    call_back(desk, COURT, court.address)
    bell.ring()
    assert court.nos() == nos


def test_a_partner_whose_clock_is_a_day_off_hears_as_others_do(
    desk: Desk, ear: MakeEar, bell: Bell
) -> None:
    court = ear(skew=-86_400.0)
    nos = happen(desk, COURT, 2)
    bell.ring()
    assert court.nos() == nos
    kept = [json.loads(one)["kept_at"] for one in court.kept.read_text().splitlines()]
    assert max(kept) < datetime.now(UTC).timestamp() - 80_000  # so it believed, and we did not mind


def test_a_certificate_that_does_not_hold_yet_is_not_believed(
    desk: Desk, ear: MakeEar, bell: Bell
) -> None:
    court = ear(since=datetime.now(UTC) + timedelta(days=1))
    happen(desk, COURT)
    bell.ring()
    assert (stand(desk)["reason"], court.held()) == ("certificate", [])


def test_a_server_of_another_authority_hears_nothing(
    desk: Desk, ear: MakeEar, bell: Bell, tmp_path: Path
) -> None:
    other = Authority.create(tmp_path / "other", datetime.now(UTC))
    stranger = ear(authority=other)
    happen(desk, COURT)
    bell.ring()
    assert (stand(desk)["reason"], stranger.held()) == ("certificate", [])


def test_a_listener_that_does_not_believe_us_takes_nothing(
    desk: Desk, ear: MakeEar, authority: Authority, tmp_path: Path
) -> None:
    court = ear()
    other = Authority.create(tmp_path / "other", datetime.now(UTC))
    other.issue("collector", datetime.now(UTC))
    bell = Bell(desk, knocks(authority, other))
    happen(desk, COURT)
    bell.ring()
    bell.close()
    assert (stand(desk)["reason"], court.held()) == ("certificate", [])


def test_a_box_cannot_pose_as_a_listener(desk: Desk, ear: MakeEar, bell: Bell) -> None:
    thief = ear(server=False)  # a client's certificate, as a box has one
    happen(desk, COURT)
    bell.ring()
    assert (stand(desk)["reason"], thief.held()) == ("certificate", [])


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_however_calls_fail_each_partner_hears_all_in_order_and_waits_for_nobody_else(
    desk: Desk, partners: Partners, data: st.DataObject
) -> None:
    heard: dict[str, list[int]] = {COURT: [], POLICE: []}
    fails = {one: data.draw(st.lists(st.booleans(), max_size=8), label=one) for one in heard}
    for code in heard:
        call_back(desk, code, f"https://{code}.example/told")
    nos = {code: happen(desk, code, data.draw(st.integers(0, 4))) for code in heard}

    def post(address: str, body: bytes) -> None:
        code = address.removeprefix("https://").removesuffix(".example/told")
        if fails[code] and fails[code].pop(0):
            raise Away("unreachable")
        heard[code].append(json.loads(body)["no"])

    at_once = [code for code in heard if not any(fails[code])]
    bell = Bell(desk, post)
    bell.ring()
    assert all(heard[code] == nos[code] for code in at_once)
    for _ in range(8):
        desk.now += timedelta(minutes=15)
        bell.ring()
    bell.close()
    assert heard == nos


@pytest.mark.parametrize("address", BAD)
def test_a_bad_address_is_refused_at_the_office_and_by_the_database(
    desk: Desk, partners: Partners, address: str
) -> None:
    given = {"callback": address}
    admin = desk.sign_in("admin")
    refused = admin.put(f"/api/sharing/partners/{COURT}/callback", json=given)
    assert refused.status_code == 422
    assert refused.json()["code"] in {"bad_callback", "invalid_input"}
    new = given | {"code": "fayuan-2", "kind": "court", "name": "某法院"}
    assert admin.post("/api/sharing/partners", json=new).status_code == 422
    if "\x00" in address or ":0/" in address or ":65536/" in address:
        return  # no text at all for the database, and numbers that it does not weigh
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update partner set callback = %s where code = %s", [address, COURT])


@pytest.mark.parametrize("address", GOOD)
def test_a_good_address_is_kept_and_shown(desk: Desk, partners: Partners, address: str) -> None:
    call_back(desk, COURT, address)
    rows = desk.sign_in("county").get("/api/sharing/partners").json()
    shown = next(one for one in rows if one["code"] == COURT)
    assert shown["callback"] == address
    assert (shown["telling"] is None) == (address == "")


@pytest.mark.parametrize("table", ["packet", "person", "paper", "partner_row", "audit", "staff"])
def test_the_process_sees_events_and_addresses_and_nothing_they_are_about(
    desk: Desk, partners: Partners, table: str
) -> None:
    with psycopg.connect(desk.url) as tx:
        telling.as_teller(tx)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute(psycopg.sql.SQL("select * from {}").format(psycopg.sql.Identifier(table)))


@pytest.fixture
def process(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Starts `tell`."""
    path, _ = settings_file(tmp_path, desk.url, authority, 1)
    here = authority.folder
    path.write_text(
        f'{path.read_text()}[callbacks]\nca = "{here}/ca.crt"\ncert = "{here}/collector.crt"\n'
        f'key = "{here}/collector.key"\nevery_s = 0.1\n'
    )
    command = [sys.executable, "-m", "yizhan_collector", "tell", "--config", str(path)]
    with ExitStack() as rooms:

        def start() -> Program:
            made = Program("tell", command, tmp_path / "tell.log", ENV)
            made.start(lambda: True)
            rooms.callback(made.stop)
            return made

        yield start


def test_killed_again_and_again_it_says_some_twice_but_none_not_at_all_and_keeps_the_order(
    desk: Desk, ear: MakeEar, process: Callable[[], Program]
) -> None:
    court = ear()
    nos = happen(desk, COURT, 60)
    for wanted in (10, 25, 40, 60):
        one = process()
        wait_for(lambda: len(set(court.nos())) >= wanted, 60, f"{wanted} told")  # noqa: B023
        if wanted < 60:
            one.kill()
        else:
            one.stop()
    heard = court.nos()
    assert heard == sorted(heard)
    assert sorted(set(heard)) == nos
    assert events(desk, COURT, untold=True) == []


def test_a_second_process_stands_by_until_the_first_is_gone(
    desk: Desk, ear: MakeEar, process: Callable[[], Program]
) -> None:
    court, one = ear(), process()
    first = happen(desk, COURT)
    wait_for(lambda: court.nos() == first, 30, "the first told")
    process()
    nos = first + happen(desk, COURT, 3)
    wait_for(lambda: events(desk, COURT, untold=True) == [], 30, "all told")
    assert court.nos() == nos
    one.kill()
    last = happen(desk, COURT)
    wait_for(lambda: court.nos() == nos + last, 30, "told by the other")
