"""The stage: for the length of a run, time, randomness, disk and network of the product are those of the run.

The product's own modules are used as they are; what they ask of the system is answered here.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from tests.core.hpke import sealer
from twoway_client.store import database
from twoway_client.sync import mailbox, pairing
from twoway_client.sync.remote import Remote
from twoway_core.sealing import boxes
from twoway_core.sealing.keys import DevicePublic

from .disk import Process, connector

_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Props:
    """What a run answers with.

    ``now_ms``: the world's time; ``sleep`` lets seconds of it pass; ``folder``: for temporary files.
    """

    random: Callable[[int], bytes]
    now_ms: Callable[[], int]
    folder: Path
    sleep: Callable[[float], None]
    process: Callable[[], Process]
    exchange: Callable[..., bytes]


class _Clock:
    """Stands for the module ``time``."""

    def __init__(self, props: Props) -> None:
        self._props = props

    def monotonic(self) -> float:
        return self._props.now_ms() / 1000

    def sleep(self, seconds: float) -> None:
        self._props.sleep(seconds)


class _Suite:
    """Stands for the HPKE suite, whose library draws randomness of its own; it opens as the library does."""

    def __init__(self, random: Callable[[int], bytes], real: Any) -> None:
        self._seal, self._real = sealer(random), real

    def encrypt(self, secret: bytes, public: X25519PublicKey, *, info: bytes) -> bytes:
        return self._seal(public.public_bytes_raw(), info, secret)

    def decrypt(self, box: bytes, private: X25519PrivateKey, *, info: bytes) -> bytes:
        opened: bytes = self._real.decrypt(box, private, info=info)
        return opened


Verify = Callable[[DevicePublic, bytes, bytes, bytes], None]


@cache
def _remembering(verify: Verify) -> Verify:
    """Return ``verify`` that does not work out again what it found good: a pure function, asked a hundred times."""
    good: set[tuple[bytes, bytes, bytes, bytes]] = set()

    def remembered(public: DevicePublic, label: bytes, message: bytes, signature: bytes) -> None:
        asked = (public.signing, label, message, signature)
        if asked not in good:
            verify(public, label, message, signature)
            if len(good) > _MOST_REMEMBERED:
                good.clear()
            good.add(asked)

    return remembered


@contextmanager
def _in_place(owner: Any, name: str, value: Any) -> Iterator[None]:
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)


@contextmanager
def staged(props: Props) -> Iterator[None]:
    """Answer every call of the product to the system with ``props``."""
    clock = _Clock(props)
    with ExitStack() as stack:
        for owner, name, value in (
            (os, "urandom", props.random),
            (boxes, "_SUITE", _Suite(props.random, boxes._SUITE)),
            (sqlite3, "connect", connector(props.process, sqlite3.connect)),
            (tempfile, "tempdir", str(props.folder)),
            (mailbox, "time", clock),
            (pairing, "time", clock),
            (database, "time", clock),
            (Remote, "_exchange", props.exchange),
            (Remote, "name", lambda _: ""),
            (DevicePublic, "verify", _remembering(DevicePublic.verify)),
        ):
            stack.enter_context(_in_place(owner, name, value))
        yield


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set variables of the environment, for one command."""
    kept = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
