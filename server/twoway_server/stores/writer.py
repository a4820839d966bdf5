"""The one writer: a thread that owns the write connection and commits in groups.

Rules. A job is a function of the connection and never spans two transactions. What waits is taken
together, run in one transaction, and answered after its commit; if any job fails, the whole group
is rolled back and every caller is told. When commits can no longer be relied on (the file is gone,
a sync failed) the thread ends and ``failed`` is set: a server without its writer must stop, or
every push would hang.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from twoway_core.errors import StoreError, StoreFullError, StoreLostError

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

MAX_GROUP = 512
"""Jobs of one transaction: they hold their bodies in memory until it is committed."""

# After a failed sync nobody knows what the disk holds, and a second sync may succeed without it: start again instead.
_FATAL = frozenset({sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC})


class GroupWriter:
    """Runs jobs on ``connect``'s connection; ``may_acknowledge`` raises StoreLostError when a commit does not count."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], may_acknowledge: Callable[[], None]) -> None:
        self._connect = connect
        self._may_acknowledge = may_acknowledge
        self._loop = asyncio.get_running_loop()
        self._jobs: SimpleQueue[tuple[Job[Any], asyncio.Future[Any], bool] | None] = SimpleQueue()
        self._stopped = False
        self._waiting: set[asyncio.Future[Any]] = set()
        self._thread = threading.Thread(target=self._run, name="twoway-writer", daemon=True)
        self.failed: asyncio.Future[BaseException] = self._loop.create_future()

    async def start(self) -> None:
        """Open the connection in the thread and wait until it stands. Raises what opening raised."""
        self._thread.start()
        try:
            await self.do(lambda _: None)
        except BaseException:
            await self.stop()
            raise

    async def do(self, job: Job[T], *, empties_log: bool = False) -> T:
        """Return what ``job`` returned, once it is committed. Raises StoreError; nothing is stored then.

        ``empties_log``: fold the log into the file and empty it before the answer, if no reader is in the way.
        """
        if self._stopped or self.failed.done():
            raise StoreError("the store is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._waiting.add(future)
        self._jobs.put((job, future, empties_log))
        try:
            return await future
        finally:
            self._waiting.discard(future)

    async def stop(self) -> None:
        """Commit what waits, close the connection and end the thread."""
        if not self._stopped:
            self._stopped = True
            self._jobs.put(None)
        await self._loop.run_in_executor(None, self._thread.join)

    @property
    def is_alive(self) -> bool:
        """Whether jobs are still taken."""
        return self._thread.is_alive() and not self._stopped and not self.failed.done()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        try:
            connection = self._connect()
            while group := self._gather():
                self._commit(connection, group)
        except BaseException as error:  # noqa: BLE001  # whatever it was, the process has to know
            self._call(self._fail, error)
        finally:
            if connection is not None:
                connection.close()

    def _gather(self) -> list[tuple[Job[Any], asyncio.Future[Any], bool]]:
        """Return all jobs that wait, at least one; none once the writer is told to stop."""
        group = []
        item = self._jobs.get()
        while item is not None:
            group.append(item)
            if len(group) == MAX_GROUP:
                return group
            try:
                item = self._jobs.get_nowait()
            except Empty:
                return group
        if group:
            self._jobs.put(None)
        return group

    def _commit(self, connection: sqlite3.Connection, group: list[tuple[Job[Any], asyncio.Future[Any], bool]]) -> None:
        try:
            connection.execute("begin immediate")
            results = [job(connection) for job, _, _ in group]
            connection.execute("commit")
            if any(empties_log for _, _, empties_log in group):
                connection.execute("pragma wal_checkpoint(truncate)")
            self._may_acknowledge()
        except StoreLostError:
            raise
        except Exception as error:
            if getattr(error, "sqlite_errorcode", 0) in _FATAL:
                raise
            if connection.in_transaction:
                connection.execute("rollback")
            self._call(_refuse, group, store_error(error) if isinstance(error, sqlite3.Error) else error)
        else:
            self._call(_answer, group, results)

    def _fail(self, error: BaseException) -> None:
        self.failed.set_result(error)
        if isinstance(error, sqlite3.Error):
            error = store_error(error)
        reason = error if isinstance(error, StoreError) else StoreError("the store's writer has ended")
        for future in tuple(self._waiting):
            if not future.done():
                future.set_exception(reason)

    def _call(self, function: Callable[..., None], *arguments: object) -> None:
        self._loop.call_soon_threadsafe(function, *arguments)


def _answer(group: list[tuple[Job[Any], asyncio.Future[Any], bool]], results: list[Any]) -> None:
    for (_, future, _), result in zip(group, results, strict=True):
        if not future.done():
            future.set_result(result)


def _refuse(group: list[tuple[Job[Any], asyncio.Future[Any], bool]], error: Exception) -> None:
    for _, future, _ in group:
        if not future.done():
            future.set_exception(error)


def store_error(error: sqlite3.Error) -> StoreError:
    """Return ``error`` in our words: a full disk has a name of its own."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return StoreFullError("the disk under the store is full")
    return StoreError(f"the database refused: {getattr(error, 'sqlite_errorname', 'unknown')}")
