"""Running: from a configuration to a process that serves until it is told to stop.

The process ends with a status other than 0 when its writer has ended: whoever supervises it starts
it again. SIGTERM and SIGINT let what is under way finish.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import socket
import sqlite3
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from aiohttp import web

from twoway_server.app import Setting, build_app
from twoway_server.app_files import App, find_app, read_app
from twoway_server.config import Config
from twoway_server.floors import check_floors
from twoway_server.hosting import hosted, listen
from twoway_server.limits import Limits
from twoway_server.registration import Codes, Mode, Registration
from twoway_server.stores.port import Quota
from twoway_server.stores.sqlite import SqliteStore

log = logging.getLogger("twoway_server.serve")

WRITER_ENDED = 1
_REGISTRATION = {
    Mode.OPEN: "open",
    Mode.CODE: "by code (twoway-server code makes one)",
    Mode.CLOSED: "closed",
}


def codes_of(config: Config) -> Codes:
    """Return the registration codes of the store in ``config``."""
    return Codes(Path(f"{config.data}.codes"), config.limits.code_days, time.time)


async def serve(config: Config, announce: Callable[[str], None]) -> int:
    """Serve until SIGTERM, SIGINT or the end of the writer; return the exit status.

    Raises ConfigError, ListenError or StoreError when it cannot begin.
    """
    check_floors()
    store = await SqliteStore.opened(Path(config.data), _quota(config.limits))
    try:
        with listen(config) as listener:
            await _run(config, store, listener, announce)
    finally:
        await store.close()
    if not store.failed.done():
        log.info("stopped")
        return 0
    error = store.failed.result()
    log.error("the writer has ended", exc_info=(type(error), error, error.__traceback__))
    return WRITER_ENDED


def start_text(config: Config, server_id: str, missing: str) -> str:
    """Return the three lines that a person sees when the server has begun; ``missing``: why there is no app."""
    mode = _REGISTRATION[config.mode]
    if config.mode is Mode.OPEN:
        mode += " (only this computer can reach it)" if config.is_local else " to whoever reaches it"
    return (
        f"twoway-server {version('twoway')} on {server_id}, data in {config.data}\n"
        f"Registration: {mode}. Stop: Ctrl-C\n"
        f"For phones: {missing or f'{server_id}/app/'}"
    )


async def _run(config: Config, store: SqliteStore, listener: socket.socket, announce: Callable[[str], None]) -> None:
    """Serve ``store`` on ``listener`` until a signal or the end of the writer."""
    server_id = config.server_id(listener.getsockname()[1])
    app = read_app(Path(config.app)) if config.app else find_app()
    stop = _stop_signal()
    async with hosted(_app(config, store, server_id, app), listener, config):
        _freeze()
        announce(start_text(config, server_id, app.missing))
        facts = {
            "sqlite": sqlite3.sqlite_version,
            "server_id": server_id,
            "registration": config.mode.value,
            "app": not app.missing,
        }
        log.info("started", extra={"facts": facts})
        await asyncio.wait((stop, store.failed), return_when=asyncio.FIRST_COMPLETED)


def _app(config: Config, store: SqliteStore, server_id: str, app: App) -> web.Application:
    setting = Setting(
        limits=config.limits,
        server_id=server_id,
        version=version("twoway"),
        registration=Registration(config.mode, codes_of(config)),
        trusted_proxies=config.proxies,
        app_origins=frozenset(config.app_origins),
        app=app,
    )
    return build_app(store, setting)


def _quota(limits: Limits) -> Quota:
    return Quota(
        journal_bytes=limits.journal_bytes,
        journal_segments=limits.journal_segments,
        journal_heads=limits.journal_heads,
        chain_heads=limits.chain_heads,
    )


def _stop_signal() -> asyncio.Future[None]:
    """Return a future that is done at the first SIGTERM or SIGINT; a second one ends the process at once."""
    loop = asyncio.get_running_loop()
    stop: asyncio.Future[None] = loop.create_future()

    def received() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        stop.set_result(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, received)
    return stop


def _freeze() -> None:
    """Leave what start-up made out of every later collection."""
    gc.collect()
    gc.freeze()
