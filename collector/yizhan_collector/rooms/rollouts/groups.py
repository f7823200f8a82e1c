"""How boxes are shared out among the groups of a rollout, the first one small. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.rollouts.model import Box, Group


class NoBoxes(Refused):
    """There is no box in service there; choose another area or other posts."""

    status = 422


class FirstTooLarge(Refused):
    """The first group tries the bundle for all others: at most a tenth of the boxes, or one."""

    status = 422


@dataclass(frozen=True)
class Wanted:
    """A group as it is asked for: `count` boxes or `percent` of all, and its thresholds."""

    count: int | None
    percent: int | None
    success: int
    errors: int
    looked: bool

    def size(self, total: int) -> int:
        """How many of so many boxes: percent is rounded down, and never none."""
        if self.count is not None:
            return self.count
        return max(1, total * (self.percent or 0) // 100)


def share(devices: Sequence[str], wanted: Sequence[Wanted]) -> tuple[list[Group], list[Box]]:
    """The groups and their boxes; what is left over goes to the last, no group is empty.

    Raises NoBoxes and FirstTooLarge.
    """
    total = len(devices)
    if not total:
        raise NoBoxes
    groups: list[Group] = []
    boxes: list[Box] = []
    for at, one in enumerate(wanted):
        left = devices[len(boxes) :]
        mine = left if at == len(wanted) - 1 else left[: one.size(total)]
        if mine:
            groups.append(Group(len(groups) + 1, one.success, one.errors, one.looked))
            boxes += [Box(device, len(groups)) for device in mine]
    if sum(one.group == 1 for one in boxes) > max(1, total // 10):
        raise FirstTooLarge
    return groups, boxes
