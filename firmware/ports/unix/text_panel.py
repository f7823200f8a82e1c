"""A panel made of text, for the unix port: a file that is always whole, and a log of it all."""

import os
import sys


class TextPanel:
    """Writes `path` anew by rename: a line a row, `#` lit and `.` dark, then a line for the state.

    Each picture is also a line of standard output: state and rows in hex, in order.
    """

    def __init__(self, path, width, height):
        self.path = path
        self.width = width
        self.height = height

    def show(self, rows, state):
        """Show the whole picture; `state` says why: default, standing or passing."""
        sys.stdout.write(state + " " + bytes(rows).hex() + "\n")
        stride = (self.width + 7) // 8
        with open(self.path + ".new", "w") as file:
            for at in range(0, len(rows), stride):
                dots = "".join("{:08b}".format(byte) for byte in rows[at : at + stride])
                file.write(dots[: self.width].replace("0", ".").replace("1", "#") + "\n")
            file.write(state + "\n")
        os.rename(self.path + ".new", self.path)

    def dim(self, level):
        """How bright, 0..7: a file of its own."""
        with open(self.path + ".new", "w") as file:
            file.write(str(level))
        os.rename(self.path + ".new", self.path + ".bright")
