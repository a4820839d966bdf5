"""Disks that are full, or take no writing: a small one in memory, mounted for one shell, where the system allows it.

Elsewhere SQLite itself is told to stop: the same errors, from the same place, in the same real process.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.client.faults.programs import Program

_APART = ("unshare", "--user", "--map-root-user", "--mount")
_FULL = """
mount -t tmpfs -o size=1m tmpfs "$1" && cp -a "$2"/. "$1" || exit 99
cat /dev/zero > "$1/ballast" 2>/dev/null
shift 2; "$@"; code=$?
"""
_COPY_BACK = 'rm "$HERE/ballast"; cp -a "$HERE"/. "$THERE"; exit $code'
_CLOSED = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99; shift; exec "$@"'
_STOPPED = """
import sqlite3, sys
connect, pragma = sqlite3.connect, sys.argv.pop(1)
def stopped(*args, **options):
    connection = connect(*args, **options)
    connection.execute(pragma.format(pages=connection.execute("PRAGMA page_count").fetchone()[0]))
    return connection
sqlite3.connect = stopped
from twoway_client.cli import main
main()
"""


@cache
def can_mount() -> bool:
    """Return whether a shell of ours may mount something for itself."""
    try:
        tried = subprocess.run([*_APART, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return tried.returncode == 0


@dataclass
class Stopped(Program):
    """The program with a SQLite that obeys one more PRAGMA."""

    pragma: str = ""

    def command(self, *words: str | bytes) -> list[str | bytes]:
        """Return the command line of ``words``."""
        return [sys.executable, "-c", _STOPPED, self.pragma, *words]


def on_full_disk(program: Program, spare: Path) -> Program:
    """Return ``program`` on a disk without a byte left; ``spare`` is an empty folder. Its files are copied back."""
    if not can_mount():
        return Stopped(program.home, pragma="PRAGMA max_page_count = {pages}")
    script = _FULL + _COPY_BACK.replace("$HERE", str(spare)).replace("$THERE", str(program.home))
    before = (*_APART, "sh", "-c", script, "sh", str(spare), str(program.home))
    return Program(program.home, {"TWOWAY_HOME": str(spare)}, before)


def with_small_files(program: Program) -> Program:
    """Return ``program`` where no file may grow beyond 64 KiB."""
    return Program(program.home, before=("bash", "-c", 'ulimit -f 64; exec "$@"', "bash"))


def on_closed_disk(program: Program) -> Program:
    """Return ``program`` in a home that takes no writing."""
    if not can_mount():
        return Stopped(program.home, pragma="PRAGMA query_only = ON")
    return Program(program.home, before=(*_APART, "sh", "-c", _CLOSED, "sh", str(program.home)))
