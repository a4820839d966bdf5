"""The simulated server keeps the contract that the fake one and the real one keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.client.profiles import found_profile
from tests.client.sync.test_contract import (  # noqa: F401  # collected here, with the fixture below
    Caller,
    test_a_body_for_what_is_not_there_is_unknown,
    test_a_body_is_wanted_until_it_is_put,
    test_a_body_that_is_put_is_what_is_fetched_and_pushing_again_changes_nothing,
    test_who_is_not_signed_in_comes_near_none_of_it,
)

from .remote import SimRemote
from .server import SimServer


@pytest.fixture
def caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """Return a laptop that talks to a simulated server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    laptop = found_profile(tmp_path)
    laptop.jot("one")
    with closing(SimServer(lambda: 1000.0, os.urandom)) as server:
        yield Caller(laptop, SimRemote(server))
