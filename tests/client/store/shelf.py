"""A store of segments in an otherwise empty journal file, and a person whose devices write what is to be kept there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.core.people import Person
from twoway_client.home import Home
from twoway_client.store.admitted import Admitted
from twoway_client.store.database import Database
from twoway_client.store.judging import rejudge
from twoway_client.store.segments import SegmentStore
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment
from twoway_core.trust.roster import Roster


@dataclass
class Shelf:
    """What one device keeps, and the person it belongs to; ``phone`` and ``laptop`` are in the roster."""

    store: SegmentStore
    person: Person
    phone: DeviceKeys
    laptop: DeviceKeys

    @classmethod
    def make(cls, folder: Path) -> Shelf:
        """Return an empty shelf under a roster of two devices."""
        person = Person.make("a shelf")
        phone, laptop = person.admit(name="phone"), person.admit(name="laptop")
        home = Home(folder / "shelf")
        home.make()
        shelf = cls(SegmentStore(Database(home, is_new=True)), person, phone, laptop)
        shelf.pin()
        return shelf

    @property
    def database(self) -> Database:
        """The journal file."""
        return self.store.database

    def pin(self, roster: Roster | None = None) -> int:
        """Keep ``roster`` (the person's) and judge everything anew; return how many entries came to count."""
        roster = roster or self.person.roster
        with self.database.writing():
            self.store.pin(roster)
            return rejudge(self.store, roster)

    def take(self, segments: Iterable[Segment]) -> Admitted:
        """Take in ``segments`` as an exchange does."""
        with self.database.writing():
            return self.store.admit(self.person.roster, segments, pushed=True)

    def counted(self) -> set[bytes]:
        """Return the hashes of the segments that count."""
        return {name for name, _ in self.store.all_segments()}

    def aside(self) -> dict[bytes, str]:
        """Return the verdict on every segment that is kept and does not count."""
        return dict(self.database.execute("SELECT hash, verdict FROM aside").fetchall())


def flipped(data: bytes) -> bytes:
    """Return ``data`` with one bit changed."""
    return bytes([data[0] ^ 1]) + data[1:]
