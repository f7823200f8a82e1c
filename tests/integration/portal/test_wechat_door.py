"""The callback of the official account: kept once before it is answered, nothing forged taken."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack.desk import Desk
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from wechatpy.crypto import WeChatCrypto
from yizhan_collector.doors.wechat.seal import Seal

AGREED = ("a-token-of-the-tests", "kWxPENpdd9sVoPLUWSTDGRA3JDEfE2DQyG9MBDYDqxn", "wx0001")
SEAL = Seal.agreed(*AGREED)
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


BOMBS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<xml><FromUserName>&b;</FromUserName><CreateTime>1</CreateTime></xml>",
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<xml><FromUserName>&a;</FromUserName><CreateTime>1</CreateTime></xml>",
    '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><xml><Encrypt>x</Encrypt></xml>',
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_inside_the_seal_and_around_it(
    wechat: Public, desk: Desk, bomb: str
) -> None:
    assert deliver(wechat, bomb).status_code == 400
    at = stamp(wechat)
    query = {"msg_signature": SEAL.signature(at, "n", "x"), "timestamp": at, "nonce": "n"}
    answer = wechat.visitor().post("/wechat", params=query, content=bomb)
    assert answer.status_code == 400
    assert kept(desk) == []


def test_a_doubled_event_is_kept_once_and_a_later_one_again(wechat: Public, desk: Desk) -> None:
    at = int(wechat.now.timestamp())
    event = (
        "<xml><FromUserName>o-001</FromUserName><CreateTime>{}</CreateTime>"
        "<MsgType>event</MsgType><Event>CLICK</Event><EventKey>how</EventKey></xml>"
    )
    for moment in (at + 1, at, at + 1, at):  # doubled, and the later one first
        assert deliver(wechat, event.format(moment)).text == "success"
    assert len(kept(desk)) == 2
    assert desk.rows("select count(*) from outbox") == [(2,)]


def test_a_message_that_was_recorded_is_stale_when_it_is_played_again(
    wechat: Public, desk: Desk
) -> None:
    old = stamp(wechat)
    said = text(wechat)
    assert deliver(wechat, said, at=old).text == "success"
    wechat.now += timedelta(seconds=301)
    assert deliver(wechat, said, at=old).status_code == 403
    assert len(kept(desk)) == 1


NUMBERS = count(1)
SAID = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="]"), max_size=80)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAID, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_what_the_library_seals_is_taken_as_it_was_said_or_refused(
    wechat: Public, desk: Desk, said: str, encoding: str
) -> None:
    """Whatever the encoding, nothing is kept that was not said."""
    number = next(NUMBERS)
    body = text(wechat, said, number).encode(encoding)
    at = stamp(wechat)
    xml = WeChatCrypto(*AGREED).encrypt_message(body, "n", at)
    sealed, signed = (_between(xml, name) for name in ("Encrypt", "MsgSignature"))
    query = {"msg_signature": signed, "timestamp": at, "nonce": "n"}
    outer = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    head = {"Content-Type": "text/xml"}
    answer = wechat.visitor().post("/wechat", params=query, content=outer, headers=head)
    if encoding.startswith("utf-8"):
        assert answer.text == "success"
    assert answer.status_code in (200, 400)
    found = dict(kept(desk)).get(f"m{number}")
    assert (answer.status_code == 400) == (found is None)
    assert encoding == "gb18030" or found in (None, said.strip())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2000), st.integers(1, 255), st.sampled_from(["sealed", "signed", "stamp"]))
def test_one_changed_sign_anywhere_keeps_nothing(
    wechat: Public, desk: Desk, place: int, flip: int, where: str
) -> None:
    at = stamp(wechat)
    given = {"sealed": SEAL.close(text(wechat).encode()), "stamp": at}
    given["signed"] = SEAL.signature(at, "n", given["sealed"])
    old = given[where]
    at_place = place % len(old)
    letter = chr(33 + (ord(old[at_place]) - 33 + flip) % 94)
    if letter == old[at_place] or letter in "<&>]":
        return
    given[where] = old[:at_place] + letter + old[at_place + 1 :]
    query = {"msg_signature": given["signed"], "timestamp": given["stamp"], "nonce": "n"}
    outer = f"<xml><Encrypt><![CDATA[{given['sealed']}]]></Encrypt></xml>"
    answer = wechat.visitor().post("/wechat", params=query, content=outer)
    assert answer.status_code == 403
    assert kept(desk) == []


def _between(xml: str, name: str) -> str:
    return xml.split(f"<{name}><![CDATA[", 1)[1].split("]]>", 1)[0]
