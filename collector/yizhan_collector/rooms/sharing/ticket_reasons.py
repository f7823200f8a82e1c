"""Why something is not done with a ticket, or a matter is not passed on."""

from yizhan_collector.ground.refusals import Refused


class OtherTicket(Refused):
    """Another ticket came under this number before; send a correction under a number of its own."""

    status = 409


class UnknownArea(Refused):
    """There is no such county or township here; correct the area, or leave it out for the city."""

    status = 422


class NothingToReturn(Refused):
    """This ticket has no answer yet; ask how it stands, and return it after its answer."""

    status = 409


class ReturnedAlready(Refused):
    """This ticket was returned before for another reason, and is so once only; send a new one."""

    status = 409


class TicketOver(Refused):
    """This ticket is closed, refused or withdrawn; send a new one if something is still open."""

    status = 409


class NothingAsked(Refused):
    """Nothing was asked of the caller, or it was answered; ask how the ticket stands."""

    status = 409


class RatedOtherwise(Refused):
    """The caller is heard once the ticket is closed, and once only; ask how the ticket stands."""

    status = 409


class TooLateToRefuse(Refused):
    """The days in which a ticket is sent back as not ours are over; answer it."""

    status = 409


class NameTheBody(Refused):
    """Say which body is the right one."""

    status = 422


class CameFromThem(Refused):
    """This matter came from a platform; send its ticket back as not ours instead."""

    status = 409


class AboutACorrection(Refused):
    """A matter about community correction is passed on to no platform; answer it here."""

    status = 422
