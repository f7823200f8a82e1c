"""The MQTT door against the real database: each event once, the unreadable kept, nothing lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from stack import builders as make
from stack.builders import BOX, NOON
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.devices import service as devices
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Clock, Envelope
from yizhan_wire.events import SignShown

LIFE = uuid4()
Box = tuple[str, psycopg.Connection]


@pytest.fixture
def house(database: str) -> Iterator[Box]:
    """A migrated database with one box."""
    migrate(database)
    make.post(database)
    with psycopg.connect(database, autocommit=True) as tx:
        yield database, tx


def arrival(*envelopes: Envelope, device: str = BOX) -> Arrival:
    kind = envelopes[0].kind
    return Arrival(topics.up(device, kind), codec.dump(envelopes), NOON)


def reasons(tx: psycopg.Connection) -> list[str]:
    return [row[0] for row in tx.execute("select reason from quarantine order by id")]


def checkins(tx: psycopg.Connection) -> list[tuple[date | None, str, bool, bool]]:
    return tx.execute(
        "select due_on, timing, live, needs_review from checkin order by captured_at, id"
    ).fetchall()


def test_the_same_message_twice_is_stored_once_and_receipted_twice(house: Box) -> None:
    url, tx = house
    message = arrival(*[make.event(make.health(), n, LIFE) for n in range(1, 51)])
    for _ in range(2):
        receipts = receive(tx, [message])
        assert [r.ranges for r in receipts[BOX]] == [[(1, 50)]]
    assert (make.count(url, "inbox"), make.count(url, "device_health")) == (50, 50)


def test_one_event_twice_in_a_batch_is_stored_once(house: Box) -> None:
    url, tx = house
    one = make.event(make.presence(), 1, LIFE)
    receive(tx, [arrival(one), arrival(one)])
    assert make.count(url, "camera_event") == 1


def test_order_of_arrival_changes_nothing(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    late = make.event(make.visit(who), 1, LIFE, at=NOON)
    receive(tx, [arrival(make.event(make.health(), 2, LIFE))])
    receive(tx, [arrival(late)])
    assert make.stored(url) == {(BOX, LIFE, 1), (BOX, LIFE, 2)}


def test_a_visit_that_arrives_days_later_is_on_time_by_its_capture(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    one = arrival(make.event(make.visit(who), 1, LIFE))
    receive(tx, [msgspec_replace(one, NOON + timedelta(days=9))])
    assert checkins(tx) == [(date(2026, 11, 24), "on_time", True, False)]


def msgspec_replace(one: Arrival, at: object) -> Arrival:
    return Arrival(one.topic, one.payload, at)  # type: ignore[arg-type]


def test_a_second_visit_of_the_day_is_kept_and_not_live(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    receive(tx, [arrival(make.event(make.visit(who), n, LIFE)) for n in (1, 2)])
    assert sorted(row[2] for row in checkins(tx)) == [False, True]


def test_the_database_itself_refuses_two_live_visits_of_a_day(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    receive(tx, [arrival(make.event(make.visit(who), n, LIFE)) for n in (1, 2)])
    with pytest.raises(psycopg.errors.UniqueViolation):
        tx.execute("update checkin set live = true")


def test_a_poor_clock_goes_to_a_person(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    poor = make.event(make.visit(who), 1, LIFE, clock=Clock("none", "poor"))
    receive(tx, [arrival(poor)])
    assert checkins(tx) == [(None, "unscheduled", False, True)]


def test_a_recorded_visit_leaves_an_event_for_work(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    receive(tx, [arrival(make.event(make.visit(who), 1, LIFE))])
    query = "select event, body from outbox where event = 'checkin_recorded'"
    [row] = tx.execute(query).fetchall()
    assert (row[0], row[1]["person"]) == ("checkin_recorded", str(who))


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("yizhan/v1/nobody-1/up/health", b"{}", "unknown device"),
        ("other/topic", b"{}", "not one of our topics"),
        (topics.up(BOX, "health"), b"not json", "not a valid envelope"),
        (topics.up(BOX, "health"), b"\xff\xfe", "not a valid envelope"),
        (topics.up(BOX, "health"), b" " * 600_000, "larger than a batch"),
    ],
)
def test_what_cannot_be_read_is_kept_whole_and_gets_no_receipt(
    house: Box, topic: str, payload: bytes, reason: str
) -> None:
    _, tx = house
    assert receive(tx, [Arrival(topic, payload, NOON)]) == {}
    [(kept, why)] = tx.execute("select payload, reason from quarantine").fetchall()
    assert kept == payload
    assert reason in why


def test_a_bad_message_does_not_hold_up_the_good_ones(house: Box) -> None:
    url, tx = house
    bad = Arrival(topics.up(BOX, "health"), b"{", NOON)
    receive(tx, [bad, arrival(make.event(make.health(), 1, LIFE)), bad])
    assert make.count(url, "device_health") == 1
    assert tx.execute("select seen from quarantine").fetchall() == [(2,)]


def test_a_box_cannot_speak_for_another(house: Box) -> None:
    url, tx = house
    other = "bx-210521100-2"
    make.post(url, other)
    assert receive(tx, [arrival(make.event(make.health(), 1, LIFE), device=other)]) == {}
    assert make.count(url, "inbox") == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body_v": 9}, "newer version"),
        ({"body": msgspec.Raw(b'{"person":"x"}')}, "not a valid envelope"),
        ({"body": msgspec.Raw(b'{"message":"a\\u0000","shown":true}')}, "NUL"),
        ({"captured_at": NOON.replace(year=1970)}, "outside the years"),
    ],
)
def test_an_unreadable_event_is_quarantined_and_receipted(
    house: Box, change: dict[str, object], reason: str
) -> None:
    url, tx = house
    kind = "sign" if "NUL" in reason else "checkin"
    one = make.event(make.visit(UUID(int=1)), 1, LIFE)
    one = msgspec.structs.replace(one, kind=kind, **change)
    assert receive(tx, [arrival(one)])[BOX][0].ranges == [(1, 1)]
    [why] = reasons(tx)
    assert reason in why
    assert make.count(url, "checkin") == 0


def test_an_unknown_person_is_quarantined_and_the_rest_goes_on(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    visits = [make.event(make.visit(p), n, LIFE) for n, p in enumerate([uuid4(), who], 1)]
    receive(tx, [arrival(*visits)])
    assert make.count(url, "checkin") == 1
    assert "does not know" in reasons(tx)[0]


def test_a_revoked_box_is_refused_though_still_connected(house: Box) -> None:
    url, tx = house
    devices.revoke(tx, BOX, NOON)
    assert receive(tx, [arrival(make.event(make.health(), 1, LIFE))]) == {}
    assert (make.count(url, "inbox"), reasons(tx)) == (0, ["revoked device"])


def test_the_presence_word_is_stored(house: Box) -> None:
    _, tx = house
    receive(tx, [Arrival(topics.state(BOX), b"online", NOON)])
    receive(tx, [Arrival(topics.state(BOX), b"nonsense", NOON)])
    assert tx.execute("select state from device").fetchall() == [("online",)]


def test_a_clock_a_year_ahead_is_stored_as_it_was_said(house: Box) -> None:
    _, tx = house
    ahead = NOON + timedelta(days=365)
    receive(tx, [arrival(make.event(make.health(), 1, LIFE, at=ahead))])
    assert tx.execute("select captured_at from device_health").fetchall() == [(ahead,)]


@pytest.mark.parametrize("kind", ["health", "sign"])
def test_an_event_the_database_cannot_hold_takes_no_neighbour_with_it(
    house: Box, kind: str
) -> None:
    _, tx = house
    body = make.health() if kind == "health" else SignShown("a", shown=True)
    some = [make.event(body, n, LIFE) for n in range(1, 51)]
    raw = bytes(some[30].body)[:-1] + b',"later":1e999999}'  # no number of the database's
    some[30] = msgspec.structs.replace(some[30], body=msgspec.Raw(raw))
    assert receive(tx, [arrival(*some)])[BOX][0].ranges == [(1, 50)]
    table = "device_health" if kind == "health" else "device_note"
    assert make.count(house[0], table) == 49
    assert len(reasons(tx)) == 1


def test_a_database_that_cannot_answer_now_puts_nothing_aside(house: Box) -> None:
    url, tx = house
    who = make.person(url)
    visit = arrival(make.event(make.visit(who), 1, LIFE))
    tx.execute("set lock_timeout = '50ms'")
    with psycopg.connect(url) as other:
        other.execute("lock table checkin")
        with pytest.raises(psycopg.OperationalError):
            receive(tx, [visit])
    assert (make.count(url, "inbox"), reasons(tx)) == (0, [])
    receive(tx, [visit])
    assert make.count(url, "checkin") == 1


def ended(tx: psycopg.Connection, who: UUID, on: date) -> None:
    """A term of this person that was served on this day."""
    tx.execute(
        "insert into term (id, person, sentence, offence, court, judgment_no, judged_on,"
        " effective_on, starts_on, ends_on, report_by, state, received_on, ended_on, end_reason,"
        " created_at) values (%s, %s, 'probation', '盗窃罪', '示例县人民法院', '示例1号', %s, %s,"
        " %s, %s, %s, 'released', %s, %s, 'served', %s)",
        [uuid4(), who, *[on - timedelta(days=90)] * 3, on, on, on, on, NOON],
    )


def test_a_term_that_ended_takes_what_was_captured_before_and_holds_up_nothing(house: Box) -> None:
    url, tx = house
    gone, here = make.person(url), make.person(url)
    ended(tx, gone, (NOON - timedelta(days=1)).date())
    moments = [(gone, NOON - timedelta(days=2)), (gone, NOON), (here, NOON)]
    visits = [make.event(make.visit(p), n, LIFE, at=at) for n, (p, at) in enumerate(moments, 1)]
    assert receive(tx, [arrival(*visits)])[BOX][0].ranges == [(1, 3)]
    stored = tx.execute("select person, captured_at from checkin").fetchall()
    assert sorted(stored, key=str) == sorted([moments[0], moments[2]], key=str)
    [why] = reasons(tx)
    assert why.startswith("LetGo: The term of this person has ended")
