"""The SQLite file of a profile: opened carefully, written by one process at a time.

Every commit is flushed to the disk (WAL, ``synchronous=FULL``). One lock file makes one writer
across processes, for the length of a transaction and never longer; it also keeps two connections
from resetting the WAL at once.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.store.faults import cut_short, damaged, newer, refusal_of

SCHEMA_VERSION = 2
WAIT_SECONDS = 5.0
_STEP_SECONDS = 0.02
_TALK_AFTER_SECONDS = 0.3
IMPATIENT_SECONDS = 0.2
"""How long to wait to keep what only saves time."""
_LOCK_BYTES = 64


class Database:
    """One connection to a profile's file. ``verb`` is written into the lock for others to read.

    ``commits``: how many transactions reached the disk. ``owner``: id of the device whose keys open what is in it.
    """

    def __init__(
        self, home: Home, verb: str = "", talk: Callable[[str], None] | None = None, *, is_new: bool = False
    ) -> None:
        self.home, self.verb, self.talk = home, verb, talk
        self.commits, self.owner = 0, b""
        self._locked = False
        if not is_new:
            self._look_first()
        self.connection = self._connect()
        if is_new:
            self._create()
        else:
            self._check_version()
            self._check_end()

    def _look_first(self) -> None:
        """Refuse an empty file before SQLite sees it: it would take that for a new one, and remove the WAL."""
        try:
            size = self.home.journal.stat().st_size
        except OSError as error:
            raise refusal_of(error, self.home) from None
        if size == 0:
            raise damaged(self.home, "is empty")

    def _connect(self) -> sqlite3.Connection:
        try:
            place, is_uri = self._place()
            connection = sqlite3.connect(place, isolation_level=None, timeout=WAIT_SECONDS, uri=is_uri)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA synchronous = FULL")
            return connection
        except sqlite3.Error as error:
            raise self.refusal(error) from None

    def _place(self) -> tuple[str, bool]:
        """Return (what SQLite opens, whether it is a URI): it makes files beside a journal, unless told it may not."""
        wal = self.home.journal.with_name(f"{self.home.journal.name}-wal")
        if os.access(self.home.folder, os.W_OK) or wal.exists():
            return str(self.home.journal), False
        return f"{self.home.journal.as_uri()}?immutable=1", True

    def _check_version(self) -> None:
        version = self.row("PRAGMA user_version")[0]
        if version == 0:
            raise damaged(self.home, "is damaged or not a journal")
        if version > SCHEMA_VERSION:
            raise newer(self.home)
        if version < SCHEMA_VERSION:
            self._migrate()

    def _migrate(self) -> None:
        from twoway_client.store.migrating import migrate  # rarely

        with self._lock():
            if self.row("PRAGMA user_version")[0] < SCHEMA_VERSION:  # else another process was here first
                try:
                    migrate(self.connection, self.home.journal, _schema())
                except (sqlite3.Error, OSError) as error:
                    raise self.refusal(error) from None

    def _check_end(self) -> None:
        """Refuse a file that ends before what was written: writing on would bury what may still be found."""
        marked = read_mark(self.home)
        written, self.owner = self.row("SELECT next_seq, owner FROM clock")
        if marked > written:
            raise cut_short(self.home, marked - written)

    def _create(self) -> None:
        try:
            os.chmod(self.home.journal, 0o600)
            self.connection.execute("PRAGMA journal_mode = WAL")
            with self.writing():
                for statement in _schema():
                    self.connection.execute(statement)
                self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except (sqlite3.Error, OSError) as error:
            raise self.refusal(error) from None

    @property
    def is_writing(self) -> bool:
        """Whether a transaction of ours is under way."""
        return self._locked

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Run one statement. Raises Refusal when the file or the disk is at fault."""
        try:
            return self.connection.execute(sql, values)
        except sqlite3.Error as error:
            raise self.refusal(error) from None

    def row(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        """Return the first row, or None."""
        return self.execute(sql, values).fetchone()

    def get(self, key: str) -> bytes | None:
        """Return one value of ``meta``."""
        found = self.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if found is None else bytes(found[0])

    def put(self, key: str, value: bytes) -> None:
        """Set one value of ``meta``; inside ``writing``."""
        self.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )

    @contextmanager
    def writing(self, patience_seconds: float | None = None) -> Iterator[None]:
        """One transaction: all of it is on the disk afterwards, or none. Raises Refusal.

        ``patience_seconds``: how long to wait for another writer; short where reading can go on without.
        """
        if self._locked:
            yield
            return
        with self._lock(patience_seconds) as lock:
            is_asked = False
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                is_asked = True
                self.connection.execute("COMMIT")
            except BaseException as error:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                elif is_asked and not isinstance(error, sqlite3.Error):
                    self.commits += 1  # interrupted while the commit was on its way: it arrived
                if isinstance(error, sqlite3.Error):
                    raise self.refusal(error) from None
                raise
            self.commits += 1
            self._mark(lock)

    def _mark(self, lock: int) -> None:
        """Note in the lock file how far the journal goes, for whoever opens an older copy of it."""
        with suppress(OSError, Refusal):  # what was written is on the disk already; the mark may lag behind
            number = self.row("SELECT next_seq FROM clock")[0]
            os.pwrite(lock, _who(self.verb, number), 0)

    @contextmanager
    def _lock(self, patience_seconds: float | None = None) -> Iterator[int]:
        try:
            descriptor = os.open(self.home.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self.refusal(error) from None
        try:
            self._wait_for(descriptor, WAIT_SECONDS if patience_seconds is None else patience_seconds)
            with suppress(OSError):  # a full disk is for SQLite to say
                os.pwrite(descriptor, _who(self.verb, _marked(descriptor)), 0)
            self._locked = True
            yield descriptor
        finally:
            self._locked = False
            os.close(descriptor)

    def _wait_for(self, descriptor: int, seconds: float) -> None:
        began, told = time.monotonic(), False
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                waited = time.monotonic() - began
            if waited > seconds:
                raise self._busy(descriptor)
            if waited > _TALK_AFTER_SECONDS and self.talk is not None and not told:
                told = True
                self.talk(f"Another twoway ({_holder(descriptor)}) is writing. Waiting up to 5 s ...")
            time.sleep(_STEP_SECONDS)

    def _busy(self, descriptor: int) -> Refusal:
        holder = _holder(descriptor).split(",")[0]
        return Refusal(
            "busy",
            f"the journal in {self.home.shown} is still in use by {holder}.",
            mend="let it finish, then the same command",
        )

    def scrub(self) -> bool:
        """Write the file anew, without what was deleted from it, and empty the log; return whether both were done.

        Raises Refusal. Whoever reads meanwhile is in the way.
        """
        if self.is_writing:
            return False
        with self._lock(IMPATIENT_SECONDS):
            try:
                self.connection.execute("VACUUM")
                is_busy, *_ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise self.refusal(error) from None
        return not is_busy

    def refusal(self, error: Exception) -> Refusal:
        """Return what to tell the person about an error of SQLite or of the file system."""
        return refusal_of(error, self.home)

    def close(self) -> None:
        """Close the connection, alone: the last close of a WAL file writes."""
        try:
            with self._lock():
                self.connection.close()
        except Refusal:
            self.connection.close()


def _holder(descriptor: int) -> str:
    words = os.pread(descriptor, _LOCK_BYTES, 0).decode(errors="replace").split()
    process = f"process {words[0]}" if words else "another process"
    return ", ".join([process, *words[1:2]])


def _who(verb: str, number: int) -> bytes:
    """Return what the lock file holds: process, verb, and the next local number of the journal."""
    return f"{os.getpid()} {verb or '-':<24.24} {number:>20}\n".encode()


def _marked(descriptor: int) -> int:
    words = os.pread(descriptor, _LOCK_BYTES, 0).split()
    return int(words[2]) if len(words) == 3 and words[2].isdigit() else 0


def read_mark(home: Home) -> int:
    """Return the next local number when the journal was last written; 0 when nobody noted it."""
    try:
        descriptor = os.open(home.lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        return _marked(descriptor)
    finally:
        os.close(descriptor)


def _schema() -> list[str]:
    from importlib.resources import files

    from twoway_client.store.migrating import statements

    return list(statements((files("twoway_client.store") / "schema.sql").read_text()))


def leave(code: int) -> None:
    """End the process at once: what was committed is safe, and the last close of a WAL file is slow."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
