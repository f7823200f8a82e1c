"""Why something at the hotline was not done."""

from yizhan_collector.ground.refusals import Refused


class SeatTaken(Refused):
    """Somebody else sits at this extension; choose another, or ask them to leave."""

    status = 409


class NotSeated(Refused):
    """You sit at no seat; take one first."""

    status = 409


class NotYourCall(Refused):
    """Somebody else answered this call; who answered writes its ticket, or the head."""

    status = 403


class NotAnsweredYet(Refused):
    """A ticket is written for a call that was answered; a missed caller is called back."""

    status = 409


class AlreadyTicketed(Refused):
    """This call has its ticket; open the matter to add to it."""

    status = 409


class BackClosed(Refused):
    """This call-back is over; nothing needs to be done."""

    status = 409


class TooSoon(Refused):
    """The last attempt was a moment ago; leave the time of the rule between two attempts."""

    status = 409


class SayWhat(Refused):
    """Whoever was reached said something; write it down in a sentence."""

    status = 422


class OwnCall(Refused):
    """You answered this call; somebody else checks it."""

    status = 409


class AlreadyChecked(Refused):
    """This call was checked already."""

    status = 409


class NoNumber(Refused):
    """There is no number to call; it was withheld."""

    status = 409


class BadNumber(Refused):
    """A telephone number is 3 to 30 digits, spaces, dashes, + and no letters; correct it."""

    status = 422
