"""The hostile courier: it stands where clients look for their server, and passes on what a script lets pass.

Without a script it is honest. A script sees every request, may change it, answer it itself, ask the
real server, change what that says, or hang up.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES

from .engine import SECONDS

_SENT_ON = ("Content-Type", "Authorization", "Twoway-Registration")


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def step(self) -> str:
        """The last word of the path: what is asked for."""
        return self.path.partition("?")[0].rpartition("/")[2]

    def read(self, kind: type[Any]) -> Any:
        """Return the message in the body."""
        return decode_canonical(kind, self.body, MAX_REPLY_BYTES)


@dataclass(frozen=True)
class Answered:
    """A reply."""

    status: int
    body: bytes
    kind: str = CONTENT_TYPE

    def read(self, kind: type[Any]) -> Any:
        """Return the message in the body."""
        return decode_canonical(kind, self.body, MAX_REPLY_BYTES)

    def saying(self, message: Wire) -> Answered:
        """Return this reply with another message."""
        return replace(self, body=encode(message))


class HungUpError(Exception):
    """The courier ends the connection without a word."""


PassOn = Callable[[Asked], Answered]
Script = Callable[[Asked, PassOn], Answered]


def honest(asked: Asked, pass_on: PassOn) -> Answered:
    """Do as a courier should."""
    return pass_on(asked)


class Courier:
    """Listens on one port for as long as it lives; what stands behind it may change. ``heard``: every request."""

    def __init__(self) -> None:
        self.behind = 0
        self.script: Script = honest
        self.heard: list[Asked] = []
        self.live: Callable[[BaseHTTPRequestHandler], None] | None = None
        """What answers who asks for a live socket; without it nobody does."""
        courier = self

        class Handler(_Handler):
            def answer(self) -> None:
                self.give(courier)

            do_GET = do_POST = do_DELETE = answer  # noqa: N815  # the names that http.server calls

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens; clients take it for their server."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def pass_on(self, asked: Asked) -> Answered:
        """Ask the real server."""
        connection = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=2 * SECONDS)
        try:
            connection.request(asked.method, asked.path, asked.body or None, asked.headers)
            reply = connection.getresponse()
            return Answered(reply.status, reply.read(), reply.headers.get("Content-Type", ""))
        finally:
            connection.close()

    def stop(self) -> None:
        """Let go of the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: callers hang up as they like."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def give(self, courier: Courier) -> None:
        """Hear a request, and answer it as the script says."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: self.headers[name] for name in _SENT_ON if name in self.headers}
        asked = Asked(self.command, self.path, headers, body)
        courier.heard.append(asked)
        if courier.live is not None and asked.step == "live":
            self.close_connection = True
            courier.live(self)
            return
        try:
            answered = courier.script(asked, courier.pass_on)
        except HungUpError:
            self.close_connection = True
            return
        self.send_response(answered.status)
        self.send_header("Content-Type", answered.kind)
        if answered.status != 204:
            self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        self.wfile.write(answered.body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""
