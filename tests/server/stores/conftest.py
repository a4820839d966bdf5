"""Every store, in turn, for the tests of the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from twoway_server.stores.port import Quota, Store
from twoway_server.stores.sqlite import SqliteStore

from ..memory_store import ROOMY, MemoryStore
from .using import OpenStore


@pytest.fixture(params=["memory", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which store is under test."""
    return str(request.param)


@pytest.fixture
async def open_store(kind: str, tmp_path: Path) -> AsyncIterator[OpenStore]:
    """Open stores, and close them when the test is over."""
    opened: list[Store] = []

    async def open_one(quota: Quota) -> Store:
        path = tmp_path / f"{len(opened)}.db"
        store: Store = MemoryStore(quota) if kind == "memory" else await SqliteStore.opened(path, quota)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        await store.close()


@pytest.fixture
async def store(open_store: OpenStore) -> Store:
    """Return a store with room."""
    return await open_store(ROOMY)
