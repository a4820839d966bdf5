"""Copies: profiles on machines. A device has one, or several where its home was cloned.

A snapshot is what a backup tool would have taken between two commands: the files, byte for byte.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from twoway_client.keystore import DeviceSecret, KeyFile
from twoway_core.sealing.keys import DeviceKeys

JOURNAL = "journal.db"
_BESIDE = ("journal.db-wal", "journal.db-shm")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A backup of a copy. ``written``: the notes that it must hold. ``memory``: what lay apart, by file name."""

    files: dict[str, bytes]
    memory: dict[str, bytes]
    written: frozenset[int]


@dataclass(slots=True, eq=False)
class Copy:
    """One profile on one machine. ``skew_ms``: how far its clock is off.

    ``is_orphan``: its device stood only in a branch of the roster that lost.

    ``written``: the notes whose command said that they were saved, and that were not taken away since by a
    restored backup. ``unsure``: those whose command died. ``refused``: those that were not saved.
    """

    name: str
    folder: Path
    state: Path
    skew_ms: int = 0
    is_cut_off: bool = False
    is_gone: bool = False
    is_orphan: bool = False
    written: set[int] = field(default_factory=set)
    unsure: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    backups: list[Snapshot] = field(default_factory=list)
    _keys: tuple[DeviceKeys, bytes] | None = None

    @property
    def label(self) -> str:
        """The device's name, which its clones share."""
        return self.name.partition("'")[0]

    @property
    def exists(self) -> bool:
        """Whether there is a whole profile."""
        return (self.folder / JOURNAL).exists() and (self.folder / "device.key").exists()

    @property
    def keys(self) -> DeviceKeys:
        """The device's keys."""
        return self._secrets()[0]

    @property
    def local(self) -> bytes:
        """The local key."""
        return self._secrets()[1]

    @property
    def device(self) -> bytes:
        """The device's id."""
        return self.keys.public.device

    def _secrets(self) -> tuple[DeviceKeys, bytes]:
        if self._keys is None:
            file = msgspec.json.decode((self.folder / "device.key").read_bytes(), type=KeyFile)
            secret = DeviceSecret.split(file.secret)
            self._keys = DeviceKeys.from_secret(secret.device), secret.local
        return self._keys

    def snapshot(self) -> Snapshot:
        """Return a backup of what is here now."""
        return Snapshot(_read(self.folder), _read(self.state / "twoway"), frozenset(self.written))

    def load(self, snapshot: Snapshot, *, memory: bool) -> None:
        """Put a backup in place of everything here; of the rollback memory only when ``memory`` says so."""
        shutil.rmtree(self.folder, ignore_errors=True)
        _write(self.folder, snapshot.files)
        if memory:
            self.forget()
            _write(self.state / "twoway", snapshot.memory)
        self.written = set(snapshot.written)

    def load_journal_alone(self, snapshot: Snapshot) -> None:
        """Put back only the journal's file: the mark beside it tells how far it once went."""
        for name in _BESIDE:
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / JOURNAL).write_bytes(snapshot.files[JOURNAL])
        self.written = set(snapshot.written)

    def forget(self) -> None:
        """Lose the rollback memory."""
        shutil.rmtree(self.state, ignore_errors=True)


def _read(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
