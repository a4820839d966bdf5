"""Journal homes, the folder of temporary files, and a real server behind a wire that is listened to."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.client.conftest import _apart, _made, _planned, _wanted, acme, empty, fresh, planned
from tests.client.real_server import free_port, running
from tests.privacy.recording import Recorder, recording

__all__ = ["_apart", "_made", "_planned", "_wanted", "acme", "empty", "fresh", "planned"]


@dataclass(frozen=True)
class Overheard:
    """A server: its address, the folder that it writes to, and what travelled to and from it."""

    url: str
    folder: Path
    wire: Recorder

    @property
    def log(self) -> str:
        """What it logged until now, at the level that it has where nothing is said."""
        return (self.folder / "server.log").read_text()


@contextmanager
def overheard(folder: Path) -> Iterator[Overheard]:
    """Run a real server whose data lies in ``folder``, behind a wire that is listened to."""
    folder.mkdir()
    port = free_port()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with running(folder, port, url), recording(listener, ("127.0.0.1", port)) as wire:
            yield Overheard(url, folder, wire)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Overheard]:
    """Give a real server in a folder of its own, behind a wire that is listened to."""
    with overheard(tmp_path / "server") as each:
        yield each


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that all temporary files go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)  # it is looked up once a process
    return folder
