"""The roster: a signed hash chain that says who may write and read.

Rules. Entry 0 is genesis, signed by the paper key that it names. Every later entry names the entry
before it, is signed by a device that is in the roster, and a newcomer counter-signs. No key enters
twice. A server can store the roster; it cannot extend it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from twoway_core.errors import BadRosterError, BadSignatureError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.statements import (
    Box,
    DeviceAdded,
    Genesis,
    RosterEntry,
    decode_boxes,
    decode_statement,
    journal_id,
)

MAX_ROSTER_ENTRIES = 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the roster. ``number``: the entry that added it. ``name``: sealed, empty for the paper key."""

    public: DevicePublic
    number: int
    signer: DeviceId
    name: bytes


@dataclass(slots=True)
class Roster:
    """A verified roster. Built by ``found`` and ``extended`` only; never changed by others.

    ``salt``: that of genesis. ``commitment``: to the epoch key in force. ``boxes``: those of each entry.
    """

    journal: JournalId
    entries: list[RosterEntry] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    members: dict[DeviceId, Member] = field(default_factory=dict)
    boxes: list[list[Box]] = field(default_factory=list)
    commitment: bytes = b""
    salt: bytes = b""

    @property
    def head(self) -> bytes:
        """The hash of the last entry: what a segment cites."""
        return self.hashes[-1]

    @property
    def paper(self) -> DeviceId:
        """The eldest device: the paper key that founded the journal."""
        return next(iter(self.members))

    def number_of(self, entry_hash: bytes) -> int | None:
        """Return the number of the entry with that hash, or None when it is not in this roster."""
        try:
            return self.hashes.index(entry_hash)
        except ValueError:
            return None

    def may_write(self, device: DeviceId, number: int) -> bool:
        """Return whether ``device`` was in the roster once entry ``number`` stood."""
        member = self.members.get(device)
        return member is not None and member.number <= number

    def extended(self, entries: Sequence[RosterEntry]) -> Roster:
        """Return this roster with ``entries`` behind it. Raises a PeerError; nothing is half done."""
        longer = Roster(
            self.journal,
            list(self.entries),
            list(self.hashes),
            dict(self.members),
            list(self.boxes),
            self.commitment,
            self.salt,
        )
        for entry in entries:
            longer._append(entry)
        return longer

    def _append(self, entry: RosterEntry) -> None:
        if len(self.entries) >= MAX_ROSTER_ENTRIES:
            raise BadRosterError(f"a roster has at most {MAX_ROSTER_ENTRIES} entries")
        statement = decode_statement(entry.statement)
        boxes = decode_boxes(entry, statement.boxes)
        _STEPS[type(statement)](self, entry, statement)
        self.entries.append(entry)
        self.hashes.append(entry.hash)
        self.boxes.append(boxes)


def _found(roster: Roster, entry: RosterEntry, statement: Genesis) -> None:
    if roster.entries:
        raise BadRosterError("a second genesis")
    public = DevicePublic(statement.signing, statement.agreement)
    public.verify(labels.ROSTER, entry.statement, entry.signature)
    if entry.countersignature:
        raise BadSignatureError("a genesis has no counter-signature")
    roster.members[public.device] = Member(public, 0, public.device, b"")
    roster.commitment, roster.salt = statement.commitment, statement.salt


def _add_device(roster: Roster, entry: RosterEntry, statement: DeviceAdded) -> None:
    if not roster.entries or statement.previous != roster.head or statement.journal != roster.journal:
        raise BadRosterError("a roster entry does not extend this roster")
    signer = roster.members.get(DeviceId(statement.signer))
    if signer is None:
        raise BadRosterError("a roster entry is signed by a device that is not in the roster")
    public = DevicePublic(statement.signing, statement.agreement)
    if any(_shares_key(public, member.public) for member in roster.members.values()):
        raise BadRosterError("a device key enters the roster a second time")
    signer.public.verify(labels.ROSTER, entry.statement, entry.signature)
    message = join_message(roster.journal, signer.public.device, public)
    public.verify(labels.JOIN, message, entry.countersignature)
    roster.members[public.device] = Member(public, len(roster.entries), signer.public.device, statement.name)


def _shares_key(one: DevicePublic, other: DevicePublic) -> bool:
    return one.signing == other.signing or one.agreement == other.agreement


_STEPS: dict[type, Callable[..., None]] = {Genesis: _found, DeviceAdded: _add_device}


def found(entries: Sequence[RosterEntry]) -> Roster:
    """Return the roster that ``entries`` make, genesis first. Raises a PeerError."""
    if not entries:
        raise BadRosterError("a roster begins with a genesis")
    return Roster(journal_id(entries[0])).extended(entries)


def join_message(journal: JournalId, signer: DeviceId, newcomer: DevicePublic) -> bytes:
    """Return what a newcomer counter-signs: journal, who admits it, and its own two keys."""
    return journal + signer + newcomer.signing + newcomer.agreement
