"""Floor of logging a step: the interpreter, sqlite3, AES-GCM and msgspec, one durable insert, and out."""

from __future__ import annotations

import os
import sqlite3
import time

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SCHEMA = "CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL)"
_KEY = bytes(range(32))
_NONCE_BYTES = 12


class Answer(msgspec.Struct, gc=False):
    """An event as it might be."""

    opportunity: bytes
    interview: bytes
    text: str
    asked: bytes
    contact: bytes
    form: str


class Entry(msgspec.Struct, array_like=True, gc=False):
    """An entry as it might be."""

    id: bytes
    at: int
    offset: int
    batch: bytes | None
    type: str
    fields: Answer


def main(argv: list[str]) -> None:
    """Put one entry into the database that ``argv`` names."""
    connection = sqlite3.connect(argv[1], isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(SCHEMA)
    now_ms = time.time_ns() // 1_000_000
    event = Answer(bytes(16), bytes(16), argv[2], bytes(16), bytes(16), "general")
    data = msgspec.msgpack.encode(Entry(os.urandom(16), now_ms, 60, None, "answer.noted", event))
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(_KEY).encrypt(nonce, data, None)
    connection.execute("INSERT INTO entry (sealed) VALUES (?)", (sealed,))
    os._exit(0)
