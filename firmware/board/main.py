"""A board: takes frames from its cable, answers each, and does what its parts are for.

Runs at boot on a board, and under the unix port in tests; only the module `port` differs.
"""

import time

import port
from node import Node


def run(board):
    """Never returns; what fails here starves the watchdog, which resets the board."""
    node = Node(board, time.ticks_ms())
    while True:
        node.hear(board.cable.read(node.role.WAIT_MS), time.ticks_ms())
        board.dog.feed()


run(port.open_all())
