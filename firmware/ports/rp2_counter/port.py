"""A Raspberry Pi Pico at the counter. It could not be run here.

Cable: UART0, GP0 TX and GP1 RX. Door contact GP14 and help button GP15, each to ground; lamp GP16;
light sensor (photo resistor to 3.3 V, 10 kOhm to ground) GP26.
"""

import chip
from hardware import Board
from machine import UART, Pin
from store import Store


def open_all():
    """The board."""
    wire = chip.Wire(UART(0, 115200, tx=Pin(0), rx=Pin(1), rxbuf=512, txbuf=256))
    sensors = chip.Sensors(door=14, button=15, light=26, lamp=16)
    return Board(wire, chip.dog(), Store("kept"), chip.ident(), chip.cause(), sensors=sensors)
