"""Signing in: a device signs the server's challenge, bound to that server, journal and device."""

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
