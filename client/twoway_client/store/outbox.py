"""The outbox: entries that wait to be cut into segments, each sealed at once.

A writing process draws one key. It is sealed under the local key where that is at hand, and else boxed
to this device's public key: writing needs no secret, and a locked journal is no obstacle. Whoever opens
such a box later seals the key anew under the local key, which is faster to open.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from twoway_client.store.database import Database
from twoway_core.clock import HybridClock
from twoway_core.errors import CannotOpenError, PeerError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

BOX_INFO = b"twoway/1/local/outbox\0"
_NONCE_BYTES = 12


@dataclass(slots=True)
class Appender:
    """Appends entries to the outbox of one profile, under one key per process.

    ``public``: this device's agreement key. ``local``: its local key, None while locked.
    """

    database: Database
    public: bytes
    local: bytes | None = None
    _cipher: AESGCM | None = None
    _key: int = 0

    def append(self, entries: Iterable[bytes], clock: HybridClock) -> int:
        """Put ``entries`` into the outbox and keep ``clock``; inside a transaction. Return their number."""
        cipher, execute = self._ready(), self.database.connection.execute
        first = execute("SELECT next_seq FROM clock").fetchone()[0]
        rows = []
        for seq, entry in enumerate(entries, first):
            nonce = os.urandom(_NONCE_BYTES)
            rows.append((seq, self._key, nonce + cipher.encrypt(nonce, entry, None)))
        self.database.connection.executemany("INSERT INTO outbox VALUES (?, ?, ?)", rows)
        execute("UPDATE clock SET ms = ?, counter = ?, next_seq = ?", (clock.ms, clock.counter, first + len(rows)))
        return len(rows)

    def _ready(self) -> AESGCM:
        if self._cipher is not None and self._key_is_there():
            return self._cipher
        secret = AESGCM.generate_key(256)
        cursor = self.database.connection.execute(
            "INSERT INTO outbox_keys (boxed, sealed) VALUES (?, ?)", (int(self.local is None), self._sealed(secret))
        )
        self._key, self._cipher = cursor.lastrowid or 0, AESGCM(secret)
        return self._cipher

    def _sealed(self, secret: bytes) -> bytes:
        if self.local is None:
            from twoway_core.sealing.boxes import seal_box

            return seal_box(self.public, BOX_INFO, secret)
        from twoway_core.sealing.symmetric import seal

        return seal(self.local, BOX_INFO, b"", secret, os.urandom)

    def _key_is_there(self) -> bool:
        row = self.database.connection.execute("SELECT 1 FROM outbox_keys WHERE id = ?", (self._key,)).fetchone()
        return row is not None


def read_clock(database: Database) -> HybridClock:
    """Return the clock as last kept."""
    ms, counter = database.row("SELECT ms, counter FROM clock")
    return HybridClock(ms, counter)


@dataclass(slots=True)
class Reader:
    """Opens the outbox of one profile with this device's secrets.

    ``damaged``: the local numbers of entries that were met and do not open; the others go on.
    """

    database: Database
    agreement: X25519PrivateKey
    local: bytes
    damaged: set[int] = field(default_factory=set)

    def entries(self, after: int = 0, before: int = 2**62) -> Iterator[tuple[int, bytes]]:
        """Yield (seq, entry bytes) for ``after`` < seq < ``before``, in order."""
        ciphers: dict[int, AESGCM | None] = {}
        rows = self.database.execute(
            "SELECT seq, key, sealed FROM outbox WHERE seq > ? AND seq < ? ORDER BY seq", (after, before)
        )
        for seq, key, sealed in rows:
            if key not in ciphers:
                ciphers[key] = self._cipher(key)
            entry = _opened(ciphers[key], sealed)
            if entry is None:
                self.damaged.add(seq)
            else:
                yield seq, entry

    def _cipher(self, key: int) -> AESGCM | None:
        try:
            return AESGCM(self._open_key(key))
        except PeerError:
            return None

    def _open_key(self, key: int) -> bytes:
        row = self.database.row("SELECT boxed, sealed FROM outbox_keys WHERE id = ?", (key,))
        if row is None:
            raise CannotOpenError("the key of an entry that waits to be sent is missing")
        boxed, sealed = row
        if not boxed:
            from twoway_core.sealing.symmetric import open_sealed  # hashlib takes 4 ms, and writing needs none

            return open_sealed(self.local, BOX_INFO, b"", sealed)
        from twoway_core.sealing.boxes import open_box

        return open_box(self.agreement, BOX_INFO, sealed)

    def adopt_keys(self) -> None:
        """Seal every boxed key anew under the local key, and drop those that no entry needs; in a transaction."""
        from twoway_core.sealing.symmetric import KEY_BYTES, seal  # as above

        self.database.execute("DELETE FROM outbox_keys WHERE id NOT IN (SELECT key FROM outbox)")
        for (key,) in self.database.execute("SELECT id FROM outbox_keys WHERE boxed = 1").fetchall():
            try:
                secret = self._open_key(key)
            except PeerError:
                continue  # changed on this disk; it stays as it is
            assert len(secret) == KEY_BYTES
            sealed = seal(self.local, BOX_INFO, b"", secret, os.urandom)
            self.database.execute("UPDATE outbox_keys SET boxed = 0, sealed = ? WHERE id = ?", (sealed, key))


def _opened(cipher: AESGCM | None, sealed: bytes) -> bytes | None:
    """Return the entry in ``sealed``; None when it, or its key, was changed."""
    try:
        return None if cipher is None else cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError):  # or a nonce cut short
        return None
