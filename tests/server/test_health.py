"""Health: ``handlers/health.py``."""

from __future__ import annotations

from twoway_server.handlers.health import Health

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


async def test_a_server_whose_writer_has_ended_is_neither(server: Served) -> None:
    """A supervisor sees that it has to start the server again."""
    assert isinstance(server.store, MemoryStore)
    server.store.is_open = False

    assert (await server.send("GET", "/health")).status == 503
    assert (await server.send("GET", "/ready")).status == 503


async def test_a_server_that_stops_is_alive_but_not_ready() -> None:
    """New requests should go elsewhere while the last ones finish."""
    health = Health(MemoryStore(), "0", "http://127.0.0.1:1")
    health.is_stopping = True

    assert (await health.health(None)).status == 200  # type: ignore[arg-type]
    assert (await health.ready(None)).status == 503  # type: ignore[arg-type]
