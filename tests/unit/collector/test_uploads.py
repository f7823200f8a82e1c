"""What is taken as a paper, and what is refused with a sentence a citizen can act on."""

import io
import os
import struct
import unicodedata
from typing import Any

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from stack import uploads as files
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases import uploads
from yizhan_collector.rooms.cases.officefile import MEMBERS, UNFOLDED, UnsafePackage
from yizhan_collector.rooms.cases.pdffile import ActiveDocument
from yizhan_collector.rooms.cases.uploads import (
    DOCX,
    ENDINGS,
    LARGEST,
    LONGEST,
    XLSX,
    DisguisedProgram,
    EmptyFile,
    FileTooLarge,
    LockedFile,
    OtherContent,
    UnknownFile,
    checked,
    clean_name,
)


def saved(one: Any) -> bytes:
    made = io.BytesIO()
    one.save(made)
    return made.getvalue()


def test_what_real_programs_write_is_taken() -> None:
    assert checked("欠薪证明.docx", saved(Document())) == DOCX
    assert checked("工资.xlsx", saved(Workbook())) == XLSX
    assert checked("合同 v1.2 (2026.11.03).PDF", files.PDF) == "application/pdf"
    assert checked("照片.jpeg", files.JPEG) == "image/jpeg"
    assert checked("扫描.png", files.PNG) == "image/png"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_taken_in_the_encodings_of_this_country(encoding: str) -> None:
    assert checked("说明.txt", "老板欠我三个月工资,𠮷林镇。\r\n".encode(encoding)) == "text/plain"


@pytest.mark.parametrize(
    "start",
    [
        files.PROGRAM,
        b"\x7fELF\x02\x01\x01",
        b"\xcf\xfa\xed\xfe\x07",
        b"\xca\xfe\xba\xbe",
        b"#!/bin/sh\nrm -rf /",
        b"<?php echo 1;",
        b"\n <SCRIPT>alert(1)</SCRIPT>",
        b"<svg onload=alert(1)>",
    ],
)
@pytest.mark.parametrize("name", ["照片.jpg", "合同.pdf", "表.xlsx", "说明.txt"])
def test_a_program_with_another_name_is_refused(name: str, start: bytes) -> None:
    with pytest.raises(DisguisedProgram):
        checked(name, start)


@pytest.mark.parametrize("name", ["合同.exe.pdf", "照片.JPG.js.png", "a.docm.docx", "a.exe .pdf"])
def test_an_ending_that_hides_another_is_refused(name: str) -> None:
    with pytest.raises(DisguisedProgram):
        checked(name, files.PDF)


@pytest.mark.parametrize("name", ["a", "a.exe", "a.doc", "a.zip", ".pdf", "", "a.pdf/b", "../"])
def test_only_the_named_kinds_are_taken(name: str) -> None:
    with pytest.raises(UnknownFile):
        checked(name, files.PDF)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.PNG),
        ("a.png", files.JPEG),
        ("a.jpg", files.PDF),
        ("a.docx", files.sheet()),
        ("a.xlsx", files.document()),
        ("a.docx", files.container([("a.txt", b"a")])),
        ("a.docx", files.document()[:-30]),
        ("a.docx", uploads.OLE + bytes(600)),
        ("a.txt", b"\x00\x01\x02"),
        ("a.txt", b"\xff\xff\xff\xff"),
        ("a.pdf", b"x" * 100),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(OtherContent):
        checked(name, content)


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(EmptyFile):
        checked("a.pdf", b"")
    assert checked("a.pdf", files.PDF + bytes(LARGEST - len(files.PDF)))
    with pytest.raises(FileTooLarge):
        checked("a.pdf", files.PDF + bytes(LARGEST))


@pytest.mark.parametrize(
    "member",
    [
        ("word/vbaProject.bin", b"x"),
        ("word/embeddings/a.xlsx", files.sheet()),
        ("word/embeddings/oleObject1.bin", uploads.OLE),
        ("word/media/image1.png", files.PROGRAM),
        ("../../etc/passwd", b"x"),
        ("/etc/passwd", b"x"),
        ("C:/a", b"x"),
        ("word/document.xml", b"twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_macros_other_files_and_paths_outside_are_refused(member: tuple[str, bytes]) -> None:
    with pytest.raises(UnsafePackage):
        checked("a.docx", files.document(member))


def test_a_document_that_unfolds_without_end_is_refused() -> None:
    with pytest.raises(UnsafePackage):
        checked("a.xlsx", files.sheet(("xl/worksheets/sheet1.xml", bytes(UNFOLDED))))


def test_a_document_that_lies_about_its_size_is_refused() -> None:
    bomb = files.sheet(("xl/a.xml", bytes(UNFOLDED)))
    told = struct.pack("<I", UNFOLDED)
    assert bomb.count(told) == 2
    with pytest.raises((UnsafePackage, OtherContent)):
        checked("a.xlsx", bomb.replace(told, struct.pack("<I", 10)))


def test_a_document_of_too_many_members_is_refused_before_they_are_listed() -> None:
    with pytest.raises(UnsafePackage):
        checked("a.docx", files.document(*((f"w/{i}", b"") for i in range(MEMBERS))))


def test_a_locked_document_says_so() -> None:
    sealed = uploads.OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(LockedFile):
        checked("a.docx", sealed)
    with pytest.raises(LockedFile):
        checked("a.pdf", files.pdf_with(b"/Encrypt 9 0 R"))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/S /J#61vaScript",
        b"/S /Launch /F (cmd.exe)",
        b"/Names << /EmbeddedFiles 7 0 R >>",
        b"/RichMedia",
    ],
)
def test_a_pdf_that_runs_or_carries_something_is_refused(words: bytes, packed: bool) -> None:
    with pytest.raises(ActiveDocument):
        checked("a.pdf", files.pdf_with(words, packed))


def test_a_pdf_of_pictures_is_taken_whatever_their_bytes_are() -> None:
    stream = b"stream\n" + os.urandom(2_000_000) + b"\nendstream\n"
    assert checked("a.pdf", files.PDF.replace(b"trailer", stream + b"trailer"))


@given(st.text(max_size=300), st.sampled_from([*ENDINGS, ".exe", ""]))
@example("\u202efdp.exe", ".pdf")
@example("..\\..\\a\x00b", ".txt")
def test_a_name_that_is_kept_has_no_path_and_nothing_unseen(stem: str, ending: str) -> None:
    try:
        kept = clean_name(stem + ending)
    except UnknownFile:
        return
    assert 1 < len(kept) <= LONGEST
    assert not set(kept) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for one in kept)
    assert clean_name(kept) == kept


def outcome(name: str, content: bytes) -> str:
    """The media type, or the sentence of the refusal."""
    try:
        return checked(name, content)
    except Refused as error:
        return str(error)


@given(
    st.sampled_from(sorted(ENDINGS)),
    st.sampled_from([b"", files.PDF, files.PNG, files.document(), uploads.OLE, b"PK\x03\x04"]),
    st.binary(max_size=400),
)
def test_no_bytes_do_more_than_be_refused(ending: str, start: bytes, rest: bytes) -> None:
    said = outcome(f"a{ending}", start + rest)
    assert said == ENDINGS[ending] or len(said.split()) > 8


@given(st.data())
def test_no_damaged_document_does_more_than_be_refused(data: st.DataObject) -> None:
    whole = bytearray(files.document(("word/media/a.png", files.PNG)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    said = outcome("a.docx", bytes(whole))
    assert said == DOCX or len(said.split()) > 8
