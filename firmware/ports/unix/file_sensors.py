"""Sensors that are files of one folder, for the unix port; a file that is missing is at rest."""


class FileSensors:
    """`door` holds "open", `button` "down", `light` a number; the lamp is written to `lamp`."""

    def __init__(self, folder):
        self.folder = folder

    def door(self):
        """Whether it is open."""
        return self._read("door") == "open"

    def button(self):
        """Whether it is pressed."""
        return self._read("button") == "down"

    def light(self):
        """0 (dark) to 65535."""
        return int(self._read("light") or "0")

    def lamp(self, on):
        """The lamp in the button."""
        with open(self.folder + "/lamp", "w") as file:
            file.write("on" if on else "off")

    def _read(self, name):
        try:
            with open(self.folder + "/" + name) as file:
                return file.read()
        except OSError:
            return ""
