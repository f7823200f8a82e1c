"""An HLS list (RFC 8216) of the segments of a call-out that came; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from yizhan_collector.rooms.sessions.register import Callout


@dataclass(frozen=True)
class Length:
    """A segment that can be played, and how many seconds it lasts."""

    number: int
    seconds: float


def of(callout: Callout, lengths: Sequence[Length]) -> str:
    """The list; each segment begins a time of its own, for each was encoded by itself."""
    longest = max((ceil(one.seconds) for one in lengths), default=1)
    head = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{max(longest, 1)}"]
    head += ["#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-MEDIA-SEQUENCE:0"]
    body = [
        f"#EXT-X-DISCONTINUITY\n#EXTINF:{one.seconds:.3f},\n"
        f"/api/callouts/{callout.id}/segments/{one.number}"
        for one in lengths
    ]
    return "\n".join([*head, *body, "#EXT-X-ENDLIST"]) + "\n"
