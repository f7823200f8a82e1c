"""Refusals: the docstring is the message, and it says what to do."""

import re


class Refused(Exception):
    """The request was refused."""

    status = 400
    retry_after: int | None = None  # seconds

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())


class NotFound(Refused):
    """There is no such record, or it is not yours to see."""

    status = 404


class TooLarge(Refused):
    """The body is larger than this door takes; send less."""

    status = 413


class Unprintable(Refused):
    """A text holds a character that cannot be kept; remove it and send it again."""

    status = 422


class Failed(Refused):
    """Something failed here and was logged; tell the county office when it happens again."""

    status = 500


class Unavailable(Refused):
    """The database is away; try again in a moment."""

    status = 503
    retry_after = 5


class UnknownPerson(Refused):
    """The event names a person this collector does not know; check the box's roster."""


class LetGo(Refused):
    """The term of this person has ended, and nothing new is written; register a new document."""

    status = 409


class UnknownDevice(Refused):
    """The box is not registered; claim it first."""

    status = 403


class RevokedDevice(Refused):
    """The box was revoked; nothing it sends is taken."""

    status = 403


class MigrationChanged(Refused):
    """A migration that was applied has been edited; restore it and add a new one."""


class BadSettings(Refused):
    """The settings cannot be used; correct the named one and start again."""


def code_of(error: Refused) -> str:
    """The name of a refusal as one word: `NotFound` is `not_found`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
