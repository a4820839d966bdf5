"""The store's port: what every store of segments does, whatever stands under it.

Rules of every store, proved by one set of contract tests:
- Everything is keyed by journal first; no read or append touches two journals, but for ``journals_of``.
- ``append`` and ``append_roster`` return after the commit, and a call is all or nothing.
- Segments are a set: the same hash again is "known", never an error and never a second copy.
- A segment is kept only behind the one that it names, or as number 1 of its chain; two segments may
  name the same one, and then the chain has two heads.
- A body changes by ``replace_bodies`` alone: what is appended again leaves it as it is.
- ``read_page`` sees one moment: the heads that it names and the segments that it returns fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.segment import Header
from twoway_core.sync.messages import Head, NewBody, Outcome, SegmentPlace
from twoway_core.trust.roster import Roster

QUOTA = "quota"
"""The reason of a refusal that is nobody's fault: this journal may hold no more."""
UNKNOWN = "unknown"
"""The reason of a refusal of a new body for a segment that is not here."""
ROSTER = "roster"
"""The reason of a refusal of what cites an entry that the roster does not hold."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A segment whose signature was verified: ``hash`` (32 bytes), and the bytes that travelled."""

    hash: bytes
    header: Header
    sent: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """An outcome for each candidate, in order, and the hash of the roster's last entry at the commit."""

    outcomes: list[Outcome]
    roster: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """The heads of a journal, the next ``segments`` as they travelled, and whether more wait."""

    heads: Mapping[ChainId, frozenset[Head]]
    segments: list[bytes]
    more: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """What one journal may hold; see the fields of the same names in ``limits``."""

    journal_bytes: int
    journal_segments: int
    journal_heads: int
    chain_heads: int


class Store(Protocol):
    """Rosters and segments of many journals. Every method raises StoreError when the store cannot."""

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        """Return the roster entries of ``journal`` as they travelled; none when it is not here."""

    async def append_roster(
        self,
        journal: JournalId,
        after: bytes | None,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        """Put ``entries`` behind the entry with the hash ``after``; ``head`` is the hash of the last.

        ``after`` is None for a journal that is not here yet. ``papers``: the paper keys that come with these
        entries, by which the journal can be found. Return False, with nothing changed, when the roster ends elsewhere.
        """

    async def replace_roster(
        self,
        journal: JournalId,
        before: bytes,
        keep: int,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        """Put ``entries`` in the place of all behind the first ``keep``, if the roster ends with the hash ``before``.

        Segments that cite an entry that is gone go with it. Return False, with nothing changed, when
        the roster ends elsewhere.
        """

    async def journals_of(self, paper: DeviceId) -> list[JournalId]:
        """Return the journals that ``paper`` is or was a paper key of, by id; at most ``MAX_FOUND_JOURNALS``."""

    async def append(self, journal: JournalId, roster: Roster, candidates: Sequence[Candidate]) -> Appended:
        """Keep those of ``candidates`` that fit, parents before children, judged under ``roster``.

        All are refused as ``roster`` when the stored one has taken another branch since.
        """

    async def read_page(
        self,
        journal: JournalId,
        known: Mapping[ChainId, frozenset[Head]],
        *,
        limit_bytes: int,
        limit_segments: int,
    ) -> Page:
        """Return the next segments for a reader that holds ``known`` and all before those heads.

        Parents come before children. At least one segment comes where any is lacking. Chains of
        which the reader names only heads that are not here come last: it may well hold them.
        """

    async def replace_bodies(self, journal: JournalId, bodies: Sequence[NewBody]) -> Appended:
        """Give segments that are here new bodies, keep no trace of the old ones, and take them off the wanted list.

        Refused as ``unknown``: what is not here; as ``quota``: a larger body for which the journal has no room.
        """

    async def add_wanted(self, journal: JournalId, places: Sequence[SegmentPlace]) -> list[SegmentPlace]:
        """Put those of ``places`` that are here on the list of wanted bodies; return the list, by place.

        It holds at most ``MAX_WANTED``; what comes when it is full is not noted.
        """

    async def read_segments(
        self, journal: JournalId, places: Sequence[SegmentPlace], *, limit_bytes: int
    ) -> list[bytes]:
        """Return those of the segments at ``places`` that are here, in their order, up to ``limit_bytes``.

        At least one comes where any is here.
        """

    def is_alive(self) -> bool:
        """Return whether the writer still works."""

    async def close(self) -> None:
        """Finish what is under way, and let go of the store."""
