"""What can go wrong on the box. The docstring is the message, and it says what to do."""


class EdgeError(Exception):
    """The box cannot do this."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())


class SpoolFull(EdgeError):
    """No more can be stored on this box; send people to the desk until the line is back."""


class ModelRefused(EdgeError):
    """A face network is missing or is not the one in the lock; run `make models` or reinstall."""
