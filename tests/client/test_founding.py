"""Making a profile: all of it is in place or nothing, and what an interrupted one left does no harm."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.client.home import TestHome
from twoway_client import kernel_keyring
from twoway_client.errors import Refusal
from twoway_client.founding import Lock, claim_home, drafted, finish, make_profile, new_roster, unmake
from twoway_client.home import Home
from twoway_core.sealing.keys import DeviceKeys


class CrashError(Exception):
    """The process ends here."""


def crash_after(count: int) -> Callable[..., None]:
    """Return an ``os.replace`` that crashes once it has moved ``count`` files."""
    moved, real = [], os.replace

    def replace(source: Any, target: Any) -> None:
        real(source, target)
        moved.append(target)
        if len(moved) == count:
            raise CrashError

    return replace


def make(home: Home, keys: DeviceKeys) -> None:
    """Make a journal in ``home``."""
    _, roster = new_roster("laptop", keys, os.urandom)
    make_profile(home, "laptop", keys, roster.journal, roster, Lock("none"))


@pytest.fixture
def keys() -> DeviceKeys:
    """Return the keys of a device."""
    return DeviceKeys.make(os.urandom)


def test_a_profile_lies_in_two_files(tmp_path: Path, keys: DeviceKeys) -> None:
    """Nothing is left beside them."""
    make(Home(tmp_path), keys)

    assert sorted(file.name for file in tmp_path.iterdir()) == ["device.key", "journal.db"]


def test_a_crash_between_the_two_files_is_made_good_by_the_next_command(
    tmp_path: Path, keys: DeviceKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are in place, the journal is still in its draft: whoever opens the home moves it after them."""
    home = TestHome(tmp_path, monkeypatch)
    monkeypatch.setattr(os, "replace", crash_after(2))  # the first one is in the draft itself
    with pytest.raises(CrashError):
        make(Home(tmp_path), keys)
    assert not (tmp_path / "journal.db").exists()

    home.write("jot", "after the crash")

    assert home.json("verify")["entries"] == 1
    assert not any(tmp_path.glob(".making-*"))


def test_a_crash_before_the_keys_leaves_no_profile(
    tmp_path: Path, keys: DeviceKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the same again works."""
    monkeypatch.setattr(os, "replace", crash_after(1))
    with pytest.raises(CrashError):
        make(Home(tmp_path), keys)

    assert list(tmp_path.iterdir()) == []
    make(Home(tmp_path), keys)


def test_the_draft_of_another_device_is_not_taken_for_the_missing_journal(tmp_path: Path, keys: DeviceKeys) -> None:
    """Whose keys do not open it does not get it."""
    with drafted(Home(tmp_path)) as draft:
        make(draft, keys)
        draft.key.unlink()

        assert not finish(Home(tmp_path), DeviceKeys.make(os.urandom).public.device)
        assert finish(Home(tmp_path), keys.public.device)
    assert (tmp_path / "journal.db").exists()


def test_what_an_interrupted_making_left_goes_with_the_next_one(tmp_path: Path) -> None:
    """Its keys are in no home."""
    (tmp_path / ".making-abc").mkdir()
    (tmp_path / ".making-abc" / "device.key").write_text("keys of nobody")

    claim_home(Home(tmp_path))

    assert list(tmp_path.iterdir()) == []


def a_keyring(kept: dict[str, str]) -> dict[str, ModuleType]:
    """Return the package ``keyring``, by module, as far as it is used here; what it keeps is in ``kept``."""
    package, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    errors.KeyringError = KeyError  # type: ignore[attr-defined]
    package.errors = errors  # type: ignore[attr-defined]
    package.set_password = lambda _, name, text: kept.update({name: text})  # type: ignore[attr-defined]
    package.delete_password = lambda _, name: kept.pop(name)  # type: ignore[attr-defined]
    return {"keyring": package, "keyring.errors": errors}


@pytest.mark.parametrize("lock", [Lock("none"), Lock("passphrase", "five long words it is"), Lock("keyring")], ids=repr)
def test_a_profile_that_is_unmade_leaves_nothing_on_the_disk_and_in_no_keyring(
    tmp_path: Path, keys: DeviceKeys, monkeypatch: pytest.MonkeyPatch, lock: Lock
) -> None:
    """Nobody admitted its device: the keys go from wherever they lay, and whoever joins next finds an empty home."""
    home, kept, cached = Home(tmp_path / "home"), dict[str, str](), set[str]()
    for name, module in a_keyring(kept).items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(kernel_keyring, "remember", lambda name, _: cached.add(name))
    monkeypatch.setattr(kernel_keyring, "forget", cached.discard)
    _, roster = new_roster("laptop", keys, os.urandom)
    make_profile(home, "laptop", keys, roster.journal, None, lock)
    before = (len(kept), len(cached))

    unmake(home)

    assert before == (int(lock.protection == "keyring"), int(lock.protection == "passphrase"))
    assert (list(home.folder.glob("*")), kept, cached) == ([], {}, set())
    claim_home(home)


def test_a_keyring_that_does_not_answer_stops_no_unmaking(
    tmp_path: Path, keys: DeviceKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files go all the same."""
    home, kept = Home(tmp_path / "home"), dict[str, str]()
    for name, module in a_keyring(kept).items():
        monkeypatch.setitem(sys.modules, name, module)
    _, roster = new_roster("laptop", keys, os.urandom)
    make_profile(home, "laptop", keys, roster.journal, None, Lock("keyring"))
    kept.clear()

    unmake(home)

    assert list(home.folder.glob("*")) == []


def test_a_disk_that_takes_nothing_is_said_in_words(tmp_path: Path) -> None:
    """A draft that cannot be written is a refusal; a reader who left is none."""
    with pytest.raises(Refusal, match="cannot write to"), drafted(Home(tmp_path)):
        raise OSError(28, "No space left on device")
    with pytest.raises(BrokenPipeError), drafted(Home(tmp_path)):
        raise BrokenPipeError
