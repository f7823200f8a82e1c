"""What the doors of the portal say of themselves: every answer with its type."""

from typing import Any

SENTENCES = {
    303: "Elsewhere; nothing is open here.",
    304: "The page has not changed.",
    400: "The form cannot be read, or a message is not sealed as agreed.",
    401: "No matter has this code, or none is open here; enter the code again.",
    403: "The form is too old or came from another site; open it again.",
    404: "There is no such page, or it was withdrawn.",
    409: "Somebody else was first, or it is over; the page says what to do.",
    413: "Too large.",
    422: "Something is missing or out of its bounds; the page says what to do.",
    429: "Too many requests from this address; try again after a while.",
    503: "The database is away; try again in a moment.",
}
Says = dict[int | str, dict[str, Any]]


def says(*codes: int, media: str = "text/html") -> Says:
    """The answers of a route besides the usual one; a refusal is a page, whatever was asked for."""
    found: Says = {200: {"content": {media: {}}}} if media != "text/html" else {}
    for code in codes:
        found[code] = {"description": SENTENCES[code]}
        if code not in {303, 304}:
            found[code]["content"] = {"text/html": {}}
    return found
