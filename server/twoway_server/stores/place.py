"""The place of the store: one file that one server holds, readable by its owner alone.

The lock lies on a file of its own beside the store: SQLite's locks on the store would be lost as
soon as any other descriptor of it is closed. It is let go of by the operating system when the
process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from twoway_core.errors import ConfigError, StoreInUseError, StoreLostError

_PRIVATE = 0o600
_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"}
)
_MOUNTS = Path("/proc/self/mountinfo")


class Place:
    """The store's file, held by this process until ``release``."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock
        self._identity = _identity(path)

    @classmethod
    def claim(cls, path: Path) -> Place:
        """Make the file where it is missing, and hold it.

        Raises StoreInUseError when another process holds it, ConfigError when it cannot lie there.
        """
        try:
            folder = path.parent.resolve(strict=True)
            if file_system(folder, _mounts()) in _NETWORK_FILE_SYSTEMS:
                raise ConfigError(f"data: {folder} is a network file system, on which SQLite can lose data")
            lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
        except OSError as error:
            raise ConfigError(f"data: {path} cannot be opened ({error.strerror})") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE))
            path.chmod(_PRIVATE)
            return cls(path, lock)
        except BlockingIOError:
            os.close(lock)
            raise StoreInUseError(f"another twoway-server works on {path}") from None
        except OSError as error:
            os.close(lock)
            raise ConfigError(f"data: {path} cannot be opened ({error.strerror})") from None

    def check(self) -> None:
        """Raise StoreLostError when the path names another file than the one that was claimed, or none."""
        try:
            here = _identity(self.path)
        except OSError:
            here = None
        if here != self._identity:
            raise StoreLostError(f"{self.path} was removed or replaced while the server ran")

    def release(self) -> None:
        """Let another process have it."""
        os.close(self._lock)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _mounts() -> str:
    return _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""


def file_system(folder: Path, mounts: str) -> str:
    """Return the type of the file system under ``folder``; ``mounts`` is text as of proc_pid_mountinfo(5).

    An empty text when ``mounts`` does not tell.
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        mounted, _, described = line.partition(" - ")
        point = Path(mounted.split()[4].encode().decode("unicode_escape", errors="replace"))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), described.split()[0]
    return kind
