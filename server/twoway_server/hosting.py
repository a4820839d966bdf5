"""Hosting: an application on a listening socket, with aiohttp set as the network asks for.

Nothing is decompressed; connections are counted before a byte is read, and end when they are idle,
half said or not taken; what is under way when it ends may finish.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from twoway_core.errors import ListenError
from twoway_server.config import Config
from twoway_server.connections import Connections, Gate

log = logging.getLogger("twoway_server.hosting")

MAX_HEADERS = 64
_LINGER_SECONDS = 2.0  # an answer given before the body was read waits so long for the rest of it
_BACKLOG = 512
_SPARE_DESCRIPTORS = 64


def listen(config: Config) -> socket.socket:
    """Return a socket that listens where ``config`` says. Raises ListenError."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        return socket.create_server((config.host, config.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        where = f"{config.host} port {config.port}"
        reason = "unknown host" if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise ListenError(f"{where} cannot be listened on ({reason})") from None


@asynccontextmanager
async def hosted(app: web.Application, listener: socket.socket, config: Config) -> AsyncIterator[None]:
    """Serve ``app`` on ``listener`` for as long as the context lasts."""
    limits = config.limits
    runner = web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,
        keepalive_timeout=limits.idle_seconds,
        lingering_time=_LINGER_SECONDS,
        max_headers=MAX_HEADERS,
        shutdown_timeout=limits.stop_seconds,
    )
    await runner.setup()
    try:
        server = await _accept(runner, listener, config)
        try:
            yield
        finally:
            server.close()
    finally:
        await runner.cleanup()


async def _accept(runner: web.AppRunner, listener: socket.socket, config: Config) -> asyncio.Server:
    """Begin to accept; no more connections than there are file descriptors for."""
    inner = runner.server
    assert inner is not None
    wanted = config.limits.connections
    most = min(wanted, allow_descriptors(wanted + _SPARE_DESCRIPTORS) - _SPARE_DESCRIPTORS)
    if most < wanted:
        log.warning("the system's limit of open files allows fewer connections", extra={"facts": {"connections": most}})
    connections = Connections(most, config.limits.connections_per_address, config.proxies)
    return await asyncio.get_running_loop().create_server(
        lambda: Gate(connections, inner, config.limits.stall_seconds), sock=listener, backlog=_BACKLOG
    )


def allow_descriptors(wanted: int) -> int:
    """Raise this process's limit of open files towards ``wanted``, and return how many of those it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted
