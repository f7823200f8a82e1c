"""What can go wrong while provisioning. The docstring is the message."""


class ProvisioningError(Exception):
    """The device could not be provisioned."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())


class BadName(ProvisioningError):
    """A certificate name must be a device id such as bx-210521100-1, or `collector`."""


class NoAuthority(ProvisioningError):
    """There is no certificate authority in this folder; run `authority` first."""


class NoCertificate(ProvisioningError):
    """No certificate of this name was issued here; look at the names of the .crt files."""


class NoKey(ProvisioningError):
    """There is no such signing key; run `bundle keys`, or name the folder that holds them."""


class BadPassphrase(ProvisioningError):
    """The key does not open; the passphrase is another, or the file was damaged."""


class NoRepository(ProvisioningError):
    """There is no signed directory in this folder; run `bundle keys` first."""


class NoBundle(ProvisioningError):
    """There is no such bundle in the signed directory; `bundle list` names them."""


class BundleKnown(ProvisioningError):
    """A bundle of this name was published already; choose another name."""


class BadPart(ProvisioningError):
    """A part cannot be packed; name a folder with what `docs/updates.md` lists for it."""
