"""What a board keeps across a loss of power: two copies, written in turn, each with a number.

A write can be cut off at any byte: the copy that is being written is then not whole, and the other
one, which was not touched, is read. `binascii.crc32` is the library's.
"""

import binascii
import struct

HEAD = ">IH"  # number of the copy, length of the body
HEAD_BYTES, CRC_BYTES = 6, 4


def pack(number, body):
    """One copy: number, length, body, CRC-32 over all of it."""
    whole = struct.pack(HEAD, number, len(body)) + body
    return whole + struct.pack(">I", binascii.crc32(whole))


def unpack(data):
    """(number, body) of a copy, None when it is not whole; what follows it is of an older one."""
    if len(data) < HEAD_BYTES + CRC_BYTES:
        return None
    number, length = struct.unpack(HEAD, data[:HEAD_BYTES])
    end = HEAD_BYTES + length
    if len(data) < end + CRC_BYTES:
        return None
    if struct.unpack(">I", data[end : end + CRC_BYTES])[0] != binascii.crc32(data[:end]):
        return None
    return number, bytes(data[HEAD_BYTES:end])


class Store:
    """Two files, `path`.a and `path`.b; `path` "" is a board without storage.

    Call `load` before `save`. Write on change only: flash wears.
    """

    def __init__(self, path):
        self.path = path
        self.number = 0
        self.turn = 0

    def load(self):
        """The body kept last, b"" when there is none."""
        found = [self._read(turn) for turn in (0, 1)]
        whole = [one for one in found if one]
        if not whole:
            return b""
        self.number, body = max(whole)
        self.turn = 1 - found.index((self.number, body))
        return body

    def save(self, body):
        """Keep `body`; a full or broken flash costs only the memory across a reset."""
        if not self.path:
            return
        try:
            with open(self._name(self.turn), "wb") as file:
                file.write(pack(self.number + 1, body))
        except OSError:
            return  # the other copy still stands, and this one is written next time
        self.number, self.turn = self.number + 1, 1 - self.turn

    def _name(self, turn):
        return self.path + (".a", ".b")[turn]

    def _read(self, turn):
        if not self.path:
            return None
        try:
            with open(self._name(turn), "rb") as file:
                return unpack(file.read())
        except OSError:
            return None
