"""The letters of a text without its tags."""

import re
from html import unescape

# within a line; every other tag parts words
INLINE = re.compile(r"</?(?:a|b|strong|i|em|u|s|sub|sup|span|mark|code)(?:\s[^>]*)?>", re.I)
TAG = re.compile(r"</?[a-z!][^>]*>", re.I)


def plain(html: str) -> str:
    """What is read of a text that passed the editor, runs of white space as one space."""
    return " ".join(unescape(TAG.sub(" ", INLINE.sub("", html))).split())
