"""What a follower sent, and what is made of it; pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["text", "image", "voice", "event", "other"]
Step = Literal["greet", "forget", "standing", "how", "code", "say", "send", "decline", "nothing"]
# WeChat lets an account write freely for 48 hours after the follower's last word
OPEN_FOR = timedelta(hours=48)
FORGOTTEN_AFTER = timedelta(days=180)  # network logs are kept for six months at least
LONGEST = 600  # signs of one message: WeChat takes 2,048 bytes
CODE = re.compile(r"[0-9A-Za-z]{5}[\s-]?[0-9A-Za-z]{5}")
ONCE = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{4}[\s-]?[0-9A-Za-z]{4}")
STANDING = frozenset({"进度", "查询", "查询进度", "我的事项"})
HOW = frozenset({"帮助", "?", "？", "你好", "您好", "在吗", "help"})
CLICKS: dict[str, Step] = {"standing": "standing", "how": "how"}


@dataclass(frozen=True)
class Arrival:
    """One message or event of a follower; `repeat_of` is the same for each repeat of it."""

    repeat_of: str
    follower: str
    kind: Kind
    sent_at: datetime
    said: str = ""
    media: str = ""
    event: str = ""
    key: str = ""


def step(one: Arrival) -> Step:
    """What is to be done with an arrival."""
    if one.kind == "event":
        return _of_event(one)
    if one.kind in ("image", "voice"):
        return "send"
    if one.kind == "other":
        return "decline"
    said = one.said.strip()
    if not said:
        return "nothing"
    if _is_code(said):
        return "code"
    return "standing" if said in STANDING else "how" if said in HOW else "say"


def _is_code(said: str) -> bool:
    # ten small letters in one are a word of English; a code is shown in capitals, with its dash
    plainly = said.isupper() or any(one.isdigit() or one == "-" for one in said)
    return bool((CODE.fullmatch(said) and plainly) or ONCE.fullmatch(said))


def _of_event(one: Arrival) -> Step:
    if one.event == "subscribe":
        return "greet"
    if one.event == "unsubscribe":
        return "forget"
    return CLICKS.get(one.key, "nothing") if one.event == "click" else "nothing"


def parts(number: str, said: str) -> list[str]:
    """An answer in as many messages as it takes, each of at most LONGEST signs; none for none."""
    whole = f"{number}的答复：{said}" if said else ""
    return [whole[at : at + LONGEST] for at in range(0, len(whole), LONGEST)]


# Telephones are shared: no sentence of ours says what a matter is about, or anything of who asks.
GREETING = (
    "欢迎关注。请直接留言说明您要咨询的事，工作人员会在这里答复；也可以拨打12348。"
    "请不要发送身份证号、银行卡号。"
)
HOW_TO = "直接留言就是咨询；发送查询码可以关联您在网站或窗口办的事项；发送“进度”查看办理进度。"
DECLINED = "这里能看懂文字、图片和语音。视频、位置等请改用文字说明，或拨打12348。"
TAKEN = "已收到，编号{number}。工作人员会在工作时间答复。"
ADDED = "已补充到{number}。"
OFFERED = "已提交关联申请，工作人员核对后您就能在这里查看进度。"
UNKNOWN_CODE = "没有这个查询码，请核对后再发；连续发错会暂停查询。"
PAUSED = "查询码错误次数太多，请一小时后再试，或拨打12348。"
NOTHING_OPEN = "您还没有在这里办理的事项。请直接留言咨询。"
NEWS = "您有一条办理提醒，请发送“进度”查看。"
CALL = "如有危险，请立即拨打{numbers}。"
