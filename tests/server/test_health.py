"""Health: ``handlers/health.py``."""

from __future__ import annotations

from twoway_core.errors import StoreError

from .caller import Served
from .memory_store import MemoryStore


async def test_the_front_page_says_what_this_is(server: Served) -> None:
    """One plain line, with the address that devices have to sign."""
    answer = await server.send("GET", "/")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.body.decode() == (
        "twoway-server 0 at https://sync.example.org: keeps and passes on sealed journals, reads none of them\n"
    )


async def test_a_server_whose_writer_works_is_alive_and_ready(server: Served) -> None:
    """Both answers are 200."""
    assert (await server.send("GET", "/health")).body == b"alive\n"
    assert (await server.send("GET", "/ready")).body == b"ready\n"


async def test_a_server_whose_writer_has_ended_is_not_alive(server: Served) -> None:
    """A supervisor sees that it has to start the server again."""
    assert isinstance(server.store, MemoryStore)
    server.store.is_open = False

    assert (await server.send("GET", "/health")).status == 503


async def test_a_server_whose_store_does_not_answer_is_not_ready(server: Served) -> None:
    """A proxy sees that requests should go elsewhere for now."""
    assert isinstance(server.store, MemoryStore)
    server.store.error = StoreError("locked")

    answer = await server.send("GET", "/ready")

    assert (answer.status, answer.body) == (503, b"the store does not answer\n")
