"""What is frozen into a board's firmware: `make FROZEN_MANIFEST=…/manifest.py` in MicroPython.

`include("…/manifest.py", port="rp2_hub75")` from a manifest of your own chooses another board.
Nothing is required from micropython-lib: it has no COBS, no CRC-16 and no panel driver, and the
loop needs no asyncio. A board whose cable is its own USB socket would `require("usb-device-cdc")`.
"""

options.defaults(port="rp2_hub12")  # noqa: F821 # all these names are given by MicroPython's build
include("$(PORT_DIR)/boards/manifest.py")  # noqa: F821

metadata(version="0.2.0", description="Boards of a check-in post", license="Apache-2.0")  # noqa: F821
package("signlink", base_path=".", opt=3)  # noqa: F821
for name in ("main", "node", "version", "hardware", "chip", "store"):
    module(name + ".py", base_path="board", opt=3)  # noqa: F821
for name in ("showing", "default", "hub12", "hub75", "counter", "steady"):
    module(name + ".py", base_path="board", opt=3)  # noqa: F821
module("port.py", base_path="ports/" + options.port, opt=3)  # noqa: F821
