"""Hearing live hints: what counts as one, and what a listener never does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web

from twoway_client.sync import hints
from twoway_client.sync.hints import Listener

SECONDS = 10.0
OLD, NEW = b"o" * 32, b"n" * 32
Talk = Callable[[web.WebSocketResponse, bytes], Awaitable[None]]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come back at once."""
    monkeypatch.setattr(hints, "back_off", lambda _failures, _chance: 0.02)


@asynccontextmanager
async def site(app: web.Application) -> AsyncIterator[str]:
    """Run ``app``; yield its address."""
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    place = web.TCPSite(runner, "127.0.0.1", 0)
    await place.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[tuple[Listener, threading.Event, list[bytes]]]:
    """Run a server that hears a token, then does as ``talk`` says; yield a listener, its news, and the tokens heard."""
    tokens: list[bytes] = []
    app = web.Application()

    async def live(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        tokens.append(await ws.receive_bytes())
        await talk(ws, tokens[-1])
        return ws

    app.router.add_get("/live", live)
    async with site(app) as url:
        news = threading.Event()
        listener = Listener(f"{url}/live", news)
        try:
            yield listener, news, tokens
        finally:
            await asyncio.to_thread(listener.close)


async def until(is_true: Callable[[], bool]) -> None:
    """Wait until ``is_true``."""
    async with asyncio.timeout(SECONDS):
        while not is_true():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.005)


async def test_a_hint_is_news_and_the_token_comes_first() -> None:
    """The token is the first message, whole; any answer is a reason to pull."""

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        await ws.send_bytes(b"\x01")
        await ws.receive()

    async with listening(talk) as (listener, news, tokens):
        listener.offer(NEW)
        await until(news.is_set)

        assert tokens == [NEW]


async def test_nothing_is_said_before_there_is_a_token() -> None:
    """Without a token there is no socket; with one there is."""

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        await ws.receive()

    async with listening(talk) as (listener, news, tokens):
        await asyncio.sleep(0.1)
        before = list(tokens)
        listener.offer(OLD)
        listener.offer(NEW)
        await until(lambda: bool(tokens))

        assert (before, tokens, news.is_set()) == ([], [NEW], False)


async def test_a_token_that_was_refused_is_not_shown_again() -> None:
    """An exchange is asked for; the next socket waits for the token that it brings."""

    async def talk(ws: web.WebSocketResponse, token: bytes) -> None:
        await (ws.close(code=4001) if token == OLD else ws.receive())

    async with listening(talk) as (listener, news, tokens):
        listener.offer(OLD)
        await until(news.is_set)
        await asyncio.sleep(0.1)
        before = list(tokens)
        listener.offer(NEW)
        await until(lambda: len(tokens) == 2)

        assert (before, tokens) == ([OLD], [OLD, NEW])


async def test_a_server_that_wants_another_token_is_not_one_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next socket is opened soon after that; a second no in a row is waited for as anything else."""
    codes, waits = [1013, 1013, 4001, 4001], list[int]()

    def count(failures: int, _: float) -> float:
        waits.append(failures)
        return 0.02

    monkeypatch.setattr(hints, "back_off", count)

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        await (ws.close(code=codes.pop(0)) if codes else ws.receive())

    async with listening(talk) as (listener, _, tokens):
        listener.offer(OLD)
        for refused in (1, 2):
            await until(lambda refused=refused: len(waits) == 2 + refused)  # type: ignore[misc]
            listener.offer(NEW)
        await until(lambda: len(tokens) == 5)

    assert waits == [1, 2, 1, 2]


@pytest.mark.parametrize("code", [1001, 1013, 4008])
async def test_a_socket_that_ended_is_opened_again(code: int) -> None:
    """Whatever ended it, there may be news, and the listener comes back."""

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        await ws.close(code=code)

    async with listening(talk) as (listener, news, tokens):
        listener.offer(NEW)
        await until(lambda: len(tokens) == 3)

        assert news.is_set()


async def test_a_server_that_shouts_is_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two hints the client reads nothing: a server that sends without end fills its own buffers."""
    monkeypatch.setattr(hints, "_PACE_SECONDS", 3600.0)
    thousands, all_of_them, is_over = 0, 500, asyncio.Event()

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        nonlocal thousands
        with suppress(TimeoutError):
            while thousands < all_of_them:
                async with asyncio.timeout(0.5):
                    for __ in range(1000):
                        await ws.send_bytes(bytes(64))
                    await asyncio.sleep(0)
                thousands += 1
        is_over.set()

    async with listening(talk) as (listener, news, _):
        listener.offer(NEW)
        await asyncio.wait_for(is_over.wait(), SECONDS)

    assert news.is_set()
    assert 0 < thousands < all_of_them


async def test_a_message_that_is_too_long_ends_the_socket() -> None:
    """Nothing long is taken into memory."""

    async def talk(ws: web.WebSocketResponse, _: bytes) -> None:
        await ws.send_bytes(bytes(65))
        await ws.receive()

    async with listening(talk) as (listener, _, tokens):
        listener.offer(NEW)

        await until(lambda: len(tokens) >= 2)


async def test_a_redirect_is_not_followed() -> None:
    """The token goes to nobody else."""
    asked = 0
    elsewhere: list[bytes] = []
    app = web.Application()

    async def live(_: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        raise web.HTTPFound("/elsewhere")

    async def other(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        elsewhere.append(await ws.receive_bytes())
        return ws

    app.router.add_get("/live", live)
    app.router.add_get("/elsewhere", other)
    async with site(app) as url:
        listener = Listener(f"{url}/live", threading.Event())
        listener.offer(NEW)
        await until(lambda: asked >= 3)
        await asyncio.to_thread(listener.close)

    assert elsewhere == []


def test_a_listener_ends_while_nobody_answers() -> None:
    """A server that is not there is tried again and again; closing does not wait for it."""
    listener = Listener("http://127.0.0.1:9/live", threading.Event())
    listener.offer(NEW)

    listener.close()

    assert not listener._thread.is_alive()
