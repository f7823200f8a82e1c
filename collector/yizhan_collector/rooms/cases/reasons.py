"""Why something is not done with a matter."""

from yizhan_collector.ground.refusals import Refused


class NothingSaid(Refused):
    """There is nothing written; say in a sentence what it is about."""

    status = 422


class TooLong(Refused):
    """This is longer than 2,000 characters; shorten it, or send the rest as a document."""

    status = 422


class BadPhone(Refused):
    """A telephone number holds digits, spaces, + and - only, at most 20; correct it."""

    status = 422


class MatterClosed(Refused):
    """This matter is closed; if something is still open, ask anew."""

    status = 409


class NotClosedYet(Refused):
    """A matter is rated or opened again when it is closed; wait until then."""

    status = 409


class AlreadyRated(Refused):
    """This matter was rated already, and a rating is given once."""

    status = 409


class AlreadyTaken(Refused):
    """Somebody else has taken this matter; load it again."""

    status = 409


class NotTaken(Refused):
    """Nobody has taken this matter yet; take it first."""

    status = 409


class AnothersMatter(Refused):
    """This matter has another owner; ask them, or the head, to hand it over."""

    status = 409


class CannotWorkThere(Refused):
    """This person does not work matters of that area; choose somebody else."""

    status = 422


class AnswerFirst(Refused):
    """Whoever asked has had no answer yet; say how the matter ends, then close it."""

    status = 409


class NotBadlyRated(Refused):
    """Only a matter that was rated with one or two stars is opened again, once."""

    status = 409


class SameKind(Refused):
    """The matter is of this kind and area already; choose where it belongs."""

    status = 422


class TooManyDocuments(Refused):
    """Twenty documents were sent already; bring the others to a service point."""

    status = 409


class UnknownCategory(Refused):
    """There is no such category; choose one of the list."""

    status = 422


class StillUndecided(Refused):
    """The application for legal aid is not decided yet; decide it, then close the matter."""

    status = 409


class NoApplication(Refused):
    """There is no application for legal aid in this matter; enter it first."""

    status = 409


class AppliedAlready(Refused):
    """There is an application for legal aid in this matter already; load it again."""

    status = 409


class WrongItems(Refused):
    """An application names one to five different items; choose what is asked for."""

    status = 422


class ToldAlready(Refused):
    """Missing papers are told once and all together (legal aid law, article 43); they were told."""

    status = 409


class NothingMissing(Refused):
    """Name the papers that are missing."""

    status = 422


class NotInTurn(Refused):
    """The application is not at this step now; load it again."""

    status = 409


class WrongDay(Refused):
    """The papers came on a day between the notice and today; correct the day."""

    status = 422


class OwnApplication(Refused):
    """Who took an application does not decide it; another head does."""

    status = 409


class EveryItem(Refused):
    """Each item asked for is granted or refused, and nothing else; decide them all."""

    status = 422


class ReasonsForRefusal(Refused):
    """A refusal needs its reasons, at least ten characters; write them for whoever asked."""

    status = 422


class NobodyNamed(Refused):
    """Nobody is named in one of the two matters, or it is the same person; check the number."""

    status = 422


class LinkDecided(Refused):
    """A clerk has said already whether these two are one; load it again."""

    status = 409
