"""Floor of a server: aiohttp, a route that takes bytes, and SQLite with ``synchronous=FULL``, a commit a request.

Prints its port, then serves until it is ended.
"""

from __future__ import annotations

import sqlite3
import sys

import msgspec
from aiohttp import web

_MAX_BYTES = 64 * 1024 * 1024


class Server:
    """Keeps what is posted."""

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE one (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")
        self._connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")
        self._sockets: list[web.WebSocketResponse] = []

    async def append(self, request: web.Request) -> web.Response:
        """Keep the body as one row."""
        body = await request.read()
        self._connection.execute("INSERT INTO one (sealed) VALUES (?)", (body,))
        return web.Response(body=b"stored")

    async def last(self, _: web.Request) -> web.Response:
        """Give the newest row."""
        row = self._connection.execute("SELECT sealed FROM one ORDER BY seq DESC LIMIT 1").fetchone()
        return web.Response(body=row[0])

    async def push(self, request: web.Request) -> web.Response:
        """Keep every item of the body as a row, all in one transaction; what was there before goes."""
        items = msgspec.msgpack.decode(await request.read(), type=list[bytes])
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO entry (sealed) VALUES (?)", [(item,) for item in items])
        self._connection.execute("COMMIT")
        return web.Response(body=b"stored")

    async def pull(self, _: web.Request) -> web.Response:
        """Give every row that was pushed."""
        rows = self._connection.execute("SELECT sealed FROM entry ORDER BY seq").fetchall()
        return web.Response(body=msgspec.msgpack.encode([row[0] for row in rows]))

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        """Keep a socket until its end."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.receive()
        return socket

    async def hint(self, _: web.Request) -> web.Response:
        """Send one byte to every socket, one after the other."""
        for socket in self._sockets:
            await socket.send_bytes(b"\x01")
        return web.Response()

    async def wipe(self, _: web.Request) -> web.Response:
        """Forget what was pushed."""
        self._connection.execute("DELETE FROM entry")
        return web.Response()


def main() -> None:
    """Serve on any free port of this computer; the database is the file named first."""
    server = Server(sys.argv[1])
    app = web.Application(client_max_size=_MAX_BYTES)
    app.router.add_post("/append", server.append)
    app.router.add_get("/last", server.last)
    app.router.add_post("/push", server.push)
    app.router.add_get("/pull", server.pull)
    app.router.add_post("/wipe", server.wipe)
    app.router.add_get("/live", server.live)
    app.router.add_post("/hint", server.hint)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=None)


if __name__ == "__main__":
    main()
