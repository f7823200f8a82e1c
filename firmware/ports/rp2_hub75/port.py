"""An RP2040 panel controller with HUB75 sockets, two modules of 64 by 32. It could not be run here.

Cable: UART0, GP0 TX and GP1 RX. Panel: R1 GP2, R2 GP3, CLK GP4 by a state machine; A to D GP5 to
GP8, LAT GP9, OE GP10. See `hub75.py`.
"""

import array

import chip
import rp2
from hardware import Board
from hub75 import Hub75
from machine import UART, Pin, Timer
from store import Store

WIDTH, HEIGHT = 128, 32
SCAN_HZ = 1600  # sixteen scans a picture: 100 pictures a second
CLOCK_HZ = 20_000_000


@rp2.asm_pio(
    out_init=(rp2.PIO.OUT_LOW,) * 2,
    sideset_init=rp2.PIO.OUT_LOW,
    out_shiftdir=rp2.PIO.SHIFT_RIGHT,
    autopull=True,
    pull_thresh=32,
)
def _dots():  # two dots, then a clock: MicroPython reads these names as instructions
    out(pins, 2).side(0)  # noqa: F821
    nop().side(1)  # noqa: F821


def open_all():
    """The board."""
    machine = rp2.StateMachine(
        0, _dots, freq=CLOCK_HZ, out_base=Pin(2, Pin.OUT), sideset_base=Pin(4, Pin.OUT)
    )
    machine.active(1)
    out = chip.outputs(a=5, b=6, c=7, d=8, latch=9)
    out["oe"] = chip.Gate(10, low=True)
    panel = Hub75(WIDTH, HEIGHT, lambda row: machine.put(array.array("I", row)), out)
    Timer(freq=SCAN_HZ, mode=Timer.PERIODIC, callback=panel.scan)
    wire = chip.Wire(UART(0, 115200, tx=Pin(0), rx=Pin(1), rxbuf=2048, txbuf=256))
    return Board(wire, chip.dog(), Store("standing"), chip.ident(), chip.cause(), panel)
