"""Keys on disk: wrapped, private, whole or not there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec.structs import replace

from tests.client.profiles import found_profile
from twoway_client import keystore
from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.keystore import DeviceSecret
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.symmetric import open_sealed

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


def test_a_passphrase_is_stretched_by_our_own_measure() -> None:
    """Argon2id over 64 MiB, three passes, four lanes: within what was found to be enough, and not too much."""
    salt, sealed = keystore.wrap(SECRET, "five good words of mine")
    stretched = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(
        b"five good words of mine"
    )

    assert open_sealed(stretched, b"twoway/1/keyfile\0", salt, sealed) == SECRET.joined


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"{", b'{"memory_kib":8,"iterations":1,'),
        (b'"protection":"none"', b'"protection":"base64"'),
        (b'"salt":""', b'"salt":8'),
        (b"{", b" " * 4096 + b"{"),
        (b'"name":"laptop"', b'"name":"' + b"l" * 4096 + b'"'),
    ],
    ids=["measure", "protection", "salt", "blanks", "name"],
)
def test_a_key_file_offers_nothing_of_its_own(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Weak parameters, an unknown protection, a file longer than any is: refused before anything is run."""
    home = found_profile(tmp_path).home
    data = home.key.read_bytes()
    home.key.write_bytes(data.replace(old, new, 1))
    assert home.key.read_bytes() != data

    with pytest.raises(Refusal, match="cannot be read"):
        keystore.read_key_file(home)


def test_a_key_file_of_another_format_is_not_read_as_this_one(tmp_path: Path) -> None:
    """Also where it looks the same."""
    home = found_profile(tmp_path).home
    home.key.write_bytes(home.key.read_bytes().replace(b'"format":1', b'"format":2'))

    with pytest.raises(Refusal, match="newer Twoway"):
        keystore.read_key_file(home)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format":1}', b"\xff\xfe"])
def test_a_damaged_key_file_is_refused_with_a_mend(tmp_path: Path, damage: bytes) -> None:
    """Nothing is overwritten; the person is told where to get the file back from."""
    home = found_profile(tmp_path).home
    home.key.write_bytes(damage)

    with pytest.raises(Refusal, match="cannot be read"):
        keystore.read_key_file(home)

    assert home.key.read_bytes() == damage


@pytest.mark.parametrize("cost", [{"memory_kib": 16 * 1024 * 1024}, {"memory_kib": 8}, {"passes": 1}, {"lanes": 10**6}])
def test_a_key_file_cannot_say_what_a_passphrase_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cost: dict[str, int]
) -> None:
    """C9: a file that names a cost is refused before anything is stretched."""
    home = found_profile(tmp_path).home
    home.key.write_bytes(msgspec.json.encode({**msgspec.json.decode(home.key.read_bytes()), **cost}))
    monkeypatch.setattr(keystore, "_stretch", lambda *_: pytest.fail("a passphrase was stretched"))

    with pytest.raises(Refusal, match="cannot be read"):
        keystore.read_key_file(home)


def test_the_cost_of_a_passphrase_is_fixed_and_high_enough() -> None:
    """64 MiB to 1 GiB, two to ten passes."""
    assert 64 * 1024 <= keystore.ARGON2_MEMORY_KIB <= 1024 * 1024
    assert 2 <= keystore.ARGON2_PASSES <= 10


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
        keystore.write_key_file(home, replace(keystore.read_key_file(home), name="another"))

    assert home.key.read_bytes() == before
