"""What a form of an application holds, and what of it can be taken; no address of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, cast, get_args

from fastapi import File, Form, UploadFile

from yizhan_collector.doors.portal.filled import Filled
from yizhan_collector.doors.portal.words import Pair
from yizhan_collector.ground.names import BadName
from yizhan_collector.ground.refusals import Refused, Unprintable
from yizhan_collector.rooms.cases import uploads
from yizhan_collector.rooms.cases.aid_model import GROUNDS, ITEMS, MOST_ITEMS, Ground, Item
from yizhan_collector.rooms.cases.model import MOST_SAID, Asked, Kind, Urgency
from yizhan_collector.rooms.cases.reasons import BadPhone, NothingSaid, TooLong

NAMELESS: frozenset[Kind] = frozenset({"advice", "complaint", "publicity"})
URGENT: tuple[Urgency, ...] = get_args(Urgency)
FILES = 5
TOGETHER = 30 * 1024 * 1024  # bytes of all files; the door takes 32 MB
FIELDS = {  # the field a refusal of the room belongs to
    NothingSaid: "said",
    TooLong: "said",
    Unprintable: "said",
    BadName: "name",
    BadPhone: "phone",
}
MANY: Pair = ("最多上传5个文件，合计不超过30 MB。", "At most five files, 30 MB together.")
NO_FILE: Pair = ("请先选择一个文件。", "Choose a file first.")
NO_ITEM: Pair = ("请至少选择一项，最多五项。", "Choose at least one and at most five.")
Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=20_000)]


@dataclass(frozen=True)
class Paper:
    """A file that may be kept."""

    name: str
    media_type: str
    content: bytes


@dataclass
class Application:
    """A form as it was sent."""

    form: Filled
    items: Sequence[str] = ()
    files: Sequence[UploadFile] = ()

    def asked(
        self, kind: Kind, categories: Sequence[str], townships: Sequence[str]
    ) -> Asked | None:
        """What somebody asks, None when something is wrong: then the form says what."""
        form, named = self.form, kind not in NAMELESS
        category = form.one_of("category", categories)
        township = form.one_of("township", townships, needed=named) or None
        said = form.text("said", MOST_SAID, needed=True)
        name, phone = form.name(needed=named), form.phone(needed=named)
        urgent = form.one_of("urgent", URGENT, needed=False) or None
        if form.wrong:
            return None
        try:
            return Asked(
                kind,
                category,
                "portal",
                said,
                name,
                phone,
                township=township,
                urgent=cast(Urgency | None, urgent),
            )
        except tuple(FIELDS) as error:
            form.refuse(FIELDS[type(error)], error)
            return None

    def wanted(self) -> tuple[Ground, list[Item]] | None:
        """On which ground legal aid is asked for and what of it, None when something is wrong."""
        ground = self.form.one_of("ground", GROUNDS)
        items = list(dict.fromkeys(one for one in self.items if one in ITEMS))
        if not 1 <= len(items) <= MOST_ITEMS:
            self.form.wrong["items"] = NO_ITEM
        return None if self.form.wrong else (cast(Ground, ground), items)

    def papers(self) -> list[Paper]:
        """The files that may be kept; the form says what is wrong with the others."""
        sent = [one for one in self.files if one.filename]
        if len(sent) > FILES or sum(one.size or 0 for one in sent) > TOGETHER:
            self.form.wrong["files"] = MANY
            return []
        return [paper for one in sent if (paper := checked(self.form, "files", one))]


def checked(form: Filled, name: str, file: UploadFile) -> Paper | None:
    """A file that may be kept; otherwise the form says what is wrong with it."""
    content, called = file.file.read(uploads.LARGEST + 1), file.filename or ""
    try:
        media_type = uploads.checked(called, content)
        return Paper(uploads.clean_name(called), media_type, content)
    except Refused as error:
        error.detail = called[:60]
        form.refuse(name, error)
        return None


def sent(form: Filled, name: str, file: UploadFile | None) -> Paper | None:
    """The one file of a form; when there is none, or it cannot be kept, the form says so."""
    if file is None or not file.filename:
        form.wrong[name] = NO_FILE
        return None
    return checked(form, name, file)


def typed(
    said: Long = "",
    category: Short = "",
    township: Short = "",
    name: Short = "",
    phone: Short = "",
    urgent: Short = "",
    ground: Short = "",
    once: Short = "",
    items: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006 # never changed
    files: Annotated[list[UploadFile], File(max_length=20)] = [],  # noqa: B006
) -> Application:
    """What was sent."""
    given = {
        "said": said,
        "category": category,
        "township": township,
        "name": name,
        "phone": phone,
        "urgent": urgent,
        "ground": ground,
        "once": once,
    }
    return Application(Filled(given), items, files)
