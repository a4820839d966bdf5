"""Floor of pushing and pulling: select, pack, one request, committed; and back, committed, decrypted and folded.

Arguments: the server's port, folder, number of entries. Answers with the seconds of each way.
"""

from __future__ import annotations

import http.client
import sys
import time

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .floor_append import append, entries, key, open_log
from .floor_log import Entry
from .processes import answer
from .texts import note

_LINK_BYTES = 32
_NONCE_BYTES = 12


class Caller:
    """One kept connection to the floor's server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def call(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """Return the answer to one request."""
        self._connection.request(method, path, body)
        return self._connection.getresponse().read()


def push(caller: Caller, file: str) -> None:
    """Send every row of the log in ``file``."""
    rows = open_log(file).execute("SELECT sealed FROM entry ORDER BY seq").fetchall()
    caller.call("POST", "/push", msgspec.msgpack.encode([row[0] for row in rows]))


def pull(caller: Caller, file: str) -> int:
    """Keep everything that the server has in a new log ``file``; return the number of entries that it folds to."""
    connection = open_log(file)
    items = msgspec.msgpack.decode(caller.call("GET", "/pull"), type=list[bytes])
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO entry (sealed) VALUES (?)", [(item,) for item in items])
    connection.execute("COMMIT")
    decrypt, decode = AESGCM(key()).decrypt, msgspec.msgpack.Decoder(Entry).decode
    state: dict[bytes, Entry] = {}
    for item in items:
        sealed = item[_LINK_BYTES:]
        entry = decode(decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None))
        state[entry.id] = entry
    return len(state)


def main() -> None:
    """Go there and back."""
    caller, folder, count = Caller(int(sys.argv[1])), sys.argv[2], int(sys.argv[3])
    caller.call("POST", "/wipe")
    append(open_log(f"{folder}/mine.db"), entries(count, note), 1000)
    began = time.perf_counter()
    push(caller, f"{folder}/mine.db")
    pushed = time.perf_counter()
    assert pull(caller, f"{folder}/other.db") == count
    answer(push=pushed - began, pull=time.perf_counter() - pushed)


if __name__ == "__main__":
    main()
