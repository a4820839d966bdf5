"""What a server does not acknowledge stays with the device, is told, and is sent again."""

from __future__ import annotations

from pathlib import Path

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, found_profile
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.session import exchange
from twoway_core.codec import Wire
from twoway_core.sync import messages


class FullServer(FakeServer):
    """A server that refuses every segment while ``is_full``."""

    is_full = True

    def handle(self, token: str, message: Wire) -> Wire:
        if isinstance(message, messages.Push) and self.is_full:
            assert self.roster is not None
            outcomes = [messages.Outcome(each.segment().hash, "refused", "quota") for each in message.segments]
            return messages.Pushed(outcomes, self.roster.head)
        return super().handle(token, message)


def sync(profile: Profile, server: FakeServer) -> tuple[Outcome, int]:
    """Exchange once; return the outcome, and how many entries are still to be sent."""
    desk = profile.desk()
    outcome = exchange(desk, FakeRemote(server))
    waiting = desk.segments.waiting_entries()
    desk.database.close()
    return outcome, waiting


def test_what_a_server_refused_waits_and_goes_with_a_later_exchange(tmp_path: Path) -> None:
    """It is not taken for sent, and the server is not said to have lost it."""
    laptop, server = found_profile(tmp_path), FullServer()
    laptop.jot("one", "two")

    refused, waiting = sync(laptop, server)
    server.is_full = False
    taken, left = sync(laptop, server)

    assert (refused.sent, refused.refused, waiting) == (0, 1, 2)
    assert (taken.sent, taken.lost, left) == (2, 0, 0)
