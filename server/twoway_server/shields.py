"""Shields: headers that tell a browser what a page of this server may do, on every response.

- What is no page may do nothing. The app may run and fetch what lies beside it, and speak to its server, also by
  the live socket. No string becomes code but through the app's one policy.
- Pages of another origin may speak to the protocol's routes only where the configuration names that origin;
  without cookies or any other credential of the browser.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from twoway_core.errors import NotAllowedError
from twoway_core.sync import page
from twoway_core.sync.limits import REGISTRATION_HEADER

PREFLIGHT_SECONDS = 7200
"""How long a browser remembers that it may ask; more it does not take."""

EVERYWHERE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    **page.HEADERS,
}
_METHODS = "GET, POST, DELETE"
_ASKED = f"Authorization, Content-Type, {REGISTRATION_HEADER}"
_TOLD = "Retry-After"
_SWITCHING = 101


def origin_of(url: str) -> str:
    """Return the origin of ``url``, a canonical one."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def app_policy(server_id: str) -> str:
    """Return the app's Content-Security-Policy; not every browser counts the live socket as its page's own."""
    socket = origin_of(server_id).replace("http", "ws", 1)
    return page.app_policy(socket)


def shield(origins: frozenset[str]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Return what puts the headers on every response; pages of ``origins`` may read it."""

    async def prepare(request: web.Request, response: web.StreamResponse) -> None:
        if response.status == _SWITCHING:
            return  # no page, and a socket keeps as little as it can
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if origins:
            response.headers.add("Vary", "Origin")
            origin = request.headers.get("Origin", "")
            if origin in origins:
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers["Access-Control-Expose-Headers"] = _TOLD

    return prepare


def preflight(origin: str, origins: frozenset[str]) -> dict[str, str]:
    """Return what a page of ``origin`` may ask. Raises NotAllowedError where it may ask nothing."""
    if origin not in origins:
        raise NotAllowedError("a page of another site")
    return {
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": _ASKED,
        "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
    }
