"""Frames of Onbon's character controllers (BX-5K, BX-6K): the maker's published protocol. Pure.

"BX-5K/6K 通讯协议用户版本" 1.4, chapters 3 to 9; decision 0028 says what nobody tried.
Only what lies in the controller's RAM is written: the dynamic area, never a program in flash.
"""

from typing import NamedTuple

HEAD, TAIL = 0xA5, 0x5A
ESCAPES = {0xA5: (0xA6, 2), 0xA6: (0xA6, 1), 0x5A: (0x5B, 2), 0x5B: (0x5B, 1)}
BACK = {pair: byte for byte, pair in ESCAPES.items()}
EVERYBODY, US = 0xFFFE, 0x8000  # a broadcast that is answered; the first address of a computer
ANY_TYPE, VERSION = 0xFE, 2
HEADER_BYTES, MAX_FRAME = 14, 1200
MAX_TEXT = 400  # bytes of text; the area of a BX-5K holds 512 with what describes it
PING = bytes([0xA2, 0x00, 1, 0, 0])
CLEAR = bytes([0xA3, 0x06, 1, 0, 0, 0xFF, 0])  # delete every dynamic area, add none
ACK, NACK = (0xA0, 0x00), (0xA0, 0x01)
CHECKSUM = 5  # error of a reply: the question came broken
STYLE = b"\\FO000\\FE000\\C1"  # 16 dots, Chinese and English, red
UNTIL_OLD = 2  # the area goes away when it was not told anew in time


class Unshowable(ValueError):
    """A text with a character that is not in GB2312, or too long for the controller."""


class Reply(NamedTuple):
    """What a controller answered."""

    good: bool
    error: int


def crc16(data: bytes) -> int:
    """CRC-16/ARC (polynomial 0x8005, reflected, start 0)."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def frame(data: bytes, to: int = EVERYBODY) -> bytes:
    """A question ready for the line: eight heads, escaped header, data and CRC, one tail."""
    header = bytes([*to.to_bytes(2, "little"), *US.to_bytes(2, "little"), 0, 0, 0, 0, 0, 0])
    header += bytes([ANY_TYPE, VERSION]) + len(data).to_bytes(2, "little")
    whole = header + data
    whole += crc16(whole).to_bytes(2, "little")
    inner = b"".join(bytes(ESCAPES.get(byte, (byte,))) for byte in whole)
    return bytes([HEAD] * 8) + inner + bytes([TAIL])


def area(text: str, size: tuple[int, int], timeout_s: int) -> bytes:
    """Show a text in dynamic area 0 over the whole panel, for at most so many seconds.

    Raises Unshowable. A backslash, which begins an order to the controller, is shown as ＼.
    """
    try:
        words = STYLE + text.replace("\\", "＼").encode("gb2312")
    except UnicodeEncodeError as error:
        raise Unshowable(text[error.start]) from error
    if len(words) > MAX_TEXT:
        raise Unshowable(f"{len(words)} bytes")
    width, height = size
    dots = 0x8000  # sizes across are in dots, not in bytes
    place = b"".join(n.to_bytes(2, "little") for n in (dots, 0, dots | width, height))
    middle = 0b1010  # across and down
    shown = bytes([0, 0, middle, 2, 2, 1, 0, 2, 8])  # no voice; lines, wrapped, still, 4 s a page
    run = bytes([0, 0, UNTIL_OLD]) + timeout_s.to_bytes(2, "little")
    body = bytes([0]) + place + run + shown + len(words).to_bytes(4, "little") + words
    return bytes([0xA3, 0x06, 1, 0, 0, 0, 1]) + len(body).to_bytes(2, "little") + body


class Decoder:
    """Takes bytes as they come, gives whole replies; what is broken or not one is counted."""

    def __init__(self) -> None:
        self.bad = 0
        self._part: bytearray | None = None  # None: not inside a frame

    def feed(self, data: bytes) -> list[Reply]:
        """The replies that these bytes complete."""
        found: list[Reply] = []
        for byte in data:
            if byte == HEAD:
                self._part = bytearray()
            elif byte == TAIL and self._part is not None:
                reply = _read(bytes(self._part))
                self._part = None
                if reply is None:
                    self.bad += 1
                else:
                    found.append(reply)
            elif self._part is not None and len(self._part) < MAX_FRAME:
                self._part.append(byte)
        return found


def _read(escaped: bytes) -> Reply | None:
    whole = _unescape(escaped)
    if whole is None or len(whole) < HEADER_BYTES + 5 + 2:
        return None
    size = int.from_bytes(whole[12:14], "little")
    if len(whole) != HEADER_BYTES + size + 2:
        return None
    if crc16(whole[:-2]) != int.from_bytes(whole[-2:], "little"):
        return None
    kind = (whole[HEADER_BYTES], whole[HEADER_BYTES + 1])
    return Reply(kind == ACK, whole[HEADER_BYTES + 2]) if kind in (ACK, NACK) else None


def _unescape(data: bytes) -> bytes | None:
    out, place = bytearray(), 0
    while place < len(data):
        if data[place] in (0xA6, 0x5B):
            byte = BACK.get((data[place], data[place + 1] if place + 1 < len(data) else 0))
            if byte is None:
                return None
            out.append(byte)
            place += 2
        else:
            out.append(data[place])
            place += 1
    return bytes(out)
