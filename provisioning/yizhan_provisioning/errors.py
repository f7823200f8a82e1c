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
