"""The letters of a text without its tags."""

from html.parser import HTMLParser

# within a line; every other tag parts words
INLINE = {"a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "span", "mark", "code"}


class _Letters(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in INLINE:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)


def plain(html: str) -> str:
    """What is read of a text, runs of white space as one space. Takes half a tag too."""
    letters = _Letters()
    letters.feed(html)
    letters.close()
    return " ".join("".join(letters.found).split())
