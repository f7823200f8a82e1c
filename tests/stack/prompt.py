"""The prompt of a board, served by the real MicroPython, whose unix port has no raw one.

`print` of what is run goes to the same line, as on a board. Run by MicroPython, never by CPython:
`micropython prompt.py FLASH [rotten]`; a rotten flash changes a byte of each write.
"""

import os
import sys

BANNER = "raw REPL; CTRL-B to exit\r\n>"
said = sys.stdout.write


def names(rotten):
    """What code that is sent finds: everything, and a flash that may be rotten."""
    found = {}
    if rotten:
        whole = open

        class Rotten:
            def __init__(self, path, mode="r"):
                self.file = whole(path, mode)
                self.close = self.file.close

            def write(self, data):
                return self.file.write(bytes([data[0] ^ 1]) + data[1:])

        found["open"] = lambda path, mode="r": (
            Rotten(path, mode) if mode == "wb" else whole(path, mode)
        )
    return found


def carry_out(code, known):
    """Run what was sent, as a board does: OK, its output, its error, each closed by an end."""
    said("OK")
    trouble = None
    try:
        exec(code, known)  # noqa: S102 # what a prompt is for
    except Exception as error:
        trouble = error
    said("\x04")
    if trouble is not None:
        sys.print_exception(trouble, sys.stdout)
    said("\x04>")


def serve(rotten):
    """Friendly prompt and raw prompt; ends with its line."""
    known, code, raw = names(rotten), b"", False
    said(">>> ")
    while True:
        byte = sys.stdin.buffer.read(1)
        if not byte:
            return
        if byte == b"\x01":
            raw, code = True, b""
            said(BANNER)
        elif byte in (b"\x02", b"\x03"):
            raw, code = raw and byte == b"\x03", b""
        elif byte == b"\x04" and raw and not code:
            known = names(rotten)
            said("OK\r\nMPY: soft reboot\r\n" + BANNER)
        elif byte == b"\x04" and raw:
            carry_out(code, known)
            code = b""
        elif byte == b"\x05" and raw:
            sys.stdin.buffer.read(2)
            said("R\x00")  # understood; not supported
        elif raw:
            code += byte


os.chdir(sys.argv[1])
serve("rotten" in sys.argv)
