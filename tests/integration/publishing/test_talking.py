"""What is said to followers and fetched from them, whatever the account does meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from stack import outside
from stack.desk import Desk
from stack.outside import COVER, Outside
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.adapters.wechat_talk import Talk, Template
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.model import Asked
from yizhan_collector.rooms.followers import menu, store
from yizhan_collector.rooms.followers import service as followers
from yizhan_collector.rooms.followers.model import Arrival
from yizhan_collector.talker import Talker

WHO, OTHER = "o-001", "o-002"


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside.both(tmp_path_factory.mktemp("outside")) as (wechat, _):
        yield wechat


class Line:
    """The talker in our hand, and what followers heard since."""

    def __init__(self, desk: Desk, folder: Path, account: Outside, template: bool) -> None:
        self.desk, self.account = desk, account
        secret, _ = outside.secrets(folder)
        self.wechat = WeChat(account.url, outside.APP, secret, COVER)
        self.talker = Talker(Talk(self.wechat, Template("t1", "thing1") if template else None), 5)
        self.before = len(self._heard())

    def _heard(self) -> list[tuple[str, str]]:
        held = [one for one in self.account.held() if "heard" in one]
        return [(one["follower"], one["heard"]) for one in held]

    def heard(self) -> list[tuple[str, str]]:
        return self._heard()[self.before :]

    def run(self, rounds: int = 1) -> None:
        """Do what is due, and wait between the rounds."""
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            for turn in range(rounds):
                self.desk.now += timedelta(minutes=20 * min(turn, 1))
                while self.talker.step(tx, self.desk.now):
                    pass

    def states(self) -> list[tuple[str, str]]:
        return self.desk.rows("select state, reason from follower_word order by at, id")


@pytest.fixture
def line(desk: Desk, tmp_path: Path, account: Outside) -> Iterator[Line]:
    made = Line(desk, tmp_path, account, template=True)
    yield made
    made.wechat.close()


def tell(desk: Desk, *said: str, follower: str = WHO, just_wrote: bool = True) -> None:
    with psycopg.connect(desk.url) as tx:
        if just_wrote:
            store.add(tx, Arrival(f"m{follower}", follower, "text", desk.now, "您好"), desk.now)
        for one in said:
            followers.tell(tx, follower, one, desk.now)
            desk.now += timedelta(seconds=1)


def fetch(desk: Desk, media: str, kind: str = "image") -> None:
    asked = Asked("advice", "other", "wechat", "看图", handle=WHO)
    with psycopg.connect(desk.url) as tx:
        made = cases.open_matter(tx, asked, None, desk.now)
        store.fetch_media(tx, media, WHO, made.id, kind, desk.now)


def test_words_are_said_in_their_order(desk: Desk, line: Line) -> None:
    tell(desk, "一", "二", "三")
    line.run()
    assert line.heard() == [(WHO, "一"), (WHO, "二"), (WHO, "三")]
    assert {state for state, _ in line.states()} == {"sent"}


@pytest.mark.parametrize("fault", ["busy", "500", "garbage", "huge", "302", "expired"])
def test_what_fails_for_a_while_is_said_later_and_in_order(
    desk: Desk, line: Line, fault: str
) -> None:
    tell(desk, "一", "二")
    line.account.fault(fault, fault)
    line.run(rounds=4)
    assert line.heard() == [(WHO, "一"), (WHO, "二")]


def test_an_account_that_asks_for_rest_is_left_alone_and_nothing_is_lost(
    desk: Desk, line: Line
) -> None:
    tell(desk, "一")
    line.account.fault("rate")
    line.run()
    asked = len(line.account.asked())
    line.run()
    assert len(line.account.asked()) == asked
    desk.now += timedelta(hours=1)
    line.run()
    assert line.heard() == [(WHO, "一")]


def test_after_two_days_of_silence_a_notice_is_sent(desk: Desk, line: Line) -> None:
    tell(desk, "一", just_wrote=False)
    line.run()
    assert line.account.asked()[-1] == "bizsend"
    assert line.heard() == [(WHO, "一")]


def test_when_wechat_says_that_the_time_is_over_the_word_goes_as_a_notice(
    desk: Desk, line: Line
) -> None:
    tell(desk, "一")
    line.account.fault("", "silent")  # the token is had first
    line.run()
    assert line.account.asked()[-2:] == ["send", "bizsend"]
    assert line.heard() == [(WHO, "一")]


@pytest.mark.parametrize("fault", ["left", "unwanted", "permission"])
def test_who_left_or_wants_no_notice_is_told_nothing_and_the_clerk_sees_it(
    desk: Desk, line: Line, fault: str
) -> None:
    tell(desk, "一")
    tell(desk, "二", follower=OTHER)
    line.account.fault("", fault)
    line.run()
    assert line.heard() == [(OTHER, "二")]
    assert [state for state, _ in line.states()] == ["unsendable", "sent"]


def test_without_a_template_a_late_word_is_not_lost_in_silence(
    desk: Desk, tmp_path: Path, account: Outside
) -> None:
    line = Line(desk, tmp_path, account, template=False)
    tell(desk, "一", just_wrote=False)
    line.run()
    line.wechat.close()
    assert line.states() == [("unsendable", "no_template")]


@pytest.mark.parametrize(
    ("media", "kind", "kept"),
    [("picture-1", "image", "image/png"), ("voice-1", "voice", "audio/amr")],
)
def test_a_picture_and_a_voice_lie_with_the_matter(
    desk: Desk, line: Line, media: str, kind: str, kept: str
) -> None:
    fetch(desk, media, kind)
    line.run()
    assert desk.rows("select media_type, by_party from matter_document") == [(kept, True)]
    assert desk.rows("select state from follower_media") == [("kept",)]


def test_a_picture_that_wechat_has_forgotten_is_noted(desk: Desk, line: Line) -> None:
    fetch(desk, "gone-1")
    line.run()
    assert desk.rows("select state, reason from follower_media") == [("failed", "Gone")]


def test_a_token_that_ends_in_between_is_renewed(desk: Desk, line: Line) -> None:
    fetch(desk, "picture-2")
    line.account.fault("expired")
    line.run(rounds=2)
    assert desk.rows("select state from follower_media") == [("kept",)]


def test_a_token_that_ends_between_two_words_is_renewed_and_nothing_is_said_twice(
    desk: Desk, line: Line
) -> None:
    tell(desk, "一", "二", "三")
    line.account.fault("", "", "expired")  # the token is had first
    line.run(rounds=2)
    assert line.heard() == [(WHO, "一"), (WHO, "二"), (WHO, "三")]


def test_a_rate_limit_of_an_hour_is_asked_about_seldom_and_every_word_is_said_in_order(
    desk: Desk, line: Line
) -> None:
    tell(desk, "一", "二")
    tell(desk, "三", follower=OTHER)
    fetch(desk, "picture-9")
    line.account.fault("rate", "rate")
    before = len(line.account.asked())
    for _ in range(11):
        line.run()
        desk.now += timedelta(minutes=5)
    assert line.heard() == []
    assert len(line.account.asked()) - before == 2
    desk.now += timedelta(minutes=30)
    line.run(rounds=2)
    assert line.heard() == [(WHO, "一"), (WHO, "二"), (OTHER, "三")]
    assert desk.rows("select state from follower_media") == [("kept",)]


def news(desk: Desk) -> str:
    """A matter began in the chat, and something moved in it."""
    asked = Asked("advice", "other", "wechat", "看图", handle=WHO)
    with psycopg.connect(desk.url) as tx:
        made = cases.open_matter(tx, asked, None, desk.now)
        followers.tell_news(tx, made, desk.now)
    return str(made.id)


def test_news_that_reached_nobody_is_shown_to_the_clerk_until_somebody_writes_that_they_called(
    desk: Desk, line: Line
) -> None:
    matter = news(desk)
    line.account.fault("", "left")  # the token is had first
    line.run()
    clerk = desk.sign_in("clerk2")
    assert clerk.get(f"/api/matters/{matter}").json()["unreached"] == "left"
    [shown] = clerk.get("/api/matters", params={"view": "unreached"}).json()["items"]
    assert shown["id"] == matter
    desk.now += timedelta(minutes=5)
    clerk.post(f"/api/matters/{matter}/take").raise_for_status()
    assert clerk.get(f"/api/matters/{matter}").json()["unreached"] == ""
    assert clerk.get("/api/matters", params={"view": "unreached"}).json()["items"] == []


def test_news_that_reached_one_of_two_followers_asks_for_no_call(desk: Desk, line: Line) -> None:
    matter = news(desk)
    line.account.fault("", "left")
    line.run()
    with psycopg.connect(desk.url) as tx:
        store.add(tx, Arrival("m8", OTHER, "text", desk.now, "您好"), desk.now)
        followers.tell(tx, OTHER, "您有一条办理提醒", desk.now, UUID(matter))
    line.run()
    assert line.heard() == [(OTHER, "您有一条办理提醒")]
    clerk = desk.sign_in("clerk2")
    assert clerk.get(f"/api/matters/{matter}").json()["unreached"] == ""


def keeper(desk: Desk, line: Line, portal: str) -> Talk:
    """A talker that begins, for a portal; the account's menu as one reads it there."""
    talk = Talk(line.wechat, None)
    line.talker = Talker(talk, 5, menu.buttons(portal))
    line.talker.keep_menu(desk.now)
    return talk


def test_the_menu_is_set_where_it_differs_and_left_alone_where_it_does_not(
    desk: Desk, line: Line
) -> None:
    talk = keeper(desk, line, "https://one.example")
    assert talk.menu() == menu.buttons("https://one.example")
    before = len(line.account.asked())
    keeper(desk, line, "https://one.example")
    assert line.account.asked()[before:] == ["get_current_selfmenu_info"]
    talk = keeper(desk, line, "https://two.example")
    assert talk.menu() == menu.buttons("https://two.example")


def test_the_menu_is_asked_for_once_a_day(desk: Desk, line: Line) -> None:
    keeper(desk, line, "https://one.example")
    before = len(line.account.asked())
    for hours in (0, 23, 2):
        desk.now += timedelta(hours=hours)
        line.talker.keep_menu(desk.now)
    assert len(line.account.asked()) == before + 1


@pytest.mark.parametrize("fault", ["500", "garbage", "rate", "busy", "permission"])
def test_an_account_that_takes_no_menu_now_still_says_its_words(
    desk: Desk, line: Line, fault: str
) -> None:
    line.account.fault("", fault)  # the token is had first
    talk = keeper(desk, line, f"https://{fault}.example")
    tell(desk, "一")
    line.run()
    assert line.heard() == [(WHO, "一")]
    assert talk.menu() != menu.buttons(f"https://{fault}.example")
    desk.now += timedelta(days=1)
    line.talker.keep_menu(desk.now)
    assert talk.menu() == menu.buttons(f"https://{fault}.example")


def test_a_clerk_saves_a_voice_from_the_page_of_the_matter(desk: Desk, line: Line) -> None:
    fetch(desk, "voice-2", "voice")
    line.run()
    clerk = desk.sign_in("clerk")
    [(matter,)] = desk.rows("select id from matter")
    [paper] = clerk.get(f"/api/matters/{matter}").json()["documents"]
    assert (paper["name"], paper["by_party"]) == ("语音.amr", True)
    saved = clerk.get(f"/api/matters/{matter}/documents/{paper['id']}")
    assert saved.headers["content-type"] == "audio/amr"
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.content.startswith(b"#!AMR")
