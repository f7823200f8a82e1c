"""The register: no byte of a recording without a row of one's own, checked, short, and kept."""

from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack.builders import BOX
from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.sessions import callouts, clips
from yizhan_collector.rooms.sessions.register import Call, CalloutOver
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import NotAllowed
from yizhan_collector.wiring import handlers
from yizhan_wire.envelope import new_id
from yizhan_wire.events import CameraEvent, Health
from yizhan_wire.orders import Command

from .conftest import OTHER_BOX, SESSIONS, Desk
from .sessions import MINUTE, WHY, Box, Film, call_out, code, filmed, knocking, shown

DAY = timedelta(days=1)


@pytest.fixture
def box(desk: Desk) -> Iterator[Box]:
    with knocking(desk) as one:
        yield one


def commands(desk: Desk) -> list[bytes]:
    """What the box is ordered to do now."""
    said: list[bytes] = []
    all_ = handlers(lambda topic, body, _: said.append(body) if "command" in topic else None)
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while outbox.drain(tx, all_, desk.now):
            pass
    return said


def piece(desk: Desk, callout: str, number: int = 1, login: str = "county") -> Any:
    """Somebody asks for a piece."""
    return desk.sign_in(login).get(f"/api/callouts/{callout}/segments/{number}")


def record(desk: Desk, callout: str, login: str = "county") -> dict[str, Any]:
    """A row of the register."""
    found: dict[str, Any] = desk.sign_in(login).get(f"/api/callouts/{callout}").json()
    return found


def test_a_clip_is_called_out_sent_checked_watched_and_each_look_is_written(
    desk: Desk, box: Box
) -> None:
    film = filmed(desk)
    callout = call_out(desk, film, last=2)["id"]
    assert (b'"do":"send_clip"' in commands(desk)[0], piece(desk, callout).status_code) == (
        True,
        404,
    )
    assert box.send(callout, film, 1).status_code == 204
    assert box.send(callout, film, 1).status_code == 204  # it comes twice
    assert box.send(callout, film, 3).status_code == 404  # nobody called it out
    assert box.miss(callout, film, 2, "deleted").status_code == 204
    answer = piece(desk, callout)
    assert (answer.content, answer.headers["content-type"]) == (film.pieces[0], "video/mp2t")
    assert answer.headers["cache-control"] == "no-store"
    found = record(desk, callout)
    assert [(one["number"], one["outcome"]) for one in found["pieces"]] == [
        (1, "stored"), (2, "deleted"),
    ]  # fmt: skip
    assert [(one["number"], one["by"]) for one in found["views"]] == [(1, "县局 王工")]
    assert (found["unit"], found["by"], found["words"]) == ("210521", "县局 王工", WHY["words"])
    looks = desk.rows("select action, subject from audit where action in ('call_out', 'view_clip')")
    assert looks == [("call_out", callout), ("view_clip", f"{callout} 1")]
    listing = desk.sign_in("county").get(f"/api/callouts/{callout}/playlist")
    assert listing.text.count(f"/api/callouts/{callout}/segments/") == 1


def test_one_changed_byte_is_refused_with_a_sentence_and_noted(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    content = bytearray(film.pieces[0])
    content[40] ^= 1
    answer = box.send(callout, film, 1, bytes(content))
    assert code(answer) == (409, "segment_changed")
    assert "not the segment the box told of" in answer.json()["title"]
    assert box.send(callout, film, 2, film.pieces[1] + b"\0").status_code == 409
    assert [one["outcome"] for one in record(desk, callout)["pieces"]] == ["refused", "refused"]
    assert piece(desk, callout).status_code == 404
    assert list(Path(desk.media.name).rglob("*.ts")) == []
    # what is right may still come
    assert box.send(callout, film, 1).status_code == 204
    assert piece(desk, callout).content == film.pieces[0]


def test_what_is_too_large_is_turned_away_before_it_is_read(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    head = {"X-Session": str(film.session), "Content-Length": str(clips.LARGEST + 1)}
    line = HTTPConnection("127.0.0.1", box.client.base_url.port or 0, timeout=20)
    line.request("PUT", f"/device/callouts/{callout}/segments/1", headers=head)
    assert line.getresponse().status == 413
    line.close()
    assert record(desk, callout)["pieces"] == []


@pytest.mark.parametrize("login", ["xiaoshi", "city", "prosecutor", "educator", "tech", "admin"])
def test_a_role_without_the_power_calls_out_nothing(desk: Desk, login: str) -> None:
    film = filmed(desk)
    client = desk.sign_in(login)
    paths = (f"/api/sessions/{film.session}/callouts", f"/api/posts/{BOX}/callouts")
    for path in paths:
        answer = client.post(path, json={"first": 1, "last": 1, **WHY})
        assert code(answer) == (403, "not_allowed")
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS[login], desk.now)
        with pytest.raises(NotAllowed):
            callouts.call_out(tx, film.session, Call("incident", "看看", 1, 1), staff, desk.now)
        with pytest.raises(CheckViolation) as found:
            tx.execute(
                "insert into callout (id, kind, device, township, session, first, last, reason,"
                " words, staff, unit, asked_at, until)"
                " select %s, 'clip', device, township, id, 1, 1, 'incident', '看看录像', %s, %s,"
                " %s, %s from session",
                [uuid4(), staff.id, staff.area, desk.now, desk.now + DAY],
            )
        assert found.value.diag.constraint_name == "called_out_by_the_county"
    assert desk.rows("select 1 from callout") == []


@pytest.mark.parametrize("changes", [{"words": "  "}, {"words": "看"}, {"reason": "curious"}])
def test_nothing_is_called_out_without_a_reason(desk: Desk, changes: dict[str, str]) -> None:
    film = filmed(desk)
    given = {"first": 1, "last": 1, **WHY} | changes
    client = desk.sign_in("county")
    for path in (f"/api/sessions/{film.session}/callouts", f"/api/posts/{BOX}/callouts"):
        assert code(client.post(path, json=given)) == (422, "invalid_input")


@pytest.mark.parametrize(("first", "last"), [(1, 4), (2, 1), (9, 9), (0, 1)])
def test_only_what_the_box_told_of_is_called_out(desk: Desk, first: int, last: int) -> None:
    film = filmed(desk)
    answer = desk.sign_in("county").post(
        f"/api/sessions/{film.session}/callouts", json={"first": first, "last": last, **WHY}
    )
    assert code(answer) in ((422, "no_such_piece"), (422, "invalid_input"))


def test_nobody_else_sees_a_byte_whatever_they_ask(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    box.send(callout, film, 1)
    asked = [f"/api/callouts/{callout}/{one}" for one in ("segments/1", "playlist", "picture")]
    for login in ("county2", "head", "minors", "huanren"):
        for path in asked:
            assert desk.sign_in(login).get(path).status_code == 404
    for login in ("xiaoshi", "city", "prosecutor", "educator", "tech", "admin"):
        for path in asked:
            assert desk.sign_in(login).get(path).status_code == 403
    for path in asked:
        assert desk.visitor().get(path).status_code == 401
    assert record(desk, callout, "prosecutor")["yours"] is False
    assert desk.rows("select 1 from callout_view") == []
    with psycopg.connect(desk.url) as tx:
        other = staff_room.known(tx, SESSIONS["county2"], desk.now)
        with pytest.raises(NotFound):
            callouts.looked(tx, UUID(callout), 1, other.id, desk.now)
        with pytest.raises(CheckViolation) as found:
            tx.execute(
                "insert into callout_view values (%s, 1, %s, %s)", [callout, other.id, desk.now]
            )
    assert found.value.diag.constraint_name == "a_look_needs_its_callout"


def test_a_clip_is_gone_when_the_call_out_is_over(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    box.send(callout, film, 1)
    folder = Path(desk.media.name) / clips.FOLDER
    desk.now += DAY - MINUTE
    desk.run_due()
    assert piece(desk, callout).status_code == 200
    desk.now += MINUTE
    assert code(piece(desk, callout)) == (410, "callout_over")
    assert code(box.send(callout, film, 2)) == (410, "callout_over")
    desk.now += 5 * MINUTE
    desk.run_due()
    assert list(folder.iterdir()) == []
    assert record(desk, callout)["ended_why"] == "over"
    with psycopg.connect(desk.url) as tx:
        own = callouts.get(tx, UUID(callout)).staff
        with pytest.raises(CalloutOver):
            callouts.looked(tx, UUID(callout), 1, own, desk.now)
        with pytest.raises(CheckViolation):
            tx.execute("insert into callout_view values (%s, 1, %s, %s)", [callout, own, desk.now])


def test_who_called_out_may_end_it_and_nothing_is_left(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    box.send(callout, film, 1)
    path = f"/api/callouts/{callout}/end"
    assert desk.sign_in("county2").post(path).status_code == 404
    assert desk.sign_in("county").post(path).status_code == 204
    desk.run_due()
    assert list((Path(desk.media.name) / clips.FOLDER).iterdir()) == []
    assert code(piece(desk, callout)) == (410, "callout_over")


def test_what_nobody_called_out_is_swept_away(desk: Desk) -> None:
    for name in (str(uuid4()), "lost"):
        stray = Path(desk.media.name) / clips.FOLDER / name
        stray.mkdir(parents=True)
        (stray / "000001.ts").write_bytes(b"x")
    desk.run_due()
    assert list((Path(desk.media.name) / clips.FOLDER).iterdir()) == []


def test_the_register_is_never_shortened_or_rewritten(desk: Desk) -> None:
    call_out(desk, filmed(desk))
    for query in ("delete from callout", "update callout set words = '别的理由'",
                  "update callout set until = until + interval '1 day'"):  # fmt: skip
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.Error) as found:
            tx.execute(query.encode())
        assert "register" in str(found.value)


def test_a_recording_of_thirty_days_ago_is_not_called_out_unless_it_is_held(desk: Desk) -> None:
    film = filmed(desk)
    county, path = desk.sign_in("county"), f"/api/sessions/{film.session}"
    desk.now += 30 * DAY - 10 * MINUTE
    assert shown(desk, str(film.session), "county")["video_deleted"] is False
    desk.now += 10 * MINUTE
    county = desk.sign_in("county")
    found = shown(desk, str(film.session), "county")
    assert (found["video_deleted"], found["chain_number"]) == (True, 3)
    given = {"first": 1, "last": 1, **WHY}
    assert code(county.post(f"{path}/callouts", json=given)) == (409, "video_deleted")
    held = county.post(f"{path}/hold", json={"reason": "投诉尚未办结"}).json()
    assert (held["video_deleted"], held["holds"][0]["by"]) == (False, "县局 王工")
    assert code(county.post(f"{path}/hold", json={"reason": "再次"})) == (409, "held_already")
    assert county.post(f"{path}/callouts", json=given).status_code == 201
    assert county.post(f"{path}/hold/lift").json()["video_deleted"] is True
    assert code(county.post(f"{path}/hold/lift")) == (409, "not_held")


def test_the_database_takes_no_call_out_of_a_recording_that_was_deleted(desk: Desk) -> None:
    filmed(desk)
    desk.now += 30 * DAY
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation) as wrong:
        tx.execute(
            "insert into callout (id, kind, device, township, session, first, last, reason, words,"
            " staff, unit, asked_at, until) select %s, 'clip', device, township, session.id, 1, 1,"
            " 'incident', '看看录像', staff.id, '210521', %s, %s from session, staff"
            " where login = 'county'",
            [uuid4(), desk.now, desk.now + DAY],
        )
    assert wrong.value.diag.constraint_name == "no_clip_of_what_was_deleted"


def test_the_box_is_asked_again_for_what_is_missing_when_it_comes_back(
    desk: Desk, box: Box
) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    commands(desk)
    box.send(callout, film, 1)
    with psycopg.connect(desk.url) as tx:
        [left] = callouts.commands(tx, BOX, desk.now)
        assert left == Command(UUID(callout), "send_clip", session=film.session, first=2, last=3)
        assert callouts.commands(tx, OTHER_BOX, desk.now) == []
    for number in (2, 3):
        box.send(callout, film, number)
    with psycopg.connect(desk.url) as tx:
        assert callouts.commands(tx, BOX, desk.now) == []


def test_another_box_or_session_brings_nothing(desk: Desk, box: Box) -> None:
    film = filmed(desk)
    callout = call_out(desk, film)["id"]
    with knocking(desk, OTHER_BOX) as stranger:
        assert stranger.send(callout, film, 1).status_code == 404
        assert stranger.miss(callout, film, 1, "deleted").status_code == 404
    with knocking(desk, "bx-unknown-1") as nobody:
        assert nobody.send(callout, film, 1).status_code == 403
    other = Film(uuid4(), desk.now, film.pieces, film.told)
    assert box.send(callout, other, 1).status_code == 404
    assert box.show(callout).status_code == 404  # a clip is no live view


def look(desk: Desk) -> str:
    """The county looks through a camera."""
    answer = desk.sign_in("county").post(f"/api/posts/{BOX}/callouts", json=WHY)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_a_live_view_shows_the_newest_picture_to_who_asked_and_is_written_once(
    desk: Desk, box: Box
) -> None:
    callout = look(desk)
    assert b'"seconds":600' in commands(desk)[0]
    county, path = desk.sign_in("county"), f"/api/callouts/{callout}/picture"
    assert county.get(path).status_code == 204
    assert box.show(callout).status_code == 204
    newest = b"\xff\xd8\xff\xe0second"
    box.show(callout, newest)
    for _ in range(3):
        answer = county.get(path)
        assert (answer.content, answer.headers["content-type"]) == (newest, "image/jpeg")
        desk.now += timedelta(milliseconds=500)
    assert len(record(desk, callout)["views"]) == 1
    assert desk.rows("select count(*) from audit where action = 'view_live'") == [(1,)]
    assert code(box.show(callout, b"GIF89a")) == (422, "not_a_picture")
    assert list(Path(desk.media.name).iterdir()) == []  # it is nowhere but in memory


def test_a_live_view_ends_when_the_page_leaves(desk: Desk, box: Box) -> None:
    callout = look(desk)
    desk.sign_in("county").get(f"/api/callouts/{callout}/picture")
    desk.now += timedelta(seconds=10)
    assert box.show(callout).status_code == 204
    desk.now += timedelta(seconds=1)
    assert box.show(callout).status_code == 410
    assert record(desk, callout)["ended_why"] == "left"
    assert desk.sign_in("county").get(f"/api/callouts/{callout}/picture").status_code == 410


def test_a_live_view_lasts_ten_minutes_at_most(desk: Desk, box: Box) -> None:
    callout = look(desk)
    county, path = desk.sign_in("county"), f"/api/callouts/{callout}/picture"
    for _ in range(60):
        county.get(path)
        desk.now += timedelta(seconds=10)
    assert county.get(path).status_code == 410
    assert box.show(callout).status_code == 410
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation) as found:
        tx.execute(
            "insert into callout (id, kind, device, township, reason, words, staff, unit, asked_at,"
            " until) select %s, kind, device, township, reason, words, staff, unit, asked_at,"
            " asked_at + interval '601 seconds' from callout",
            [uuid4()],
        )
    assert found.value.diag.constraint_name == "a_callout_ends"


def test_the_health_of_each_picture_is_shown_with_since_when(desk: Desk) -> None:
    covered = CameraEvent(new_id(), "new", 0, desk.now, "covered")
    desk.report(covered)
    desk.now += 5 * MINUTE
    desk.report(Health(60, 0, 0.0, 10**10, 2 * 10**8, "covered", "ok"))
    desk.report(CameraEvent(new_id(), "new", 2, desk.now))
    mine, other = desk.sign_in("county").get("/api/cameras").json()
    assert (mine["post"], mine["camera"], mine["silent"]) == (BOX, "covered", False)
    assert mine["since"] == (desk.now - 5 * MINUTE).isoformat().replace("+00:00", "Z")
    assert (other["camera"], other["silent"], other["since"]) == (None, True, None)
    assert desk.sign_in("xiaoshi").get("/api/posts").json()[0]["health"]["camera"] == "covered"
