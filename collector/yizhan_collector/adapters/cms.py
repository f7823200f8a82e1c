"""Files on a disc: signed content (CMS SignedData, RFC 5652) opened, and ours signed.

`cryptography` signs CMS and verifies none, so Debian's `openssl` verifies (decision 0023). What it
prints before it is sure is never looked at.
"""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from yizhan_collector.ground.refusals import Refused

MEDIA = "application/pkcs7-mime"
LONGEST_S = 20
UNREAD = (2, 3)  # exit codes of `openssl cms`, by cms(1); 4 is what was read and not verified


class NoSignedFile(Refused):
    """This is no whole signed file; have the .p7m made anew with its content inside."""

    status = 422


class SignatureBroken(Refused):
    """The file was changed after it was signed; nothing of it is kept, have it signed anew."""

    status = 422


class UnknownSigner(Refused):
    """The signature is of nobody our partners' authority vouches for; ask who made the file."""

    status = 422


class CertificateOver(Refused):
    """The signer's certificate is not valid today; have one issued and the file signed anew."""

    status = 422


class NoOpenssl(Refused):
    """The program `openssl` is missing or hangs; tell the administrator of the server."""

    status = 503
    retry_after = 60


# what `openssl cms -verify` says; the first that is found
SAID: dict[str, type[Refused]] = {
    "certificate has expired": CertificateOver,
    "certificate is not yet valid": CertificateOver,
    "certificate verify error": UnknownSigner,
    "signer certificate not found": UnknownSigner,
    "no content": NoSignedFile,
}


@dataclass(frozen=True)
class Opened:
    """What was signed, and the common name of who signed it."""

    signer: str
    content: bytes


@dataclass(frozen=True)
class Cms:
    """Whom we trust, and our own certificate and key; all PEM."""

    ca: Path
    cert: Path
    key: Path

    @cached_property
    def name(self) -> str:
        """Our own common name."""
        return common_name(self._chain[0])

    def opened(self, raw: bytes, now: datetime) -> Opened:
        """The content of a signed file, DER or PEM, by one certificate that is valid now.

        Raises NoSignedFile, SignatureBroken, UnknownSigner, CertificateOver or NoOpenssl.
        """
        with TemporaryDirectory() as folder:
            who = Path(folder) / "signer.pem"
            done = _verify(raw, self.ca, who, now)
            if done.returncode in UNREAD:
                raise NoSignedFile
            if done.returncode:
                raise _why(done.stderr.decode(errors="replace"))
            signers = x509.load_pem_x509_certificates(who.read_bytes())
        name = common_name(signers[0]) if len(signers) == 1 else ""
        if not name:
            raise UnknownSigner
        return Opened(name, done.stdout)

    def sealed(self, content: bytes) -> bytes:
        """The content signed by us, as DER with the content inside."""
        key = serialization.load_pem_private_key(self.key.read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)  # noqa: S101 # TLS's
        own, *above = self._chain
        made = pkcs7.PKCS7SignatureBuilder().set_data(content)
        made = made.add_signer(own, key, hashes.SHA256())
        for one in above:  # whoever opens it trusts the root alone
            made = made.add_certificate(one)
        return made.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])

    @property
    def _chain(self) -> list[x509.Certificate]:
        return x509.load_pem_x509_certificates(self.cert.read_bytes())


def common_name(cert: x509.Certificate) -> str:
    """The one common name of a certificate, "" without one or with several."""
    names = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if len(names) == 1 else ""


def _verify(
    raw: bytes, ca: Path, signer: Path, now: datetime
) -> subprocess.CompletedProcess[bytes]:
    form = "PEM" if raw.lstrip()[:11] == b"-----BEGIN " else "DER"
    # -purpose: the certificate that a partner also shows on the line
    trust = ["-CAfile", str(ca), "-no-CApath", "-no-CAstore", "-purpose", "sslclient"]
    at = ["-attime", str(int(now.timestamp()))]
    command = ["openssl", "cms", "-verify", "-binary", "-inform", form, *trust, *at]
    try:
        return subprocess.run(
            [*command, "-signer", str(signer)],
            input=raw,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        raise NoOpenssl from error


def _why(said: str) -> Refused:
    return next((kind for words, kind in SAID.items() if words in said), SignatureBroken)()
