"""A follower's message is read from XML that may be anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.doors.wechat.read import Message, message
from yizhan_collector.doors.wechat.seal import Unreadable

TEXT = (
    "<xml><ToUserName><![CDATA[gh_0]]></ToUserName><FromUserName><![CDATA[o-001]]></FromUserName>"
    "<CreateTime>1795665600</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[{}]]></Content><MsgId>{}</MsgId></xml>"
)
EVENT = (
    "<xml><FromUserName>o-001</FromUserName><CreateTime>1795665600</CreateTime>"
    "<MsgType>event</MsgType><Event>CLICK</Event><EventKey>follow</EventKey></xml>"
)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<xml><FromUserName>&b;</FromUserName><CreateTime>1</CreateTime></xml>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<xml><FromUserName>&a;</FromUserName><CreateTime>1</CreateTime></xml>"
)


def test_a_text_with_rare_characters_and_emoji_is_read_whole() -> None:
    said = "工伤了怎么办 𠮷 🙏 <b>"
    assert message(TEXT.format(said, 42).encode()) == Message(
        "o-001", "text", "m42", 1795665600, said
    )


def test_every_repeat_of_a_message_has_one_name_and_two_messages_have_two() -> None:
    one, again, other = (message(TEXT.format("x", n).encode()).repeat_of for n in (1, 1, 2))
    assert one == again != other


def test_an_event_is_known_by_who_and_when() -> None:
    found = message(EVENT.encode())
    assert (found.kind, found.event, found.key) == ("event", "click", "follow")
    assert found.repeat_of == "eo-001:1795665600:CLICK"


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, "", "<xml>", "{}", "<xml></xml>", "\x00"])
def test_a_bomb_and_half_a_message_are_refused(body: str) -> None:
    with pytest.raises(Unreadable):
        message(body.encode())


def test_a_text_is_cut_and_a_flood_of_fields_refused() -> None:
    assert len(message(TEXT.format("长" * 9000, 1).encode()).said) == 2000
    flood = TEXT.format("x", 1).replace("</xml>", "<A>1</A>" * 80 + "</xml>")
    with pytest.raises(Unreadable):
        message(flood.encode())


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reading(body: bytes) -> None:
    try:
        message(body)
    except Unreadable:
        return
