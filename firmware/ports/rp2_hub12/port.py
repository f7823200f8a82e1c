"""A Raspberry Pi Pico with eight P10 modules on a HUB12 socket. It could not be run here.

Cable: UART0, GP0 TX and GP1 RX. Panel: see `hub12.py`; the modules want 5 V levels, so put a
74HCT245 between.
"""

import chip
from hardware import Board
from hub12 import Hub12
from machine import SPI, UART, Pin, Timer
from store import Store

WIDTH, HEIGHT = 128, 32
SCAN_HZ = 1000  # four scans a picture: 250 pictures a second


def open_all():
    """The board."""
    out = chip.outputs(a=7, b=8, latch=9)
    out["oe"] = chip.Gate(6)
    spi = SPI(0, baudrate=4_000_000, sck=Pin(2), mosi=Pin(3))
    panel = Hub12(WIDTH, HEIGHT, spi, out)
    Timer(freq=SCAN_HZ, mode=Timer.PERIODIC, callback=panel.scan)
    wire = chip.Wire(UART(0, 115200, tx=Pin(0), rx=Pin(1), rxbuf=2048, txbuf=256))
    return Board(wire, chip.dog(), Store("standing"), chip.ident(), chip.cause(), panel)
