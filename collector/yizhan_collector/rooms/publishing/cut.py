"""One text cut to the rules of each channel; pure. The rules are the channels' own documents."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.portal.plain import plain
from yizhan_collector.rooms.publishing.clean import unlinked
from yizhan_collector.rooms.publishing.model import Cut, Fault, Offered, Plan, Written

# WeChat, draft/add: title of at most 32 characters, digest 120 of 128, content below 20,000
TITLE, DIGEST, CONTENT = 32, 120, 19_000
# Weibo, statuses/share: 140, no #topic#, a link into the bound domain
WEIBO = 140
TOPIC = re.compile(r"[#＃][^#＃]+[#＃]")
MORE = "……"
READ_ON = "<p>全文请点“阅读原文”。</p>"
SHUT = {"br", "hr", "col"}  # tags without an end


def cut(written: Written, no: int, offered: Offered) -> list[Cut]:
    """The text as each place of its plan gets it, with what is wrong there."""
    address, plan, made = offered.address(no), written.plan, []
    if plan.wechat:
        made.append(wechat(written, address, offered.cover))
    if plan.weibo:
        made.append(weibo(written, address))
    return made + [sign(plan, written.title, box) for box in plan.signs]


def wechat(written: Written, address: str, cover: bool) -> Cut:
    """A draft of an official account as JSON, without the picture, which is set apart."""
    title = shortened(written.title, TITLE)
    content, left_out = blocks(unlinked(written.body), CONTENT)
    draft = {
        "title": title,
        "digest": shortened(written.lead or plain(written.body), DIGEST),
        "content": content,
        "content_source_url": address,
    }
    faults = [] if cover else [Fault("no_cover")]
    if not plain(content):
        faults.append(Fault("empty"))
    text = json.dumps(draft, ensure_ascii=False)
    return Cut("wechat", "", text, left_out or title != written.title, tuple(faults))


def weibo(written: Written, address: str) -> Cut:
    """The editor's own words or title and lead, and the address of the text."""
    own = " ".join(written.plan.weibo_text.split())
    words = own or " ".join(filter(None, [written.title, written.lead]))
    said, short = words, False
    if address not in words:
        if not own:
            said = shortened(words, WEIBO - weighed(f" {address}"), weighed)
            short = said != words
        said = f"{said} {address}"
    faults = []
    if TOPIC.search(said):
        faults.append(Fault("topic"))
    if (over := weighed(said) - WEIBO) > 0:
        faults.append(Fault("too_long", str(over)))
    return Cut("weibo", "", said, short, tuple(faults))


def sign(plan: Plan, title: str, box: str) -> Cut:
    """One line for the sign of a box."""
    own = plan.sign_text.strip()
    text = own or shortened(title, signs.LONGEST)
    return Cut("sign", box, text, text != (own or title), tuple(_sign_faults(text)))


def _sign_faults(text: str) -> list[Fault]:
    found = []
    if strange := undrawable(text):
        found.append(Fault("undrawable", strange))
    try:
        signs.check(text, ())
    except signs.LooksPersonal:
        found.append(Fault("number"))
    except signs.BadText:
        over = len(text) - signs.LONGEST
        found.append(Fault("too_long", str(over)) if over > 0 else Fault("not_one_line"))
    return found


def undrawable(text: str) -> str:
    """The characters beyond GB2312, which the strips cannot draw, each once."""
    return "".join(dict.fromkeys(one for one in text if not _drawn(one)))


def _drawn(one: str) -> bool:
    try:
        one.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def weighed(text: str) -> int:
    """How long Weibo takes a text for: a hanzi is one, two ASCII characters are one."""
    return (sum(1 if one.isascii() else 2 for one in text) + 1) // 2


def shortened(text: str, longest: int, size: Callable[[str], int] = len) -> str:
    """The text, or its beginning and dots, `longest` at most."""
    if size(text) <= longest:
        return text
    kept = text[: 2 * longest]
    while kept and size(kept + MORE) > longest:
        kept = kept[:-1]
    return (kept.rstrip() + MORE) if kept else ""


class _Blocks(HTMLParser):
    """Where the outermost blocks of well-formed HTML end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.depth, self._begins = 0, [0]
        self.ends: list[int] = []
        for line in html.split("\n"):
            self._begins.append(self._begins[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag not in SHUT

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 0:
            line, column = self.getpos()
            self.ends.append(self._begins[line - 1] + column + len(f"</{tag}>"))


def blocks(html: str, longest: int) -> tuple[str, bool]:
    """Whole blocks that fit, and whether others were left out; then it says where to read on."""
    if len(html) <= longest:
        return html, False
    ends = [one for one in _Blocks(html).ends if one + len(READ_ON) <= longest]
    return html[: ends[-1] if ends else 0] + READ_ON, True
