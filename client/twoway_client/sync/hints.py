"""Live hints as a client hears them: a WebSocket, kept open by a thread of its own.

The only place of the client that knows aiohttp: it is imported by ``twoway sync --watch`` and by
nothing else, for importing it takes longer than a whole sync. What a server says on the socket is
never looked at: any message is a reason to pull, and no more than ten of them a second are read.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from contextlib import suppress

import aiohttp

from twoway_client.sync.schedule import back_off
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, MAX_LIVE_MESSAGE_BYTES

HEARTBEAT_SECONDS = 25.0
STEADY_SECONDS = 60.0
"""A socket that lasted so long was a good one: after it, waiting begins anew."""
_CONNECT_SECONDS = 20.0
_GOODBYE_SECONDS = 1.0
_PACE_SECONDS = 0.1
_UNSAID = ("Accept", "Accept-Encoding", "User-Agent")  # a server keeps a handshake for as long as its socket


class Listener:
    """Sets ``news`` whenever there may be something to pull from the live address ``url``."""

    def __init__(self, url: str, news: threading.Event) -> None:
        self._url, self._news = url, news
        self._token = b""
        self._has_token = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(self._listen())
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._thread.start()

    def offer(self, token: bytes) -> None:
        """Give the newest token; the next socket begins with it."""
        self._loop.call_soon_threadsafe(self._take, token)

    def close(self) -> None:
        """End the socket and the thread."""
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(_GOODBYE_SECONDS * 2)

    def _take(self, token: bytes) -> None:
        self._token = token
        self._has_token.set()

    def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._task)
        self._loop.close()

    async def _listen(self) -> None:
        failures, is_refused = 0, False
        async with aiohttp.ClientSession(
            middlewares=[_upgrade_only], cookie_jar=aiohttp.DummyCookieJar(), skip_auto_headers=_UNSAID
        ) as session:
            while True:
                await self._has_token.wait()
                began, was_refused, is_refused = self._loop.time(), is_refused, False
                with suppress(aiohttp.ClientError, OSError, TimeoutError):
                    is_refused = await self._hear(session)
                # A server that was started again is there, and only wants a new token: no long wait for that.
                is_there = self._loop.time() - began > STEADY_SECONDS or (is_refused and not was_refused)
                failures = 1 if is_there else failures + 1
                await asyncio.sleep(back_off(failures, secrets.randbelow(1000) / 1000))

    async def _hear(self, session: aiohttp.ClientSession) -> bool:
        """Listen until the socket ends; return whether the server wants another token."""
        async with asyncio.timeout(_CONNECT_SECONDS):
            socket = await session.ws_connect(
                self._url,
                heartbeat=HEARTBEAT_SECONDS,
                timeout=aiohttp.ClientWSTimeout(ws_close=_GOODBYE_SECONDS),
                max_msg_size=MAX_LIVE_MESSAGE_BYTES + 1,  # aiohttp refuses what reaches it
            )
        async with socket:
            await socket.send_bytes(self._token)
            async for _ in socket:
                self._news.set()
                await asyncio.sleep(_PACE_SECONDS)
        is_refused = socket.close_code == CLOSE_NOT_ALLOWED
        if is_refused:
            self._has_token.clear()
        self._news.set()  # an exchange makes up for what was missed, brings a new token, or says why there is none
        return is_refused


async def _upgrade_only(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Take nothing but an upgrade for an answer: a redirect would carry the token to somebody else."""
    response = await handler(request)
    if response.status != 101:
        response.close()
        raise aiohttp.ClientConnectionError("no live socket there")
    return response
