"""What is made of a follower's message: a matter begins, goes on or is followed; or it is answered.

It runs in `work`, after the message was kept; a repeat finds it done.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.cases import code, following
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.model import Asked, Matter
from yizhan_collector.rooms.followers import binding, model, store
from yizhan_collector.rooms.followers.model import Arrival, Step

SHOWN = 5  # matters of one answer
STATES: Mapping[str, str] = {
    "clerk": "工作人员办理中",
    "head": "负责人审批中",
    "party": "等您补充材料或者答复",
    "lawyer": "律师办理中",
    "nobody": "已办结",
}
ENTERED: Mapping[binding.Outcome, str] = {
    "offered": model.OFFERED,
    "unknown": model.UNKNOWN_CODE,
    "paused": model.PAUSED,
}


def wrote(tx: Connection, repeat_of: str, now: datetime) -> None:
    """See to an arrival, once."""
    one = store.waiting(tx, repeat_of)
    if one is None:
        return
    STEPS[model.step(one)](tx, one, now)
    store.done(tx, repeat_of, now)


def tell(
    tx: Connection, follower: str, said: str, now: datetime, matter: UUID | None = None
) -> None:
    """Say something to a follower: freely for 48 hours after their word, then as a notice.

    With a matter, its clerks see when it does not arrive.
    """
    last = store.last_word(tx, follower)
    freely = last is not None and now - last < model.OPEN_FOR
    store.say(tx, new_id(), follower, "text" if freely else "notice", said, now, matter)


def tell_news(tx: Connection, matter: Matter, now: datetime) -> None:
    """Something moved in a matter: its followers are told that, and nothing of what."""
    for follower in following.handles(tx, matter, "wechat"):
        tell(tx, follower, model.NEWS, now, matter.id)


def unreached(tx: Connection, matter: UUID) -> str:
    """Why the news of a matter did not arrive, and nobody has done anything since; or nothing."""
    return store.unreached(tx, matter).partition(" ")[0]


def forget_old(tx: Connection, now: datetime) -> int:
    """Delete what came and what was said half a year ago; the matters stay."""
    binding.forget_old(tx, now)
    return store.forget_old(tx, now - model.FORGOTTEN_AFTER)


def _nothing(_tx: Connection, _one: Arrival, _now: datetime) -> None:
    return None


def _saying(said: str) -> Callable[[Connection, Arrival, datetime], None]:
    return lambda tx, one, now: tell(tx, one.follower, said, now)


def _say(tx: Connection, one: Arrival, now: datetime) -> None:
    """A text goes on with what is open, or begins a matter."""
    found = following.open_of(tx, "wechat", one.follower)
    if found:
        cases.party_says(tx, found, one.said, now)
        return tell(tx, one.follower, model.ADDED.format(number=found.number), now)
    return _begin(tx, one, one.said, now)


def _begin(tx: Connection, one: Arrival, said: str, now: datetime) -> None:
    asked = Asked("advice", "other", "wechat", said, handle=one.follower)
    made = cases.open_matter(tx, asked, None, now)
    words = model.TAKEN.format(number=made.number)
    if made.call_now:
        words = model.CALL.format(numbers="、".join(made.call_now)) + words
    tell(tx, one.follower, words, now)


def _send(tx: Connection, one: Arrival, now: datetime) -> None:
    """A picture or a voice is fetched for the open matter; without one it begins one."""
    found = following.open_of(tx, "wechat", one.follower)
    if found is None:
        _begin(tx, one, "（图片）" if one.kind == "image" else one.said or "（语音）", now)
        found = following.open_of(tx, "wechat", one.follower)
    elif one.said:  # what WeChat heard in a voice
        cases.party_says(tx, found, one.said, now)
    if found and one.media:
        store.fetch_media(tx, one.media, one.follower, found.id, one.kind, now)


def _code(tx: Connection, one: Arrival, now: datetime) -> None:
    """A code: the link is offered to a clerk, never made."""
    found = binding.entered(tx, one.follower, code.digest_of(one.said), now)
    (store.mark_wrong if found == "unknown" else store.blank)(tx, one.repeat_of)
    tell(tx, one.follower, ENTERED[found], now)


def _standing(tx: Connection, one: Arrival, now: datetime) -> None:
    """How each matter stands; of those asked here, in this chat, the newest answer as well."""
    found = following.of_handle(tx, "wechat", one.follower)[:SHOWN]
    lines = [f"{each.number}：{STATES[each.next_actor]}" for each in found]
    tell(tx, one.follower, "\n".join(lines) or model.NOTHING_OPEN, now)
    own = following.party(tx, "wechat", one.follower)
    for each in found:
        said = cases.newest_answer(tx, each) if each.party == own else ""
        for part in model.parts(each.number, said):
            tell(tx, one.follower, part, now)


STEPS: Mapping[Step, Callable[[Connection, Arrival, datetime], None]] = {
    "greet": _saying(model.GREETING),
    "how": _saying(model.HOW_TO),
    "decline": _saying(model.DECLINED),
    "forget": _nothing,
    "nothing": _nothing,
    "say": _say,
    "send": _send,
    "code": _code,
    "standing": _standing,
}
