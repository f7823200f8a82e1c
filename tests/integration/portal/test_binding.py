"""A follower enters a one-time code: offered to a clerk, whatever WeChat and the visitor do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
import pytest
from integration.portal.test_followers import arrive, portal_matter, words
from stack import outside
from stack.builders import NOON
from stack.desk import Desk
from stack.outside import Outside
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.binder import Binder
from yizhan_collector.doors.wechat.seal import Seal
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.followers import binding, model

SEAL = Seal.agreed("a-token-of-the-tests", "kWxPENpdd9sVoPLUWSTDGRA3JDEfE2DQyG9MBDYDqxn", "wx0001")
OFFERED = "已提交关联申请"


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside.both(tmp_path_factory.mktemp("outside")) as (wechat, _):
        yield wechat


class Visit:
    """The page in WeChat, and `channels` in our hand."""

    def __init__(self, desk: Desk, public: Public, account: Outside, folder: Path) -> None:
        self.desk, self.public, self.account = desk, public, account
        secret, _ = outside.secrets(folder)
        self.wechat = WeChat(account.url, outside.APP, secret, "")
        self.browser = public.visitor()

    def opened(self) -> str:
        """The form, by WeChat's login; its token and its login code."""
        there = self.browser.get("/wechat/bind")
        assert there.status_code == 303
        back = httpx.get(there.headers["location"].partition("#")[0])
        page = self.browser.get(back.headers["location"].removeprefix(self.public.address))
        assert page.status_code == 200, page.text
        return page.text

    def enter(self, typed: str, page: str = "") -> httpx.Response:
        page = page or self.opened()
        given = {name: _field(page, name) for name in ("csrf", "login")}
        return self.browser.post("/wechat/bind", data=given | {"code": typed, "website": ""})

    def step(self) -> None:
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            while Binder(self.wechat).step(tx, self.desk.now):
                pass

    def ended(self) -> str:
        return self.browser.get("/wechat/bind/ended").text

    def binds(self, typed: str) -> str:
        """All of it: what the page says in the end."""
        assert self.enter(typed).status_code == 303
        self.step()
        return self.ended()


def _field(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


@contextmanager
def _visit(
    desk: Desk, postgres: Postgres, account: Outside, folder: Path, oauth: bool = True
) -> Iterator[Visit]:
    at = f"{account.url}/connect/oauth2/authorize" if oauth else ""
    with public_opened(postgres.portal_url(desk.url), SEAL, at) as public:
        made = Visit(desk, public, account, folder)
        yield made
        made.wechat.close()


@pytest.fixture
def visit(desk: Desk, postgres: Postgres, account: Outside, tmp_path: Path) -> Iterator[Visit]:
    with _visit(desk, postgres, account, tmp_path) as made:
        yield made


def once(desk: Desk) -> str:
    """A clerk makes a one-time code for a matter."""
    matter, _ = portal_matter(desk)
    made = desk.sign_in("clerk").post(f"/api/matters/{matter.id}/once-code")
    assert made.status_code == 201, made.text
    return str(made.json()["code"])


def links(desk: Desk) -> list[tuple[str, bool | None]]:
    return desk.rows("select reason, accepted from party_link")


def test_a_code_entered_on_the_page_offers_a_link_and_the_follower_stays_unknown_to_the_page(
    desk: Desk, visit: Visit
) -> None:
    assert OFFERED in visit.binds(once(desk).lower())
    assert links(desk) == [("said_so", None)]
    assert desk.rows("select handle from party where channel = 'wechat'") == [("o-001",)]
    assert desk.rows("select login, code from bind_turn") == [("", b"")]
    with visit.public.pool.connection() as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        tx.execute("select follower from bind_turn")


def test_a_code_typed_in_the_chat_offers_a_link_and_is_not_kept(desk: Desk) -> None:
    fresh = once(desk)
    arrive(desk, fresh)
    assert words(desk) == [model.OFFERED]
    assert links(desk) == [("said_so", None)]
    assert desk.rows("select said from follower_inbox") == [("",)]
    assert fresh.replace("-", "") not in str(desk.rows("select * from bind_code"))


def test_a_clerk_finds_the_link_of_a_follower_who_only_entered_a_code_and_accepts_it(
    desk: Desk,
) -> None:
    arrive(desk, once(desk))
    clerk = desk.sign_in("clerk")
    [link] = clerk.get("/api/party-links").json()["items"]
    assert {link["one"]["channel"], link["other"]["channel"]} == {"portal", "wechat"}
    ends = f"{link['one']['id']}/{link['other']['id']}"
    assert clerk.post(f"/api/party-links/{ends}", json={"accepted": True}).status_code == 204
    arrive(desk, "进度")
    assert words(desk)[-1].endswith("：工作人员办理中")


def test_a_code_is_good_once_for_a_day_and_until_the_next(desk: Desk) -> None:
    fresh = once(desk)
    arrive(desk, fresh)
    arrive(desk, fresh, "o-002")
    assert words(desk, "o-002") == [model.UNKNOWN_CODE]
    [matter] = desk.rows("select matter from bind_code")[0]
    clerk = desk.sign_in("clerk")
    older, newer = (clerk.post(f"/api/matters/{matter}/once-code").json()["code"] for _ in range(2))
    arrive(desk, older, "o-003")
    assert words(desk, "o-003") == [model.UNKNOWN_CODE]
    desk.now += timedelta(hours=24)
    arrive(desk, newer, "o-004")
    assert words(desk, "o-004") == [model.UNKNOWN_CODE]


def test_five_wrong_ones_on_the_page_and_in_the_chat_together_pause_the_follower(
    desk: Desk, visit: Visit
) -> None:
    for number in range(3):
        assert "没有这个码" in visit.binds(f"AAA{number}-0000")
    for number in range(2):
        arrive(desk, f"AAA{number}-0000")
    right = once(desk)
    assert "错误次数太多" in visit.binds(right)
    arrive(desk, right)
    assert words(desk)[-1] == model.PAUSED
    assert links(desk) == []
    desk.now = visit.public.now = desk.now + timedelta(hours=1, minutes=1)
    assert OFFERED in visit.binds(right)


def test_a_form_sent_twice_is_one_turn(desk: Desk, visit: Visit) -> None:
    fresh, page = once(desk), visit.opened()
    for _ in range(2):
        assert visit.enter(fresh, page).status_code == 303
    visit.step()
    assert OFFERED in visit.ended()
    assert desk.rows("select outcome from bind_turn") == [("offered",)]


def test_the_login_of_another_browser_is_refused(desk: Desk, visit: Visit) -> None:
    there = visit.browser.get("/wechat/bind").headers["location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    stranger = visit.public.visitor()
    for query in ({"code": "login-o-009", "state": state}, {"code": "login-o-009"}):
        assert stranger.get("/wechat/bind", params=query).status_code == 403
    assert stranger.post("/wechat/bind", data={"login": "x", "code": "A"}).status_code == 403


@pytest.mark.parametrize("login", ["bad-code", "login-o-001-used"])
def test_a_login_that_is_none_or_was_used_says_to_open_the_page_again(
    desk: Desk, visit: Visit, login: str
) -> None:
    if login == "login-o-001-used":
        assert visit.wechat.who(login) == "o-001"
    page = visit.opened()
    visit.enter(once(desk), page.replace(_field(page, "login"), login))
    visit.step()
    assert "页面打开太久" in visit.ended()
    assert links(desk) == []


@pytest.mark.parametrize("fault", ["500", "garbage", "busy", "permission", "lost"])
def test_when_wechat_does_not_answer_the_page_says_so_and_the_code_is_still_good(
    desk: Desk, visit: Visit, fault: str
) -> None:
    fresh = once(desk)
    page = visit.opened()
    visit.account.fault(fault)
    visit.enter(fresh, page)
    visit.step()
    assert "微信暂时没有回应" in visit.ended()
    assert OFFERED in visit.binds(fresh)


def test_a_turn_nobody_took_for_five_minutes_is_not_asked_for(desk: Desk, visit: Visit) -> None:
    visit.enter(once(desk))
    asked = len(visit.account.asked())
    desk.now += binding.FRESH + timedelta(seconds=1)
    visit.step()
    assert len(visit.account.asked()) == asked
    assert "页面打开太久" in visit.ended()


def test_a_visitor_waits_for_the_outcome_and_is_told_when_there_is_none_yet(
    desk: Desk, visit: Visit
) -> None:
    visit.enter(once(desk))
    assert "还在核对" in visit.ended()
    told: list[str] = []
    waiting = Thread(target=lambda: told.append(visit.ended()))
    waiting.start()
    visit.step()
    waiting.join()
    assert OFFERED in told[0]


@pytest.mark.parametrize("typed", ["", "1234", "x" * 60])
def test_what_can_be_no_code_is_corrected_without_a_new_login(
    desk: Desk, visit: Visit, typed: str
) -> None:
    answer = visit.enter(typed)
    assert answer.status_code == 422
    assert "8位" in answer.text
    assert visit.enter(once(desk), answer.text).status_code == 303


def test_an_account_without_login_explains_the_way_by_the_chat(
    desk: Desk, postgres: Postgres, account: Outside, tmp_path: Path
) -> None:
    with _visit(desk, postgres, account, tmp_path, oauth=False) as visit:
        answer = visit.browser.get("/wechat/bind")
    assert answer.status_code == 200
    assert "对话里发送" in answer.text


def test_without_an_account_there_is_no_such_page(public: Public) -> None:
    for path in ("/wechat/bind", "/wechat/bind/ended", "/MP_verify_w3chat.txt"):
        assert public.visitor().get(path).status_code == 404


def test_wechat_finds_the_word_of_this_domain_and_no_other(visit: Visit) -> None:
    assert visit.browser.get("/MP_verify_w3chat.txt").text == "w3chat"
    assert visit.browser.get("/MP_verify_other.txt").status_code == 404


def test_a_matter_of_nobody_by_name_has_no_code(desk: Desk) -> None:
    matter, _ = portal_matter(desk, name="", phone="")
    made = desk.sign_in("clerk").post(f"/api/matters/{matter.id}/once-code")
    assert made.status_code == 422
    assert made.json()["code"] == "nobody_asked"


def test_a_fresh_one_time_code_is_taken_for_a_code_in_the_chat() -> None:
    for _ in range(100):
        one = binding.fresh()
        assert model.step(_text(binding.spoken(one))) == model.step(_text(one)) == "code"
        assert set(one) <= set(code.LETTERS)


def _text(said: str) -> model.Arrival:
    return model.Arrival("m1", "o-001", "text", NOON, said)
