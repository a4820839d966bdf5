"""Rollback memory: private, apart from the journal, and no obstacle where it cannot be kept."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from twoway_client.sync.memory import Memory, recall, remember

DEVICE = bytes(range(16))
MEMORY = Memory(bytes(32), [], [])


def test_what_was_remembered_comes_back() -> None:
    """Each device has its own; of another one nothing is known."""
    assert remember(DEVICE, MEMORY)

    assert recall(DEVICE) == MEMORY
    assert recall(bytes(16)) is None


def test_it_lies_apart_from_the_journal(tmp_path: Path) -> None:
    """A journal that is put back from a backup does not bring its own memory with it."""
    remember(DEVICE, MEMORY)

    assert [file.name for file in (tmp_path / "state/twoway").iterdir()] == [f"{DEVICE.hex()}.memory"]
    assert not (tmp_path / "data").exists()


def test_it_is_for_its_owner_only(tmp_path: Path) -> None:
    """Mode 0600, and the folder 0700."""
    remember(DEVICE, MEMORY)
    folder = tmp_path / "state/twoway"

    assert [stat.S_IMODE(place.stat().st_mode) for place in (folder, *folder.iterdir())] == [0o700, 0o600]


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x93\xc4"])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    """It is written anew by the next sync."""
    remember(DEVICE, MEMORY)
    (tmp_path / f"state/twoway/{DEVICE.hex()}.memory").write_bytes(damage)

    assert recall(DEVICE) is None


def test_a_device_without_a_state_folder_goes_on_without_it(tmp_path: Path) -> None:
    """Nothing is remembered, and nothing breaks."""
    (tmp_path / "state").touch()

    assert not remember(DEVICE, MEMORY)
    assert recall(DEVICE) is None
