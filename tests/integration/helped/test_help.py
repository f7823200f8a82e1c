"""Released people are helped when they want it and never watched."""

from datetime import date, timedelta

import psycopg
import pytest
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.rooms.helped import service
from yizhan_collector.rooms.helped.seal import Seal, new_key

from .conftest import NOON, Desk


def test_a_person_asks_is_helped_and_sees_everything(desk: Desk) -> None:
    helper = desk.helper()
    client, card, code = helper.take_in()
    path = f"/clients/{client}"
    helper.post(f"{path}/needs", kind="job", text="想学电焊")
    helper.post(f"{path}/consent", purpose="referral", given="true")
    shown = helper.post(f"{path}/steps", kind="referral", text="转介至就业服务中心")
    assert "想学电焊" in shown.text
    assert "转介至就业服务中心" in shown.text
    own = desk.visitor().post("/my", data={"card": card, "code": code}).text
    for said in ("测试丙", "想学电焊", "转介至就业服务中心", "小市 韩工", "您不需要报到"):
        assert said in own


def test_without_consent_there_is_no_record_and_no_step(desk: Desk) -> None:
    helper = desk.helper()
    refused = helper.post(
        "/clients", name="测试丁", township="210521100", origin="prison", released_on="2026-11-01"
    )
    assert refused.status_code == 422
    assert "自愿" in refused.text
    assert desk.rows("select 1 from client") == []
    client, _, _ = helper.take_in()
    for kind in ("referral", "reminder", "visit"):
        step = helper.post(f"/clients/{client}/steps", kind=kind, text="x")
        assert step.status_code == 409
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.RaiseException):
            tx.execute(
                "insert into step select gen_random_uuid(), id, %s, '', null, taken_by, now()"
                " from client",
                [kind],
            )
    assert desk.rows("select 1 from step") == []


def test_one_press_ends_everything_and_nothing_is_left_but_that_it_was_deleted(desk: Desk) -> None:
    helper = desk.helper()
    client, card, code = helper.take_in()
    helper.post(f"/clients/{client}/needs", kind="housing", text="没有住处")
    given = {"card": card, "code": code, "purpose": "record"}
    page = desk.visitor().post("/my/withdraw", data=given)
    assert "已全部删除" in page.text
    for table in ("client", "consent", "need", "step"):
        assert desk.rows(f"select 1 from {table}") == []  # noqa: S608 # ours
    assert desk.rows("select why from deletion") == [("wish",)]
    assert desk.visitor().post("/my", data={"card": card, "code": code}).status_code == 401
    assert helper.client.get(f"/clients/{client}").status_code == 404


def test_a_withdrawn_consent_hides_the_contact_at_once(desk: Desk) -> None:
    helper = desk.helper()
    client, card, code = helper.take_in()
    assert "000-0000" not in helper.client.get(f"/clients/{client}").text
    assert (
        "000-0000"
        in helper.post(f"/clients/{client}/consent", purpose="contact", given="true").text
    )
    desk.visitor().post("/my/withdraw", data={"card": card, "code": code, "purpose": "contact"})
    assert "000-0000" not in helper.client.get(f"/clients/{client}").text


@pytest.mark.parametrize(
    ("origin", "released_on", "until"),
    [
        ("prison", "2026-11-24", date(2031, 11, 24)),
        ("correction", "2026-11-24", date(2029, 11, 24)),
        ("correction", "2024-02-29", date(2027, 2, 28)),
    ],
)
def test_the_time_of_help_follows_the_dated_rule_and_then_the_record_goes_by_itself(
    desk: Desk, origin: str, released_on: str, until: date
) -> None:
    desk.helper().take_in(origin=origin, released_on=released_on)
    assert desk.rows("select expires_on from client") == [(until,)]
    with psycopg.connect(desk.url) as tx:
        last = NOON + timedelta(days=(until - NOON.date()).days)
        assert service.forget(tx, last) == 0
        assert service.forget(tx, last + timedelta(days=1)) == 1
    assert desk.rows("select why from deletion") == [("expired",)]


@pytest.mark.parametrize("day", ["2026-11-25", "2021-11-23"])
def test_a_day_that_cannot_be_is_refused(desk: Desk, day: str) -> None:
    given = {"name": "测试戊", "township": "210521100", "origin": "prison", "agrees": "true"}
    answer = desk.helper().post("/clients", **given, released_on=day)
    assert answer.status_code == 422
    assert desk.rows("select 1 from client") == []


def test_another_area_finds_nothing(desk: Desk) -> None:
    client, _, _ = desk.helper().take_in()
    stranger = desk.helper("huanren")
    assert stranger.client.get(f"/clients/{client}").status_code == 404
    assert stranger.post(f"/clients/{client}/needs", kind="job", text="x").status_code == 404
    assert "测试丙" not in stranger.client.get("/").text
    given = {"name": "测试己", "origin": "prison", "released_on": "2026-11-01", "agrees": "true"}
    assert stranger.post("/clients", **given, township="210521100").status_code == 404


def test_what_is_personal_lies_under_a_key_of_its_own(desk: Desk) -> None:
    desk.helper().take_in()
    [(sealed,)] = desk.rows("select sealed from client")
    assert "测试丙".encode() not in bytes(sealed)
    with pytest.raises(BadSettings):
        Seal(new_key()).open_about(bytes(sealed))
    with pytest.raises(BadSettings):
        Seal("no key")


def test_every_view_is_written_down_for_good(desk: Desk) -> None:
    helper = desk.helper()
    client, _, _ = helper.take_in()
    helper.client.get(f"/clients/{client}")
    assert desk.rows("select action from looked order by id") == [("take_in",), ("view",)]
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.RaiseException):
        tx.execute("delete from looked")


def test_a_guessed_card_is_stopped_and_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    helper = desk.helper()
    _, card, _ = helper.take_in()
    stranger = desk.visitor()
    for _ in range(5):
        assert stranger.post("/my", data={"card": card, "code": "00000000"}).status_code == 401
    assert stranger.post("/my", data={"card": card, "code": "00000000"}).status_code == 429
    bare = helper.client.post("/clients", data={"name": "x"})
    assert bare.status_code in (403, 422)
    assert len(desk.rows("select 1 from client")) == 1
    assert desk.visitor().get("/").url.path == "/sign-in"


def test_script_in_a_name_is_shown_as_text(desk: Desk) -> None:
    helper = desk.helper()
    helper.take_in(name="<script>alert(1)</script>")
    assert "<script>alert" not in helper.client.get("/").text


def test_the_schema_has_no_place_for_watching(desk: Desk) -> None:
    named = desk.rows(
        "select table_name || '.' || column_name from information_schema.columns"
        " where table_schema = 'public'"
    )
    words = (
        "face",
        "camera",
        "position",
        "location",
        "alert",
        "report",
        "checkin",
        "score",
        "track",
    )
    assert named
    assert [one for (one,) in named if any(word in one for word in words)] == []


def test_the_page_speaks_english_when_asked(desk: Desk) -> None:
    visitor = desk.visitor()
    assert "我的帮扶记录" in visitor.get("/my").text
    assert "My record" in visitor.get("/language/en-my").text
