"""Migration: a store of an earlier version becomes one of this version, in one transaction or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files

from twoway_core.errors import PeerError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.statements import Genesis, PaperReplaced, decode_roster_entry, decode_statement
from twoway_server.stores.directory import add_papers

SCHEMA_VERSION = 2
_NAME = re.compile(r"create (?:unique index|index|table) (\w+)")


def schema() -> str:
    """Return the statements that make an empty store."""
    return files("twoway_server.stores").joinpath("schema.sql").read_text(encoding="utf-8")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a store of ``version`` to this one. Raises sqlite3.Error; the store is then as it was."""
    connection.execute("begin immediate")
    try:
        for step in _STEPS[version - 1 :]:
            step(connection)
        connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _to_2(connection: sqlite3.Connection) -> None:
    """Make the tables that are new, and let every journal be found by its paper keys."""
    there = {name for (name,) in connection.execute("select name from sqlite_schema")}
    for statement in schema().split(";\n"):
        name = _NAME.search(statement)
        if name is not None and name[1] not in there:
            connection.execute(statement)
    for journal, entry in connection.execute("select journal, entry from roster").fetchall():
        add_papers(connection, JournalId(journal), list(_papers_in(entry)))


def _papers_in(entry: bytes) -> Iterator[DeviceId]:
    """Yield the paper key that a roster entry brings; a damaged entry brings none, and is told when it is read."""
    try:
        statement = decode_statement(decode_roster_entry(entry).statement)
        if isinstance(statement, Genesis | PaperReplaced):
            yield DevicePublic(statement.signing, statement.agreement).device
    except PeerError:
        return


_STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_to_2,)
