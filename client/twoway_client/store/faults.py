"""What a person is told when the journal's file, or the disk under it, is at fault."""

from __future__ import annotations

import errno
import os
import sqlite3

from twoway_client.errors import Refusal
from twoway_client.home import Home

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_DAMAGE = ("not a database", "malformed", "no such table", "no such column", "has no column", "corrupt")

UNWRITABLE = frozenset({"disk-full", "read-only", "busy", "disk"})
"""Codes of refusals that may leave the journal readable: what only saves time is then left out."""


def refusal_of(error: Exception, home: Home) -> Refusal:
    """Return what to tell about an error of SQLite or of the file system."""
    text, number = str(error), getattr(error, "errno", None)
    if "is full" in text or number in _FULL or ("disk I/O" in text and _has_no_room(home)):
        return disk_full(home)
    if "readonly" in text or "unable to open" in text or number in _CLOSED:
        return _read_only(home)
    if "is locked" in text:
        return Refusal(
            "busy",
            f"the journal in {home.shown} is in use by another program.",
            kept="all earlier entries",
            mend="let it finish, then the same command",
        )
    if isinstance(error, sqlite3.DatabaseError) and any(word in text for word in _DAMAGE):
        return damaged(home, "is damaged or not a journal")
    return Refusal(
        "disk",
        f"the journal in {home.shown} could not be used ({_reason(error)}).",
        kept="all earlier entries",
        mend="the same command again",
    )


def _has_no_room(home: Home) -> bool:
    try:
        return os.statvfs(home.folder).f_bavail == 0
    except OSError:
        return False


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def disk_full(home: Home) -> Refusal:
    """Return the refusal of a write for which there was no room."""
    return Refusal(
        "disk-full",
        f"the disk is full; nothing was saved (journal in {home.shown}).",
        kept="all earlier entries",
        mend="free 1 MB, then the same command",
    )


def _read_only(home: Home) -> Refusal:
    return Refusal(
        "read-only",
        f"cannot write to the journal in {home.shown}: the folder or file is read-only.",
        kept="all earlier entries",
        mend=f"chmod u+rwx {home.typed}, or twoway --home DIR ...",
    )


def damaged(home: Home, how: str) -> Refusal:
    """Return the refusal of a file that cannot be used; ``how`` it is damaged goes after its name."""
    return Refusal(
        "corrupt",
        f"the file {home.journal.name} in {home.shown} {how}.",
        kept="the file, untouched; what was synced is on the server",
        mend=f"put it back from a backup; or move {home.shown} aside, then twoway join from another device",
    )


def newer(home: Home) -> Refusal:
    """Return the refusal of a journal that this version cannot know."""
    return Refusal(
        "newer",
        f"the journal in {home.shown} was written by a newer Twoway.",
        kept="everything; nothing was changed",
        mend="install the newest twoway on this computer",
    )


def foreign_keys(home: Home) -> Refusal:
    """Return the refusal of a journal whose keys, or whose WAL, were made with another one."""
    return Refusal(
        "foreign-keys",
        f"the files in {home.shown} are of two journals: device.key does not belong to journal.db.",
        kept="all of them, untouched",
        mend="put back device.key, journal.db and journal.db-wal from one and the same copy",
    )


def cut_short(home: Home, missing: int) -> Refusal:
    """Return the refusal of a journal that lacks the newest ``missing`` entries that it once had."""
    entries = "the newest entry" if missing == 1 else f"the newest {missing} entries"
    return Refusal(
        "cut-short",
        f"journal.db in {home.shown} lacks {entries} of what was written here: an older copy was put in its place, "
        "or its journal.db-wal is missing or damaged.",
        kept="what is left, untouched; what was synced is on the server",
        mend="put journal.db-wal back beside it; or go on without what is lost:\n"
        f"rm {home.typed}/journal.lock\ntwoway sync",
    )
