"""The bench: what every row works with. Folders, the installed wheel, the peers, and how much to measure."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .processes import Launcher, Run, ask, plain_environment

DISK = "disk"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured. ``few``, ``thousand``, ``ten`` and ``hundred`` are sizes of journals."""

    few: int = 100
    thousand: int = 1_000
    ten: int = 10_000
    hundred: int = 100_000
    processes: int = 19
    slow_peers: int = 3
    rounds: int = 5
    heavy_rounds: int = 4
    singles: int = 1_500
    batches: int = 30
    exchanges: int = 100
    devices: int = 200
    load_rounds: int = 3
    load_seconds: float = 4.0
    sockets: int = 5_000
    soak_seconds: float = 300.0


QUICK = Effort(
    thousand=300,
    ten=600,
    hundred=2_000,
    processes=3,
    slow_peers=1,
    rounds=2,
    heavy_rounds=2,
    singles=50,
    batches=2,
    exchanges=8,
    devices=20,
    load_rounds=1,
    load_seconds=1.0,
    sockets=200,
    soak_seconds=4.0,
)


@dataclass(slots=True)
class Bench:
    """Where and how. ``memory``: a folder on tmpfs, if there is any; ``peers``: the Python of the peers."""

    scratch: Path
    memory: Path | None
    python: Path
    peers: Path
    launcher: Launcher
    effort: Effort
    _homes: dict[str, Path] = field(default_factory=dict)
    _made: int = 0

    @property
    def places(self) -> dict[str, Path]:
        """Where durable figures are measured: on the disk, and where a flush costs nothing, if there is that."""
        return {DISK: self.scratch} | ({"tmpfs": self.memory} if self.memory is not None else {})

    def environment(self, **more: str) -> dict[str, str]:
        """Return what Twoway's processes run in."""
        state = self.scratch / "state"
        return plain_environment(HOME=str(self.scratch / "person"), XDG_STATE_HOME=str(state), NO_COLOR="1", **more)

    def worker(self, module: str, *arguments: str | float | Path) -> dict[str, Any]:
        """Run a worker of Twoway or of a floor, with the wheel; return its answer."""
        return ask(self.python, module, *arguments, environment=self.environment())

    def peer(self, module: str, *arguments: str | float | Path) -> dict[str, Any]:
        """Run a worker of a peer; return its answer."""
        return ask(self.peers, module, *arguments)

    def peer_in(self, environment: dict[str, str], module: str, *arguments: str | float | Path) -> dict[str, Any]:
        """Run a worker of a peer in an environment of its own; return its answer."""
        return ask(self.peers, module, *arguments, environment=environment)

    def twoway(self, home: Path, *words: str) -> Run:
        """Run one command of Twoway as a whole process."""
        return self.launcher.run([self.python.with_name("twoway"), "--home", home, *words], self.environment())

    def home(self, count: int, how_far: str) -> Path:
        """Return a home of ``count`` entries, made once; see ``homes``. Work on a copy."""
        name = f"{count}-{how_far}"
        if name not in self._homes:
            self._homes[name] = self.scratch / "homes" / name
            self.worker("homes", self._homes[name], count, how_far)
        return self._homes[name]

    def fresh(self, where: Path | None = None) -> Path:
        """Return a name for a folder that does not exist yet, on the disk, or in ``where``."""
        self._made += 1
        return (where or self.scratch) / f"work-{self._made}"

    def copy(self, home: Path, where: Path | None = None) -> Path:
        """Return a copy of ``home``, on the disk, or in ``where``."""
        folder = self.fresh(where)
        shutil.copytree(home, folder)
        return folder

    def in_folder(self, work: Callable[[Path], dict[str, Any]], where: Path | None = None) -> dict[str, Any]:
        """Return what ``work`` answers in a new folder, which goes afterwards."""
        folder = self.fresh(where)
        folder.mkdir()
        try:
            return work(folder)
        finally:
            shutil.rmtree(folder)

    @contextmanager
    def borrowed(self, home: Path) -> Iterator[Path]:
        """Yield a copy of ``home`` that goes afterwards."""
        folder = self.copy(home)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
