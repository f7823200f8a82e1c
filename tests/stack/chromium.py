"""Debian's Chromium, quiet and without a window."""

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launched(playwright: Playwright, *more: str) -> Browser:
    """A running browser, with more arguments than usual."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGS, *more])
