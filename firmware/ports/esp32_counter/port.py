"""An ESP32 at the counter. It could not be run here.

Cable: UART2, GPIO17 TX and GPIO16 RX. Door contact GPIO32 and help button GPIO33, each to ground;
lamp GPIO25; light sensor (photo resistor to 3.3 V, 10 kOhm to ground) GPIO34.
"""

import chip
from hardware import Board
from machine import UART, Pin
from store import Store


def open_all():
    """The board."""
    wire = chip.Wire(UART(2, 115200, tx=Pin(17), rx=Pin(16), rxbuf=512, txbuf=256))
    sensors = chip.Sensors(door=32, button=33, light=34, lamp=25)
    return Board(wire, chip.dog(), Store("kept"), chip.ident(), chip.cause(), sensors=sensors)
