"""Connections: how many there may be, in all and of one address.

``Gate`` stands between asyncio and aiohttp's protocol, passes everything through, and closes what
is too much before a byte of it is read. A trusted proxy brings everybody, so it is counted in all only.
A connection that became a live socket is metered: it has next to nothing to say, and little is kept for it.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Callable

from twoway_server.rates import Meter, group_of

_KEPT_BYTES = 4096  # of hints that a live socket does not take; the kernel doubles its share


class Connections:
    """Counts open connections."""

    def __init__(self, most: int, most_of_one: int, trusted_proxies: frozenset[str]) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._trusted = trusted_proxies
        self._by_address: Counter[str] = Counter()
        self._open = 0

    def __len__(self) -> int:
        return self._open

    def enter(self, address: str) -> bool:
        """Count one more of ``address``; return False, and count nothing, when it is too many."""
        if self._open >= self._most:
            return False
        key = group_of(address)
        if address not in self._trusted and self._by_address[key] >= self._most_of_one:
            return False
        self._open += 1
        self._by_address[key] += 1
        return True

    def leave(self, address: str) -> None:
        """Count one less of ``address``."""
        key = group_of(address)
        self._open -= 1
        self._by_address[key] -= 1
        if not self._by_address[key]:
            del self._by_address[key]


class Gate(asyncio.Protocol):
    """One connection: the protocol that ``make`` gives, if it may come in, and for as long as it takes its answers."""

    __slots__ = (
        "_address",
        "_connections",
        "_inner",
        "_make",
        "_meter",
        "_stall_seconds",
        "_transport",
        "_watch",
    )

    def __init__(self, connections: Connections, make: Callable[[], asyncio.Protocol], stall_seconds: float) -> None:
        self._connections = connections
        self._make = make
        self._stall_seconds = stall_seconds
        self._inner = asyncio.Protocol()  # takes everything and does nothing
        self._transport: asyncio.Transport | None = None
        self._address: str | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._meter: Meter | None = None

    @classmethod
    def of(cls, transport: asyncio.Transport) -> Gate:
        """Return the gate that ``transport`` passes through."""
        gate = transport.get_protocol()
        assert isinstance(gate, cls)
        return gate

    def narrow(self, meter: Meter) -> None:
        """From now on cut the peer off when it says more than ``meter`` allows, and keep little for it to take."""
        assert self._transport is not None
        self._meter = meter
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KEPT_BYTES)

    def pass_to(self, heir: asyncio.Protocol) -> None:
        """From now on the connection is that of ``heir``; for whoever had it so far it has ended."""
        assert self._transport is not None
        before, self._inner = self._inner, heir
        before.connection_lost(None)
        heir.connection_made(self._transport)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection, or close it at once."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        if not self._connections.enter(address):
            transport.abort()
            return
        self._address = address
        self._inner = self._make()
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._stop_watching()
        if self._address is not None:
            self._connections.leave(self._address)
        self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass on what is not too much."""
        if self._meter is not None and not self._meter.take(len(data)):
            assert self._transport is not None
            self._transport.abort()
            return
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Pass on, and see to it that the answer goes on being taken."""
        self._inner.pause_writing()
        assert self._transport is not None
        self._keep_watch(self._transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Pass on."""
        self._stop_watching()
        self._inner.resume_writing()

    def _keep_watch(self, waiting_bytes: int) -> None:
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(self._stall_seconds, self._check, waiting_bytes)

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()

    def _check(self, waited_bytes: int) -> None:
        assert self._transport is not None
        waiting_bytes = self._transport.get_write_buffer_size()
        if waiting_bytes < waited_bytes:
            self._keep_watch(waiting_bytes)
        else:
            self._transport.abort()
