"""The store on SQLite: one file, one writer, readers that never write.

Rules. Only the writer's connection writes or checkpoints: SQLite before 3.51.3 can lose commits when
two connections do. A commit is synced before it is answered. Reads are short, so that the log of
the writer does not grow.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from twoway_core.errors import ConfigError, StoreError
from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sync.messages import Head, NewBody, SegmentPlace
from twoway_core.trust.roster import Roster
from twoway_server.stores import appending, branching, directory, paging, replacing
from twoway_server.stores.migrating import SCHEMA_VERSION, migrate, schema
from twoway_server.stores.place import Place
from twoway_server.stores.port import Appended, Candidate, Page, Quota
from twoway_server.stores.writer import GroupWriter, store_error

T = TypeVar("T")

_READERS = 2
CHECK_SECONDS = 2.0
_CHECKPOINT_PAGES = 4000  # 16 MiB of log: fewer copies of a page that several commits touch


class SqliteStore:
    """A ``Store`` in one file. Made by ``opened``."""

    def __init__(self, place: Place, quota: Quota) -> None:
        self._place = place
        self._quota = quota
        self._writer = GroupWriter(partial(_connect_writer, place.path), place.check)
        self._readers = ThreadPoolExecutor(_READERS, "twoway-reader")
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._watch: asyncio.Task[None] | None = None

    @classmethod
    async def opened(cls, path: Path, quota: Quota) -> SqliteStore:
        """Return the store in ``path``, made where it is missing.

        Raises StoreInUseError when another server has it, ConfigError when no store can be there,
        StoreError when the file is no store or one of a newer version.
        """
        place = Place.claim(path)
        store = cls(place, quota)
        try:
            await store._writer.start()
            for _ in range(_READERS):
                store._idle.put(_connect_reader(path))
        except BaseException:
            await store.close()
            raise
        store._watch = asyncio.create_task(store._keep_watch())
        return store

    @property
    def failed(self) -> asyncio.Future[BaseException]:
        """Done when nothing can be stored any more; the process has to end then."""
        return self._writer.failed

    def is_alive(self) -> bool:
        """Return whether the writer still works."""
        return self._writer.is_alive

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        """Return the roster entries of ``journal``; see the port."""
        return await self._read(partial(_read_roster, journal=journal))

    async def append_roster(
        self,
        journal: JournalId,
        after: bytes | None,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        """Put ``entries`` behind the entry ``after``; see the port."""
        return await self._writer.do(
            lambda connection: appending.append_roster(connection, journal, after, entries, head, papers)
        )

    async def journals_of(self, paper: DeviceId) -> list[JournalId]:
        """Return the journals that ``paper`` is or was a paper key of; see the port."""
        return await self._read(partial(directory.read_journals, paper=paper))

    async def replace_roster(
        self,
        journal: JournalId,
        before: bytes,
        keep: int,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        """Put ``entries`` in the place of all behind the first ``keep``; see the port."""
        return await self._writer.do(
            lambda connection: branching.replace_roster(connection, journal, before, keep, entries, head, papers)
        )

    async def append(self, journal: JournalId, roster: Roster, candidates: Sequence[Candidate]) -> Appended:
        """Keep those of ``candidates`` that fit; see the port."""
        return await self._writer.do(
            lambda connection: appending.append(connection, self._quota, journal, roster, candidates)
        )

    async def read_page(
        self,
        journal: JournalId,
        known: Mapping[ChainId, frozenset[Head]],
        *,
        limit_bytes: int,
        limit_segments: int,
    ) -> Page:
        """Return the next segments for a reader that holds ``known``; see the port."""
        return await self._read(
            lambda connection: paging.read_page(connection, journal, known, limit_bytes, limit_segments)
        )

    async def replace_bodies(self, journal: JournalId, bodies: Sequence[NewBody]) -> Appended:
        """Give segments new bodies; see the port. The log is emptied, so that no old body stays there."""
        return await self._writer.do(
            lambda connection: replacing.replace_bodies(connection, self._quota, journal, bodies), empties_log=True
        )

    async def add_wanted(self, journal: JournalId, places: Sequence[SegmentPlace]) -> list[SegmentPlace]:
        """Put ``places`` on the list of wanted bodies; see the port."""
        if not places:
            return await self._read(partial(replacing.read_wanted, journal=journal))
        return await self._writer.do(lambda connection: replacing.add_wanted(connection, journal, places))

    async def read_segments(
        self, journal: JournalId, places: Sequence[SegmentPlace], *, limit_bytes: int
    ) -> list[bytes]:
        """Return the segments at ``places``; see the port."""
        return await self._read(lambda connection: replacing.read_segments(connection, journal, places, limit_bytes))

    async def close(self) -> None:
        """Finish what is under way, and let go of the file."""
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        # Readers first: whoever closes last folds the log into the file, and that must be the writer.
        self._readers.shutdown()
        while not self._idle.empty():
            self._idle.get().close()
        await self._writer.stop()
        self._place.release()

    async def _keep_watch(self) -> None:
        """End the writer soon after the file is gone, also while nobody writes."""
        while self.is_alive():
            await asyncio.sleep(CHECK_SECONDS)
            with suppress(StoreError):
                await self._writer.do(lambda _: None)

    async def _read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._run_read, job)

    def _run_read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._idle.get()
        try:
            connection.execute("begin")
            try:
                return job(connection)
            finally:
                connection.execute("commit")
        except sqlite3.Error as error:
            raise store_error(error) from error
        finally:
            self._idle.put(connection)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma wal_autocheckpoint = 0")
    return connection


def _connect_reader(path: Path) -> sqlite3.Connection:
    connection = _connect(path)
    connection.execute("pragma query_only = on")
    return connection


def _connect_writer(path: Path) -> sqlite3.Connection:
    """Return the connection that writes, with the schema in place.

    Raises StoreError when ``path`` is no store, or one of a newer version.
    """
    try:
        connection = _connect(path)
        make_durable(connection, path)
        connection.execute(f"pragma wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute("pragma secure_delete = on")  # a body that was replaced must not stay behind
        is_ours = _bring_to_this_version(connection)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be opened as a store ({error})") from None
    if not is_ours:
        raise StoreError(f"{path} is no store of this twoway-server: another program's, or a newer version's")
    return connection


def _bring_to_this_version(connection: sqlite3.Connection) -> bool:
    """Make the schema in an empty file, and that of an earlier version new; return whether the file is a store now."""
    (version,) = connection.execute("pragma user_version").fetchone()
    tables = {name for (name,) in connection.execute("select name from sqlite_schema")}
    if version == 0 and not tables:
        _make_schema(connection)
        return True
    if not 0 < version <= SCHEMA_VERSION or not tables >= {"journals", "roster", "segments", "heads"}:
        return False
    if version < SCHEMA_VERSION:
        migrate(connection, version)
    return True


def make_durable(connection: sqlite3.Connection, path: Path) -> None:
    """Set ``connection`` so that a commit survives the loss of power. Raises ConfigError where it cannot be."""
    (mode,) = connection.execute("pragma journal_mode = wal").fetchone()
    connection.execute("pragma synchronous = full")
    connection.execute("pragma fullfsync = on")  # macOS: without it a sync stays in the disk's own memory
    (synchronous,) = connection.execute("pragma synchronous").fetchone()
    if (mode, synchronous) != ("wal", 2):
        raise ConfigError(f"data: {path} lies where SQLite cannot make a commit durable")


def _make_schema(connection: sqlite3.Connection) -> None:
    connection.executescript(f"begin immediate; {schema()} pragma user_version = {SCHEMA_VERSION}; commit;")


def _read_roster(connection: sqlite3.Connection, journal: JournalId) -> list[bytes]:
    rows = connection.execute("select entry from roster where journal = ? order by number", (journal,))
    return [entry for (entry,) in rows]
