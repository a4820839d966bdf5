"""Ids: entry ids that are a total order, and ids that are hashes.

An entry id is a UUIDv7 (RFC 9562): 48 bits of milliseconds, version 7, a 12-bit counter, variant 2,
62 random bits. Its byte order is the order of the journal.
An id that is a hash (journal, device, chain) is the first 16 bytes, written as 32 hex digits.
"""

from __future__ import annotations

from typing import NewType

EntryId = NewType("EntryId", bytes)
JournalId = NewType("JournalId", bytes)
DeviceId = NewType("DeviceId", bytes)
ChainId = NewType("ChainId", bytes)

ID_BYTES = 16
COUNTER_BITS = 12
RANDOM_BITS = 62
_RANDOM_MASK = (1 << RANDOM_BITS) - 1

CONSONANTS = "bcdfghjklmnpqrstvwxz"
HANDLE_LENGTH = 15  # 20**15 > 2**62: every id has its own full handle
SHORT_LENGTH = 5
SHORTEST_PREFIX = 3


def make_entry_id(ms: int, counter: int, random: int) -> EntryId:
    """Return the id for ``ms`` since 1970 (48 bits), ``counter`` (12 bits) and ``random`` (62 bits)."""
    value = ms << 80 | 0x7 << 76 | counter << 64 | 0x2 << 62 | random & _RANDOM_MASK
    return EntryId(value.to_bytes(ID_BYTES, "big"))


def id_ms(entry: bytes) -> int:
    """Return the milliseconds since 1970 that ``entry`` claims."""
    return int.from_bytes(entry[:6], "big")


def id_counter(entry: bytes) -> int:
    """Return the 12-bit counter of ``entry``."""
    return int.from_bytes(entry[6:8], "big") & 0xFFF


def is_entry_id(value: bytes) -> bool:
    """Return whether ``value`` has the length, version and variant of an entry id."""
    return len(value) == ID_BYTES and value[6] >> 4 == 0x7 and value[8] >> 6 == 0x2


def handle(entry: bytes) -> str:
    """Return the 15 consonants of ``entry``: its 62 random bits in base 20, lowest digit first."""
    rest = int.from_bytes(entry[8:], "big") & _RANDOM_MASK
    letters = []
    for _ in range(HANDLE_LENGTH):
        rest, digit = divmod(rest, 20)
        letters.append(CONSONANTS[digit])
    return "".join(letters)


def short(entry: bytes) -> str:
    """Return the first five consonants of ``entry``, as a person sees it."""
    return handle(entry)[:SHORT_LENGTH]


def is_handle(text: str) -> bool:
    """Return whether ``text`` can be the start of a handle: three or more consonants."""
    return SHORTEST_PREFIX <= len(text) <= HANDLE_LENGTH and all(letter in CONSONANTS for letter in text)
