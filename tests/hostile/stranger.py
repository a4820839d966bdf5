"""A stranger at the server's door: requests as whoever writes them by hand, also those that no client would send."""

from __future__ import annotations

import asyncio
import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import msgspec

from twoway_core.codec import decode_canonical, encode
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES
from twoway_core.sync.messages import Challenge, ChallengeRequest, SignedIn, SignIn
from twoway_core.trust.auth import sign_in

from .engine import SECONDS, Server


@dataclass(frozen=True)
class Told:
    """What the server said; ``headers`` without the date."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def read(self, kind: type[Any]) -> Any:
        """Return the message in the body."""
        return decode_canonical(kind, self.body, MAX_REPLY_BYTES)

    @property
    def word(self) -> str:
        """The word of a refusal."""
        (word,) = msgspec.msgpack.decode(self.body, type=list[str])
        return word


NOT_FOUND = encode(["not-found"])


class Stranger:
    """Calls one server, on a connection that is kept."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def send(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Told:
        """Send one request."""
        labelled = {"Content-Type": CONTENT_TYPE, **(headers or {})}
        self._connection.request(method, path, body, labelled)
        reply = self._connection.getresponse()
        told = tuple(sorted((name, value) for name, value in reply.getheaders() if name != "Date"))
        return Told(reply.status, reply.read(), told)

    def post(self, journal: bytes, step: str, message: object, token: bytes = b"") -> Told:
        """Post ``message`` to a route of ``journal``."""
        headers = {"Authorization": f"Bearer {token.hex()}"} if token else {}
        return self.send("POST", f"/v1/journals/{journal.hex()}/{step}", encode(message), headers)

    def challenge(self, journal: JournalId, keys: DeviceKeys) -> bytes:
        """Ask for a nonce."""
        nonce: bytes = self.post(journal, "challenge", ChallengeRequest(keys.public.device)).read(Challenge).nonce
        return nonce

    def answer(self, journal: JournalId, keys: DeviceKeys, nonce: bytes, server_id: str = "") -> Told:
        """Answer a challenge."""
        signature = sign_in(keys, server_id or self.server.id, journal, nonce)
        return self.post(journal, "token", SignIn(keys.public.device, nonce, signature))

    def token(self, journal: JournalId, keys: DeviceKeys) -> bytes:
        """Sign in."""
        token: bytes = self.answer(journal, keys, self.challenge(journal, keys)).read(SignedIn).token
        return token


def shout(server: Server, data: bytes) -> bytes:
    """Write ``data`` to the server as it is, and return all that it says until it hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as line:
        line.sendall(data)
        said = b""
        while chunk := line.recv(65536):
            said += chunk
        return said


class Listener:
    """A live socket, on the loop of the server."""

    def __init__(self, server: Server, journal: bytes, origin: str | None = None) -> None:
        self._server = server
        self._url = f"{server.url}/v1/journals/{journal.hex()}/live"
        self._origin = origin
        self._session: Any = None
        self._socket: Any = None

    def __enter__(self) -> Self:
        self._server.loop.run(self._open())
        return self

    async def _open(self) -> None:
        self._session = aiohttp.ClientSession()
        try:
            self._socket = await self._session.ws_connect(self._url, origin=self._origin, autoping=False)
        except BaseException:
            await self._session.close()
            raise

    def say(self, data: bytes) -> None:
        """Send a message."""
        self._server.loop.run(self._socket.send_bytes(data))

    def hear(self, seconds: float) -> int | bytes:
        """Return the next message, or the code with which the socket was closed. Raises TimeoutError."""

        async def hear() -> int | bytes:
            async with asyncio.timeout(seconds):
                message = await self._socket.receive()
            return bytes(message.data) if message.type is aiohttp.WSMsgType.BINARY else int(self._socket.close_code)

        return self._server.loop.run(hear())

    def __exit__(self, *_: object) -> None:
        self._server.loop.run(self._session.close())
