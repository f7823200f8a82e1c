"""The callback of the official account: kept once before it is answered, nothing forged taken."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack.desk import Desk
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from yizhan_collector.doors.wechat.seal import Seal

SEAL = Seal.agreed("a-token-of-the-tests", "kWxPENpdd9sVoPLUWSTDGRA3JDEfE2DQyG9MBDYDqxn", "wx0001")
TEXT = (
    "<xml><FromUserName>{who}</FromUserName><CreateTime>{at}</CreateTime>"
    "<MsgType>text</MsgType><Content><![CDATA[{said}]]></Content><MsgId>{number}</MsgId></xml>"
)


@pytest.fixture
def wechat(postgres: Postgres, office_url: str) -> Iterator[Public]:
    """The portal with an official account."""
    with public_opened(postgres.portal_url(office_url), SEAL) as public:
        yield public


def stamp(public: Public) -> str:
    return str(int(public.now.timestamp()))


def text(public: Public, said: str = "您好", number: int = 1, who: str = "o-001") -> str:
    return TEXT.format(who=who, at=stamp(public), said=said, number=number)


def deliver(public: Public, body: str, nonce: str = "n1", **changes: str) -> httpx.Response:
    """As WeChat does, in safe mode."""
    sealed = SEAL.close(body.encode())
    at = changes.pop("at", stamp(public))
    query = {
        "msg_signature": SEAL.signature(at, nonce, sealed),
        "signature": SEAL.signature(at, nonce),
        "timestamp": at,
        "nonce": nonce,
        "encrypt_type": "aes",
    }
    xml = f"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    head = {"Content-Type": "text/xml"}
    return public.visitor().post("/wechat", params=query | changes, content=xml, headers=head)


def kept(desk: Desk) -> list[tuple[str, str]]:
    return desk.rows("select repeat_of, said from follower_inbox order by repeat_of")


def test_the_account_is_told_that_this_is_us(wechat: Public) -> None:
    at = stamp(wechat)
    query = {"signature": SEAL.signature(at, "n"), "timestamp": at, "nonce": "n"}
    answer = wechat.visitor().get("/wechat", params=query | {"echostr": "5837"})
    assert (answer.status_code, answer.text) == (200, "5837")
    forged = wechat.visitor().get("/wechat", params=query | {"echostr": "1", "nonce": "m"})
    assert forged.status_code == 403


def test_a_message_is_kept_before_it_is_answered_and_waits_for_work(
    wechat: Public, desk: Desk
) -> None:
    answer = deliver(wechat, text(wechat, "工伤怎么认定 𠮷🙏"))
    assert (answer.status_code, answer.text) == (200, "success")
    assert kept(desk) == [("m1", "工伤怎么认定 𠮷🙏")]
    assert desk.rows("select event, body ->> 'repeat_of' from outbox") == [("follower_wrote", "m1")]


def test_a_repeat_is_answered_alike_and_kept_once(wechat: Public, desk: Desk) -> None:
    for nonce in ("a", "b", "c"):
        assert deliver(wechat, text(wechat), nonce).text == "success"
    assert len(kept(desk)) == 1
    assert desk.rows("select count(*) from outbox") == [(1,)]


def test_what_comes_out_of_order_is_all_kept(wechat: Public, desk: Desk) -> None:
    for number in (3, 1, 2):
        deliver(wechat, text(wechat, number=number))
    assert [one for one, _ in kept(desk)] == ["m1", "m2", "m3"]


@pytest.mark.parametrize("seconds", [-400, 400])
def test_a_stale_message_is_refused(wechat: Public, desk: Desk, seconds: int) -> None:
    at = str(int((wechat.now + timedelta(seconds=seconds)).timestamp()))
    assert deliver(wechat, text(wechat), at=at).status_code == 403
    assert kept(desk) == []


def test_a_forged_or_plain_or_foreign_message_is_refused(wechat: Public, desk: Desk) -> None:
    assert deliver(wechat, text(wechat), msg_signature="0" * 40).status_code == 403
    at = stamp(wechat)
    plain = text(wechat)
    query = {"signature": SEAL.signature(at, "n"), "timestamp": at, "nonce": "n"}
    head = {"Content-Type": "text/xml"}
    visitor = wechat.visitor()
    without = visitor.post("/wechat", params=query, content=plain, headers=head)
    assert without.status_code == 422  # no msg_signature: plain mode
    signed = query | {"msg_signature": SEAL.signature(at, "n", "")}
    assert visitor.post("/wechat", params=signed, content=plain, headers=head).status_code == 400
    assert kept(desk) == []


def test_a_body_of_more_than_64_kb_is_refused(wechat: Public, desk: Desk) -> None:
    assert deliver(wechat, text(wechat, "长" * 40_000)).status_code == 413
    assert kept(desk) == []


def test_without_an_account_there_is_no_such_address(public: Public) -> None:
    assert deliver(public, text(public)).status_code == 404


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["text/xml", "application/json", ""]))
def test_no_bytes_crash_the_door(wechat: Public, body: bytes, kind: str) -> None:
    at = stamp(wechat)
    query = {"msg_signature": SEAL.signature(at, "n", ""), "timestamp": at, "nonce": "n"}
    head = {"Content-Type": kind} if kind else {}
    answer = wechat.visitor().post("/wechat", params=query, content=body, headers=head)
    assert answer.status_code in (400, 403, 415, 422)
