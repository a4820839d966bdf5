"""A house under attack: three devices of one journal with the real command line in each, and a server between them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.client.home import Done, TestHome
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.home import Home
from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import ChainHeads, Fetched, Head, SyncReply, WireSegment, wire
from twoway_core.trust.roster import Roster

from .courier import Answered, Asked, Courier, PassOn, Script, honest
from .engine import Loop, Server

NAMES = ("laptop", "phone", "desk")


class Apart(TestHome):
    """A home of a computer of its own: also what stands outside the journal is its own."""

    def _run(self, *given: Any) -> Done:
        self.monkeypatch.setenv("XDG_STATE_HOME", f"{self.folder}.state")
        return super()._run(*given)


def said(done: Done) -> str:
    """Return all that a command said, wherever its lines were broken."""
    return " ".join(f"{done.out} {done.err}".split())


@dataclass(frozen=True)
class Device:
    """A device: its keys, and the command line in its home."""

    profile: Profile
    home: TestHome

    @property
    def id(self) -> DeviceId:
        """Its id."""
        return self.profile.keys.public.device

    def run(self, *words: str) -> Done:
        """Run a command."""
        return self.home.run(*words)

    def sync(self, *words: str) -> Done:
        """Exchange."""
        return self.run("sync", *words)

    def verify(self) -> Any:
        """Return what ``twoway verify`` says."""
        return self.run("verify", "--json").json

    def texts(self) -> list[str]:
        """Return what this device shows of everybody's jots."""
        return [jot["text"] for jot in self.home.json("jot", "list")["jots"]]

    def goes_on(self) -> bool:
        """Return whether a note can still be written and read: the server plays no part in that."""
        self.home.write("jot", "written after the attack")
        return "written after the attack" in self.texts()

    def roster(self) -> Roster:
        """Return the list of devices that is pinned here."""
        desk = self.profile.desk()
        try:
            return desk.segments.roster()
        finally:
            desk.database.close()

    def held(self) -> dict[bytes, Segment]:
        """Return the segments that count here, by hash."""
        desk = self.profile.desk()
        try:
            return dict(desk.segments.all_segments())
        finally:
            desk.database.close()

    def own(self) -> list[Segment]:
        """Return the segments that this device wrote, as far as they count here, in order."""
        mine = [each for each in self.held().values() if each.header.device == self.id]
        return sorted(mine, key=lambda each: each.header.number)

    def write(self, text: str) -> Segment:
        """Jot ``text`` and exchange; return the segment that carries it."""
        self.home.write("jot", text)
        before = self.held()
        done = self.sync()
        assert done.code in (0, 4), done.err
        (segment,) = (each for name, each in self.held().items() if name not in before and each in self.own())
        return segment


@dataclass
class House:
    """The devices, the server that they think they have, and the courier in between."""

    folder: Path
    courier: Courier
    server: Server
    devices: dict[str, Device]

    @property
    def laptop(self) -> Device:
        """The eldest device, after the paper."""
        return self.devices["laptop"]

    @property
    def phone(self) -> Device:
        """Admitted by the laptop."""
        return self.devices["phone"]

    @property
    def desk(self) -> Device:
        """Admitted by the laptop, the youngest."""
        return self.devices["desk"]

    @property
    def journal(self) -> JournalId:
        """The journal's id."""
        return self.laptop.roster().journal

    def stored(self) -> dict[bytes, Segment]:
        """Return what the server holds."""
        return self.server.segments(self.journal)

    def attack(self, script: Script) -> None:
        """Let the courier do as ``script`` says."""
        self.courier.script = script

    def repent(self) -> None:
        """Let the courier be honest again."""
        self.courier.script = honest

    def sync_all(self) -> None:
        """Exchange until everybody has everything."""
        for device in (*self.devices.values(), *self.devices.values()):
            assert device.sync().code in (0, 4)

    def clone(self, device: Device, name: str) -> Device:
        """Return a second copy of ``device``, as a copied disk is one."""
        folder = self.folder / name
        shutil.copytree(device.home.folder, folder)
        shutil.copytree(f"{device.home.folder}.state", f"{folder}.state")
        return Device(Profile(Home(folder), device.profile.keys), Apart(folder, device.home.monkeypatch))


def build(folder: Path, courier: Courier, server: Server, patch: pytest.MonkeyPatch) -> House:
    """Make a house in which each device has jotted one text, and all have exchanged it."""
    laptop = found_profile(folder)
    profiles = {"laptop": laptop, "phone": admit(laptop, folder, "phone"), "desk": admit(laptop, folder, "desk")}
    devices = {name: Device(each, Apart(each.home.folder, patch)) for name, each in profiles.items()}
    house = House(folder, courier, server, devices)
    for name, device in devices.items():
        device.home.write("jot", f"by {name}")
        assert device.sync(courier.url).code == 0
    house.sync_all()
    return house


def move(made: House, folder: Path, server: Server, patch: pytest.MonkeyPatch) -> House:
    """Return a copy of the house ``made`` in ``folder``, with a server of its own."""
    devices = {}
    for name, device in made.devices.items():
        for part in (name, f"{name}.state"):
            shutil.copytree(made.folder / part, folder / part)
        devices[name] = Device(Profile(Home(folder / name), device.profile.keys), Apart(folder / name, patch))
    return House(folder, made.courier, server, devices)


def start(loop: Loop, courier: Courier) -> Server:
    """Return a running server behind ``courier``."""
    server = Server(loop, courier.url)
    server.start()
    courier.behind = server.port
    return server


def pages(change: Callable[[SyncReply], SyncReply]) -> Script:
    """Return the script that changes each page of a pull."""

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        answered = pass_on(asked)
        if asked.step != "sync" or answered.status != 200:
            return answered
        return answered.saying(change(answered.read(SyncReply)))

    return script


def also(*segments: Segment) -> Script:
    """Return the script that puts ``segments`` into each page of a pull, behind what is there."""
    return pages(
        lambda reply: SyncReply(reply.roster, reply.heads, [*reply.segments, *map(wire, segments)], reply.more)
    )


def hiding(*names: bytes) -> Script:
    """Return the script that leaves the segments ``names`` out of each page; heads still name them."""

    def change(reply: SyncReply) -> SyncReply:
        kept = [each for each in reply.segments if each.segment().hash not in names]
        return SyncReply(reply.roster, reply.heads, kept, reply.more)

    return pages(change)


def withholding(segment: Segment) -> Script:
    """Return the script that knows nothing of ``segment``, the last of its chain, nor of its head."""
    header, before = segment.header, Head(segment.header.number - 1, segment.header.previous)

    def change(reply: SyncReply) -> SyncReply:
        heads = [ChainHeads(each.chain, [before]) if each.chain == header.chain else each for each in reply.heads]
        kept = [each for each in reply.segments if each.segment().hash != segment.hash]
        return SyncReply(reply.roster, heads, kept, reply.more)

    return pages(change)


def bodies(changed: dict[bytes, bytes]) -> Script:
    """Return the script that hands out other bodies for some segments (by hash), whichever way they are asked for."""

    def told(segments: list[WireSegment]) -> list[WireSegment]:
        found = [each.segment() for each in segments]
        return [wire(Segment(s.header_bytes, s.signature, changed.get(s.hash, s.body))) for s in found]

    lying = pages(lambda reply: SyncReply(reply.roster, reply.heads, told(reply.segments), reply.more))

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        if asked.step != "fetch":
            return lying(asked, pass_on)
        answered = pass_on(asked)
        return answered.saying(Fetched(told(answered.read(Fetched).segments)))

    return script


def chain(segment: Segment) -> ChainId:
    """Return the chain of ``segment``."""
    return ChainId(segment.header.chain)
