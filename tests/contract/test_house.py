"""The house's own rules: a planted import that breaks one fails the build; the map names files."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import grimp
import pytest
from stack.host import REPO

PACKAGES = (
    "edge/yizhan_edge",
    "edge/wire/yizhan_wire",
    "firmware/signlink",
    "collector/yizhan_collector",
    "dashboards/yizhan_dashboards",
    "provisioning/yizhan_provisioning",
    "models/yizhan_models",
)
ROOMS = "yizhan_collector.rooms"
PLANTS = [
    ("edge/yizhan_edge/clock.py", "yizhan_collector.settings", "do not know one another"),
    ("edge/wire/yizhan_wire/codec.py", "yizhan_edge.spool", "stand on no one of ours"),
    ("collector/yizhan_collector/ground/days.py", f"{ROOMS}.people.store", "down to the ground"),
    (f"{ROOMS}/people/service.py", f"{ROOMS}.checkins.service", "stands on lower floors only"),
    (f"{ROOMS}/people/service.py", f"{ROOMS}.devices.service", "stands on lower floors only"),
    ("collector/yizhan_collector/doors/ingest.py", "numpy", "never touches a picture"),
    ("edge/yizhan_edge/spool.py", "cv2", "by the camera and the face only"),
    ("edge/yizhan_edge/camera.py", "av", "encoded at one place"),
    ("edge/yizhan_edge/roster.py", "onnxruntime", "run by the face and nobody else"),
    ("edge/yizhan_edge/roster.py", "serial", "serial line has one owner"),
    (f"{ROOMS}/checkins/service.py", "fastapi", "web framework stays at the doors"),
    (f"{ROOMS}/devices/service.py", "paho.mqtt.client", "spoken to at one place"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import rules over a copy of the house."""
    roots = [str((folder / one).parent) for one in PACKAGES]
    return subprocess.run(
        [str(REPO / ".venv/bin/lint-imports"), "pyproject.toml", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": ":".join(roots), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house's Python, where a test may plant something."""
    shutil.copy(REPO / "pyproject.toml", tmp_path)
    for one in PACKAGES:
        skip = shutil.ignore_patterns("__pycache__", "dist")
        shutil.copytree(REPO / one, tmp_path / one, ignore=skip)
    return tmp_path


def test_the_house_as_it_stands_keeps_every_rule(copy: Path) -> None:
    done = lint(copy)
    rules = tomllib.loads((REPO / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert f"Contracts: {len(rules['contracts'])} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("where", "what", "rule"), PLANTS)
def test_a_planted_forbidden_import_fails_the_build(
    copy: Path, where: str, what: str, rule: str
) -> None:
    where = where.replace(ROOMS, "collector/yizhan_collector/rooms")
    file = copy / where
    file.write_text(f"import {what}\n{file.read_text()}")
    done = lint(copy)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(rule in line for line in broken), broken


def room(module: str) -> str:
    """The room a module belongs to, "" outside the rooms."""
    return module.removeprefix(f"{ROOMS}.").split(".")[0] if module.startswith(ROOMS) else ""


def test_no_room_opens_another_rooms_store_and_no_door_opens_any() -> None:
    graph = grimp.build_graph("yizhan_collector", include_external_packages=False)
    stores = {one for one in graph.modules if one.startswith(ROOMS) and one.endswith(".store")}
    assert stores
    strangers = {
        (importer, store)
        for store in stores
        for importer in graph.find_modules_that_directly_import(store)
        if room(importer) != room(store)
    }
    assert strangers == set()


def test_models_are_pure() -> None:
    graph = grimp.build_graph("yizhan_collector", include_external_packages=True)
    outside = {"psycopg", "fastapi", "starlette", "paho", "httpx", "socket", "time"}
    models = [one for one in graph.modules if one.startswith(ROOMS) and one.endswith(".model")]
    assert models
    impure = {
        (model, used)
        for model in models
        for used in graph.find_modules_directly_imported_by(model)
        if used.split(".")[0] in outside
    }
    assert impure == set()


@pytest.mark.parametrize("page", ["docs/house.md", "README.md", "docs/wire.md"])
def test_every_file_a_page_names_is_there(page: str) -> None:
    text = (REPO / page).read_text(encoding="utf-8")
    named = re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|sql|toml|lock|md|tsx?|json))`", text)
    missing = [one for one in named if not (REPO / one).exists()]
    assert missing == []
