"""Where the files of an update come from: the collector's device door, or a USB stick."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

import httpx
from tuf.api.exceptions import DownloadError, DownloadHTTPError, DownloadLengthMismatchError
from tuf.ngclient.fetcher import FetcherInterface

CHUNK = 64 * 1024
TIMEOUT_S = 30.0


class Opened(Protocol):
    """A file of the repository, from a place in it on."""

    def __call__(self, path: str, start: int) -> Iterator[bytes]:
        """The bytes after the first `start`; raises DownloadError."""


class OverHttps:
    """The repository at the device door, under the box's own certificate."""

    def __init__(self, url: str, context: ssl.SSLContext) -> None:
        self._client = httpx.Client(
            base_url=url, verify=context, timeout=TIMEOUT_S, trust_env=False
        )

    def __call__(self, path: str, start: int) -> Iterator[bytes]:
        """The bytes after the first `start`; raises DownloadError."""
        head = {"Range": f"bytes={start}-"} if start else {}
        try:
            with self._client.stream("GET", f"/device/updates{path}", headers=head) as answer:
                self._check(path, start, answer)
                yield from answer.iter_raw(CHUNK)
        except httpx.HTTPError as error:
            raise DownloadError(f"{path}: {type(error).__name__}") from error

    @staticmethod
    def _check(path: str, start: int, answer: httpx.Response) -> None:
        wanted = httpx.codes.PARTIAL_CONTENT if start else httpx.codes.OK
        if answer.status_code != wanted:
            raise DownloadHTTPError(f"{path}: {answer.status_code}", answer.status_code)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()


class FromFolder:
    """The repository as it lies on a stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, path: str, start: int) -> Iterator[bytes]:
        """The bytes after the first `start`; raises DownloadError."""
        place = (self.folder / path.lstrip("/")).resolve()
        if not place.is_relative_to(self.folder.resolve()):
            raise DownloadHTTPError(f"{path}: outside the stick", 404)
        try:
            with place.open("rb") as file:
                file.seek(start)
                while chunk := file.read(CHUNK):
                    yield chunk
        except FileNotFoundError as error:
            raise DownloadHTTPError(f"{path}: not on the stick", 404) from error
        except OSError as error:
            raise DownloadError(f"{path}: {error.strerror}") from error


class Fetcher(FetcherInterface):
    """Fetches for TUF; a large file stays in `kept` and goes on where the line broke."""

    def __init__(self, opened: Opened, kept: Path) -> None:
        self._opened, self._kept = opened, kept

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._opened(urlsplit(url).path, 0)

    def begun(self, path: str) -> bool:
        """Whether something of a large file came before."""
        return (self._kept / Path(path).name).exists()

    def large(self, path: str, length: int) -> Path:
        """The file, as long as it should be, its bytes not looked at; raises DownloadError."""
        self._kept.mkdir(parents=True, exist_ok=True)
        place = self._kept / Path(path).name
        with place.open("ab") as file:
            if file.tell() < length:
                self._append(file, path, length)
        return place

    def _append(self, file: BinaryIO, path: str, length: int) -> None:
        for chunk in self._opened(path, file.tell()):
            file.write(chunk)
            if file.tell() > length:
                file.truncate(0)
                raise DownloadLengthMismatchError(path)
        if file.tell() < length:
            raise DownloadError(f"{path}: it ends too soon")

    def forget(self) -> None:
        """Drop what was kept: it is unpacked, or of no use."""
        for one in self._kept.glob("*"):
            one.unlink(missing_ok=True)
