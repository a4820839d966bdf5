"""Servers and devices for tests of exchanges that erase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.profiles import Profile, admit, found_profile
from tests.client.real_server import running
from tests.client.sync.erasures import Net


@pytest.fixture
def net(tmp_path: Path) -> Net:
    """Return a server in memory."""
    return Net(tmp_path)


@pytest.fixture(params=["fake", "real"])
def any_net(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Net]:
    """Return the server in memory, then a real one."""
    folder = tmp_path / "server"
    folder.mkdir()
    if request.param == "fake":
        yield Net(folder)
        return
    with running(folder) as address:
        yield Net(folder, address)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Profile, Profile]:
    """Return a laptop and a desk that it admitted."""
    laptop = found_profile(tmp_path)
    return laptop, admit(laptop, tmp_path, "desk")
