"""The technician's tool: `yizhan-provision VERB --help`."""

import sys
from collections.abc import Sequence

from yizhan_provisioning.errors import ProvisioningError, Unwritable
from yizhan_provisioning.frame import PROGRAM, Verbs, run
from yizhan_provisioning.output import Output
from yizhan_provisioning.verbs import TABLE
from yizhan_provisioning.words import chosen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb: 0 done, 1 refused with a sentence and a next step, 2 typed wrong."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(chosen(typed), "--json" in typed)
    told = output.say(
        "驿站技术员工具。每一步都可以在中断后重复运行。",
        "The technician's tool of the posts. Every step may be repeated after being cut off.",
    )
    tool = Verbs(PROGRAM, help=told, modules=TABLE)
    try:
        return run(tool, typed, output) or output.done()
    except ProvisioningError as error:
        return output.refused(error)
    except OSError as error:
        return output.refused(Unwritable(f"({error.filename}: {error.strerror})"))


if __name__ == "__main__":
    sys.exit(main())
