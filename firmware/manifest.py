"""What is frozen into the firmware of a board: `make FROZEN_MANIFEST=…/manifest.py` in MicroPython.

Nothing is required from micropython-lib: it has no COBS, no CRC-16 and no HUB12 driver, and the
loop needs no asyncio. A board whose cable is its own USB socket would `require("usb-device-cdc")`.
"""

include("$(PORT_DIR)/boards/manifest.py")  # noqa: F821 # given by MicroPython's build

metadata(version="0.1.0", description="LED sign of a check-in post", license="Apache-2.0")  # noqa: F821
package("signlink", base_path=".", opt=3)  # noqa: F821
for name in ("main", "showing", "store", "default", "panel", "port_rp2"):
    module(name + ".py", base_path="board", opt=3)  # noqa: F821
