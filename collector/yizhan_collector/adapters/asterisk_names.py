"""How things at the exchange are named after their call: all we know of a call is kept there."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from yizhan_collector.adapters.telephony import Reason

NUMBER = re.compile(r"[0-9+*#]{1,30}")
LEG = re.compile(r"seat-([0-9]{2,10})-(.+)", re.DOTALL)
DIALLED, FRESH, KEPT, TALK = "dial-", "new-", "call-", "talk-"
SAID, ASKED = "YIZHAN_SAID", "YIZHAN_ASKED"  # the notice was heard; stars are asked for
CALLED = "YIZHAN_NUMBER"
# Q.850, as Asterisk tells it
CAUSES = {"16": "hung_up", "17": "busy", "18": "no_answer", "19": "no_answer", "21": "declined"}
CAUSES |= {"1": "no_such_number", "3": "unreachable", "20": "unreachable", "28": "no_such_number"}
REASONS: dict[str, Reason] = {"busy": "busy", "declined": "declined", "unreachable": "unreachable"}


@dataclass(frozen=True)
class Leg:
    """The channel of a seat, rung for a call; its id says both."""

    seat: str
    call: str

    @property
    def id(self) -> str:
        """Of the channel."""
        return f"seat-{self.seat}-{self.call}"


def leg(channel: str) -> Leg | None:
    """The seat's leg that a channel is; None for one of a caller, or of who was called."""
    found = LEG.fullmatch(channel)
    return Leg(*found.groups()) if found else None


def dialled(wish: str) -> str:
    """The call that a wish becomes, and the channel of who is called."""
    return f"{DIALLED}{wish}"


def wish(call: str) -> str:
    """The wish a call goes back to; empty for one that came in."""
    return call.removeprefix(DIALLED) if call.startswith(DIALLED) else ""


def bridge(call: str) -> str:
    """Where the two talk."""
    return f"{TALK}{call}"


def recording(call: str) -> str:
    """The name of a recording, without its prefix: Asterisk drops what follows a dot."""
    return call.replace(".", "_")


def recorded(name: str) -> str:
    """The call of a recording: an id of Asterisk's own has its dot last."""
    return name if name.startswith(DIALLED) else ".".join(name.rsplit("_", 1))


def number(channel: dict[str, Any]) -> str:
    """Who calls; empty when withheld."""
    said = str(channel["caller"]["number"])
    return said if NUMBER.fullmatch(said) else ""


def cause(event: dict[str, Any]) -> str:
    """How a channel ended."""
    said = str(event.get("cause", ""))
    if said == "0":  # nobody said why
        return "hung_up" if event["channel"]["state"] == "Up" else "no_answer"
    return CAUSES.get(said, f"q850_{said}"[:60])


def reason(event: dict[str, Any]) -> Reason:
    """Why a seat did not pick up."""
    return REASONS.get(cause(event), "no_answer")


def moment(said: str) -> datetime:
    """A time of Asterisk's, in UTC."""
    return datetime.fromisoformat(said).astimezone(UTC)


def ours(channel: dict[str, Any], app: str) -> bool:
    """Whether a channel is one of our application's."""
    plan = channel["dialplan"]
    inside = plan.get("app_name") == "Stasis" and str(plan.get("app_data", "")).split(",")[0] == app
    return inside or channel["id"].startswith(DIALLED) or leg(channel["id"]) is not None
