"""V4: an error may quote what a person wrote; no trace, message or log of it does."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.client.home import TestHome
from tests.privacy.canaries import CANARY
from tests.privacy.searching import found_in, is_heard
from tests.server.caller import Served, served
from tests.server.world import Person
from twoway_core.codec import encode
from twoway_server import log as server_log
from twoway_server.edge import Call, Edge, Route
from twoway_server.replies import Reply

ERRORS = {
    "value": ValueError(f"cannot use {CANARY}"),
    "key": KeyError(CANARY),
    "not text": UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY),
    "message": msgspec.ValidationError(f"Invalid enum value '{CANARY}'"),
    "depth": RecursionError(CANARY),
    "assertion": AssertionError(CANARY),
    "several": ExceptionGroup(CANARY, [ValueError(CANARY)]),
}
"""The words of SQLite and of the system are shown, and are left out here: they name files and causes, never a value."""
LAYERS = {
    "events": ("twoway_core.journal.fold.fold", "fit"),
    "views": ("twoway_client.commands.log.log_rows", "log"),
    "index": ("twoway_client.store.index.Index.refresh", "fit"),
    "outbox": ("twoway_client.store.outbox.Reader.entries", "verify"),
    "segments": ("twoway_client.store.segments.SegmentStore.roster", "devices"),
    "sealing": ("twoway_client.store.index.open_sealed", "log"),
    "output": ("twoway_client.output.Output.view", "log"),
    "exchange": ("twoway_client.sync.exchange.Exchange.run", "sync http://127.0.0.1:9"),
    "wire": ("twoway_client.sync.remote.Remote.call", "sync http://127.0.0.1:9"),
}


def failing(error: Exception) -> object:
    """Return a function that fails with ``error``, and whose own values would tell a text as well."""

    def fail(*_: object, **__: object) -> object:
        secret = {CANARY: CANARY}
        error.add_note(f"{secret}")
        raise error from ValueError(CANARY)

    return fail


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS.keys())
@pytest.mark.parametrize(("place", "command"), LAYERS.values(), ids=LAYERS.keys())
def test_a_fault_in_any_layer_of_the_client_repeats_no_text_v4(
    acme: TestHome, tmp_path: Path, temporary: Path, place: str, command: str, error: Exception
) -> None:
    """Whatever breaks, the sentence, the trace and the home tell places and types."""
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(place, failing(error))
        done = [acme.run(*command.split()), acme.run(*command.split(), "--json")]

    assert [(one.code, is_heard(CANARY, f"{one.out}{one.err}".encode())) for one in done] == [(3, False), (3, False)]
    assert (found_in(tmp_path, CANARY), len(list(temporary.iterdir()))) == ([], 2)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Give what the server's log says, as a service writes it; the logging of this process is put back."""
    root, ours = logging.getLogger(), logging.getLogger("twoway_server")
    before, stream = (root.handlers[:], root.level, ours.level), io.StringIO()
    server_log.configure("auto", stream)
    yield stream
    root.handlers, root.level, ours.level = before[0], before[1], before[2]


@pytest.fixture
def routes(monkeypatch: pytest.MonkeyPatch) -> list[Route]:
    """Give every route of the servers that are built: all fail but those that let a device in."""
    seen: list[Route] = []
    wrap = Edge.wrap

    async def fail(call: Call) -> Reply:
        secret = {CANARY: call.body}
        raise RuntimeError(f"{secret}") from ValueError(CANARY)

    def break_in(self: Edge, route: Route) -> object:
        seen.append(route)
        lets_in = route.name.startswith("/v1/journals") and route.name.rpartition("/")[2] in LETS_IN
        return wrap(self, route if lets_in else replace(route, answer=fail))

    monkeypatch.setattr(Edge, "wrap", break_in)
    return seen


LETS_IN = {"challenge", "token", "roster"}


async def call_all(server: Served, person: Person, routes: list[Route]) -> dict[str, tuple[int, bytes]]:
    """Send something with a text in it to every route; return status and body of each answer."""
    answers = {}
    token = server.tokens[person.device.id].hex()
    for route in routes:
        path = route.name.replace("{journal}", person.journal.hex()).replace("{slot}", "offer").replace("{rest}", "x")
        path = path.replace("{mailbox}", bytes(16).hex()).replace("{paper}", bytes(16).hex())
        method, body = ("POST" if route.method == "*" else route.method), encode([CANARY]) if route.body_bytes else None
        answer = await server.send(method, f"{path}?q={CANARY}", body, {"Authorization": f"Bearer {token}"})
        answers[f"{method} {route.name}"] = (answer.status, answer.body)
    return answers


async def test_a_fault_in_any_handler_of_the_server_repeats_no_text_v4(routes: list[Route], lines: io.StringIO) -> None:
    """Every route is a 500 of one word, and a line with places."""
    server, person = await served(), Person(4)
    await server.join(person)
    answers = await call_all(server, person, routes)
    await server.close()

    broken = {name for name in answers if name.rpartition("/")[2] not in LETS_IN}
    said = {name: (500, b"" if name.startswith("HEAD ") else encode(["fault"])) for name in broken}
    assert {name: answers[name] for name in broken} == said
    assert len(broken) >= 8
    assert (is_heard(CANARY, lines.getvalue().encode()), '"event":"fault"' in lines.getvalue()) == (False, True)


async def test_a_fault_below_a_handler_repeats_no_text_v4(lines: io.StringIO) -> None:
    """The store, which letting a device in needs as well."""
    server, person = await served(), Person(5)
    await server.register(person)
    server.store.error = RuntimeError(CANARY)  # type: ignore[attr-defined]
    statuses = [(await server.answer(person, person.device, bytes(32))).status]
    statuses.append((await server.send("POST", f"/v1/journals/{bytes(16).hex()}/roster", encode([CANARY]))).status)
    await server.close()

    assert set(statuses) <= {400, 404, 500}
    assert is_heard(CANARY, lines.getvalue().encode()) is False
