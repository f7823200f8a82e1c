"""Why something is not done with a text, each in one sentence that says what to do."""

from yizhan_collector.ground.refusals import Refused


class TextMovedOn(Refused):
    """Somebody else has changed this text since you opened it; compare both and save again."""

    status = 409


class NotNow(Refused):
    """The text is in another state by now; load the page again."""

    status = 409


class OwnText(Refused):
    """Who wrote, changed or submitted a text does not approve it; ask somebody else."""

    status = 409


class ApprovedAlready(Refused):
    """You have approved this text already; another person must follow."""

    status = 409


class NotApprovedYet(Refused):
    """The text needs more approvals: one for the portal, two people when it leaves the portal."""

    status = 409


class CannotGo(Refused):
    """The text does not fit one of its channels yet; look at the previews and correct it."""

    status = 422


class NotOffered(Refused):
    """This place cannot be chosen; take one from the list."""

    status = 422


class ColumnTaken(Refused):
    """There is a column with this code already; choose another."""

    status = 409


class MayIdentify(Refused):
    """The text may point to a private person; leave names and numbers of private persons out."""

    status = 422


class LongNumber(Refused):
    """The text shows a long number; only public hotlines and listed service points may be shown."""

    status = 422


class AskTheHead(Refused):
    """Several texts of yours were refused within an hour; ask the head of the service."""

    status = 429
    retry_after = 3600
