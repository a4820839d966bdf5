"""The device's keys on disk: one file, mode 0600, whose secret part is wrapped unless asked otherwise.

The public half is in clear, so that writing never needs the secret. Protection is a passphrase
(Argon2id with parameters fixed here, never taken from the file), the system's keyring, or, only
when asked for by name, none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_core.ids import DeviceId, JournalId

FORMAT = 1
ARGON2_MEMORY_KIB = 64 * 1024
ARGON2_PASSES = 3
ARGON2_LANES = 4
DEVICE_SECRET_BYTES = 64
SECRET_BYTES = DEVICE_SECRET_BYTES + 32
_SALT_BYTES = 16
_MAX_FILE_BYTES = 4096
_WRAP_LABEL = b"twoway/1/keyfile\0"

Protection = Literal["none", "passphrase", "keyring"]


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``device.key``, as JSON; bytes are base64. ``secret`` is wrapped, or bare, or empty (system keyring)."""

    format: int
    journal: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    device: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    signing: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    agreement: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    name: str
    protection: Protection
    salt: bytes
    secret: bytes

    @property
    def cache_name(self) -> str:
        """What the unlocked secret is called in the kernel's keyring."""
        return f"twoway:{self.device.hex()}"


class _Format(msgspec.Struct):
    """What every key file says, of whatever version."""

    format: int


@dataclass(frozen=True, slots=True)
class DeviceSecret:
    """What unlocking gives: 64 bytes of device keys, and the 32-byte local key that seals the checkpoint."""

    device: bytes
    local: bytes

    def __repr__(self) -> str:
        return "<DeviceSecret>"

    @property
    def joined(self) -> bytes:
        """Both, as one run of 96 bytes."""
        return self.device + self.local

    @classmethod
    def split(cls, joined: bytes) -> DeviceSecret:
        """Return the secret in ``joined``."""
        return cls(joined[:DEVICE_SECRET_BYTES], joined[DEVICE_SECRET_BYTES:])


@dataclass(frozen=True, slots=True)
class Identity:
    """The public half of a device: what any command may know while locked."""

    journal: JournalId
    device: DeviceId


def read_key_file(home: Home) -> KeyFile:
    """Return the key file of ``home``. Raises Refusal."""
    data = b""
    try:
        with home.key.open("rb") as file:
            data = file.read(_MAX_FILE_BYTES)
        keys = msgspec.json.decode(data, type=KeyFile)
    except FileNotFoundError:
        raise Refusal(
            "no-keys",
            f"the keys of this device are missing ({home.shown}/device.key).",
            kept="the journal file, which they open",
            mend="put device.key back from a backup, or twoway join into a fresh --home",
        ) from None
    except (OSError, msgspec.MsgspecError):
        _refuse_newer(data)
        raise Refusal(
            "bad-keys",
            f"the key file {home.shown}/device.key cannot be read.",
            kept="everything, as it is",
            mend="put it back from a backup, or twoway join into a fresh --home",
        ) from None
    _refuse_newer(data)
    return keys


def _refuse_newer(data: bytes) -> None:
    """Raise Refusal when ``data`` names another format; whatever else stands in it is for that version to know."""
    try:
        is_newer = msgspec.json.decode(data, type=_Format).format != FORMAT
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    if is_newer:
        raise Refusal("newer", "the key file was written by a newer Twoway.", mend="install the newest twoway")


def write_key_file(home: Home, keys: KeyFile) -> None:
    """Put ``keys`` in place, whole or not at all, mode 0600. Raises Refusal."""
    draft = home.key.with_suffix(".new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, msgspec.json.encode(keys))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(draft, home.key)
        flush_folder(home)
    except OSError as error:
        raise Refusal(
            "home",
            f"cannot write {home.shown}/device.key ({error.strerror}).",
            mend="check the folder and its free space",
        ) from None


def flush_folder(home: Home) -> None:
    """Let what was renamed in the folder of ``home`` survive the loss of power. Raises OSError."""
    descriptor = os.open(home.folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wrap(secret: DeviceSecret, passphrase: str) -> tuple[bytes, bytes]:
    """Return (salt, wrapped secret) under ``passphrase``."""
    from twoway_core.sealing.symmetric import seal

    salt = os.urandom(_SALT_BYTES)
    return salt, seal(_stretch(passphrase, salt), _WRAP_LABEL, salt, secret.joined, os.urandom)


def unwrap(keys: KeyFile, passphrase: str) -> DeviceSecret:
    """Return the secret of ``keys``. Raises CannotOpenError for a wrong passphrase."""
    from twoway_core.sealing.symmetric import open_sealed

    key = _stretch(passphrase, keys.salt)
    return DeviceSecret.split(open_sealed(key, _WRAP_LABEL, keys.salt, keys.secret))


def _stretch(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=32, iterations=ARGON2_PASSES, lanes=ARGON2_LANES, memory_cost=ARGON2_MEMORY_KIB
    ).derive(passphrase.encode(errors="surrogatepass"))


def secret_at_hand(keys: KeyFile) -> DeviceSecret | None:
    """Return the secret if it can be had without asking anybody: bare, cached, or in the system keyring."""
    if keys.protection == "none":
        return DeviceSecret.split(keys.secret) if len(keys.secret) == SECRET_BYTES else None
    from twoway_client import kernel_keyring  # ctypes: only where a secret is wanted

    cached = kernel_keyring.recall(keys.cache_name)
    if cached is not None and len(cached) == SECRET_BYTES:
        return DeviceSecret.split(cached)
    if keys.protection == "keyring":
        from twoway_client import system_keyring

        kept = system_keyring.recall(keys.cache_name)
        return DeviceSecret.split(kept) if kept is not None else None
    return None
