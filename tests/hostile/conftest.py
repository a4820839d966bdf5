"""The house under attack, made once a run and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .courier import Courier
from .engine import Loop, Server
from .house import House, build, move, start
from .meeting import Meeting


@dataclass(frozen=True)
class Made:
    """What is copied for each test."""

    house: House
    store: dict[str, Any]


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Give the loop that all servers of the run are on."""
    found = Loop()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def _courier() -> Iterator[Courier]:
    found = Courier()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def _made(loop: Loop, _courier: Courier, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("house")
    server = start(loop, _courier)
    with pytest.MonkeyPatch.context() as patch:
        house = build(folder, _courier, server, patch)
    server.stop()
    return Made(house, server.backup())


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a profile writes outside its home away from the person who runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("TWOWAY_HOME", "TWOWAY_PASSPHRASE_FILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server(loop: Loop, _courier: Courier) -> Iterator[Server]:
    """Give an empty server behind the courier."""
    found = start(loop, _courier)
    yield found
    found.stop()


@pytest.fixture
def house(_made: Made, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Give three devices that hold the same three jots, and their server."""
    server.restore(_made.store)
    found = move(_made.house, tmp_path, server, monkeypatch)
    found.courier.heard.clear()
    yield found
    found.repent()


@pytest.fixture
def meeting(house: House) -> Iterator[Meeting]:
    """Give a laptop that shows its nine words."""
    found = Meeting(house)
    yield found
    found.close()
