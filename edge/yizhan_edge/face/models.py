"""The three networks, loaded only when their hashes are in the lock."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from yizhan_edge.errors import ModelRefused

Image = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
NAMES = ("detector", "mesh", "embedder")


@dataclass(frozen=True)
class FaceModels:
    """Loaded sessions, one thread each."""

    detector: Any
    mesh: Any
    embedder: Any


def load(folder: Path, lock: Path) -> FaceModels:
    """Load detector.onnx, mesh.onnx and embedder.onnx; raises ModelRefused."""
    try:
        wanted = tomllib.loads(lock.read_text(encoding="utf-8"))["outputs"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ModelRefused(f"{lock.name}: {error}") from error
    return FaceModels(**{name: _open(folder / f"{name}.onnx", wanted) for name in NAMES})


def _open(path: Path, wanted: dict[str, str]) -> Any:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelRefused(f"{path.name}: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != wanted.get(path.name):
        raise ModelRefused(f"{path.name} has another hash.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
