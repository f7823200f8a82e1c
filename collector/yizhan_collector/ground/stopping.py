"""Until somebody ends this process by a signal."""

import signal
import threading


def signalled() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set; only from the main thread."""
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    return stopping
