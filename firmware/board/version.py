"""The version of this firmware; it goes up with every change that a board could show."""

VERSION = (0, 2, 0)
