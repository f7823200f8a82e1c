"""What RP2040 and ESP32 boards have alike in MicroPython's `machine`. It could not be run here."""

import select

import machine

DOG_MS = 8000  # the longest an RP2040 takes is 8388
DUTIES = (3, 6, 12, 22, 36, 54, 76, 100)  # percent; the eye sees about equal steps
BLINK_HZ = 50_000


class Wire:
    """A UART at 115200 baud, 8N1, through an RS-485 transceiver that turns round by itself."""

    def __init__(self, uart):
        self.uart = uart
        self.poller = select.poll()
        self.poller.register(uart, select.POLLIN)

    def read(self, wait_ms):
        """What has come, after at most `wait_ms`."""
        self.poller.poll(wait_ms)
        return self.uart.read(self.uart.any()) or b""

    def write(self, data):
        """Send."""
        self.uart.write(data)


class Gate:
    """A panel's enable pin as a fast pulse; `low` is a pin whose low level lights (HUB75)."""

    def __init__(self, number, low=False):
        self.low = low
        self.part = 65535
        self.pulse = machine.PWM(machine.Pin(number), freq=BLINK_HZ, duty_u16=65535 * low)

    def value(self, on):
        """Light, as bright as was last asked for, or go dark."""
        lit = self.part if on else 0
        self.pulse.duty_u16(65535 - lit if self.low else lit)

    def dim(self, level):
        """How bright, 0..7."""
        self.part = 65535 * DUTIES[level] // 100


def dog():
    """The watchdog; once started it cannot be stopped."""
    return machine.WDT(timeout=DOG_MS)


def ident():
    """The chip's own number: 8 bytes of an RP2040, 6 of an ESP32."""
    return machine.unique_id()[:8]


def cause():
    """Why the chip started, as a place in `signlink.words` CAUSES."""
    names = ("PWRON_RESET", "HARD_RESET", "WDT_RESET", "SOFT_RESET")
    was = machine.reset_cause()
    for place, name in enumerate(names, 1):
        if was == getattr(machine, name, None):
            return place
    return 0


def outputs(**pins):
    """Output pins by name."""
    return {name: machine.Pin(number, machine.Pin.OUT) for name, number in pins.items()}


class Sensors:
    """A contact that is open with the door, a button that closes, a light sensor, a lamp."""

    def __init__(self, door, button, light, lamp):
        self.contact = machine.Pin(door, machine.Pin.IN, machine.Pin.PULL_UP)
        self.key = machine.Pin(button, machine.Pin.IN, machine.Pin.PULL_UP)
        self.sensor = machine.ADC(machine.Pin(light))
        self.bulb = machine.Pin(lamp, machine.Pin.OUT)

    def door(self):
        """Whether it is open."""
        return self.contact.value() == 1

    def button(self):
        """Whether it is pressed."""
        return self.key.value() == 0

    def light(self):
        """0 (dark) to 65535."""
        return self.sensor.read_u16()

    def lamp(self, on):
        """The lamp in the button."""
        self.bulb.value(on)
