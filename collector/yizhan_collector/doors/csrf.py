"""The token that a form or a request must carry, so that no other page can send it."""

import hashlib
import hmac

from yizhan_collector.ground.refusals import Refused


class WrongCsrf(Refused):
    """The CSRF token is missing or wrong; load the page again."""

    status = 403


def csrf_of(secret: str, token: str) -> str:
    """The CSRF token that belongs to a session token."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
