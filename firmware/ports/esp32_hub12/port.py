"""An ESP32 with eight P10 modules on a HUB12 socket. It could not be run here.

Cable: UART2, GPIO17 TX and GPIO16 RX. Panel: see `hub12.py`; SPI on GPIO18 and GPIO23. The timer's
callback runs between two byte codes, so a long frame may make the picture flicker for a moment.
"""

import chip
from hardware import Board
from hub12 import Hub12
from machine import SPI, UART, Pin, Timer
from store import Store

WIDTH, HEIGHT = 128, 32
SCAN_HZ = 1000


def open_all():
    """The board."""
    out = chip.outputs(a=26, b=27, latch=14)
    out["oe"] = chip.Gate(25)
    spi = SPI(2, baudrate=4_000_000, sck=Pin(18), mosi=Pin(23), miso=Pin(19))
    panel = Hub12(WIDTH, HEIGHT, spi, out)
    Timer(0).init(freq=SCAN_HZ, mode=Timer.PERIODIC, callback=panel.scan)
    wire = chip.Wire(UART(2, 115200, tx=Pin(17), rx=Pin(16), rxbuf=2048, txbuf=256))
    return Board(wire, chip.dog(), Store("standing"), chip.ident(), chip.cause(), panel)
