"""Keys on disk: wrapped, private, whole or not there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.client.profiles import found_profile
from twoway_client import keystore
from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.keystore import DeviceSecret
from twoway_core.errors import CannotOpenError

SECRET = DeviceSecret(bytes(range(64)), b"L" * 32)


def test_a_wrapped_secret_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    """The right passphrase gives the secret back, another one an error that tells nothing."""
    bare = keystore.read_key_file(found_profile(tmp_path).home)
    salt, sealed = keystore.wrap(SECRET, "five good words of mine")
    keys = keystore.KeyFile(
        bare.format, bare.journal, bare.device, bare.signing, bare.agreement, "laptop", "passphrase", salt, sealed
    )

    assert keystore.unwrap(keys, "five good words of mine") == SECRET
    with pytest.raises(CannotOpenError):
        keystore.unwrap(keys, "five good words of yours")
    assert SECRET.device not in sealed


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Mode 0600, and the folder 0700."""
    home = found_profile(tmp_path).home

    assert stat.S_IMODE(home.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.journal.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format":1}', b"\xff\xfe"])
def test_a_damaged_key_file_is_refused_with_a_mend(tmp_path: Path, damage: bytes) -> None:
    """Nothing is overwritten; the person is told where to get the file back from."""
    home = found_profile(tmp_path).home
    home.key.write_bytes(damage)

    with pytest.raises(Refusal, match="cannot be read"):
        keystore.read_key_file(home)

    assert home.key.read_bytes() == damage


def test_missing_keys_are_told_apart_from_damaged_ones(tmp_path: Path) -> None:
    """The journal file is kept for them."""
    with pytest.raises(Refusal, match="missing"):
        keystore.read_key_file(Home(tmp_path))


def test_a_secret_never_shows_when_printed() -> None:
    """Neither in a log nor in a trace."""
    assert repr(SECRET) == "<DeviceSecret>"


def test_a_failed_write_leaves_the_old_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file takes the old one's place whole, or not at all."""
    home = found_profile(tmp_path).home
    before = home.key.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Refusal, match="No space left"):
        keystore.write_key_file(home, keystore.read_key_file(home))

    assert home.key.read_bytes() == before
