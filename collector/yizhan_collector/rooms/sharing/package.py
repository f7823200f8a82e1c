"""What is signed for a disc: one ZIP with `package.json` and one file; pure.

Everything that decides stands in `package.json`, inside the signature; a file name decides nothing.
"""

import hashlib
import hmac
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from zipfile import BadZipFile, ZipFile

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.exchange.sheet import LARGEST
from yizhan_collector.rooms.sharing.files import HalfAFile

HEAD = "package.json"
HEAD_BYTES = 64 * 1024
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1  # bit of a member's flags
SLOW_DISC = timedelta(days=1)
FIRST = (1980, 1, 1, 0, 0, 0)  # the least a ZIP can say: when is told by the head
Text = Annotated[str, Field(min_length=1, max_length=80)]


class NoPackage(Refused):
    """What was signed is no package: one ZIP with package.json and one file; make it anew."""

    status = 422


class PackageTooLarge(Refused):
    """The package holds more than package.json and one table of 4 MB; split the table."""

    status = 413


class HeadUnread(Refused):
    """package.json cannot be read or lacks something; correct what is named and sign anew."""

    status = 422


class OtherSender(Refused):
    """package.json names another sender than the signature; correct `sender` and sign anew."""

    status = 422


class OtherRecipient(Refused):
    """The package is for somebody else; correct `recipient` and sign it anew."""

    status = 422


class WrongClock(Refused):
    """It was signed more than a day away from our clock; set the clock there and sign it anew."""

    status = 422


class Head(BaseModel, frozen=True, extra="forbid"):
    """What `package.json` says."""

    sender: Text
    recipient: Text
    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
    made_at: AwareDatetime
    file: Annotated[str, Field(pattern=r"^[^/\\\x00-\x1f]{1,100}\.(csv|xlsx|pdf)$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    said: dict[str, Any] = {}  # of what we send: the packet, or what came of a file


@dataclass(frozen=True)
class Package:
    """A head and its file."""

    head: Head
    content: bytes


def pack(given: Mapping[str, Any], content: bytes) -> bytes:
    """A package as bytes; `given` is a Head without its hash."""
    head = Head(**given, sha256=hashlib.sha256(content).hexdigest())
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr(_member(HEAD), head.model_dump_json(indent=1, ensure_ascii=False))
        packed.writestr(_member(head.file), content)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, FIRST)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def unpack(raw: bytes) -> Package:
    """What a package holds; raises NoPackage, PackageTooLarge, HeadUnread or HalfAFile."""
    try:
        with ZipFile(io.BytesIO(raw)) as packed:
            other = _bounded(packed.infolist())
            head, content = _head(packed.read(HEAD)), packed.read(other)
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise NoPackage from error
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), head.sha256):
        raise HalfAFile
    return Package(head, content)


def require(head: Head, signer: str, ours: str, now: datetime) -> None:
    """Raises OtherSender, OtherRecipient, or WrongClock for one of more than a day from now."""
    if head.sender != signer:
        raise OtherSender(signer)
    if head.recipient != ours:
        raise OtherRecipient(ours)
    if abs(now - head.made_at) > SLOW_DISC:
        raise WrongClock(f"({head.made_at.isoformat()} / {now.astimezone(SHANGHAI).isoformat()})")


def _bounded(parts: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The file beside the head; what a member says it holds is what zipfile unpacks at most."""
    if len(parts) > 2 or any(one.file_size > _most(one.filename) for one in parts):
        raise PackageTooLarge
    unfit = any(one.compress_type not in PACKED or one.flag_bits & ENCRYPTED for one in parts)
    others = [one for one in parts if one.filename != HEAD]
    if unfit or len(parts) != 2 or len(others) != 1:
        raise NoPackage
    return others[0]


def _most(name: str) -> int:
    return HEAD_BYTES if name == HEAD else LARGEST


def _head(raw: bytes) -> Head:
    try:
        return Head.model_validate(json.loads(raw.decode("utf-8-sig")))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        raise HeadUnread(name if name in Head.model_fields else "") from error
    except (ValueError, RecursionError) as error:
        raise HeadUnread from error
