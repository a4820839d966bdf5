"""Recovering, and the power fails: no profile is left, or one that works, and the same again works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.commands.lost import Lost
from tests.client.real_server import running

_CRASH = """
import os, sys
from twoway_client import founding
from twoway_client.commands import recover
from twoway_client.cli import run
from twoway_client.sync import standing

def dying(real, *, before):
    def wrapped(*given, **more):
        if before:
            os._exit(9)
        real(*given, **more)
        os._exit(9)
    return wrapped

point, home, server = sys.argv[1:]
if point == "before the server":
    standing.Change.send = dying(standing.Change.send, before=True)
elif point == "after the server":
    standing.Change.send = dying(standing.Change.send, before=False)
elif point == "before the exchange":
    recover.exchange = dying(recover.exchange, before=True)
elif point == "after the exchange":
    recover.exchange = dying(recover.exchange, before=False)
else:
    moved, real = [], os.replace
    def replace(source, target):
        real(source, target)
        if os.path.dirname(target) == home:
            moved.append(target)
            if len(moved) == int(point):
                os._exit(9)
    founding.os.replace = replace
sys.exit(run(["--home", home, "recover", server, "--name", "desk", "--no-passphrase", "--yes"]))"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that all tests here share: journals do not touch."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def lost(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Lost:
    """Return a journal whose paper key is at hand."""
    return Lost(tmp_path, server, monkeypatch)


@pytest.mark.parametrize("point", ["before the server", "after the server"])
def test_a_crash_before_the_profile_is_there_leaves_none_and_the_same_again_works(lost: Lost, point: str) -> None:
    """A device of which nobody has the keys may be left in the list; it is revoked by the next try."""
    _crash(lost, point)

    assert "no journal" in lost.desk.run("verify").err
    lost.recover()
    assert lost.desk.json("verify")["entries"] == 2
    assert lost.desk.json("verify")["devices"] == 1
    assert [one.name for one in lost.desk.folder.iterdir() if one.name.startswith(".making")] == []


@pytest.mark.parametrize("point", ["1", "2", "before the exchange", "after the exchange"])
def test_a_crash_once_the_keys_are_there_leaves_a_profile_that_works(lost: Lost, point: str) -> None:
    """Between the two files, too: the next command moves the second after the first."""
    _crash(lost, point)
    lost.desk.write("jot", "third")

    assert lost.desk.run("sync", lost.server).code == 0
    assert lost.desk.json("verify")["entries"] == 3
    assert lost.desk.run("recover", lost.server, "--yes", text=lost.words).code == 1


def _crash(lost: Lost, point: str) -> None:
    command = [sys.executable, "-c", _CRASH, point, str(lost.desk.folder), lost.server]
    died = subprocess.run(command, input=lost.words.encode(), capture_output=True, check=False)
    assert died.returncode == 9, died.stderr.decode()
