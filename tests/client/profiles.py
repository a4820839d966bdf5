"""Profiles for tests: real homes in a folder of the test's own, with bare keys and a roster without a server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.founding import Lock, make_profile, new_roster
from twoway_client.home import Home
from twoway_client.output import Output
from twoway_client.store.checking import check_journal
from twoway_client.store.outbox import Reader
from twoway_core.events.log import JotNoted
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import Roster, join_message
from twoway_core.trust.writing import RosterWriter

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@dataclass
class Profile:
    """One device of a journal: opens a new desk for each command, as a process would."""

    home: Home
    keys: DeviceKeys

    def desk(self, now: datetime = NOON) -> Desk:
        """Return a desk on this profile, as a new process would have it."""
        return Desk(self.home, Output(json=True), "test", now)

    def jot(self, *texts: str) -> None:
        """Write a jot for each text, as one process."""
        desk = self.desk()
        for text in texts:
            desk.write(JotNoted(text=text))
        desk.database.close()

    def entries(self) -> set[bytes]:
        """Return the bytes of every entry that this device holds."""
        desk = self.desk()
        found = {entry for _, segment in desk.segments.all_segments() for entry in _opened(desk, segment)}
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        return found | {entry for _, entry in reader.entries()}

    def state(self) -> str:
        """Return the fingerprint that ``twoway verify`` shows; everything must be good."""
        desk = self.desk()
        found = check_journal(
            desk.segments, Reader(desk.database, desk.device_keys.agreement, desk.secret.local), desk.epoch_keys
        )
        assert found.faults == []
        return found.state


def _opened(desk: Desk, segment: Segment) -> list[bytes]:
    return [entry for blind, entry in open_segment(segment, key_of(desk, segment)).items if blind]


def key_of(desk: Desk, segment: Segment) -> EpochKey:
    """Return the epoch key that ``segment`` is sealed under: the one in force at the roster entry that it cites."""
    return desk.epoch_keys.at(desk.segments.roster().hashes.index(segment.header.roster))


def found_profile(folder: Path, name: str = "laptop", lock: Lock | None = None) -> Profile:
    """Return a new journal with one device, whose keys are bare unless ``lock`` says otherwise."""
    keys = DeviceKeys.make(os.urandom)
    _, roster = new_roster(name, keys, os.urandom)
    home = Home(folder / name)
    make_profile(home, name, keys, roster.journal, roster, lock or Lock("none"))
    return Profile(home, keys)


def admit(inviter: Profile, folder: Path, name: str) -> Profile:
    """Return a second device of ``inviter``'s journal, admitted by it as pairing would."""
    desk = inviter.desk()
    keys, roster = DeviceKeys.make(os.urandom), desk.segments.roster()
    longer = _extended(desk, roster, inviter.keys, keys, name)
    with desk.database.writing():
        desk.segments.pin(longer)
    desk.database.close()
    home = Home(folder / name)
    make_profile(home, name, keys, roster.journal, longer, Lock("none"))
    return Profile(home, keys)


def _extended(desk: Desk, roster: Roster, inviter: DeviceKeys, keys: DeviceKeys, name: str) -> Roster:
    agreed = keys.sign(labels.JOIN, join_message(roster.journal, inviter.public.device, keys.public))
    key = desk.epoch_keys.current
    sealed = seal_name(key, roster.journal, keys.public.device, name, os.urandom)
    entry = RosterWriter(roster, inviter, key, os.urandom, seal_box).add_device(keys.public, agreed, sealed)
    return roster.extended([entry])
