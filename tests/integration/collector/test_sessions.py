"""A session from the plan to the verdict: the box runs it, people see, a camera only counts."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from stack.builders import BOX, visit
from yizhan_collector.ground import outbox
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.sessions import orders, service
from yizhan_collector.wiring import handlers
from yizhan_wire.events import SessionEvent

from .conftest import OTHER_BOX, Desk
from .sessions import (
    MINUTE,
    Film,
    closing,
    code,
    figures,
    held,
    people_of,
    plan,
    planned,
    say,
    shown,
)
from .test_education import planned as planned_class

SETTLED = [3] * 10


def told(desk: Desk, device: str = BOX) -> dict[str, list[tuple[bytes, bool]]]:
    """What this box is told now, by topic."""
    said: dict[str, list[tuple[bytes, bool]]] = {}
    all_ = handlers(lambda topic, body, kept: said.setdefault(topic, []).append((body, kept)))
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while outbox.drain(tx, all_, desk.now):
            pass
    return {topic: some for topic, some in said.items() if f"/{device}/" in topic}


def test_a_session_is_planned_run_counted_and_closed(desk: Desk) -> None:
    people = people_of(desk, 3)
    session = held(desk, [*SETTLED, 2, 2, 3], people[:2], people=people)
    assert figures(desk, session) == ("stopped", 3, 2, 2)
    found = shown(desk, session)
    assert [one["kiosk_at"] is not None for one in found["attending"]].count(True) == 2
    assert len(found["minutes"]) == 13
    answer = closing(desk, session)
    assert (answer.status_code, answer.json()["state"]) == (200, "closed")
    assert answer.json()["verdict"]["by"] == "小市 李工"
    assert code(closing(desk, session)) == (409, "session_moved")


def test_thirty_expected_and_a_head_more_than_seen_goes_to_review(desk: Desk) -> None:
    people = people_of(desk, 4)
    session = held(desk, [*SETTLED, 3, 3, 3], people[:2], people=people)
    assert figures(desk, session) == ("review", 4, 2, 3)
    assert code(closing(desk, session)) == (422, "explanation_needed")
    # nobody is called absent, and nobody was seen, by the camera
    assert sorted(desk.rows("select how from session_seen")) == [("kiosk",), ("kiosk",)]
    assert desk.rows("select 1 from act where kind = 'class_marked'") == []
    answer = closing(desk, session, words="工作人员一人在场,计入人数。")
    assert answer.json()["verdict"]["words"] == "工作人员一人在场,计入人数。"
    assert [answer.json()[one] for one in ("expected", "seen", "heads")] == [4, 2, 3]


def test_an_officers_word_counts_as_a_check_in_does_and_can_be_taken_back(desk: Desk) -> None:
    people = people_of(desk, 2)
    session = held(desk, [*SETTLED, 2], people[:1], people=people)
    path, client = f"/api/sessions/{session}/present", desk.sign_in()
    assert figures(desk, session)[0] == "review"
    client.post(path, json={"person": people[1], "there": True}).raise_for_status()
    assert figures(desk, session) == ("stopped", 2, 2, 2)
    client.post(path, json={"person": people[1], "there": False}).raise_for_status()
    assert figures(desk, session) == ("review", 2, 1, 2)
    stranger = people_of(desk, 1)[0]
    assert client.post(path, json={"person": stranger, "there": True}).status_code == 404


def test_figures_that_have_moved_meanwhile_are_looked_at_again(desk: Desk) -> None:
    people = people_of(desk, 2)
    session = held(desk, [*SETTLED, 1], people[:1], people=people)
    before = shown(desk, session)
    desk.report(visit(UUID(people[1])), at=desk.now - 2 * MINUTE)  # it comes late
    given = {one: before[one] for one in ("expected", "seen", "heads")}
    desk.carry_out()
    answer = desk.sign_in().post(
        f"/api/sessions/{session}/close", json={**given, "outcome": "agreed"}
    )
    assert code(answer) == (409, "figures_moved")
    assert figures(desk, session) == ("review", 2, 2, 1)


def test_a_check_in_counts_from_a_while_before_until_the_end(desk: Desk) -> None:
    people = people_of(desk, 4)
    session = held(desk, people=people)
    start = desk.now - MINUTE
    moments = (-31 * MINUTE, -30 * MINUTE, MINUTE, MINUTE + timedelta(seconds=1))
    for person, moment in zip(people, moments, strict=True):
        desk.report(visit(UUID(person)), at=start + moment)
    found = shown(desk, session)
    seen = {one["person"]["id"] for one in found["attending"] if one["kiosk_at"]}
    assert seen == {people[1], people[2]}


def test_a_visit_that_was_somebody_else_counts_no_more(desk: Desk) -> None:
    [person] = people_of(desk, 1)
    session = str(planned(desk, people=[person])["id"])
    desk.now += 31 * MINUTE
    say(desk, session, "started", desk.now)
    made = desk.report(visit(UUID(person), route="officer", face=None))
    assert shown(desk, session)["seen"] == 1
    given = {"decision": "no_match", "note": "不是本人"}
    desk.sign_in().post(f"/api/checkins/{made.id}/review", json=given).raise_for_status()
    assert shown(desk, session)["seen"] == 0


def test_a_class_is_expected_and_marked_in_its_own_list(desk: Desk) -> None:
    people, teacher = people_of(desk, 2), desk.sign_in("educator")
    held_class = planned_class(teacher, desk)["id"]
    path = f"/api/education/classes/{held_class}"
    teacher.post(f"{path}/invite", json={"people": people}).raise_for_status()
    session = held(desk, [*SETTLED, 2], kind="class", class_session=held_class)
    assert figures(desk, session) == ("review", 2, 0, 2)
    given = {"person": people[0], "there": True}
    refused = desk.sign_in().post(f"/api/sessions/{session}/present", json=given)
    assert code(refused) == (409, "listed_elsewhere")
    desk.now += 60 * MINUTE
    marks = [{"person": one, "version": 0, "code": "attended"} for one in people]
    teacher.post(f"{path}/marks", json={"marks": marks}).raise_for_status()
    assert figures(desk, session) == ("stopped", 2, 2, 2)


def events(session: str, film: Film, desk: Desk) -> list[SessionEvent]:
    """All that a box tells of a session."""
    start, which = film.start, UUID(session)
    told = [SessionEvent(which, "started", start, why="time")]
    told += [
        SessionEvent(which, "minute", start + MINUTE * at, heads)
        for at, heads in enumerate([1, 4, None, *[5] * 12], 1)
    ]
    pieces = [film.piece() for _ in range(4)]
    told += [SessionEvent(which, "segment", one.ended_at, segment=one) for one in pieces]
    told.append(SessionEvent(which, "gap", start + MINUTE, why="camera"))
    told.append(SessionEvent(which, "stopped", start + 20 * MINUTE, why="time"))
    return told


def kept(desk: Desk, session: str) -> tuple[Any, ...]:
    """Everything that is kept of a session, without its id."""
    desk.carry_out()
    [row] = desk.rows(
        "select state, started_at, stopped_at, expected, seen, heads, chain, chain_number"
        " from session where id = %s",
        session,
    )
    counts = [
        desk.rows(query, session)
        for query in (
            "select count(*) from session_fact where session = %s",
            "select count(*), sum(heads) from session_minute where session = %s",
            "select count(*) from session_segment where session = %s",
        )
    ]
    return row, *counts


def test_late_doubled_and_reordered_events_come_to_the_same_session(desk: Desk) -> None:
    found = []
    for seed in range(8):
        rng = Random(seed)
        begins = desk.now + (30 + 100 * seed) * MINUTE
        times = {"starts_at": begins.isoformat(), "ends_at": (begins + 60 * MINUTE).isoformat()}
        session = str(planned(desk, **times)["id"])
        all_ = events(session, Film(UUID(session), desk.now), desk)
        if seed:
            all_ = rng.sample(all_ + rng.choices(all_, k=6), len(all_) + 6)
        for one in all_:
            desk.report(one, at=desk.now)
        found.append(kept(desk, session))
    assert found[0][0][:1] == ("review",)
    assert found[0][0][3:] == (0, 0, 5, "whole", 4)
    assert found == [found[0]] * 8


@pytest.mark.parametrize("box", [BOX, OTHER_BOX])
def test_a_session_the_box_was_never_given_goes_to_quarantine(desk: Desk, box: str) -> None:
    known = str(planned(desk)["id"])
    session = uuid4() if box == BOX else UUID(known)
    desk.report(SessionEvent(session, "started", desk.now), device=box)
    [(reason,)] = desk.rows("select reason from quarantine")
    assert reason.startswith("UnknownSession: The box tells of a session it was never given")
    assert desk.rows("select 1 from session_fact") == []
    assert shown(desk, known)["state"] == "planned"


def test_the_box_is_given_its_list_again_with_every_change(desk: Desk) -> None:
    topic, client = f"yizhan/v1/{BOX}/down/sessions", desk.sign_in()
    first = client.post("/api/sessions", json=plan(desk)).json()["id"]
    [(body, retained)] = told(desk)[topic]
    assert retained
    assert first.encode() in body
    with psycopg.connect(desk.url) as tx:
        one = orders.current(tx, BOX, desk.now)
        assert (one.version, [plan.record for plan in one.plans]) == (1, [True])
        assert orders.current(tx, OTHER_BOX, desk.now).plans == []
        devices.hear_state(tx, BOX, "online", desk.now)
    assert told(desk)[topic][0] == (body, True)  # the same list has the same version
    client.post(f"/api/sessions/{first}/cancel", json={"reason": "停电"}).raise_for_status()
    [(body, _)] = told(desk)[topic]
    assert body == b'{"version":2,"plans":[]}'


def test_a_session_is_stopped_by_taking_it_off_the_list(desk: Desk) -> None:
    session = str(planned(desk)["id"])
    path = f"/api/sessions/{session}"
    client = desk.sign_in()
    assert code(client.post(f"{path}/stop", json={"reason": "提前结束"})) == (409, "session_moved")
    desk.now += 30 * MINUTE
    say(desk, session, "started", desk.now)
    assert code(client.post(f"{path}/cancel", json={"reason": "不开了"})) == (409, "session_moved")
    client.post(f"{path}/stop", json={"reason": "提前结束"}).raise_for_status()
    assert told(desk)[f"yizhan/v1/{BOX}/down/sessions"][-1][0].endswith(b'"plans":[]}')
    assert shown(desk, session)["state"] == "open"  # until the box says that it ended
    say(desk, session, "stopped", desk.now, why="order")
    assert shown(desk, session)["state"] == "stopped"
    assert code(client.post(f"{path}/stop", json={"reason": "再停"})) == (409, "session_moved")


def test_a_silent_box_leaves_a_session_unknown_and_nothing_is_invented(desk: Desk) -> None:
    session = str(planned(desk)["id"])
    desk.now += 30 * MINUTE
    say(desk, session, "started", desk.now)
    desk.now += 65 * MINUTE
    desk.run_due()
    assert figures(desk, session) == ("open", 0, 0, None)
    desk.now += 10 * MINUTE
    desk.run_due()
    assert figures(desk, session) == ("unknown", 0, 0, None)
    # what comes late is what was so
    say(desk, session, "stopped", desk.now - 20 * MINUTE, why="time")
    assert shown(desk, session)["state"] == "stopped"


def test_a_session_that_never_began_is_unknown_when_its_time_is_over(desk: Desk) -> None:
    session = str(planned(desk)["id"])
    desk.now += 101 * MINUTE
    desk.run_due()
    assert shown(desk, session)["state"] == "unknown"
    assert closing(desk, session, outcome="differs", words="未开场").json()["state"] == "closed"


def test_what_nobody_closes_in_a_day_is_told_to_the_office(desk: Desk) -> None:
    session = held(desk)
    assert shown(desk, session)["overdue"] is False
    desk.now += timedelta(hours=24, minutes=1)
    assert shown(desk, session)["overdue"] is True
    with psycopg.connect(desk.url) as tx:
        assert [str(one.id) for one in service.not_closed(tx, desk.now)] == [session]
    closing(desk, session).raise_for_status()
    with psycopg.connect(desk.url) as tx:
        assert service.not_closed(tx, desk.now) == []


def test_a_chain_that_does_not_go_on_is_a_state_of_the_session(desk: Desk) -> None:
    session = held(desk)
    film = Film(UUID(session), desk.now)
    pieces = [film.piece() for _ in range(3)]
    for one in (pieces[0], pieces[2]):
        say(desk, session, "segment", one.ended_at, segment=one)
    assert [shown(desk, session)[one] for one in ("chain", "chain_number")] == ["gap", 2]
    other = Film(uuid4(), desk.now)
    other.piece()
    say(desk, session, "segment", desk.now, segment=other.piece())
    assert [shown(desk, session)[one] for one in ("chain", "chain_number")] == ["broken", 2]


def test_the_list_is_paged_and_filtered_by_day_post_kind_and_state(desk: Desk) -> None:
    client = desk.sign_in("county")
    first = str(planned(desk)["id"])
    later = {"starts_at": (desk.now + timedelta(days=1)).isoformat(),
             "ends_at": (desk.now + timedelta(days=1, hours=1)).isoformat()}  # fmt: skip
    second = str(planned(desk, kind="declaration", **later)["id"])
    third = str(planned(desk, "county", post=OTHER_BOX, kind="service", **later)["id"])
    client.post(f"/api/sessions/{third}/cancel", json={"reason": "下雨"}).raise_for_status()

    def ids(**wish: object) -> list[str]:
        found = client.get("/api/sessions", params=wish)  # type: ignore[arg-type]
        return [one["id"] for one in found.json()["items"]]

    assert ids(day="2026-11-24") == [first]
    assert ids(post=OTHER_BOX) == [third]
    assert ids(kind="declaration") == [second]
    assert ids(state=["planned", "cancelled"], size=2) == [third, second]
    assert ids(state="cancelled") == [third]
    assert client.get("/api/sessions", params={"size": 1}).json()["total"] == 3
