"""Serves the kiosk page, its visit and its mirror on loopback, in a thread of its own."""

import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from yizhan_edge.camera import Camera
from yizhan_edge.errors import BadAction, CollectorAway, NobodyKnown, NotClaimed, PortTaken
from yizhan_edge.kiosk import actions
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.kiosk.view import View
from yizhan_edge.screen.guard import Guard
from yizhan_edge.screen.preview import BOUNDARY, pictures
from yizhan_edge.settings import Kiosk

log = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"
STREAM = f"multipart/x-mixed-replace; boundary={BOUNDARY}"


class Pages:
    """The routes. Only reading a body is async; everything else runs in a worker thread."""

    def __init__(self, booth: Booth, camera: Camera, own_page: Callable[[], str]) -> None:
        self.booth, self.camera, self.own_page = booth, camera, own_page
        self.stopping = threading.Event()

    def visit(self, _: Request) -> Response:
        """The page now."""
        return _json(self.booth.view())

    async def act(self, request: Request) -> Response:
        """Something was pressed."""
        name, body = request.path_params["action"], await request.body()
        try:
            action = actions.read(name, body)
        except BadAction as error:
            return PlainTextResponse(str(error), 400)
        return _json(await run_in_threadpool(self.booth.act, action))

    def own(self, _: Request) -> Response:
        """Where a known person's own page opens; 409 without one, 503 when nothing answers."""
        try:
            return JSONResponse({"address": self.own_page()})
        except NobodyKnown as error:
            return PlainTextResponse(str(error), 409)
        except (CollectorAway, NotClaimed) as error:
            log.warning("%s", error)
            return PlainTextResponse(type(error).__name__, 503)

    def preview(self, _: Request) -> Response:
        """The mirror, only while somebody is before the camera on purpose."""
        if not self._wanted():
            return PlainTextResponse("Nobody is before the camera.", 409)
        return StreamingResponse(pictures(self.camera, self._wanted), media_type=STREAM)

    def _wanted(self) -> bool:
        return not self.stopping.is_set() and self.booth.facing() is not None

    def app(self, hosts: set[str]) -> Starlette:
        """The application behind its guard."""
        routes = [
            Route("/api/visit", self.visit),
            Route("/api/visit/{action}", self.act, methods=["POST"]),
            Route("/api/own", self.own, methods=["POST"]),
            Route("/api/preview", self.preview),
            Mount("/", StaticFiles(directory=STATIC, html=True)),
        ]
        return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])


class Server:
    """Serves an application; bound when made: a taken port is refused at once (PortTaken)."""

    def __init__(self, settings: Kiosk, app: Starlette, name: str) -> None:
        self._socket = _bind(settings)
        config = uvicorn.Config(
            app,
            lifespan="off",
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(5)
        self._socket.close()

    def _run(self) -> None:
        self._server.run([self._socket])


class Screen(Server):
    """The kiosk's page."""

    def __init__(
        self, settings: Kiosk, booth: Booth, camera: Camera, own_page: Callable[[], str]
    ) -> None:
        self._pages = Pages(booth, camera, own_page)
        super().__init__(settings, self._pages.app(own_names(settings)), "screen")

    def stop(self) -> None:
        """Stop serving, the mirror first."""
        self._pages.stopping.set()
        super().stop()


def own_names(settings: Kiosk) -> set[str]:
    """The Host headers under which the page may be asked for."""
    names = {settings.host, "127.0.0.1", "localhost"}
    hosts = (f"[{name}]" if ":" in name else name for name in names)
    return {f"{host}:{settings.port}" for host in hosts}


def _bind(settings: Kiosk) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family, backlog=64)
    except OSError as error:
        raise PortTaken(f"{settings.host}:{settings.port}: {error.strerror}.") from error


def _json(view: View) -> Response:
    return Response(msgspec.json.encode(view), media_type="application/json")
