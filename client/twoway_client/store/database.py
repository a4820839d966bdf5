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
from contextlib import contextmanager
from typing import Any

from twoway_client.errors import Refusal
from twoway_client.home import Home

SCHEMA_VERSION = 1
WAIT_SECONDS = 5.0
_STEP_SECONDS = 0.02
_TALK_AFTER_SECONDS = 0.3


class Database:
    """One connection to a profile's file. ``verb`` is written into the lock for others to read."""

    def __init__(self, home: Home, verb: str = "", talk: Callable[[str], None] | None = None) -> None:
        self.home, self.verb, self.talk = home, verb, talk
        self._locked = False
        self.connection = self._connect()
        self._check_version()

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self.home.journal, isolation_level=None, timeout=WAIT_SECONDS)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA synchronous = FULL")
            return connection
        except sqlite3.Error as error:
            raise self.refusal(error) from None

    def _check_version(self) -> None:
        try:
            version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise self.refusal(error) from None
        if version == 0:
            self._create()
        elif version > SCHEMA_VERSION:
            raise Refusal(
                "newer",
                f"the journal in {self.home.shown} was written by a newer Twoway.",
                kept="everything; nothing was changed",
                mend="install the newest twoway on this computer",
            )

    def _create(self) -> None:
        from importlib.resources import files

        schema = (files("twoway_client.store") / "schema.sql").read_text()
        try:
            os.chmod(self.home.journal, 0o600)
            self.connection.execute("PRAGMA journal_mode = WAL")
            with self.writing():
                for statement in _statements(schema):
                    self.connection.execute(statement)
                self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except (sqlite3.Error, OSError) as error:
            raise self.refusal(error) from None

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
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk afterwards, or none. Raises Refusal."""
        if self._locked:
            yield
            return
        with self._lock():
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            except BaseException as error:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise self.refusal(error) from None
                raise

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            descriptor = os.open(self.home.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self.refusal(error) from None
        try:
            self._wait_for(descriptor)
            os.pwrite(descriptor, f"{os.getpid()} {self.verb:<24.24}\n".encode(), 0)
            self._locked = True
            yield
        finally:
            self._locked = False
            os.close(descriptor)

    def _wait_for(self, descriptor: int) -> None:
        began, told = time.monotonic(), False
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                waited = time.monotonic() - began
            if waited > WAIT_SECONDS:
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

    def refusal(self, error: Exception) -> Refusal:
        """Return what to tell the person about an error of SQLite or of the file system."""
        text = str(error)
        if "full" in text or getattr(error, "errno", None) in (28, 122):
            return Refusal(
                "disk-full",
                f"the disk is full; nothing was saved (journal in {self.home.shown}).",
                kept="all earlier entries",
                mend="free 1 MB, then the same command",
            )
        if "readonly" in text or "unable to open" in text or isinstance(error, PermissionError):
            return Refusal(
                "read-only",
                f"cannot write to the journal in {self.home.shown}: the folder or file is read-only.",
                kept="all earlier entries",
                mend=f"chmod u+rwx {self.home.shown}, or twoway --home DIR ...",
            )
        if "not a database" in text or "malformed" in text or "no such table" in text:
            return Refusal(
                "corrupt",
                f"the file {self.home.journal.name} in {self.home.shown} is damaged or not a journal.",
                kept="the file, untouched; what was synced is on the server",
                mend=f"move {self.home.shown} aside, then twoway join from another device",
            )
        return Refusal(
            "disk", f"the journal in {self.home.shown} could not be used ({text}).", mend="the same command again"
        )

    def close(self) -> None:
        """Close the connection, alone: the last close of a WAL file writes."""
        try:
            with self._lock():
                self.connection.close()
        except Refusal:
            self.connection.close()


def _holder(descriptor: int) -> str:
    words = os.pread(descriptor, 64, 0).decode(errors="replace").split()
    process = f"process {words[0]}" if words else "another process"
    return ", ".join([process, *words[1:2]])


def _statements(schema: str) -> Iterator[str]:
    statement = ""
    for line in schema.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def leave(code: int) -> None:
    """End the process at once: what was committed is safe, and the last close of a WAL file is slow."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
