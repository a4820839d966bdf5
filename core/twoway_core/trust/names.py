"""Names of devices: sealed in the roster, so that the server learns none."""

from __future__ import annotations

from twoway_core.entry import check_text
from twoway_core.errors import CannotOpenError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.symmetric import OVERHEAD_BYTES, Random, open_sealed, seal
from twoway_core.trust.statements import MAX_SEALED_NAME_BYTES

_NAME_BYTES = 64
MAX_NAME_BYTES = _NAME_BYTES - 1


def seal_name(key: EpochKey, journal: JournalId, device: DeviceId, name: str, random: Random) -> bytes:
    """Return a device's ``name`` (cut to 63 bytes of UTF-8) sealed for the roster; always 112 bytes.

    ``key``: the epoch key in force. Raises TextRefusedError for lone surrogates.
    """
    text = check_text(name).encode()[:MAX_NAME_BYTES].decode(errors="ignore").encode()
    padded = bytes([len(text)]) + text + bytes(MAX_NAME_BYTES - len(text))
    return seal(key.secret, labels.NAME, journal + device, padded, random)


def open_name(key: EpochKey, journal: JournalId, device: DeviceId, sealed: bytes) -> str:
    """Return the name in ``sealed``; ``key``: of the epoch in force when it was added. Raises CannotOpenError."""
    if len(sealed) > MAX_SEALED_NAME_BYTES or len(sealed) < OVERHEAD_BYTES + 1:
        raise CannotOpenError("a device's name has another length")
    padded = open_sealed(key.secret, labels.NAME, journal + device, sealed)
    return padded[1 : 1 + padded[0]].decode(errors="replace")
