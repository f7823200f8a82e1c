"""Make a signed file for a disc: the standard library and `openssl`, so that a partner can take it.

python signed.py --cert court.crt --key court.key --to collector --kind judgment --batch 1 a.csv
"""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

END = b"-----END CERTIFICATE-----\n"


def package(head: Mapping[str, Any], content: bytes) -> bytes:
    """One ZIP with package.json and the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("package.json", json.dumps(head))
        packed.writestr(head["file"], content)
    return out.getvalue()


def head(
    sender: str, recipient: str, kind: str, key: str, file: str, content: bytes, made_at: datetime
) -> dict[str, Any]:
    """What package.json says of a file."""
    sha256 = hashlib.sha256(content).hexdigest()
    return {
        "sender": sender, "recipient": recipient, "kind": kind, "key": key,
        "made_at": made_at.isoformat(), "file": file, "sha256": sha256,
    }  # fmt: skip


def sign(cert: Path, key: Path, content: bytes, form: str = "DER", *more: str) -> bytes:
    """CMS SignedData with the content inside."""
    command = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-outform", form]
    whose = ["-signer", str(cert), "-inkey", str(key)]
    with tempfile.NamedTemporaryFile() as above:
        # the certificate's file also holds those between it and the root
        if between := cert.read_bytes().split(END)[1:-1]:
            above.write(END.join([*between, b""]))
            above.flush()
            whose += ["-certfile", above.name]
        run = [*command, *whose, *more]
        return subprocess.run(run, input=content, capture_output=True, check=True).stdout


def name_of(cert: Path) -> str:
    """The common name of a certificate."""
    command = ["openssl", "x509", "-noout", "-subject", "-nameopt", "multiline", "-in", str(cert)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return next(one.split("=", 1)[1].strip() for one in said.splitlines() if "commonName" in one)


def main() -> None:
    """Sign one table; the signed file is written beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for one in ("--cert", "--key"):
        parser.add_argument(one, type=Path, required=True)
    for one in ("--to", "--kind", "--batch"):
        parser.add_argument(one, required=True)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    content, sender = given.file.read_bytes(), name_of(given.cert)
    said = (sender, given.to, given.kind, given.batch, given.file.name, content)
    made = sign(given.cert, given.key, package(head(*said, datetime.now(UTC)), content))
    target = given.file.with_suffix(".p7m")
    target.write_bytes(made)
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
