"""Three devices of one journal on a server in memory, which can be made to hide, forget and go back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.client.fake_server import FakeRemote, FakeServer, Message
from tests.client.profiles import NOON, Profile, admit, found_profile
from twoway_client.giving_up import give_up
from twoway_client.store.checking import check_journal
from twoway_client.store.outbox import Reader
from twoway_client.sync.session import exchange
from twoway_client.sync.signs import Signs, states_after
from twoway_client.sync.standing import follow
from twoway_client.trust_states import TrustState
from twoway_core.codec import Wire
from twoway_core.sync.messages import Push

DAY = timedelta(days=1)


class Breaking(FakeRemote):
    """A connection that breaks as soon as something is to be pushed over it."""

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        """Send ``message``, unless it is a push."""
        if isinstance(message, Push):
            raise self._no_answer(TimeoutError())
        return super().call(path, message, reply)


@dataclass
class Three:
    """A laptop, and a desk and a phone that it admitted, with a note each, on one server."""

    folder: Path
    server: FakeServer = field(default_factory=FakeServer)

    def __post_init__(self) -> None:
        self.laptop = found_profile(self.folder)
        self.desk = admit(self.laptop, self.folder, "desk")
        self.phone = admit(self.laptop, self.folder, "phone")
        for profile in (self.laptop, self.desk, self.phone):
            profile.jot("a note")
            self.sync(profile)
        for profile in (self.laptop, self.desk, self.phone):
            self.sync(profile)

    def sync(self, profile: Profile, now: datetime = NOON, *, breaks: bool = False) -> list[TrustState]:
        """Exchange once, as a process of its own; return the states after it. ``breaks``: before anything is sent."""
        desk, remote = profile.desk(now), Breaking(self.server) if breaks else FakeRemote(self.server)
        try:
            return states_after(desk, exchange(desk, remote))
        finally:
            desk.database.close()

    def note(self, profile: Profile, text: str = "another note") -> set[bytes]:
        """Write a note and send it; return the names of the segments that came to the server."""
        before = set(self.server.segments)
        profile.jot(text)
        self.sync(profile)
        return set(self.server.segments) - before

    def withhold(self, *names: bytes) -> Callable[[], None]:
        """Let the server hide these segments; return what shows them again."""
        hidden = {name: self.server.segments.pop(name) for name in names}
        return lambda: self.server.segments.update(hidden)

    def roster(self, change: Callable[..., object], *values: object, by: Profile | None = None) -> None:
        """Change the list of devices, on the laptop unless ``by`` another one."""
        desk, remote = (by or self.laptop).desk(), FakeRemote(self.server)
        exchange(desk, remote)
        change(desk, remote, *values)
        follow(desk, remote)
        desk.database.close()


def names(states: list[TrustState]) -> list[str]:
    """Return the names of ``states``."""
    return [state.state for state in states]


def lasting(profile: Profile, now: datetime = NOON) -> list[TrustState]:
    """Return the states that ``twoway verify`` shows beside its own checks."""
    desk = profile.desk(now)
    try:
        return Signs(desk, desk.segments.roster()).lasting()
    finally:
        desk.database.close()


def checked(profile: Profile) -> list[TrustState]:
    """Return the states that ``twoway verify`` shows."""
    desk = profile.desk()
    try:
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        return Signs(desk, desk.segments.roster()).of(check_journal(desk.segments, reader, desk.epoch_keys))
    finally:
        desk.database.close()


def accept_loss(profile: Profile, state: TrustState) -> None:
    """Give up what ``state`` names, as the person would type it."""
    desk = profile.desk()
    give_up(desk, state.what.split()[-1], asked=True)
    desk.database.close()
