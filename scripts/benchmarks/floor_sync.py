"""Floor of a sync with one new entry: the process of ``floor_log``, and http.client, one request and its answer."""

from __future__ import annotations

import http.client
import os
import sqlite3

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY = bytes(range(32))
_NONCE_BYTES = 12


def main(argv: list[str]) -> None:
    """Send one entry from the database ``argv[1]`` to the port ``argv[2]``, and keep that it was taken."""
    connection = sqlite3.connect(argv[1], isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS sent (seq INTEGER PRIMARY KEY, answer BLOB NOT NULL)")
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(_KEY).encrypt(nonce, bytes(1024), None)
    server = http.client.HTTPConnection("127.0.0.1", int(argv[2]))
    server.request("POST", "/append", msgspec.msgpack.encode([sealed]), {"Content-Type": "application/octet-stream"})
    answer = server.getresponse().read()
    connection.execute("INSERT INTO sent (answer) VALUES (?)", (answer,))
    os._exit(0)
