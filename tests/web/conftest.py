"""One running harness for all tests here. Who works without node may; CI may not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.node import Node, is_required, program


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Return the app under Node."""
    found = program()
    if found is None:
        if is_required():
            pytest.fail("node is not here, and CI skips nothing")
        pytest.skip("node is not here: the app is not tried")
    with Node(found) as running:
        yield running
