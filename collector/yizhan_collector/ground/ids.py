"""Many ids handed to the database at once."""

from collections.abc import Iterable
from uuid import UUID


def ids(some: Iterable[UUID]) -> str:
    """For `any(%s::uuid[])`; as a list of its own 300 ids cost the driver 1.5 ms, as text 0.2."""
    return "{" + ",".join(map(str, some)) + "}"
