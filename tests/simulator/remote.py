"""The client's connection, without a socket: the real ``Remote`` up to the point where it would send."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from typing import Any, cast

from twoway_client.sync.remote import Address, Remote

from .network import Request
from .server import URL, Answer, SimServer


class _Response:
    """What the client reads of an HTTP response."""

    def __init__(self, answer: Answer) -> None:
        self.status = answer.status
        self.headers = Message()
        for name, value in answer.headers.items():
            self.headers[name] = value


def exchange_by(carry: Callable[[Request], Answer], pass_time: Callable[[int], None]) -> Callable[..., bytes]:
    """Return what stands for ``Remote._exchange``: requests go to ``carry``, and nothing waits in real time."""

    def exchange(
        remote: Remote, method: str, path: str, body: bytes | None, headers: dict[str, str], wait: float
    ) -> bytes:
        answer = carry((method, path.partition("?")[0] + ("?wait=0" if "?" in path else ""), body, dict(headers)))
        if wait and not answer.body:
            pass_time(int(wait * 1000))
        return remote._checked(cast(Any, _Response(answer)), answer.body)

    return exchange


class SimRemote(Remote):
    """A connection to ``server`` in calm weather."""

    def __init__(self, server: SimServer) -> None:
        super().__init__(Address.parse(URL))
        self._send = exchange_by(lambda request: server.answer(*request), lambda _: None)

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str], wait: float) -> bytes:
        return self._send(self, method, path, body, headers, wait)

    def name(self) -> str:
        return URL
