"""The token of the last sign-in, kept for the next command: it saves two of the four requests of a short sync.

It opens the journal on one server for a quarter of an hour, and is sealed under the local key of this
device. One that has run out costs a request more.
"""

from __future__ import annotations

import os

from twoway_client.store.database import Database
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.symmetric import open_sealed, seal

_KEPT = "token"
_LABEL = b"twoway/1/local/token\0"


def recall_token(database: Database, local: bytes, url: str) -> str:
    """Return the token that the server at ``url`` gave last, in hex digits; empty when there is none."""
    sealed = database.get(_KEPT)
    try:
        return open_sealed(local, _LABEL, url.encode(), sealed).hex() if sealed else ""
    except CannotOpenError:  # of another server, or changed on this disk
        return ""


def keep_token(database: Database, local: bytes, url: str, token: str) -> None:
    """Keep ``token`` (hex digits) of the server at ``url``; inside a transaction."""
    database.put(_KEPT, seal(local, _LABEL, url.encode(), bytes.fromhex(token), os.urandom))
