"""The real server of these tests: the whole application on a real socket, over a store that can be tampered with.

It runs on an event loop in a thread of its own, so that the command line can be run beside it.
"""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from tests.server.caller import Clock
from tests.server.memory_store import MemoryStore
from twoway_core.codec import decode_canonical, encode
from twoway_core.ids import JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.limits import MAX_REPLY_BYTES
from twoway_core.sync.messages import WireSegment
from twoway_server.app import Setting, build_app
from twoway_server.config import Config
from twoway_server.edge import Edge
from twoway_server.hosting import hosted, listen
from twoway_server.limits import Limits
from twoway_server.registration import Codes, Mode, Registration

T = TypeVar("T")
SECONDS = 20.0
UNCACHED = Limits(cached_rosters=0)
"""Rosters are read from the store at each request, so that a test may change them under the server."""


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what ``work`` returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def stop(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@dataclass(slots=True)
class Server:
    """A running server. ``id``: the address that stands under every sign-in. ``steps``: its routes of a journal."""

    loop: Loop
    id: str
    limits: Limits = UNCACHED
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: Clock = field(default_factory=Clock)
    port: int = 0
    edge: Edge = field(init=False)
    steps: set[str] = field(default_factory=set)
    _stack: AsyncExitStack = field(init=False)

    def start(self) -> None:
        """Serve from now on."""
        self.loop.run(self._start())

    async def _start(self) -> None:
        config = Config(port=0, limits=self.limits)
        open_to_all = Registration(Mode.OPEN, Codes(Path("nowhere"), 7, self.clock))
        app = build_app(
            self.store,
            Setting(limits=self.limits, server_id=self.id, version="0", registration=open_to_all, clock=self.clock),
        )
        self.edge = inspect.getclosurevars(next(iter(app.router.routes())).handler).nonlocals["self"]
        paths = [resource.canonical for resource in app.router.resources()]
        self.steps = {path.rpartition("/")[2] for path in paths if path.startswith("/v1/journals/")}
        self._stack = AsyncExitStack()
        listener = self._stack.enter_context(listen(config))
        self.port = listener.getsockname()[1]
        await self._stack.enter_async_context(hosted(app, listener, config))

    def stop(self) -> None:
        """Let go of the port."""
        self.loop.run(self._stack.aclose())

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def backup(self) -> dict[str, Any]:
        """Return a copy of all that it stores."""
        return deepcopy(vars(self.store))

    def restore(self, backup: dict[str, Any]) -> None:
        """Go back to ``backup``, as an operator does who restores a disk."""
        vars(self.store).update(deepcopy(backup))

    def segments(self, journal: JournalId) -> dict[bytes, Segment]:
        """Return what it stores of ``journal``, by hash, in the order in which it came."""
        held = self.store.journals[journal].segments
        return {name: opened(kept.candidate.sent) for name, kept in held.items()}

    def replace(self, journal: JournalId, name: bytes, body: bytes) -> None:
        """Keep another body for a segment, unasked."""
        kept = self.store.journals[journal].segments[name]
        sent = decode_canonical(WireSegment, kept.candidate.sent, MAX_REPLY_BYTES)
        kept.candidate = replace(kept.candidate, sent=encode(WireSegment(sent.header, sent.signature, body)))

    def lose(self, journal: JournalId, *names: bytes) -> None:
        """Forget segments."""
        for name in names:
            del self.store.journals[journal].segments[name]


def opened(sent: bytes) -> Segment:
    """Return the segment that travelled as ``sent``."""
    return decode_canonical(WireSegment, sent, MAX_REPLY_BYTES).segment()
