"""Floor of a rebuild: read, check the SHA-256 chain, decrypt, decode, and fold into a dictionary.

Arguments: file, and ``make COUNT`` or ``replay``. Answers with the seconds of the loop.
"""

from __future__ import annotations

import sys
import time
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .floor_append import append, entries, key, open_log
from .floor_log import Entry
from .processes import answer
from .texts import note


def replay(file: str) -> int:
    """Return the number of entries that the log in ``file`` folds to. Raises AssertionError for a broken link."""
    decrypt, decode = AESGCM(key()).decrypt, msgspec.msgpack.Decoder(Entry).decode
    state: dict[bytes, Entry] = {}
    link = bytes(32)
    for (row,) in open_log(file).execute("SELECT sealed FROM entry ORDER BY seq"):
        sealed = row[32:]
        link = sha256(link + sealed).digest()
        assert link == row[:32]
        entry = decode(decrypt(sealed[:12], sealed[12:], None))
        state[entry.id] = entry
    return len(state)


def main() -> None:
    """Make a log, or replay it."""
    file, what = sys.argv[1], sys.argv[2]
    if what == "make":
        append(open_log(file), entries(int(sys.argv[3]), note), 1000)
        answer()
        return
    began = time.perf_counter()
    count = replay(file)
    answer(seconds=time.perf_counter() - began, count=count)


if __name__ == "__main__":
    main()
