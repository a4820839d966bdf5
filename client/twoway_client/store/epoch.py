"""The epoch keys of this profile: taken from the roster's boxes, then kept sealed under the local key.

What is kept goes whenever the roster grows, and is made anew from it.
"""

from __future__ import annotations

import os
from contextlib import suppress

import msgspec

from twoway_client.errors import Refusal
from twoway_client.store.database import IMPATIENT_SECONDS, Database
from twoway_client.store.segments import EPOCHS, SegmentStore
from twoway_core.codec import decode, encode
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.trust.epochs import EpochKeys, open_epoch_keys

_LABEL = b"twoway/1/local/epoch\0"
_LIMIT_BYTES = 128 * 1024


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    began: tuple[int, ...]
    keys: tuple[bytes, ...]
    holes: tuple[int, ...] = ()


def epoch_keys(database: Database, segments: SegmentStore, keys: DeviceKeys, local: bytes) -> EpochKeys:
    """Return the keys that this device was given. Raises CannotOpenError when the roster has no box for it."""
    sealed = database.get(EPOCHS)
    if sealed is not None:
        with suppress(CannotOpenError):  # changed on this disk: the roster has them too
            kept = decode(_Kept, open_sealed(local, _LABEL, b"", sealed), _LIMIT_BYTES)
            return EpochKeys(kept.began, tuple(EpochKey(secret) for secret in kept.keys), kept.holes)
    opened = open_epoch_keys(segments.roster(), keys)
    data = encode(_Kept(opened.began, tuple(key.secret for key in opened.keys), opened.holes))
    with (
        suppress(Refusal),
        database.writing(IMPATIENT_SECONDS),
    ):  # a journal that cannot be written to can still be read
        database.put(EPOCHS, seal(local, _LABEL, b"", data, os.urandom))
    return opened
