"""Rollback memory: what this device knows that a restored journal would have forgotten.

One small file per device in the XDG state folder, apart from the journal, written after each sync's
commit: the roster's hash, the heads of this device's own chains, and all heads.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from twoway_client.home import state_folder
from twoway_core.codec import decode, encode
from twoway_core.errors import MalformedError
from twoway_core.sync.messages import ChainHeads

_LIMIT_BYTES = 4 * 1024 * 1024


class Memory(msgspec.Struct, frozen=True):
    """What was true after the last sync of this device."""

    roster: bytes
    own: list[ChainHeads]
    heads: list[ChainHeads]


def _file(device: bytes) -> Path:
    return state_folder() / f"{device.hex()}.memory"


def recall(device: bytes) -> Memory | None:
    """Return the memory of ``device``; None when there is none that can be read."""
    try:
        return decode(Memory, _file(device).read_bytes(), _LIMIT_BYTES)
    except (OSError, MalformedError):
        return None


def remember(device: bytes, memory: Memory) -> bool:
    """Keep ``memory``; return whether that worked. A device without a state folder goes on without it."""
    file = _file(device)
    draft = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_bytes(encode(memory))
        draft.chmod(0o600)
        os.replace(draft, file)
    except OSError:
        return False
    return True
