"""What is in an image, as CycloneDX JSON: Debian's packages, the agent's libraries, networks."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from yizhan_provisioning.image import factory, system

STATUS = Path("var/lib/dpkg/status")


def listed(tree: Path) -> str:
    """The list of a tree as JSON; the same tree gives the same words; raises OSError."""
    parts = [*packages((tree / STATUS).read_text(encoding="utf-8")), *libraries(tree)]
    parts += networks(tree / factory.HOME / "models")
    box = Component(
        name="yizhan-box",
        type=ComponentType.OPERATING_SYSTEM,
        version=system.SUITE,
        bom_ref="box",
    )
    when = datetime.fromtimestamp(int(system.EPOCH), UTC)
    made = Bom(components=parts, metadata=BomMetaData(component=box, timestamp=when))
    made.register_dependency(box, parts)
    names = "\n".join(sorted(str(one.bom_ref.value) for one in parts))
    made.serial_number = uuid5(NAMESPACE_URL, names)
    return JsonV1Dot6(made).output_as_string(indent=1) + "\n"


def packages(status: str) -> Iterator[Component]:
    """The installed packages of dpkg's own list. Pure."""
    for paragraph in status.split("\n\n"):
        fields = dict(_fields(paragraph))
        if fields.get("Status") == "install ok installed":
            yield _component(
                "deb",
                fields["Package"],
                fields["Version"],
                group="debian",
                qualifiers={"arch": fields["Architecture"], "distro": system.SUITE},
            )


def _fields(paragraph: str) -> Iterator[tuple[str, str]]:
    for line in paragraph.splitlines():
        if not line.startswith(" "):
            name, _, value = line.partition(":")
            yield name, value.strip()


def libraries(tree: Path) -> Iterator[Component]:
    """The Python libraries of the factory slot, with the licence each states."""
    found = {one.metadata["Name"]: one for one in distributions(path=[str(tree / factory.SITE)])}
    for name, one in sorted(found.items()):
        made = _component("pypi", name.lower(), one.version)
        if stated := _licence(one):
            made.licenses.add(DisjunctiveLicense(name=stated))
        yield made


def _licence(one: Distribution) -> str:
    fields = [one.metadata[key] for key in ("License-Expression", "License") if key in one.metadata]
    return next((said for said in fields if said and "\n" not in said), "")


def networks(folder: Path) -> Iterator[Component]:
    """The face networks, by their hash."""
    for path in sorted(folder.glob("*.onnx")):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        yield Component(
            name=path.name,
            type=ComponentType.MACHINE_LEARNING_MODEL,
            bom_ref=path.name,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content)],
        )


def _component(
    kind: str, name: str, version: str, group: str = "", qualifiers: dict[str, str] | None = None
) -> Component:
    url = PackageURL(kind, group or None, name, version, qualifiers)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=url.to_string(),
    )
