"""Texts on their way out: whatever the services do, nothing doubles and nothing is lost."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import psycopg
import pytest
from stack import outside
from stack.desk import Desk, new_person, settings_file
from stack.outside import COVER, PORTAL, Line, Outside
from stack.process import Program, wait_for
from stack.writing import WRITTEN, Writing
from yizhan_collector.__main__ import main
from yizhan_collector.rooms.publishing import deliveries, sending
from yizhan_collector.rooms.publishing.model import Plan
from yizhan_provisioning.authority import Authority

OUT = Plan(wechat=True, weibo=True)
ONLY = {"wechat": Plan(wechat=True), "weibo": Plan(weibo=True)}
TEMPORARY = ("busy", "500", "garbage", "huge", "lost", "302")


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Outside, Outside]]:
    with outside.both(tmp_path_factory.mktemp("outside")) as pair:
        yield pair


@pytest.fixture
def line(desk: Desk, tmp_path: Path, accounts: tuple[Outside, Outside]) -> Iterator[Line]:
    made = Line(desk, tmp_path, accounts)
    yield made
    made.close()


def test_a_text_goes_out_in_the_form_of_each_and_comes_back(writing: Writing, line: Line) -> None:
    made = writing.published(plan=OUT)
    line.run()
    assert line.states() == {"wechat": "sent", "weibo": "sent"}
    address = f"{PORTAL}/a/{writing.get(made).no}"
    [draft] = line.wechat.held()[0]["content"]["news_item"]
    assert (draft["title"], draft["content"]) == (WRITTEN.title, WRITTEN.body)
    assert (draft["content_source_url"], draft["thumb_media_id"]) == (address, COVER)
    assert line.weibo.held()[0]["text"].startswith(f"{WRITTEN.title} {WRITTEN.lead} http://t.cn/")
    writing.withdraw(made)
    line.run()
    assert line.states() == {}
    assert line.more() == [0, 0]


@pytest.mark.parametrize(
    ("channel", "fault"),
    [*product(("wechat", "weibo"), TEMPORARY), ("wechat", "expired"), ("wechat", "rate")],
)
def test_a_fault_that_passes_only_delays(
    writing: Writing, line: Line, channel: str, fault: str
) -> None:
    made = writing.published(plan=ONLY[channel])
    getattr(line, channel).fault(fault, fault)
    line.step()
    line.run()
    assert line.states() == {channel: "sent"}
    assert sum(line.more()) == 1
    writing.withdraw(made)
    getattr(line, channel).fault(fault, fault)
    line.run()
    assert (line.states(), sum(line.more())) == ({}, 0)


@pytest.mark.parametrize(
    ("channel", "fault", "reason"),
    [
        ("wechat", "address", "address 40164"),
        ("wechat", "permission", "permission 48001"),
        ("weibo", "permission", "permission 10014"),
        ("weibo", "expired", "login 21327"),
    ],
)
def test_what_a_person_must_mend_is_said_and_tried_again_when_told(
    desk: Desk, writing: Writing, line: Line, channel: str, fault: str, reason: str
) -> None:
    made = writing.published(plan=OUT)
    getattr(line, channel).fault(fault)
    line.run()
    assert line.states() == {"wechat": "sent", "weibo": "sent"} | {channel: "failed"}
    assert line.reasons()[channel].startswith(reason)
    [(failed,)] = desk.rows("select id from delivery where state = 'failed'")
    with desk.pool.connection() as tx:
        writing.stand(tx, "clerk")
        deliveries.retry(tx, failed, desk.now)
    line.run()
    assert line.states() == {"wechat": "sent", "weibo": "sent"}
    assert line.more() == [1, 1]
    writing.withdraw(made)
    line.run()


def test_an_account_that_asks_to_be_left_alone_is_and_the_other_goes_on(
    desk: Desk, writing: Writing, line: Line
) -> None:
    made = writing.published(plan=OUT)
    line.weibo.fault("rate")
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while line.carrier.step(tx, desk.now):
            pass
    asked = line.weibo.asked()
    assert line.states() == {"wechat": "sent", "weibo": "sending"}
    assert line.reasons()["weibo"] == "rate"
    desk.now += timedelta(minutes=9)
    with psycopg.connect(desk.url, autocommit=True) as tx:
        assert not line.carrier.step(tx, desk.now)
    assert line.weibo.asked() == asked
    line.run()
    writing.withdraw(made)
    line.run()
    assert line.more() == [0, 0]


def test_a_service_that_is_away_loses_nothing(writing: Writing, line: Line) -> None:
    line.wechat.stop()
    made = writing.published(plan=OUT)
    line.run()
    assert line.states() == {"wechat": "sending", "weibo": "sent"}
    line.wechat.start()
    line.run()
    assert line.states() == {"wechat": "sent", "weibo": "sent"}
    writing.withdraw(made)
    line.run()
    assert line.more() == [0, 0]


def test_what_is_withdrawn_while_it_is_sent_does_not_stay_out_there(
    writing: Writing, line: Line
) -> None:
    made = writing.published(plan=OUT)
    for one in (line.wechat, line.weibo):
        one.fault(*["lost"] * (2 if one is line.wechat else 1))
    line.step(2)
    writing.withdraw(made)
    line.run()
    assert (line.states(), line.more()) == ({}, [0, 0])


def test_a_new_version_takes_the_place_of_the_old_one_out_there(
    writing: Writing, line: Line
) -> None:
    made = writing.published(plan=OUT)
    line.run()
    writing.change(made, body="<p>改过的正文。</p>")  # the post stays word for word the same
    writing.submit(made)
    writing.approve(made, "chief", "city")
    writing.publish(made)
    line.run()
    assert line.more() == [1, 1]
    assert line.wechat.held()[0]["content"]["news_item"][0]["content"] == "<p>改过的正文。</p>"
    assert line.states() == {"wechat": "sent", "weibo": "sent"}
    writing.withdraw(made)
    line.run()
    assert line.more() == [0, 0]


def test_a_draft_that_was_published_by_hand_is_said_to_be_gone(
    desk: Desk, writing: Writing, line: Line
) -> None:
    made = writing.published(plan=Plan(wechat=True))
    line.run()
    [(remote,)] = desk.rows("select remote from delivery")
    line.carrier.services["wechat"].withdraw(remote)
    writing.withdraw(made)
    line.run()
    assert desk.rows("select state, reason from delivery") == [("withdrawn", "gone")]


def test_a_text_that_points_to_somebody_by_now_is_not_sent(
    desk: Desk, writing: Writing, line: Line
) -> None:
    writing.published(title="表彰韩晚到", plan=OUT)
    new_person(desk.sign_in(), name="韩晚到")
    line.run()
    assert line.states() == {"wechat": "failed", "weibo": "failed"}
    assert line.reasons() == {"wechat": "private", "weibo": "private"}
    assert line.more() == [0, 0]


@pytest.mark.parametrize("channel", ["wechat", "weibo"])
def test_killed_between_send_and_record_it_sends_nothing_twice(
    desk: Desk,
    writing: Writing,
    line: Line,
    tmp_path: Path,
    authority: Authority,
    channel: str,
) -> None:
    account: Outside = getattr(line, channel)
    settings, _ = settings_file(tmp_path, desk.url, authority, 1)
    table = outside.tables(tmp_path, line.wechat, line.weibo, PORTAL, 0.2)
    settings.write_text(settings.read_text() + table)
    command = [sys.executable, "-m", "yizhan_collector", "channels", "--config", str(settings)]
    program = Program("channels", command, tmp_path / "channels.log")
    standby = Program("standby", command, tmp_path / "standby.log")
    account.fault(*(["", "held"] if channel == "wechat" else ["held"]))
    made = writing.published(plan=ONLY[channel])
    try:
        program.start(lambda: sum(line.more()) == 1)
        assert line.states() == {channel: "sending"}
        program.kill()
        standby.start(lambda: line.states() == {channel: "sent"})
        assert sum(line.more()) == 1
        program.start(lambda: True)  # stands by: only one runs beside a database
        standby.kill()
        writing.withdraw(made)
        wait_for(lambda: line.states() == {}, 20, "the withdrawal")
        assert line.more() == [0, 0]
    finally:
        program.stop()
        standby.stop()


def test_without_its_table_it_does_not_start(
    desk: Desk, tmp_path: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, _ = settings_file(tmp_path, desk.url, authority, 1)
    assert main(["channels", "--config", str(settings)]) == 1
    assert "needs the table [channels]" in capsys.readouterr().err


def test_a_draft_carries_its_characters_as_they_are_read(writing: Writing, line: Line) -> None:
    made = writing.published(title="“引号”与\\反斜线 & <尖括号>", plan=Plan(wechat=True))
    line.run()
    [draft] = line.wechat.held()[0]["content"]["news_item"]
    assert draft["title"] == "“引号”与\\反斜线 & <尖括号>"
    writing.withdraw(made)
    line.run()


@pytest.mark.parametrize(("channel", "told"), [("wechat", 2), ("weibo", 6)])
def test_a_rate_limit_of_an_hour_is_asked_about_seldom_and_the_text_goes_out_once(
    writing: Writing, line: Line, channel: str, told: int
) -> None:
    made = writing.published(plan=ONLY[channel])
    account = getattr(line, channel)
    before = len(account.asked())
    account.fault(*["rate"] * told)
    with psycopg.connect(line.desk.url, autocommit=True) as tx:
        for _ in range(12):
            while line.carrier.step(tx, line.desk.now):
                pass
            line.desk.now += timedelta(minutes=5)
    assert len(account.asked()) - before <= told
    line.run()
    assert line.states() == {channel: "sent"}
    assert sum(line.more()) == 1
    writing.withdraw(made)
    line.run()


def test_words_weibo_has_taken_already_are_found_there_and_not_sent_again(
    writing: Writing, line: Line
) -> None:
    made = writing.published(plan=ONLY["weibo"])
    with psycopg.connect(line.desk.url) as tx:
        due = sending.next_due(tx, ["weibo"], line.desk.now)
    assert due is not None
    line.carrier.services["weibo"].send(due.text)
    line.run()
    assert line.states() == {"weibo": "sent"}
    assert line.more() == [0, 1]
    assert line.weibo.asked()[-2:] == ["share", "user_timeline"]
    writing.withdraw(made)
    line.run()
    assert line.more() == [0, 0]


def test_a_weibo_token_that_ended_is_changed_in_its_file_while_the_process_runs(
    writing: Writing, line: Line, tmp_path: Path
) -> None:
    token = tmp_path / "weibo.token"
    token.write_text("an-old-one")
    made = writing.published(plan=ONLY["weibo"])
    line.run()
    assert line.states() == {"weibo": "failed"}
    assert line.reasons()["weibo"].startswith("login")
    token.write_text(f"{outside.TOKEN}\n")
    with line.desk.pool.connection() as tx:
        writing.stand(tx, "clerk")
        [(failed,)] = line.desk.rows("select id from delivery where state = 'failed'")
        deliveries.retry(tx, failed, line.desk.now)
    line.run()
    assert line.states() == {"weibo": "sent"}
    writing.withdraw(made)
    line.run()
