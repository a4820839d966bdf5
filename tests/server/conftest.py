"""What most tests of the server begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from .caller import Served, served
from .world import Person

Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
def person() -> Person:
    """Return a person with one device."""
    return Person(1)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return a function that starts a server over a store in memory; the test's end stops it."""
    running: list[Served] = []

    async def start(**settings: object) -> Served:
        running.append(await served(**settings))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for each in running:
        await each.close()


@pytest.fixture
async def server(serve: Serve) -> Served:
    """Return a server with the limits that it has where nothing is said."""
    return await serve()


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a client for requests of every kind, which decompresses nothing."""
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield session
