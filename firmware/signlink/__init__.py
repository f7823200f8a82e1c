"""The words on the cable between a box and its LED sign: COBS frames, CRC-16, sequence numbers.

One file for CPython and MicroPython. Written by hand because the board has neither a COBS nor a
CRC-16 library; `binascii.crc_hqx` is the oracle in tests.
"""

# The box says PIXELS, PING and CLEAR; the board answers ACK or NAK with the same number.
# An ACK of PING carries the CRC-16 of the standing picture's body (0: none stands), so that a
# board that forgot is told again; a NAK carries the panel's width - 1 and height.
PIXELS, ACK, NAK, PING = 1, 2, 3, 4
CLEAR = 5  # no standing message: the board's own default stands
HOLD = 1  # flag: stay until replaced (the standing message)
MAX_FRAME = 1200
WIDTH_MAX, HEIGHT_MAX = 256, 32


class BadFrame(Exception):
    """The bytes between two zeros are not a frame; wait for the next."""


def crc16(data: bytes) -> int:
    """CRC-16/GENIBUS (polynomial 0x1021, start 0xFFFF, inverted).

    Inverted, because a plain CRC that ends in zero is also the CRC of the frame cut one byte short.
    """
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc ^ 0xFFFF


def stuff(data: bytes) -> bytes:
    """COBS: the same bytes without a zero (Cheshire and Baker, 1999)."""
    out, block = bytearray(), bytearray()
    for byte in data:
        if byte:
            block.append(byte)
        if not byte or len(block) == 254:
            out.append(len(block) + 1)
            out.extend(block)
            full = len(block) == 254 and byte
            block = bytearray()
            if full:
                continue
    out.append(len(block) + 1)
    out.extend(block)
    return bytes(out)


def unstuff(data: bytes) -> bytes:
    """Undo `stuff`; raises BadFrame."""
    out, place = bytearray(), 0
    while place < len(data):
        code = data[place]
        if code == 0 or place + code > len(data):
            raise BadFrame()
        out.extend(data[place + 1 : place + code])
        place += code
        if code < 255 and place < len(data):
            out.append(0)
    return bytes(out)


def encode(kind: int, seq: int, body: bytes = b"") -> bytes:
    """A frame ready for the cable: zero, stuffed (kind, seq, body, CRC), zero."""
    head = bytes([kind, seq >> 8 & 255, seq & 255]) + body
    crc = crc16(head)
    return b"\x00" + stuff(head + bytes([crc >> 8, crc & 255])) + b"\x00"


def decode(frame: bytes) -> tuple[int, int, bytes]:
    """(kind, seq, body) of the bytes between two zeros; raises BadFrame."""
    data = unstuff(frame)
    if len(data) < 5 or crc16(data[:-2]) != data[-2] << 8 | data[-1]:
        raise BadFrame()
    return data[0], data[1] << 8 | data[2], data[3:-2]


class Decoder:
    """Takes bytes as they come, gives whole frames, and finds its feet after any noise."""

    def __init__(self) -> None:
        self.part = bytearray()
        self.bad = 0

    def feed(self, data: bytes) -> list[tuple[int, int, bytes]]:
        """List of (kind, seq, body) completed by these bytes; `bad` counts what was dropped."""
        found: list[tuple[int, int, bytes]] = []
        for byte in data:
            if byte == 0:
                self._close(found)
            elif len(self.part) <= MAX_FRAME:
                self.part.append(byte)
        return found

    def _close(self, found: list[tuple[int, int, bytes]]) -> None:
        frame, self.part = bytes(self.part), bytearray()
        if not frame:
            return
        try:
            if len(frame) > MAX_FRAME:
                raise BadFrame()
            found.append(decode(frame))
        except BadFrame:
            self.bad += 1


def picture(width: int, height: int, rows: bytes, seconds: int = 0, flags: int = 0) -> bytes:
    """Body of a PIXELS frame: one bit a pixel, rows padded to bytes, `seconds` to show."""
    if not (0 < width <= WIDTH_MAX and 0 < height <= HEIGHT_MAX):
        raise ValueError("A sign has 1..256 by 1..32 pixels.")
    if len(rows) != (width + 7) // 8 * height:
        raise ValueError("The rows do not fit the size.")
    return bytes([width - 1, height, seconds >> 8 & 255, seconds & 255, flags]) + rows


def read_picture(body: bytes) -> tuple[int, int, int, int, bytes]:
    """(width, height, seconds, flags, rows) of a PIXELS body; raises BadFrame."""
    if len(body) < 5:
        raise BadFrame()
    width, height = body[0] + 1, body[1]
    if not 0 < height <= HEIGHT_MAX or len(body) != 5 + (width + 7) // 8 * height:
        raise BadFrame()
    return width, height, body[2] << 8 | body[3], body[4], body[5:]
