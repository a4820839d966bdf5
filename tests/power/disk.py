"""A disk that keeps what was synced, and of the rest whatever chance leaves.

What it promises is what POSIX does on a file system that journals its names (ext4, XFS, Btrfs, APFS):
- A sync of a file keeps its contents and its size. Of writes that were not synced any may be lost, in any order, and
  one may be there in part, cut at a sector.
- A sync of a folder keeps the names in it. Of names that were made, moved or removed since, the first few hold and the
  later ones do not; a file whose name is lost is lost with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR_BYTES = 512
MAPPED = "-shm"
"""Files that SQLite maps: whatever is in them after a crash, it makes them anew."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file or folder came to be under ``path``, unless it was there."""

    path: str
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """``data`` was written at ``offset`` of the file at ``path``."""

    path: str
    offset: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """The file at ``path`` was given ``size`` bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """The file or folder at ``path`` was synced."""

    path: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What was at ``path`` is at ``other`` now."""

    path: str
    other: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The name ``path`` went."""

    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """``text`` was said on standard output."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Something went over the network."""


@dataclass(frozen=True, slots=True)
class Heard:
    """``data`` came over the network."""

    data: bytes = field(repr=False)


Step = Made | Wrote | Cut | Synced | Renamed | Removed | Told | Sent | Heard


class File:
    """One file: what of it is safe, and what was done to it since."""

    def __init__(self, content: bytes = b"") -> None:
        self.safe = bytearray(content)
        self.since: list[Wrote | Cut] = []

    def sync(self) -> None:
        """Make safe what was done."""
        for each in self.since:
            _apply(self.safe, each)
        self.since = []

    def whole(self) -> bytes:
        """Return what a program reads."""
        content = bytearray(self.safe)
        for each in self.since:
            _apply(content, each)
        return bytes(content)

    def after_crash(self, chance: Random) -> bytes:
        """Return what may be left."""
        content = bytearray(self.safe)
        share = chance.random()
        for each in self.since:
            if chance.random() < share:
                _apply(content, _torn(each, chance) if chance.random() < 0.25 else each)
        return bytes(content)


def _apply(content: bytearray, step: Wrote | Cut) -> None:
    size = step.size if isinstance(step, Cut) else max(len(content), step.offset + len(step.data))
    content.extend(bytes(max(0, size - len(content))))
    if isinstance(step, Cut):
        del content[size:]
    else:
        content[step.offset : step.offset + len(step.data)] = step.data


def _torn(step: Wrote | Cut, chance: Random) -> Wrote | Cut:
    """Return ``step`` with only its first sectors, or only its last ones, written."""
    if isinstance(step, Cut):
        return step
    first = SECTOR_BYTES - step.offset % SECTOR_BYTES
    edges = range(first, len(step.data), SECTOR_BYTES)
    if not edges:
        return step
    edge = chance.choice(edges)
    if chance.random() < 0.5:
        return Wrote(step.path, step.offset, step.data[:edge])
    return Wrote(step.path, step.offset + edge, step.data[edge:])


Names = dict[str, File | None]
"""Files by path; None for a folder."""


class Disk:
    """The files of one folder, through the steps of a program."""

    def __init__(self, folder: Path | None = None) -> None:
        """Begin with what ``folder`` holds, all of it safe; without one, with nothing, not even the folder."""
        self.safe: Names = {}
        if folder is not None:
            paths = sorted(folder.rglob("*"))
            self.safe = {
                str(path.relative_to(folder)): None if path.is_dir() else File(path.read_bytes()) for path in paths
            }
        self.names: Names = dict(self.safe)
        self._since: list[tuple[Made | Renamed | Removed, File | None]] = []

    def do(self, step: Step) -> None:
        """Take one step."""
        if isinstance(step, Wrote | Cut):
            self._file(step.path).since.append(step)
        elif isinstance(step, Synced):
            self._sync(step.path)
        elif isinstance(step, Made | Renamed | Removed):
            self._rename(step)

    def _file(self, path: str) -> File:
        file = self.names[path]
        assert file is not None, path
        return file

    def _sync(self, path: str) -> None:
        file = None if path == "." else self.names.get(path)
        if file is not None:
            file.sync()
        else:  # a folder; all names are one journal, which is written up to here
            self.safe, self._since = dict(self.names), []

    def _rename(self, step: Made | Renamed | Removed) -> None:
        if isinstance(step, Made) and (step.path in self.names or step.path == "."):
            return
        new = File() if isinstance(step, Made) and not step.is_folder else None
        self._since.append((step, new))
        _take(self.names, step, new)

    def now(self) -> dict[str, bytes]:
        """Return what every file holds, as after a program that was killed: nothing that it did is lost."""
        return {path: file.whole() for path, file in self.names.items() if file is not None}

    def after_crash(self, chance: Random) -> dict[str, bytes]:
        """Return what may be left when the power fails now."""
        names = dict(self.safe)
        for step, new in self._since[: chance.randint(0, len(self._since))]:
            _take(names, step, new)
        return {path: file.after_crash(chance) for path, file in sorted(names.items()) if file is not None}


def _take(names: Names, step: Made | Renamed | Removed, new: File | None) -> None:
    if isinstance(step, Made):
        names[step.path] = new
    elif isinstance(step, Renamed):
        names[step.other] = names.pop(step.path)
    else:
        names.pop(step.path, None)


def lay(files: dict[str, bytes], folder: Path, chance: Random) -> None:
    """Write ``files`` to ``folder``, which is new; what a program had mapped holds anything."""
    folder.mkdir(mode=0o700)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(chance.randbytes(len(content)) if path.endswith(MAPPED) else content)
        file.chmod(0o600)


def is_moment(steps: Sequence[Step], place: int) -> bool:
    """Return whether to fail after the step at ``place``: just before its sync a write may be lost in every way."""
    about = (Synced, Renamed, Removed, Told)
    return isinstance(steps[place], about) or place + 1 == len(steps) or isinstance(steps[place + 1], about)
