"""A Pi has little memory and glibc keeps what was freed: fewer arenas, and pages given back."""

import ctypes

M_ARENA_MAX = -8


def few_arenas() -> None:
    """Let threads share two heaps; call before the first thread starts."""
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def give_back() -> None:
    """Return freed pages to the system; loading the networks frees about 50 MB."""
    ctypes.CDLL(None).malloc_trim(0)
