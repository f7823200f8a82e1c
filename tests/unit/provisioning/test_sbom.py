"""The list of what is in an image: complete, by the names that scanners know, the same twice."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from yizhan_provisioning.image import factory, sbom

STATUS = """Package: libc6
Status: install ok installed
Architecture: arm64
Version: 2.41-12
Description: C library
 with a second line: that is no field

Package: gone
Status: deinstall ok config-files
Architecture: arm64
Version: 1

Package: python3
Status: install ok installed
Architecture: arm64
Version: 3.13.5-1
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    status = tmp_path / sbom.STATUS
    status.parent.mkdir(parents=True)
    status.write_text(STATUS)
    for name, licence in (("numpy", "License-Expression: BSD-3-Clause\n"), ("PySerial", "")):
        told = tmp_path / factory.SITE / f"{name}-1.0.dist-info/METADATA"
        told.parent.mkdir(parents=True)
        told.write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{licence}\n")
    models = tmp_path / factory.HOME / "models"
    models.mkdir()
    (models / "mesh.onnx").write_bytes(b"mesh")
    return tmp_path


def listed(tree: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sbom.listed(tree))
    return found


def test_packages_libraries_and_networks_are_named_as_scanners_name_them(tree: Path) -> None:
    found = {one["bom-ref"]: one for one in listed(tree)["components"]}
    assert found.keys() == {
        "pkg:deb/debian/libc6@2.41-12?arch=arm64&distro=trixie",
        "pkg:deb/debian/python3@3.13.5-1?arch=arm64&distro=trixie",
        "pkg:pypi/numpy@1.0",
        "pkg:pypi/pyserial@1.0",
        "mesh.onnx",
    }
    assert found["pkg:pypi/numpy@1.0"]["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]
    [content] = [one["content"] for one in found["mesh.onnx"]["hashes"]]
    assert content == sha256(b"mesh").hexdigest()


def test_it_follows_the_schema(tree: Path) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.listed(tree)) is None


def test_the_same_tree_gives_the_same_words_and_another_does_not(tree: Path) -> None:
    first = sbom.listed(tree)
    assert sbom.listed(tree) == first
    status = tree / sbom.STATUS
    status.write_text(STATUS.replace("2.41-12", "2.41-13"))
    assert json.loads(first)["serialNumber"] != listed(tree)["serialNumber"]
