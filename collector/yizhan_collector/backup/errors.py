"""What can go wrong with a backup or a restore. The docstring is the message."""

from yizhan_collector.ground.refusals import Refused


class NoBase(Refused):
    """No base is older than the moment asked for; ask for a later one, or look at `state`."""


class WrongKey(Refused):
    """This key does not open the backup; take the key whose public half is its `recipient`."""


class Damaged(Refused):
    """A file of the backup is torn or was changed; take another copy of it, or an older base."""


class Gap(Refused):
    """Write-ahead log is missing between the base and the moment; ask for a moment before it."""


class NotThatFar(Refused):
    """The archive ends before the moment asked for; leave `--at` away to go as far as it goes."""


class NoRoom(Refused):
    """There is too little room; nothing was lost. Free some, or give another folder."""


class NotEmpty(Refused):
    """A cluster is restored into an empty folder; give one that is new."""


class ToolFailed(Refused):
    """A program of the backup ended with an error; its words say why."""


class Unproved(Refused):
    """What was restored does not hold what it should; keep the older bases and look into it."""
