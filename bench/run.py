"""Run every figure, print a table, write bench/latest.json."""

import json
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PARTS = ("face", "ingest", "latency", "journey", "small", "recording")


def machine() -> dict[str, Any]:
    """What the figures were taken on, and at which commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return {"commit": commit or "not a checkout", "cpu": cpu, "python": platform.python_version()}


def show(name: str, figure: dict[str, Any]) -> None:
    """One row of the table: min, median, max, unit, and the goal where there is one."""
    numbers = " ".join(f"{figure[key]:>11.4g}" for key in ("min", "median", "max"))
    met = {True: "met", False: "MISSED", None: ""}[figure.get("met")]
    sys.stdout.write(
        f"{name:<44}{numbers}  {figure['unit']:<10}{figure.get('goal', ''):<10}{met}\n"
    )


def main(chosen: list[str]) -> None:
    """Run the chosen parts (all by default)."""
    sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]
    latest = HERE / "latest.json"
    old = json.loads(latest.read_text())["figures"] if latest.exists() else {}
    figures: dict[str, Any] = {}
    sys.stdout.write(f"{'figure':<44}{'min':>11} {'median':>11} {'max':>11}  unit      goal\n")
    for part in chosen or PARTS:
        found = import_module(part).figures()
        for name, figure in found.items():
            show(name, figure)
        figures |= found
    kept = {**old, **figures} if chosen else figures
    latest.write_text(json.dumps({"machine": machine(), "figures": kept}, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
