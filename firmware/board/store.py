"""The standing picture in one file, across resets; written on change only, because flash wears."""

import os

import signlink


class Store:
    """`path` "" is a board without storage. The file is one frame, so its CRC tells a torn one."""

    def __init__(self, path):
        self.path = path

    def load(self):
        """The body kept last, or nothing when there is none or it is torn."""
        if not self.path:
            return b""
        try:
            with open(self.path, "rb") as file:
                found = signlink.Decoder().feed(file.read())
        except OSError:
            return b""
        return found[0][2] if found else b""

    def save(self, body):
        """Keep `body`; a full or broken flash costs only the memory across a reset."""
        if not self.path:
            return
        try:
            with open(self.path + ".new", "wb") as file:
                file.write(signlink.encode(signlink.PIXELS, 0, body))
            os.rename(self.path + ".new", self.path)
        except OSError:
            pass
