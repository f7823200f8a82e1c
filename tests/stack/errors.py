"""What can go wrong while a stack starts. The docstring is the message."""


class StackError(Exception):
    """The stack could not be started."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())


class NoHost(StackError):
    """The host services are missing: run `make setup` as root or with sudo."""


class NotReady(StackError):
    """A program did not become ready in time; its log says why."""


class Died(StackError):
    """A program ended by itself; its log says why."""
