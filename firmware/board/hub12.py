"""A panel of monochrome P10 modules (32 by 16 dots, HUB12 socket). It could not be run here.

Socket: 2 A, 4 B (which quarter of the rows is lit), 8 CLK (SPI clock), 10 SCLK (latch),
12 R (SPI data, low lights a dot), 1 OE (high lights), 3 5 7 9 11 13 15 GND; 6, 14, 16 unused.
The modules are one chain, row of modules after row, left to right as one looks at the front; the
cable from the board enters the last.
"""

MODULE_HEIGHT = 16
QUARTERS = 4


def quarters(width, height, rows):
    """The picture as a HUB12 chain wants it: for each of four row selections, the bytes in order.

    A module lights rows q, q + 4, q + 8 and q + 12 together and takes, for each byte across,
    the lowest of them first.
    """
    stride = width // 8
    found = []
    for quarter in range(QUARTERS):
        out = bytearray()
        for top in range(0, height, MODULE_HEIGHT):
            for column in range(stride):
                for row in range(top + 12 + quarter, top - 1, -4):
                    out.append(rows[row * stride + column] ^ 0xFF)
        found.append(bytes(out))
    return found


class Hub12:
    """Scans one picture over and over; `out` has the pins a, b and latch and the gate oe."""

    def __init__(self, width, height, spi, out):
        self.width = width
        self.height = height
        self.spi = spi
        self.out = out
        self.quarter = 0
        self.picture = self.scanning = quarters(width, height, bytes(width // 8 * height))

    def show(self, rows, state):
        """Show the whole picture: the scan meets the old one or the new one, never a mix."""
        self.picture = quarters(self.width, self.height, rows)

    def dim(self, level):
        """How bright, 0..7."""
        self.out["oe"].dim(level)

    def scan(self, _timer):
        """One of four scans; a timer calls it a thousand times a second."""
        if self.quarter == 0:
            self.scanning = self.picture
        self.spi.write(self.scanning[self.quarter])
        self.out["oe"].value(0)
        self.out["latch"].value(1)
        self.out["latch"].value(0)
        self.out["a"].value(self.quarter & 1)
        self.out["b"].value(self.quarter >> 1)
        self.out["oe"].value(1)
        self.quarter = (self.quarter + 1) % QUARTERS
