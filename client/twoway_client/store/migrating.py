"""Migration: a journal file of an earlier version becomes one of this version, in one transaction.

A copy is made first and goes when the new file holds as much as the old one; a process that is killed on
the way leaves the old file as it was.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

_COUNTED = ("segments", "outbox", "roster", "aside", "heads")
_NAME = re.compile(r"CREATE (?:TABLE|INDEX|TRIGGER) (\w+)")


def statements(schema: str) -> Iterator[str]:
    """Yield the statements of ``schema``, one by one."""
    statement = ""
    for line in schema.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def migrate(connection: sqlite3.Connection, file: Path, schema: Sequence[str]) -> None:
    """Bring the file under ``connection`` to this version; whoever calls is its one writer.

    Raises sqlite3.Error or OSError.
    """
    copy = file.with_name(f"{file.name}.before")
    _copy(connection, copy)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _change(connection, schema)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    copy.unlink()


def _change(connection: sqlite3.Connection, schema: Sequence[str]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    before = _counts(connection)
    for step in _STEPS[version - 1 :]:
        step(connection, schema)
    if _counts(connection) != before:
        raise sqlite3.DatabaseError("the file did not survive the change of its layout")
    connection.execute(f"PRAGMA user_version = {len(_STEPS) + 1}")


def _copy(connection: sqlite3.Connection, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(copy)) as there:
        connection.backup(there)


def _counts(connection: sqlite3.Connection) -> list[int]:
    return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]


def _to_2(connection: sqlite3.Connection, schema: Sequence[str]) -> None:
    """Make what is new, turn the columns of heads, and let every entry be read again for erasures and what was seen."""
    connection.execute("ALTER TABLE heads RENAME TO heads_before")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    for statement in schema:
        name = _NAME.search(statement)
        if name is not None and name[1] not in there:
            connection.execute(statement)
    connection.execute("INSERT INTO heads (chain, hash, number) SELECT chain, hash, number FROM heads_before")
    connection.execute("DROP TABLE heads_before")
    connection.execute("DELETE FROM meta WHERE key = 'checkpoint'")
    connection.execute("DELETE FROM parts")


_STEPS: tuple[Callable[[sqlite3.Connection, Sequence[str]], None], ...] = (_to_2,)
