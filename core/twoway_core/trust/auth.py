"""Signing in: a device signs the server's challenge, bound to that server, journal and device.

A paper key may ask a server for its journals as well: whoever has the words alone knows no journal id.
"""

from __future__ import annotations

from twoway_core.codec import encode
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, DevicePublic


def auth_message(server: str, journal: JournalId, device: DeviceId, nonce: bytes) -> bytes:
    """Return what is signed: the server's id (its public base URL), journal, device and nonce."""
    return encode([server, journal, device, nonce])


def sign_in(keys: DeviceKeys, server: str, journal: JournalId, nonce: bytes) -> bytes:
    """Return the 64-byte signature that answers the challenge ``nonce``."""
    return keys.sign(labels.AUTH, auth_message(server, journal, keys.public.device, nonce))


def check_sign_in(public: DevicePublic, server: str, journal: JournalId, nonce: bytes, signature: bytes) -> None:
    """Raise BadSignatureError unless ``signature`` answers the challenge."""
    public.verify(labels.AUTH, auth_message(server, journal, public.device, nonce), signature)


def find_message(server: str, paper: DeviceId, nonce: bytes) -> bytes:
    """Return what a paper key signs to be told its journals: the server's id, its own, and the nonce."""
    return encode([server, paper, nonce])


def sign_find(keys: DeviceKeys, server: str, nonce: bytes) -> bytes:
    """Return the 64-byte signature by which a paper key asks for its journals, once."""
    return keys.sign(labels.FIND, find_message(server, keys.public.device, nonce))


def check_find(public: DevicePublic, server: str, nonce: bytes, signature: bytes) -> None:
    """Raise BadSignatureError unless ``signature`` asks ``server`` for the journals of ``public``."""
    public.verify(labels.FIND, find_message(server, public.device, nonce), signature)
