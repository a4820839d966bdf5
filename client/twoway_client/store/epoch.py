"""The epoch key of this profile: taken from the roster's box once, then kept sealed under the local key."""

from __future__ import annotations

import os
from contextlib import suppress

from twoway_client.store.database import Database
from twoway_client.store.segments import SegmentStore
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.trust.epochs import open_epoch_key

_EPOCH = "epoch"
_LABEL = b"twoway/1/local/epoch\0"


def epoch_key(database: Database, segments: SegmentStore, keys: DeviceKeys, local: bytes) -> EpochKey:
    """Return the epoch key in force. Raises CannotOpenError when the roster has no box for this device."""
    sealed = database.get(_EPOCH)
    if sealed is not None:
        with suppress(CannotOpenError):  # changed on this disk: the roster has it too
            return EpochKey(open_sealed(local, _LABEL, b"", sealed))
    key = open_epoch_key(segments.roster(), keys)
    with database.writing():
        database.put(_EPOCH, seal(local, _LABEL, b"", key.secret, os.urandom))
    return key
