"""A sheet becomes a PDF: the font embedded and subset, the language set, the pages numbered."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from yizhan_collector.rooms.papers.glyphs import require
from yizhan_collector.rooms.papers.sheet import Block, Para, Sheet, Table, day_in_words

FONTS = Path("/usr/share/fonts/opentype/noto")  # of Debian's fonts-noto-cjk
_folder = [FONTS]


def use_fonts(folder: Path) -> None:
    """Take the fonts from this folder from now on."""
    _folder[0] = folder


def pdf(sheet: Sheet, now: datetime) -> bytes:
    """The paper as PDF, dated `now`; raises Unprintable and FontMissing."""
    folder = _folder[0]
    require(sheet.words(), folder)
    data = json.dumps(_plain(sheet), ensure_ascii=False)
    pressed = typst.compile(
        _template(),
        font_paths=_faces(folder),
        sys_inputs={"sheet": data},
        timestamp=int(now.timestamp()),
    )
    assert isinstance(pressed, bytes)  # noqa: S101 # one document, one file
    return pressed


@cache
def _template() -> bytes:
    return (files("yizhan_collector.rooms.papers") / "paper.typ").read_bytes()


@cache
def _faces(folder: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _plain(sheet: Sheet) -> dict[str, Any]:
    return {
        "look": sheet.look,
        "organ": sheet.organ,
        "title": sheet.title,
        "number": sheet.number,
        "day": day_in_words(sheet.day),
        "sealed": sheet.sealed,
        "confidential": sheet.confidential,
        "draft": sheet.draft,
        "addressee": sheet.body.addressee,
        "copies": sheet.body.copies,
        "signed_for": sheet.body.signed_for,
        "blocks": [_tagged(one) for one in sheet.body.blocks],
    }


def _tagged(block: Block) -> dict[str, Any]:
    tag = "para" if isinstance(block, Para) else "table" if isinstance(block, Table) else "sign"
    return {"type": tag, **asdict(block)}
