"""A panel of HUB75 modules, one colour of them used. The order of scans is pure; the rest was not
run here.

Socket: R1 (upper half) and R2 (lower half) take one dot each a clock; A, B, C, D select which row
of each half is lit; LAT takes over what was clocked in; a low OE lights. Wire G1 to R1 and G2 to R2
for amber. Modules are one chain; the leftmost dot is clocked out first and goes farthest.
"""

DOTS_A_BYTE = 4


def scans(width, height, rows):
    """For each row of the upper half, the dots of it and of its partner below, two bits a dot.

    Four dots a byte, the leftmost in the lowest bits; bit 0 is the upper half's, bit 1 the lower's.
    """
    half, stride = height // 2, width // 8
    found = []
    for row in range(half):
        upper, lower = row * stride, (row + half) * stride
        out = bytearray(width // DOTS_A_BYTE)
        for column in range(stride):
            high, low = rows[upper + column], rows[lower + column]
            for dot in range(8):
                bits = high >> (7 - dot) & 1 | (low >> (7 - dot) & 1) << 1
                out[column * 2 + dot // 4] |= bits << dot % 4 * 2
        found.append(bytes(out))
    return found


class Hub75:
    """Scans one picture over and over; `send` clocks bytes out, `out` has a, b, c, d, latch, oe."""

    def __init__(self, width, height, send, out):
        self.width = width
        self.height = height
        self.send = send
        self.out = out
        self.row = 0
        self.picture = self.scanning = scans(width, height, bytes(width // 8 * height))

    def show(self, rows, state):
        """Show the whole picture: the scan meets the old one or the new one, never a mix."""
        self.picture = scans(self.width, self.height, rows)

    def dim(self, level):
        """How bright, 0..7."""
        self.out["oe"].dim(level)

    def scan(self, _timer):
        """One row of each half; a timer calls it."""
        if self.row == 0:
            self.scanning = self.picture
        self.send(self.scanning[self.row])
        self.out["oe"].value(0)
        self.out["latch"].value(1)
        self.out["latch"].value(0)
        for place, name in enumerate(("a", "b", "c", "d")):
            self.out[name].value(self.row >> place & 1)
        self.out["oe"].value(1)
        self.row = (self.row + 1) % len(self.scanning)
