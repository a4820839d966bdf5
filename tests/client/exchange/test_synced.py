"""Export and import beside the other devices: what was synced leaves too, and what came in goes on to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.real_server import running


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Return a laptop and a phone, both synced to a server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder) as address:
        yield Pair(tmp_path, address)


def log(pair: Pair, name: str) -> list[tuple[str, str]]:
    """Return what the log of a device says, newest first."""
    entries = json.loads(pair.run(name, "log", "--json").out)["entries"]
    return [(one["row"]["id"], one["row"]["text"]) for one in entries]


def test_entries_of_every_device_leave_with_its_name(pair: Pair) -> None:
    """Those that were synced, and those that wait."""
    pair.run("laptop", "jot", "not sent yet")
    lines = [json.loads(line) for line in pair.run("laptop", "export", "journal").out.splitlines()]
    said = {line["data"]["text"]: line["source"] for line in lines if line["type"] == "twoway.jot.noted.v1"}

    assert set(said) == {"by laptop", "by phone", "not sent yet"}
    assert said["by laptop"] == said["not sent yet"] != said["by phone"]


def test_what_came_in_goes_on_to_the_other_device(pair: Pair, tmp_path: Path) -> None:
    """Both logs are the same, in order of ids; undo on the device that took it in takes it back on both."""
    older = tmp_path / "older.jsonl"
    other = Pair(tmp_path / "other", pair.address)
    assert other.run("phone", "export", "journal", "--to", str(older)).code == 0
    pair.run("laptop", "jot", "newer than the import")
    pair.run("laptop", "sync")
    assert pair.run("laptop", "import", str(older), "--yes").code == 0
    for name in ("laptop", "phone"):
        pair.run(name, "sync")
    logs = [log(pair, name) for name in ("laptop", "phone")]
    newest = logs[0][0][1]
    pair.run("laptop", "undo")
    waiting = json.loads(pair.run("laptop", "jot", "list", "--json").out)["jots"]

    assert logs[0] == logs[1]
    assert newest.startswith("older.jsonl")
    assert len(logs[0]) == len({name for name, _ in logs[0]})
    assert {one["text"] for one in waiting} == {"by laptop", "by phone", "newer than the import"}
    assert len(waiting) == 3
