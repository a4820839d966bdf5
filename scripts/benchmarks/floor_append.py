"""Floor of appending: encode, seal, chain by SHA-256, insert, commit; nothing else.

Arguments: folder, number of entries, entries a transaction. Answers with the seconds of the loop.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .floor_log import SCHEMA, Answer, Entry
from .processes import answer
from .texts import NOTE

_NONCE_BYTES = 12


def entries(count: int, text: Callable[[int], str]) -> list[Entry]:
    """Return ``count`` entries, ready to be encoded, with the texts that ``text`` gives for their numbers."""
    random = os.urandom
    return [
        Entry(
            id=random(16),
            at=1_700_000_000_000 + at,
            offset=60,
            batch=None,
            type="answer.noted",
            fields=Answer(random(16), random(16), text(at), random(16), random(16), "example"),
        )
        for at in range(count)
    ]


def open_log(file: str) -> sqlite3.Connection:
    """Return a connection to a log, made where it is missing; every commit of it is flushed."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(SCHEMA)
    return connection


def append(connection: sqlite3.Connection, given: list[Entry], batch: int) -> bytes:
    """Append ``given``, sealed and chained, ``batch`` a transaction; return the last link."""
    cipher, encode, link = AESGCM(key()), msgspec.msgpack.Encoder().encode, bytes(32)
    for first in range(0, len(given), batch):
        rows = []
        for entry in given[first : first + batch]:
            nonce = os.urandom(_NONCE_BYTES)
            sealed = nonce + cipher.encrypt(nonce, encode(entry), None)
            link = sha256(link + sealed).digest()
            rows.append((link + sealed,))
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO entry (sealed) VALUES (?)", rows)
        connection.execute("COMMIT")
    return link


def key() -> bytes:
    """Return the key of every floor."""
    return bytes(range(32))


def main() -> None:
    """Append, and say how long it took."""
    folder, count, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    connection, given = open_log(f"{folder}/floor.db"), entries(count, lambda _: NOTE)
    began = time.perf_counter()
    append(connection, given, batch)
    answer(seconds=time.perf_counter() - began)


if __name__ == "__main__":
    main()
