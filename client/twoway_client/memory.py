"""Memory: a folder whose files never reach a disk."""

from __future__ import annotations

import os
from pathlib import Path

MEMORY_FOLDERS = ("/dev/shm", "/run/user/{uid}")  # noqa: S108  # in memory, and made private by whoever uses it
_MEMORY_SYSTEMS = {"tmpfs", "ramfs"}
_MOUNTS = Path("/proc/mounts")


def memory_folder() -> str | None:
    """Return a folder that lies in memory only, and can be written to; None where there is none."""
    rows = [line.split() for line in _MOUNTS.read_text().splitlines()] if _MOUNTS.exists() else []
    mounted = {row[1]: row[2] for row in rows}
    for pattern in MEMORY_FOLDERS:
        folder = pattern.format(uid=os.getuid())
        if mounted.get(folder) in _MEMORY_SYSTEMS and os.access(folder, os.W_OK):
            return folder
    return None
