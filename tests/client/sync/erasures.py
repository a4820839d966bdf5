"""Erasing in tests: devices that share a server, and what each of them holds or shows."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import NOON, Profile, admit, found_profile
from twoway_client.store.erasing import damaged_leaves
from twoway_client.sync.erasing import cancel_erasures, waiting_erasures_by
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import revoke
from twoway_core.entry import decode_entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryErased, JotNoted
from twoway_core.sealing.segment import open_segment

HOUR = timedelta(hours=1)
SOON, DUE = NOON + 71 * HOUR, NOON + 73 * HOUR


class Net:
    """A server that devices sync to: in memory, or a real one whose files lie in ``folder``."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder, self.address = folder, address
        self.server = FakeServer()

    def remote(self) -> Remote:
        """Return a new connection."""
        return Remote(Address.parse(self.address)) if self.address else FakeRemote(self.server)

    def sync(self, profile: Profile, now: datetime = NOON) -> None:
        """Exchange once, as a process of its own at ``now``."""
        desk = profile.desk(now)
        with closing(self.remote()) as remote, closing(desk.database):
            exchange(desk, remote)

    def holds(self, body: bytes) -> bool:
        """Return whether the server has ``body``, or traces of it in its files."""
        if self.address:
            return any(_has_trace(file, body) for file in sorted(self.folder.iterdir()))
        return any(segment.body == body for segment in self.server.segments.values())


def write(profile: Profile, event: Event, now: datetime = NOON) -> bytes:
    """Write one entry, and return its id."""
    with closing((desk := profile.desk(now)).database):
        return desk.write(event)


def erase(profile: Profile, entry: bytes, now: datetime = NOON) -> bytes:
    """Erase ``entry``, and return the id of the erasure; every command reads the journal afterwards."""
    with closing((desk := profile.desk(now)).database):
        name = desk.write(EntryErased(target=entry))
        desk.index.refresh()
        return name


def look(profile: Profile, now: datetime = NOON) -> list[str]:
    """Return the texts that a view shows at ``now``; what is due is destroyed by that."""
    with closing((desk := profile.desk(now)).database):
        return sorted(jot.event.text for jot in desk.state().mine.jots.values())


def texts(profile: Profile) -> set[str]:
    """Return the jots whose text this device holds, hidden or not."""
    entries = [decode_entry(data) for data in profile.entries()]
    return {_text(entry.fields) for entry in entries if entry.type == "jot.noted"}


def _text(fields: bytes) -> str:
    return str(msgspec.msgpack.decode(fields)["text"])


def bodies(profile: Profile) -> dict[bytes, bytes]:
    """Return the bodies of all segments that this device holds, by hash."""
    with closing((desk := profile.desk()).database):
        return {name: segment.body for name, segment in desk.segments.all_segments()}


def body_with(profile: Profile, entry: bytes) -> bytes:
    """Return the body that holds ``entry``."""
    with closing((desk := profile.desk()).database):
        for _, segment in desk.segments.all_segments():
            items = open_segment(segment, desk.epoch_keys.current).items
            if any(blind and decode_entry(data).id == entry for blind, data in items):
                return segment.body
    raise AssertionError("nowhere")


def leaves(profile: Profile) -> tuple[int, int]:
    """Return how many texts were destroyed for a reason, and how many are damaged."""
    with closing((desk := profile.desk()).database):
        return damaged_leaves(desk.database)


def _has_trace(file: Path, body: bytes) -> bool:
    data = file.read_bytes()
    return any(body[at : at + 48] in data for at in range(0, len(body) - 48, 200))


def traces(profile: Profile, body: bytes) -> list[str]:
    """Return the files of this device that hold a piece of ``body``."""
    return [file.name for file in sorted(profile.home.folder.iterdir()) if _has_trace(file, body)]


class Theft:
    """A laptop and a desk with the same notes, and a phone that a thief has."""

    def __init__(self, net: Net, folder: Path) -> None:
        self.net, self.folder = net, folder
        self.laptop = found_profile(folder)
        self.desk = admit(self.laptop, folder, "desk")
        self.phone = admit(self.laptop, folder, "phone")
        self.notes = [write(self.laptop, JotNoted(text=f"note {number}")) for number in range(3)]
        for profile in (self.laptop, self.desk, self.phone):
            net.sync(profile)
        self.bodies = bodies(self.laptop)

    def erase_all(self, now: datetime = NOON) -> None:
        """Erase every note on the phone, and send that."""
        for note in self.notes:
            erase(self.phone, note, now)
        self.net.sync(self.phone, now)

    def revoke(self, by: Profile, now: datetime) -> None:
        """Revoke the phone as the person does: what it erased was not theirs."""
        desk, phone = by.desk(now), self.phone.keys.public.device
        with closing(self.net.remote()) as remote, closing(desk.database):
            exchange(desk, remote)
            revoke(desk, remote, [phone])
            cancel_erasures(desk, [each.id for each in waiting_erasures_by(desk, phone)])
            exchange(desk, remote)

    def untouched(self) -> bool:
        """Return whether the server holds every body as it was."""
        return all(self.net.server.segments[name].body == body for name, body in self.bodies.items())
