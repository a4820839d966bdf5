"""Signing in: challenges that need no memory, and tokens that are kept as hashes.

A nonce says itself when it was made and for whom, under a key that this process drew when it
started: asking for a million of them costs no memory, and tells nobody which journals or devices
exist. It is remembered only once it was used. A token is kept as its SHA-256, bound to journal and
device, and lives in this process: after a restart everybody signs in again.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha256

from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import NONCE_SECONDS, TOKEN_SECONDS

Random = Callable[[int], bytes]
Clock = Callable[[], float]

MAX_TOKENS_A_DEVICE = 16
_AT_BYTES = 8
_RANDOM_BYTES = 8
_BODY_BYTES = _AT_BYTES + _RANDOM_BYTES
_MAC_BYTES = 16


class Nonces:
    """Challenges of one use, good for 60 seconds."""

    def __init__(self, random: Random, clock: Clock) -> None:
        self._key = random(32)
        self._random = random
        self._clock = clock
        self._start = clock()
        self._spent: dict[bytes, float] = {}

    def make(self, journal: JournalId, device: DeviceId) -> bytes:
        """Return a nonce (32 bytes) for ``device``, whether it exists or not."""
        body = self._now_ms().to_bytes(_AT_BYTES, "big") + self._random(_RANDOM_BYTES)
        return body + self._mac(journal, device, body)

    def is_fresh(self, journal: JournalId, device: DeviceId, nonce: bytes) -> bool:
        """Return whether ``nonce`` was made here for ``device``, within 60 seconds."""
        body, mac = nonce[:_BODY_BYTES], nonce[_BODY_BYTES:]
        age_ms = self._now_ms() - int.from_bytes(body[:_AT_BYTES], "big")
        is_ours = hmac.compare_digest(mac, self._mac(journal, device, body))
        return is_ours and age_ms <= NONCE_SECONDS * 1000

    def spend(self, nonce: bytes) -> bool:
        """Use ``nonce``, and remember that for as long as it would be fresh; return False when it was used before."""
        if nonce in self._spent:
            return False
        now = self._clock()
        while self._spent and next(iter(self._spent.values())) < now - NONCE_SECONDS:
            del self._spent[next(iter(self._spent))]
        self._spent[nonce] = now
        return True

    def _now_ms(self) -> int:
        return int((self._clock() - self._start) * 1000)

    def _mac(self, journal: JournalId, device: DeviceId, body: bytes) -> bytes:
        return hmac.digest(self._key, journal + device + body, "sha256")[:_MAC_BYTES]


class Tokens:
    """Bearer tokens of 32 random bytes, good for 15 minutes."""

    def __init__(self, random: Random, clock: Clock) -> None:
        self._random = random
        self._clock = clock
        self._holders: dict[bytes, tuple[JournalId, DeviceId, float]] = {}
        self._by_device: dict[tuple[JournalId, DeviceId], list[bytes]] = {}

    def make(self, journal: JournalId, device: DeviceId) -> bytes:
        """Return a new token for ``device``; of more than 16 the oldest ends."""
        self._forget_old()
        token = self._random(32)
        name = sha256(token).digest()
        self._holders[name] = (journal, device, self._clock() + TOKEN_SECONDS)
        names = self._by_device.setdefault((journal, device), [])
        names.append(name)
        if len(names) > MAX_TOKENS_A_DEVICE:
            del self._holders[names.pop(0)]
        return token

    def holder(self, journal: JournalId, token: bytes) -> DeviceId | None:
        """Return the device that holds ``token`` for ``journal``, or None."""
        held = self._holders.get(sha256(token).digest())
        if held is None or held[0] != journal or held[2] <= self._clock():
            return None
        return held[1]

    def drop(self, journal: JournalId, device: DeviceId) -> None:
        """End every token of ``device``."""
        for name in self._by_device.pop((journal, device), ()):
            del self._holders[name]

    def __len__(self) -> int:
        return len(self._holders)

    def _forget_old(self) -> None:
        now = self._clock()
        while self._holders:
            name, (journal, device, until) = next(iter(self._holders.items()))
            if until > now:
                return
            del self._holders[name]
            names = self._by_device[journal, device]
            names.remove(name)
            if not names:
                del self._by_device[journal, device]
