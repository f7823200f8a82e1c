"""A page that answers, one that comes up late, none at all."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from stack.process import free_port
from yizhan_edge import answers


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


def test_a_page_that_comes_up_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "LOOK_S", 0.02)
    port = free_port()

    def serve() -> None:
        with HTTPServer(("127.0.0.1", port), Page) as server:
            server.handle_request()

    late = threading.Timer(0.1, serve)
    late.start()
    assert answers.main(["--url", f"http://127.0.0.1:{port}/", "--within", "10"]) == 0
    late.join()


def test_no_page_in_time_is_no_proof(capsys: pytest.CaptureFixture[str]) -> None:
    assert answers.main(["--url", f"http://127.0.0.1:{free_port()}/", "--within", "0"]) == 1
    assert "no page" in capsys.readouterr().err
