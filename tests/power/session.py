"""A session: commands of a person's first days, each recorded, on a home of its own and against a real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.client.faults.programs import Program
from tests.client.real_server import free_port, running

from .disk import Step
from .recording import record

SYNC = "sync"
_BEFORE = [
    ["init", "--name", "laptop", "--no-passphrase", "--no-word-check"],
    ["jot", "Carla rang: they decide on Friday"],
    ["open", "Acme", "Engineer"],
    ["who", "add", "Carla", "--boss"],
    ["jot", "x" * 20_000],
    ["todo", "add", "thank Carla"],
    [SYNC],
]
_AFTER = [
    ["jot", "they are four in the team"],
    ["sent", "1"],
    ["undo"],
    [SYNC],
    ["jot", "y" * 60_000],
    ["jot", "and a last one"],
    [SYNC],
    ["verify"],
    ["jot", "nothing is sent of this"],
]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its steps in the home, and where the server's data is kept as it was after it."""

    words: list[str]
    code: int
    steps: list[Step]
    server: Path | None


def played(scratch: Path) -> Iterator[tuple[Command, str]]:
    """Play the session in ``scratch``/played, and yield each command with the server's address."""
    place, data = scratch / "played", scratch / "server"
    place.mkdir()
    data.mkdir()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    kept: Path | None = None
    for number, words in enumerate([*_BEFORE, *_AFTER]):
        whole = [*words, address] if words == [SYNC] and kept is None else words
        if words[0] == SYNC:
            with running(data, port):
                code, steps = recorded(place, whole, scratch)
            kept = scratch / f"server-{number}"
            shutil.copytree(data, kept)
        else:
            code, steps = recorded(place, whole, scratch)
        yield Command(whole, code, steps, kept), address


def program_in(place: Path) -> Program:
    """Return the program with all that it keeps in ``place``: the home, and what it remembers apart from that."""
    return Program(place / "home", {"XDG_STATE_HOME": str(place / "state")})


def recorded(place: Path, words: list[str], scratch: Path) -> tuple[int, list[Step]]:
    """Run one command with ``--json``, and return its exit code and its steps in ``place``."""
    program = program_in(place)
    command = [str(word) for word in program.command("--json", *words)]
    return record(command, program.environment({}), place, scratch)


def told(text: str) -> set[str]:
    """Return the id of what a command said it had written, once it had said so to the end."""
    document = _document(text)
    return {document["id"]} if document["schema"].startswith("twoway.wrote/") and document.get("id") else set()


def _document(text: str) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError:
        return {"schema": ""}
    return document
