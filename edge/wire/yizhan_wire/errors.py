"""What can be wrong with words on the wire. The docstring is the message."""


class WireError(Exception):
    """The message does not follow the wire contract."""

    def __init__(self, detail: str = "") -> None:
        message = (type(self).__doc__ or "").strip()
        super().__init__(f"{message} {detail}".strip())


class Malformed(WireError):
    """The message is not a valid envelope."""


class TooLarge(WireError):
    """The message is larger than a batch may be."""


class UnknownKind(WireError):
    """This kind of event is not known to this version."""


class FutureVersion(WireError):
    """The body is of a newer version than this program can read."""


class BadTopic(WireError):
    """The topic is not one of ours."""


class BadPost(WireError):
    """`post.toml` cannot be used; correct it on any computer and put the card back."""


class BadWish(WireError):
    """This is no wish or grant of a box, or only half of one; take it from the box again."""
