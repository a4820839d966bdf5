"""Joining again: a device whose list of devices lost keeps its journal, and is paired anew, through real processes."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.profiles import Profile, admit, found_profile
from tests.client.real_server import free_port, running
from twoway_client.cli import run
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Inviter, invitation_link
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.signing import sign_in
from twoway_core.trust.pairing import Channel

SECRET = bytes(12) + b"\x05"


class Restored:
    """A server that was set back, so that a phone admitted a tablet to a list that the laptop knows nothing of."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder / "server", free_port()
        self.folder.mkdir()
        with self.serving() as address:
            self.pair = Pair(folder, address)
        shutil.copytree(self.folder, folder / "backup")
        with self.serving():
            self.pair.run("laptop", "devices", "rotate")
        shutil.copytree(self.folder, folder / "later")
        self._put_back(folder / "backup")
        self.pair.profiles["tablet"] = admit(self.pair.profiles["phone"], folder, "tablet")
        with self.serving() as address:
            self.pair.run("phone", "sync")
            self.pair.run("tablet", "jot", "on the tablet")
            self.pair.run("tablet", "sync", address)
        self._put_back(folder / "later")

    def serving(self) -> contextlib.AbstractContextManager[str]:
        """Run the server, always at the same address."""
        return running(self.folder, self.port)

    def _put_back(self, kept: Path) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(kept, self.folder)


@pytest.fixture
def restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Restored, str]]:
    """Return devices and a running server; the tablet is on no list that counts."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    world = Restored(tmp_path)
    with world.serving() as address:
        yield world, address


def admit_whoever_asks(laptop: Profile, address: str) -> None:
    """Invite on the laptop, and say yes."""
    desk, remote = laptop.desk(), Remote(Address.parse(address))
    inviter = Inviter(Mailbox(remote, Channel(SECRET)), laptop.keys, desk.segments.roster().journal)
    inviter.open()
    request, _ = inviter.await_request()
    sign_in(remote, desk.segments.roster().journal, laptop.keys)
    inviter.admit(desk.segments, desk.segments.roster(), desk.epoch_keys, request, inviter.await_consent())
    desk.database.close()
    remote.close()


def test_a_device_of_a_lost_list_is_refused_with_the_way_back(restored: tuple[Restored, str]) -> None:
    """Nothing of it is lost, and it can go on writing."""
    world, _ = restored

    refused = world.pair.run("tablet", "sync")

    assert refused.code == 1
    assert "twoway join --again" in refused.err
    assert world.pair.run("tablet", "jot", "still writing").code == 0


def test_a_device_that_joins_again_keeps_its_notes_and_they_reach_the_others(
    restored: tuple[Restored, str], tmp_path: Path
) -> None:
    """What it wrote under the lost list is written again under the one that counts."""
    world, address = restored
    laptop, link = world.pair.profiles["laptop"], invitation_link(address, SECRET)
    world.pair.run("tablet", "jot", "while shut out")

    with ThreadPoolExecutor(1) as pool:
        invited = pool.submit(admit_whoever_asks, laptop, address)
        joined = joining(world.pair.profiles["tablet"], link)
        invited.result(20)
    world.pair.run("laptop", "sync")

    assert joined.returncode == 0, joined.stderr
    shown = world.pair.run("laptop", "jot", "list").out
    assert "on the tablet" in shown
    assert "while shut out" in shown
    assert laptop.state() == world.pair.profiles["tablet"].state()


def joining(profile: Profile, link: str) -> subprocess.CompletedProcess[str]:
    """Run ``twoway join --again`` as a process of its own."""
    program = str(Path(sys.executable).with_name("twoway"))
    words = [program, "--home", str(profile.home.folder), "join", "--again", "--no-code-check", link]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def test_an_invitation_to_another_journal_is_refused_before_anything_is_sent(
    restored: tuple[Restored, str], tmp_path: Path
) -> None:
    """Its keys are never shown to somebody else's journal."""
    world, address = restored
    other, err = found_profile(tmp_path, "other"), io.StringIO()
    desk, remote = other.desk(), Remote(Address.parse(address))
    Inviter(Mailbox(remote, Channel(SECRET)), other.keys, desk.segments.roster().journal).open()
    home = str(world.pair.profiles["tablet"].home.folder)

    with contextlib.redirect_stderr(err):
        code = run(["--home", home, "join", "--again", "--no-code-check", invitation_link(address, SECRET)])

    assert code == 1
    assert "another journal" in err.getvalue()
    remote.close()
