"""The hardware of a Raspberry Pi Pico with eight P10 modules. It could not be run here.

Cable: UART0, GP0 TX and GP1 RX, 115200 baud 8N1, through an RS-485 transceiver that turns round
by itself. Panel: see `panel.py`; the modules want 5 V levels, so put a 74HCT245 between.
"""

import select

from machine import SPI, UART, WDT, Pin, Timer
from panel import Hub12
from store import Store

WIDTH, HEIGHT = 128, 32
SILENCE_S = 60
SCAN_HZ = 1000  # four scans a picture: 250 pictures a second


class Cable:
    """The UART, and the watchdog that resets a board whose loop stands still for 8 s."""

    def __init__(self):
        self.uart = UART(0, 115200, tx=Pin(0), rx=Pin(1), rxbuf=2048, txbuf=256)
        self.poller = select.poll()
        self.poller.register(self.uart, select.POLLIN)
        self.dog = WDT(timeout=8000)

    def read(self, wait_ms):
        """What has come, after at most `wait_ms`."""
        self.dog.feed()
        self.poller.poll(wait_ms)
        return self.uart.read(self.uart.any()) or b""

    def write(self, data):
        """Send."""
        self.uart.write(data)


def open_all():
    """(port, panel, store, seconds of silence)."""
    out = {
        name: Pin(number, Pin.OUT) for name, number in (("oe", 6), ("a", 7), ("b", 8), ("latch", 9))
    }
    spi = SPI(0, baudrate=4_000_000, sck=Pin(2), mosi=Pin(3))
    panel = Hub12(WIDTH, HEIGHT, spi, out)
    Timer(freq=SCAN_HZ, mode=Timer.PERIODIC, callback=panel.scan)
    return Cable(), panel, Store("standing"), SILENCE_S
