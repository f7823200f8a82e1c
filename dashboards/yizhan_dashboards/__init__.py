"""The built browser pages as package data."""

from pathlib import Path


def root() -> Path:
    """The folder of the built pages; it is missing until `npm run build` has run."""
    return Path(__file__).parent / "dist"
