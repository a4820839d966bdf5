"""One running harness for all tests here, a server, and a house under siege. Who works without node may; CI may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.courier import Courier
from tests.hostile.engine import Loop
from tests.hostile.house import move, start
from tests.web.house import House, house
from tests.web.node import Node, is_required, program
from tests.web.siege import Made, Siege, copied, found


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Return the app under Node."""
    found = program()
    if found is None:
        if is_required():
            pytest.fail("node is not here, and CI skips nothing")
        pytest.skip("node is not here: the app is not tried")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", "--experimental-websocket")  # sockets, as browsers have them
        running = Node(found)
    with running:
        yield running


@pytest.fixture
def town(tmp_path: Path, node: Node, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Give a server, for devices of both kinds."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with house(tmp_path, node) as made:
        yield made


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Give the loop that all servers of a siege are on."""
    made = Loop()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def courier() -> Iterator[Courier]:
    """Give the hostile courier."""
    made = Courier()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def founded(loop: Loop, courier: Courier, node: Node, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give what is copied for each siege."""
    return found(tmp_path_factory.mktemp("siege"), loop, courier, node)


@pytest.fixture
def siege(
    founded: Made, loop: Loop, courier: Courier, node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Siege]:
    """Give four devices that hold the same four jots; the app has exchanged once."""
    server = start(loop, courier)
    server.restore(founded.store)
    made = Siege(move(founded.house, tmp_path, server, monkeypatch), copied(node))
    assert made.app.exchange() == ("", "")
    courier.heard.clear()
    yield made
    made.house.repent()
    made.app.ask("close")
    server.stop()
