"""A journal of two devices and their paper key, for the tests of recovering."""

from __future__ import annotations

import os
from pathlib import Path

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit
from twoway_client.founding import Lock, NewDevice, drafted, make_profile, new_roster
from twoway_client.home import Home
from twoway_client.sync.recovery import Recovery, find_journals
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import Change
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.paper import paper_keys


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


class House:
    """A laptop with a phone that it admitted, their paper key, and the server that both synced to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, FakeServer()
        keys = DeviceKeys.make(os.urandom)
        entropy, roster = new_roster("laptop", keys, os.urandom)
        self.paper = paper_keys(entropy)
        home = Home(folder / "laptop")
        make_profile(home, "laptop", keys, roster.journal, roster, Lock("none"))
        self.laptop = Profile(home, keys)
        self.phone = admit(self.laptop, folder, "phone")
        for profile, text in ((self.laptop, "by laptop"), (self.phone, "by phone"), (self.laptop, "by laptop again")):
            profile.jot(text)
            self.sync(profile)
        self.sync(self.phone)

    def sync(self, profile: Profile) -> None:
        """Exchange once."""
        desk = profile.desk()
        exchange(desk, FakeRemote(self.server))
        desk.database.close()

    def recovery(self, name: str = "draft", paper: DeviceKeys | None = None) -> Recovery:
        """Return what the paper key pulls."""
        (self.folder / name).mkdir()
        remote, paper = FakeRemote(self.server), paper or self.paper
        recovery = Recovery(remote, paper, find_journals(remote, paper)[0], Home(self.folder / name))
        recovery.pull(no_progress)
        return recovery

    def recover(self, name: str = "desk", revoked: tuple[Profile, ...] | None = None) -> Profile:
        """Recover into a new home, and sync there."""
        home, keys = Home(self.folder / name), DeviceKeys.make(os.urandom)
        home.make()
        remote = FakeRemote(self.server)
        with drafted(home) as draft:
            recovery = Recovery(remote, self.paper, find_journals(remote, self.paper)[0], draft)
            recovery.pull(no_progress)
            ended = [device(each) for each in (revoked if revoked is not None else (self.laptop, self.phone))]
            recovery.take_over(home, NewDevice(name, keys, recovery.journal, Lock("none")), ended)
        profile = Profile(home, keys)
        self.sync(profile)
        return profile

    def let_in(self) -> FakeRemote:
        """Return a connection of which the server believes that it is the laptop's."""
        remote = FakeRemote(self.server)
        remote.token = "the laptop's"
        self.server.tokens[remote.token] = device(self.laptop)
        return remote

    def roster_keeps(self, change: Change) -> None:
        """Put a change on the server, as the device that signed it would."""
        change.send(FakeRemote(self.server))


def device(profile: Profile) -> DeviceId:
    """Return the id of the device."""
    return profile.keys.public.device
