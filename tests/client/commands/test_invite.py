"""Inviting at a terminal, with a real server and a real newcomer: only a written yes admits."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.client.home import Done, TestHome
from tests.client.real_server import running
from twoway_client.commands import invite
from twoway_client.errors import Refusal
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Inviter, Newcomer
from twoway_client.sync.remote import Address, Remote
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.pairing import Channel

SECRET = bytes(12) + b"\x07"
NAME = "desk\x1b[2J\u202eno"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a real server."""
    (tmp_path / "server").mkdir()
    with running(tmp_path / "server") as address:
        yield address


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Return what is set once an invitation is there for newcomers."""
    event, really_open = threading.Event(), Inviter.open

    def open_and_tell(inviter: Inviter) -> None:
        really_open(inviter)
        event.set()

    monkeypatch.setattr(Inviter, "open", open_and_tell)
    return event


@pytest.fixture
def laptop(fresh: TestHome, server: str, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Return a synced journal that invites under a known secret."""
    monkeypatch.setattr(invite, "new_secret", lambda: SECRET)
    assert fresh.run("sync", server).code == 0
    return fresh


def ask(server: str, opened: threading.Event, keys: DeviceKeys | None = None) -> bool:
    """Ask to join as a newcomer does, and return whether it was admitted."""
    assert opened.wait(20)
    remote = Remote(Address.parse(server))
    newcomer = Newcomer(Mailbox(remote, Channel(SECRET)), keys or DeviceKeys.make(os.urandom), NAME)
    newcomer.ask()
    try:
        newcomer.consent()
        return newcomer.await_reply()[1].admitted
    except Refusal:
        return False
    finally:
        remote.close()


@dataclass
class Inviting:
    """One invitation, and somebody who asks to join by it."""

    laptop: TestHome
    server: str
    opened: threading.Event

    def answer(self, answer: str) -> tuple[bool, Done]:
        """Answer the one question; return whether the newcomer was let in, and what was shown."""
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(ask, self.server, self.opened)
            done = self.laptop.try_typing("invite", answers=[answer])
            return asked.result(20), done


@pytest.fixture
def inviting(laptop: TestHome, server: str, opened: threading.Event) -> Inviting:
    """Return an invitation that somebody is about to answer."""
    return Inviting(laptop, server, opened)


@pytest.mark.parametrize(("answer", "admitted"), [("yes", True), ("y", False), ("no", False), ("yes please", False)])
def test_only_a_written_yes_admits(inviting: Inviting, answer: str, *, admitted: bool) -> None:
    """Whoever hurries through the question lets nobody in."""
    was_admitted, done = inviting.answer(answer)

    assert was_admitted is admitted
    assert done.code == (0 if admitted else 1), done.out
    assert len(inviting.laptop.desk().segments.roster().members) == (3 if admitted else 2)


def test_the_name_of_who_asks_cannot_act_on_the_screen(inviting: Inviting) -> None:
    """It is the newcomer's own word, and is shown with stand-ins beside the code."""
    _, done = inviting.answer("no")

    assert "desk\\x1b[2J\\u202eno asks to join" in done.out
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


def test_keys_that_were_in_the_list_before_are_told_no_at_once(
    laptop: TestHome, server: str, opened: threading.Event
) -> None:
    """A device that was revoked asks with its old keys: nobody is asked about it, and it need not wait."""
    known = laptop.desk().device_keys
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, server, opened, known)
        done = laptop.try_typing("invite", answers=["yes"])

        assert asked.result(20) is False
    assert done.code == 1
    assert "already, or were revoked" in " ".join(done.out.split())
    assert len(laptop.desk().segments.roster().members) == 2
