"""What can go wrong while building models. The docstring is the message."""


class ModelsError(Exception):
    """The models could not be built."""

    def __init__(self, detail: str = "") -> None:
        message = (type(self).__doc__ or "").strip()
        super().__init__(f"{message} {detail}".strip())


class SourceRefused(ModelsError):
    """A source file is not the locked one. Delete models/cache and build again."""


class OutputDiffers(ModelsError):
    """A built file differs from models.lock. Find out why, or pass --update on purpose."""


class BadWeights(ModelsError):
    """The weights file does not have the expected layout. Check the pinned package version."""


class FetchFailed(ModelsError):
    """The package client could not fetch a source package. Check the network and try again."""


class NotBuilt(ModelsError):
    """A network is not there. Run `python -m yizhan_models build` first."""
