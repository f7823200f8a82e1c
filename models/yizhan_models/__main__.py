"""`python -m yizhan_models build [--update] [--home models]`, or `part --out FOLDER`."""

import argparse
import sys
from pathlib import Path

from yizhan_models import part
from yizhan_models.build import build
from yizhan_models.errors import ModelsError


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when it is done, and every file built equals the lock, else 1 with a sentence."""
    parser = argparse.ArgumentParser(prog="yizhan_models")
    parser.add_argument("command", choices=["build", "part"])
    parser.add_argument("--update", action="store_true", help="rewrite models.lock")
    parser.add_argument("--home", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--out", type=Path, default=Path("models/build/part"))
    options = parser.parse_args(arguments)
    try:
        if options.command == "part":
            sys.stdout.write("\n".join(part.gather(options.home, options.out)) + "\n")
            return 0
        tables = build(options.home, options.update)
    except ModelsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, value in sorted(tables["outputs"].items()):
        sys.stdout.write(f"{value}  build/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
