"""What can go wrong on the box. The docstring is the message, and it says what to do."""


class EdgeError(Exception):
    """The box cannot do this."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())


class SettingsRefused(EdgeError):
    """The settings cannot be used; correct the file named by --config and start again."""


class KeyRefused(EdgeError):
    """The template key is unfit; write 32 random bytes, mode 0600, and name them in key_file."""


class Unsealable(EdgeError):
    """A sealed file was changed or belongs to another key; restore the key or enrol again."""


class SpoolFull(EdgeError):
    """No more can be stored on this box; send people to the desk until the line is back."""


class ModelRefused(EdgeError):
    """A face network is missing or is not the one in the lock; run `make models` or reinstall."""


class RosterRefused(EdgeError):
    """The roster from the collector cannot be used; the one held before stays in force."""


class CameraLost(EdgeError):
    """The camera gives no picture; check its cable, then its name in the settings."""


class CollectorAway(EdgeError):
    """The collector does not answer; the box goes on alone and asks again."""


class NobodyKnown(EdgeError):
    """Nobody has just shown who they are; finish a visit with the camera or a code first."""


class NotClaimed(EdgeError):
    """The collector does not know this box or has revoked it; claim it there."""


class IdentityBroken(EdgeError):
    """The box's certificate cannot be read; restore the folder `identity` or claim it anew."""


class CertificateRefused(EdgeError):
    """The certificate given is not this box's or not our authority's; the old one stays."""


class ClockBefore(EdgeError):
    """The box's clock lies outside the certificate's time; set the clock, then try again."""


class WishRefused(EdgeError):
    """The collector takes no wish under this code; reset the box so that it makes a new key."""


class GrantRefused(EdgeError):
    """The grant is half a file or another box's; download it in the office again."""


class AlreadyRunning(EdgeError):
    """Another agent works on this data folder; end it first."""


class PortTaken(EdgeError):
    """The kiosk page cannot listen; choose another kiosk.port in the settings."""


class BadAction(EdgeError):
    """The page sent something that cannot be done; reload it."""


class FontMissing(EdgeError):
    """The sign's font cannot be read; install fonts-unifont or name a font in the settings."""


class CommandRefused(EdgeError):
    """A command from afar is not carried out; the office asks again where it was meant."""


class UpdateAway(EdgeError):
    """The files of the update cannot be had now; the box keeps what came and asks again."""


class UpdateRefused(EdgeError):
    """The update is not taken; what ran goes on running."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{SAY[why]} ({why}) {detail}".strip())
        self.why = why


# what to do, by the code that is told to the office
SAY = {
    "expired": "The signed directory is out of date; publish it anew, or make the stick anew.",
    "rollback": "The signed directory is older than one seen before; bring the newest.",
    "signature": "It is not signed by keys this box trusts; look where the stick is from.",
    "altered": "A file is not the one that was signed; copy the stick again.",
    "malformed": "The signed directory cannot be read; publish it anew.",
    "unknown": "There is no such bundle in the signed directory; look at its name.",
    "hardware": "The bundle is for other hardware; choose one for this board.",
    "older": "A stick does not take a box back; the office can.",
    "space": "There is too little room on the disk; free some, or change the card.",
    "disk": "The disk takes nothing; look at the card.",
    "unpacks": "A part does not unpack as the bundle says; make the bundle anew.",
    "clock": "The box cannot trust its clock; connect it, or set its clock.",
}
