"""The statutory set: every kind of paper under its code."""

from yizhan_collector.rooms.papers.kinds.answers import (
    ComplaintAnswer,
    ObjectionAnswer,
    OpinionReply,
)
from yizhan_collector.rooms.papers.kinds.base import Fields
from yizhan_collector.rooms.papers.kinds.contact import (
    DetentionNotice,
    LostContactRecord,
    ServiceReceipt,
    Visit,
)
from yizhan_collector.rooms.papers.kinds.declare import (
    CategoryNotice,
    Declaration,
    GroupAgreement,
    Obligations,
    Plan,
)
from yizhan_collector.rooms.papers.kinds.ends import (
    HelpOffer,
    ReleaseCertificate,
    ReleaseNotice,
    TerminationNotice,
    TermSummary,
)
from yizhan_collector.rooms.papers.kinds.intake import LateArrival, Receipt, Register
from yizhan_collector.rooms.papers.kinds.leave import (
    EntryPermission,
    LeaveApproval,
    LeaveRefusal,
    TravelPermit,
)
from yizhan_collector.rooms.papers.kinds.moves import MoveInquiry, MoveReply, MoveTransfer
from yizhan_collector.rooms.papers.kinds.positioning import PositioningEnd, PositioningNotice
from yizhan_collector.rooms.papers.kinds.rewards import CommutationProposal, Praise
from yizhan_collector.rooms.papers.kinds.sanctions import (
    RecommitProposal,
    Reprimand,
    RevocationProposal,
    SecurityProposal,
    WarningGiven,
)

ALL: tuple[type[Fields], ...] = (
    LateArrival,
    Receipt,
    Register,
    Declaration,
    Obligations,
    GroupAgreement,
    Plan,
    CategoryNotice,
    LeaveApproval,
    LeaveRefusal,
    TravelPermit,
    EntryPermission,
    MoveInquiry,
    MoveReply,
    MoveTransfer,
    Praise,
    CommutationProposal,
    Reprimand,
    WarningGiven,
    SecurityProposal,
    RevocationProposal,
    RecommitProposal,
    ObjectionAnswer,
    ComplaintAnswer,
    OpinionReply,
    PositioningNotice,
    PositioningEnd,
    LostContactRecord,
    Visit,
    DetentionNotice,
    ServiceReceipt,
    TermSummary,
    ReleaseCertificate,
    ReleaseNotice,
    TerminationNotice,
    HelpOffer,
)
KINDS: dict[str, type[Fields]] = {one.kind.code: one for one in ALL}
