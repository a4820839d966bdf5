"""Bodies: reading a request's body within its limit and its time.

Only the raw stream is read, chunk by chunk, and counted as it comes: nothing is decompressed, and a
body without an end stops at the limit. What all requests hold together is counted too.
"""

from __future__ import annotations

import asyncio

from aiohttp import ClientPayloadError, web
from aiohttp.http import HttpProcessingError

from twoway_core.errors import BodyTooLargeError, BusyError, MalformedError, NotLabelledError, TooSlowError
from twoway_core.sync.limits import CONTENT_TYPE
from twoway_server.limits import Limits


class Bodies:
    """Reads bodies, and knows how many bytes of them are held."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._held_bytes = 0

    async def read(self, request: web.Request, limit_bytes: int) -> bytes:
        """Return the body of ``request``; it is held until ``release``.

        Raises NotLabelledError, BodyTooLargeError, TooSlowError, BusyError, and MalformedError when
        it does not arrive whole.
        """
        _check_label(request)
        self._check(request.content_length or 0, limit_bytes)
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await self._collect(request, limit_bytes)
        except TimeoutError:
            raise TooSlowError(f"a body must arrive within {self._limits.body_seconds} s") from None
        except (ConnectionError, ClientPayloadError, HttpProcessingError):
            raise MalformedError("a body did not arrive whole") from None

    def release(self, size: int) -> None:
        """Let go of a body of ``size`` bytes."""
        self._held_bytes -= size

    async def _collect(self, request: web.Request, limit_bytes: int) -> bytes:
        chunks: list[bytes] = []
        size = 0
        try:
            while chunk := await request.content.readany():
                size += len(chunk)
                self._held_bytes += len(chunk)
                chunks.append(chunk)
                self._check(size, limit_bytes)
        except BaseException:
            self.release(size)
            raise
        return b"".join(chunks)

    def _check(self, size: int, limit_bytes: int) -> None:
        if size > limit_bytes:
            raise BodyTooLargeError(f"a body may have {limit_bytes} bytes here")
        if self._held_bytes > self._limits.held_bodies_bytes:
            raise BusyError("the server holds as many bodies as it may")


def _check_label(request: web.Request) -> None:
    # A page of another site can post, but not under this type without asking first, and is never allowed to.
    headers = request.headers
    if headers.get("Content-Type") != CONTENT_TYPE or "Content-Encoding" in headers:
        raise NotLabelledError(f"a body is {CONTENT_TYPE}, and is not compressed")
