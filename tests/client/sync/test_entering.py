"""A device that has said yes in a pairing: its keys go only where it is known that nobody let it in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import NOON
from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.founding import Lock, claim_home
from twoway_client.home import Home
from twoway_client.output import Output
from twoway_client.sync.entering import enter
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Newcomer, new_secret
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.pairing import Channel, Reply

YES = ""


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


class Unlucky(Newcomer):
    """A newcomer that meets the refusals ``consented``, after its yes, and ``replied``, while it waits."""

    journal = JournalId(bytes(16))

    def __init__(self, consented: str, replied: str) -> None:
        mailbox = Mailbox(FakeRemote(FakeServer()), Channel(new_secret()))
        super().__init__(mailbox, DeviceKeys.make(os.urandom), "phone")
        self.consented, self.replied = consented, replied

    def consent(self) -> None:
        """Meet the first, if any."""
        if self.consented != YES:
            raise Refusal(self.consented, "it was refused.", mend="")

    def await_reply(self) -> tuple[JournalId, Reply]:
        """Meet the second."""
        raise Refusal(self.replied, "it was refused.", mend="")


@pytest.mark.parametrize(
    ("consented", "replied", "is_kept"),
    [
        ("server", "", True),
        (YES, "server", True),
        (YES, "no-answer", True),
        ("pairing", "", False),
        (YES, "pairing", False),
    ],
)
def test_keys_stay_where_nobody_says_whether_they_were_let_in(
    tmp_path: Path, consented: str, replied: str, is_kept: bool
) -> None:
    """A server that only fails says nothing; what is kept is named, with the way on."""
    home = Home(tmp_path / "phone")
    claim_home(home)
    desk = Desk(home, Output(json=True), "join", NOON)

    with pytest.raises(Refusal) as told:
        enter(desk, Unlucky(consented, replied), Lock("none"))

    assert home.exists() is is_kept
    assert told.value.mend == ("twoway sync" if is_kept else "twoway invite on the other device, for new words")
