"""Watching: real processes on a real server; each wait ends as soon as what it waits for is there."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest

from tests.client.profiles import Profile, admit, found_profile
from tests.client.real_server import free_port, running
from tests.client.watcher import Watcher, watching
from twoway_client import kernel_keyring
from twoway_client.cli import run
from twoway_client.errors import Refusal
from twoway_client.founding import Lock
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_client.sync.watching import Watch
from twoway_client.trust_states import TrustState

STOPPED = "Stopped. What has come is kept, and the rest comes with the next twoway sync."


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def laptop(tmp_path: Path) -> Profile:
    """Return the first device of a journal."""
    return found_profile(tmp_path)


@pytest.fixture
def desk(laptop: Profile, tmp_path: Path) -> Profile:
    """Return its second device."""
    return admit(laptop, tmp_path, "desk")


def sync(profile: Profile, address: str) -> None:
    """Exchange once."""
    desk = profile.desk()
    with closing(Remote(Address.parse(address))) as remote:
        exchange(desk, remote)
    desk.database.close()


def test_a_note_on_one_device_shows_on_another(laptop: Profile, desk: Profile, tmp_path: Path) -> None:
    """Two devices watch; what is written on the one by another command comes to the other, and back."""
    with running(tmp_path) as address, watching(laptop, address) as here, watching(desk, address) as there:
        first = [each.line() for each in (here, there)]
        ready = [each.talk() for each in (here, there)]

        laptop.jot("one", "two")
        lines = [here.line(), there.line()]
        desk.jot("three")
        lines += [there.line(), here.line()]

        assert first == ["Synced: sent 0 entries, received 0. This server is remembered."] * 2
        assert ready == [f"Watching {address}. Ctrl-C ends it; you can go on writing."] * 2
        assert [line.partition(" ")[2] for line in lines] == ["sent 2", "received 2", "sent 1", "received 1"]
        assert all(re.match(r"\d\d:\d\d ", line) for line in lines)
    assert laptop.entries() == desk.entries()
    assert len(laptop.entries()) == 3


def test_what_a_plain_sync_brings_comes_by_hint(laptop: Profile, desk: Profile, tmp_path: Path) -> None:
    """A watch hears of it long before it would have polled."""
    with running(tmp_path) as address, watching(laptop, address) as here:
        here.line()
        desk.jot("from the desk")

        sync(desk, address)

        assert here.line(10).endswith(" received 1")


def test_ctrl_c_ends_it_with_the_sentence_of_a_sync(laptop: Profile, tmp_path: Path) -> None:
    """Exit 130, whatever it was doing."""
    with running(tmp_path) as address, watching(laptop, address) as here:
        here.line()
        here.talk()

        code = here.interrupt()

        assert (code, here.talk()) == (130, STOPPED)


def synced(profiles: tuple[Profile, ...], folder: Path, port: int) -> None:
    """Exchange on a server that is stopped afterwards."""
    with running(folder, port) as address:
        for profile in profiles:
            sync(profile, address)


def test_a_server_that_is_not_there_is_waited_for(laptop: Profile, desk: Profile, tmp_path: Path) -> None:
    """Watching begins without a network and outlives a restart; nothing is lost, and each trouble is said once."""
    port = free_port()
    synced((laptop, desk), tmp_path, port)
    with watching(laptop) as here, watching(desk) as there:
        troubles = [here.talk(), there.talk()]
        laptop.jot("while nobody was there")
        with running(tmp_path, port) as address:
            first = here.line()
            talk = [here.talk(), here.talk()]
        laptop.jot("while it was away again")  # also where no socket was open yet that could have ended
        troubles += [here.talk()]
        with running(tmp_path, port):
            last = here.line()
            _until_received(there, 2)

    trouble = f"no answer from {address} (connection refused). Trying again; Ctrl-C ends it."
    assert [line.partition(" ")[2] for line in troubles] == [trouble] * 3
    assert (first, last.partition(" ")[2]) == ("Synced: sent 1 entry, received 0.", "sent 1")
    assert [talk[0].partition(" ")[2], talk[1]] == [
        "in touch again.",
        f"Watching {address}. Ctrl-C ends it; you can go on writing.",
    ]
    assert laptop.entries() == desk.entries()


def _until_received(watcher: Watcher, count: int) -> None:
    """Wait until the lines of ``watcher`` add up to ``count``; how many exchanges that takes is chance."""
    received = 0
    while received < count:
        received += int((re.findall(r"received (\d+)", watcher.line()) or ["0"])[0])


def test_a_server_that_was_never_met_is_not_waited_for(laptop: Profile) -> None:
    """A mistyped address ends the command as it ends a sync."""
    with watching(laptop, f"http://127.0.0.1:{free_port()}") as here:
        line = here.talk()

        assert here.process.wait(10) == 1
    assert line.startswith("error: no answer from http://127.0.0.1:")


def test_a_device_that_is_no_longer_let_in_ends_with_the_refusal(
    laptop: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is waited for that no waiting mends."""
    port, other = free_port(), tmp_path / "other"
    other.mkdir()
    with running(tmp_path, port) as address:
        sync(laptop, address)
        stack = watching(laptop)
        here = stack.__enter__()
        here.line(), here.talk()
    monkeypatch.setenv("TWOWAY_SERVER_REGISTRATION", "closed")
    try:
        with running(other, port):
            code = here.process.wait(20)
    finally:
        stack.__exit__(None, None, None)

    said = list(here.err.queue)
    assert code == 1
    assert any("does not know this journal or device" in line for line in said)


def test_revoking_a_device_ends_its_watch_at_once(laptop: Profile, desk: Profile, tmp_path: Path) -> None:
    """The command on the other device closes the socket: nothing is waited for, and the refusal says why."""
    with running(tmp_path) as address:
        sync(laptop, address)
        with watching(desk, address) as there:
            there.line(), there.talk()
            code = run(["--home", str(laptop.home.folder), "devices", "revoke", "desk", "--yes"])
            ended = there.process.wait(5)
            said = [there.talk(1)]
            with suppress(AssertionError):
                said += [there.talk(0.2), there.talk(0.2)]

    assert (code, ended) == (0, 1)
    assert "no longer one of its devices" in " ".join(" ".join(said).split())


class Locking:
    """A report that has the journal locked after the first exchange."""

    def __init__(self, keyring: set[str]) -> None:
        self.keyring, self.exchanges = keyring, 0

    def exchanged(self, outcome: Outcome, states: Sequence[TrustState], at: datetime) -> None:
        self.exchanges += 1
        self.keyring.clear()

    def failed(self, refusal: Refusal, at: datetime) -> None:
        raise refusal


def test_locking_the_journal_ends_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch does not keep the keys of a journal that was locked, and does not put off its idle hours."""
    keyring: set[str] = set()
    monkeypatch.setattr(kernel_keyring, "remember", lambda name, _: keyring.add(name))
    monkeypatch.setattr(kernel_keyring, "recall", lambda _: None)
    monkeypatch.setattr(kernel_keyring, "holds", lambda name: name in keyring)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("five words that I know")
    monkeypatch.setenv("TWOWAY_PASSPHRASE_FILE", str(passphrase))
    laptop = found_profile(tmp_path, lock=Lock("passphrase", passphrase.read_text()))
    with running(tmp_path) as address, closing(Remote(Address.parse(address))) as remote:
        report = Locking(keyring)

        with pytest.raises(Refusal, match="the journal was locked"):
            Watch(laptop.desk(), remote, report, is_known=False).run()

    assert report.exchanges == 1


def test_with_json_each_exchange_is_a_line(laptop: Profile, desk: Profile, tmp_path: Path) -> None:
    """A program reads one document a line: the first exchange, and each that moved something."""
    desk.jot("one", "two")
    with running(tmp_path) as address, watching(laptop, address, "--json") as here:
        first = json.loads(here.line())
        sync(desk, address)
        second = json.loads(here.line())
        code = here.interrupt()
        error = json.loads(here.talk())

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", second.pop("at"))
    assert (first["schema"], first["sent"], first["received"]) == ("twoway.watch/1", 0, 0)
    moved = {"sent": 0, "received": 2, "lost_by_server": 0}
    assert second == {"schema": "twoway.watch/1", **moved, "states": [], "needs_eyes": False}
    assert (code, error["error"]["code"]) == (130, "cancelled")


def test_a_note_written_during_an_exchange_is_not_forgotten(laptop: Profile, tmp_path: Path) -> None:
    """Whatever an exchange did not take along goes with the next one, seconds later."""
    laptop.jot(*(f"note {number}" for number in range(300)))
    with running(tmp_path) as address, watching(laptop, address) as here:
        sent = 0
        for number in range(5):
            laptop.jot(f"late {number}")
        while sent < 305:
            sent += int(re.findall(r"sent (\d+)", here.line(10))[0])

    assert sent == 305
