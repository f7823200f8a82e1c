"""Files as citizens send them, and as nobody should."""

import io
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100)


def container(members: list[tuple[str, bytes]]) -> bytes:
    """A container with these members, in this order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return made.getvalue()


def document(*more: tuple[str, bytes]) -> bytes:
    """A DOCX with these members added."""
    types = ("[Content_Types].xml", b"<Types/>")
    return container([types, ("word/document.xml", b"<w:document/>"), *more])


def sheet(*more: tuple[str, bytes]) -> bytes:
    """An XLSX with these members added."""
    types = ("[Content_Types].xml", b"<Types/>")
    return container([types, ("xl/workbook.xml", b"<workbook/>"), *more])


def pdf_with(words: bytes, packed: bool = False) -> bytes:
    """A PDF with these words in an object, or in a packed list of objects."""
    if not packed:
        return PDF.replace(b"/Type /Catalog", b"/Type /Catalog " + words)
    inside = zlib.compress(b"2 0 3 40 << " + words + b" >>")
    stream = b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + inside + b"\nendstream\n"
    return PDF.replace(b"trailer", b"5 0 obj\n" + stream + b"endobj\ntrailer")
