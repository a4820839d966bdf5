"""The disk under the journals: SQLite connections that fail, or whose process dies, at a chosen write.

A command's connections are closed when the command has ended, as the system does for a process. What was
committed stays; what was not is rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from .crash import Crash

Trouble = Literal["io", "full", "crash-before-write", "crash-before-commit", "crash-after-commit"]
_READS = ("SELECT", "PRAGMA", "ROLLBACK")
_ERRORS = {"io": "disk I/O error", "full": "database or disk is full"}


@dataclass(slots=True)
class Plan:
    """One trouble to come: at the ``left``-th write, or commit, from now on."""

    trouble: Trouble
    left: int
    is_over: bool = False

    @property
    def counts_commits(self) -> bool:
        """Whether commits are counted and not writes."""
        return self.trouble.endswith("commit")


@dataclass(slots=True)
class Process:
    """What one command has open, and the trouble that waits for it."""

    plan: Plan | None = None
    connections: list[sqlite3.Connection] = field(default_factory=list)

    def end(self) -> None:
        """Close everything, as the system does."""
        self.plan = None
        for connection in self.connections:
            connection.close()
        self.connections.clear()


class Connection(sqlite3.Connection):
    """A connection of a process on a disk that may fail."""

    process: Process

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run one statement, unless the plan says otherwise."""
        plan = self.process.plan
        if plan is None or plan.is_over or sql.startswith(_READS):
            return super().execute(sql, *values)
        is_commit = sql == "COMMIT"
        if is_commit is plan.counts_commits:
            plan.left -= 1
        if plan.left > 0 or is_commit is not plan.counts_commits:
            return super().execute(sql, *values)
        plan.is_over = True
        if plan.trouble in _ERRORS:
            raise sqlite3.OperationalError(_ERRORS[plan.trouble])
        if plan.trouble == "crash-after-commit":
            super().execute(sql, *values)
        raise Crash(plan.trouble)


def connector(current: Callable[[], Process], connect: Callable[..., Any]) -> Callable[..., Connection]:
    """Return what stands for ``sqlite3.connect``: connections belong to the ``current`` process."""

    def make(*args: Any, **options: Any) -> Connection:
        process = current()
        connection: Connection = partial(connect, factory=Connection)(*args, **options)
        connection.process = process
        process.connections.append(connection)
        return connection

    return make
