"""The Linux kernel's keyring: where an unlocked key waits, off the disk, until it is idle for 8 hours.

Three system calls through ctypes, no package. Everywhere else (no Linux, calls forbidden) every
function answers "not there", and the passphrase is asked for each time.
"""

from __future__ import annotations

import ctypes
import platform

IDLE_SECONDS = 8 * 60 * 60
_USER_KEYRING = -4
_SETPERM, _INVALIDATE, _SEARCH, _READ, _SET_TIMEOUT = 5, 21, 10, 11, 15
_POSSESSOR_AND_USER = 0x3F3F0000
_CALLS = {"x86_64": (248, 250), "aarch64": (217, 219)}  # add_key, keyctl
_MAX_BYTES = 512


def _call(which: int, *arguments: object) -> int:
    numbers = _CALLS.get(platform.machine()) if platform.system() == "Linux" else None
    if numbers is None:
        return -1
    return int(ctypes.CDLL(None).syscall(numbers[which], *arguments))


def _find(name: str) -> int:
    return _call(1, _SEARCH, _USER_KEYRING, b"user", name.encode(), 0)


def remember(name: str, secret: bytes) -> bool:
    """Keep ``secret`` (at most 512 bytes) under ``name``; return whether that worked."""
    key = _call(0, b"user", name.encode(), secret, len(secret), _USER_KEYRING)
    if key < 0:
        return False
    _call(1, _SETPERM, key, ctypes.c_uint(_POSSESSOR_AND_USER))
    _call(1, _SET_TIMEOUT, key, IDLE_SECONDS)
    return True


def recall(name: str) -> bytes | None:
    """Return what ``name`` holds, and let its 8 hours begin anew; None when there is nothing."""
    key = _find(name)
    if key < 0:
        return None
    buffer = ctypes.create_string_buffer(_MAX_BYTES)
    size = _call(1, _READ, key, buffer, _MAX_BYTES)
    if size < 0:
        return None
    _call(1, _SET_TIMEOUT, key, IDLE_SECONDS)
    return buffer.raw[:size]


def holds(name: str) -> bool:
    """Return whether ``name`` is there; its 8 hours go on as they were."""
    return _find(name) >= 0


def forget(name: str) -> bool:
    """Remove ``name``; return whether there was something to remove."""
    key = _find(name)
    return key >= 0 and _call(1, _INVALIDATE, key) >= 0
