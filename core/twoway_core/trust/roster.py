"""The roster: a signed hash chain that says who may write and read, and under which epoch.

Rules. Entry 0 is genesis, signed by the paper key that it names. Every later entry names the entry
before it, is signed by a device in good standing, and a newcomer counter-signs. No key enters twice.
A device revokes itself and younger ones only. Between 1 and 64 devices are in good standing, so that
one entry can always revoke all but one, and box a new key for all. A server can store the roster; it
cannot extend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from twoway_core.errors import BadRosterError, BadSignatureError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.members import Member
from twoway_core.trust.statements import (
    MAX_BOXES,
    Box,
    Cutoff,
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    RosterEntry,
    decode_boxes,
    decode_statement,
    journal_id,
)

MAX_ROSTER_ENTRIES = 1024


@dataclass(frozen=True, slots=True)
class Epoch:
    """A generation of the key: the entry that began it, the commitment to it, and the key before, sealed."""

    number: int
    commitment: bytes
    previous_key: bytes = b""


@dataclass(slots=True)
class Roster:
    """A verified roster. Built by ``found`` and ``extended`` only; never changed by others.

    ``salt``: that of genesis. ``epochs``: oldest first. ``boxes``: those of each entry.
    """

    journal: JournalId
    entries: list[RosterEntry] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    members: dict[DeviceId, Member] = field(default_factory=dict)
    boxes: list[list[Box]] = field(default_factory=list)
    epochs: list[Epoch] = field(default_factory=list)
    salt: bytes = b""

    @property
    def head(self) -> bytes:
        """The hash of the last entry: what a segment cites."""
        return self.hashes[-1]

    @property
    def commitment(self) -> bytes:
        """The commitment to the epoch key in force."""
        return self.epochs[-1].commitment

    def number_of(self, entry_hash: bytes) -> int | None:
        """Return the number of the entry with that hash, or None when it is not in this roster."""
        try:
            return self.hashes.index(entry_hash)
        except ValueError:
            return None

    def may_write(self, device: DeviceId, number: int) -> bool:
        """Return whether ``device`` was in good standing once entry ``number`` stood."""
        member = self.members.get(device)
        return member is not None and member.stood(number)

    def standing(self) -> Iterator[Member]:
        """Yield the devices in good standing, in the order in which they were added."""
        return (member for member in self.members.values() if member.revoked is None)

    def is_standing(self, device: DeviceId) -> bool:
        """Return whether ``device`` is in good standing now."""
        member = self.members.get(device)
        return member is not None and member.revoked is None

    def extended(self, entries: Sequence[RosterEntry]) -> Roster:
        """Return this roster with ``entries`` behind it. Raises a PeerError; nothing is half done."""
        longer = replace(
            self,
            entries=list(self.entries),
            hashes=list(self.hashes),
            members=dict(self.members),
            boxes=list(self.boxes),
            epochs=list(self.epochs),
        )
        for entry in entries:
            _append(longer, entry)
        return longer


def _append(roster: Roster, entry: RosterEntry) -> None:
    if len(roster.entries) >= MAX_ROSTER_ENTRIES:
        raise BadRosterError(f"a roster has at most {MAX_ROSTER_ENTRIES} entries")
    statement = decode_statement(entry.statement)
    boxes = decode_boxes(entry, statement.boxes)
    _STEPS[type(statement)](roster, entry, statement)
    if not 0 < sum(1 for _ in roster.standing()) <= MAX_BOXES:
        raise BadRosterError(f"a roster has between 1 and {MAX_BOXES} devices in good standing")
    roster.entries.append(entry)
    roster.hashes.append(entry.hash)
    roster.boxes.append(boxes)


Later = TypeVar("Later", DeviceAdded, DeviceRevoked, EpochRotated, PaperReplaced)


def _found(roster: Roster, entry: RosterEntry, statement: Genesis) -> None:
    if roster.entries:
        raise BadRosterError("a second genesis")
    public = DevicePublic(statement.signing, statement.agreement)
    public.verify(labels.ROSTER, entry.statement, entry.signature)
    _refuse_countersignature(entry)
    roster.members[public.device] = Member(public, 0, public.device, b"", 0, is_paper=True)
    roster.epochs.append(Epoch(0, statement.commitment))
    roster.salt = statement.salt


def _signer(roster: Roster, entry: RosterEntry, statement: Later) -> Member:
    """Return who signed, once the entry is proved to extend ``roster`` and to be signed in good standing."""
    if not roster.entries or statement.previous != roster.head or statement.journal != roster.journal:
        raise BadRosterError("a roster entry does not extend this roster")
    signer = roster.members.get(DeviceId(statement.signer))
    if signer is None or signer.revoked is not None:
        raise BadRosterError("a roster entry is signed by a device that is not in good standing")
    signer.public.verify(labels.ROSTER, entry.statement, entry.signature)
    return signer


def _newcomer(
    roster: Roster, entry: RosterEntry, statement: DeviceAdded | PaperReplaced, signer: Member
) -> DevicePublic:
    public = DevicePublic(statement.signing, statement.agreement)
    if any(_shares_key(public, member.public) for member in roster.members.values()):
        raise BadRosterError("a device key enters the roster a second time")
    message = join_message(roster.journal, signer.public.device, public)
    public.verify(labels.JOIN, message, entry.countersignature)
    return public


def _refuse_countersignature(entry: RosterEntry) -> None:
    if entry.countersignature:
        raise BadSignatureError("a roster entry by which nobody joins has no counter-signature")


def _add_device(roster: Roster, entry: RosterEntry, statement: DeviceAdded) -> None:
    signer, number = _signer(roster, entry, statement), len(roster.entries)
    public = _newcomer(roster, entry, statement, signer)
    roster.members[public.device] = Member(public, number, signer.public.device, statement.name, number)


def _revoke_devices(roster: Roster, entry: RosterEntry, statement: DeviceRevoked) -> None:
    signer = _signer(roster, entry, statement)
    _refuse_countersignature(entry)
    _revoke(roster, signer, statement.revoked, tuple(statement.cutoffs))
    _begin_epoch(roster, statement)


def _rotate_epoch(roster: Roster, entry: RosterEntry, statement: EpochRotated) -> None:
    _signer(roster, entry, statement)
    _refuse_countersignature(entry)
    _begin_epoch(roster, statement)


def _replace_paper(roster: Roster, entry: RosterEntry, statement: PaperReplaced) -> None:
    signer, number = _signer(roster, entry, statement), len(roster.entries)
    public = _newcomer(roster, entry, statement, signer)
    if any(not _is_paper(roster, device) for device in statement.revoked):
        raise BadRosterError("a new paper key replaces paper keys only")
    _revoke(roster, signer, statement.revoked, ())
    member = Member(public, number, signer.public.device, b"", signer.rank, is_paper=True)
    roster.members[public.device] = member
    _begin_epoch(roster, statement)


def _is_paper(roster: Roster, device: bytes) -> bool:
    member = roster.members.get(DeviceId(device))
    return member is not None and member.is_paper


def _revoke(roster: Roster, signer: Member, revoked: Sequence[bytes], cutoffs: tuple[Cutoff, ...]) -> None:
    if len(set(revoked)) != len(revoked):
        raise BadRosterError("a roster entry revokes a device twice")
    for device in map(DeviceId, revoked):
        member = roster.members.get(device)
        if member is None or member.revoked is not None:
            raise BadRosterError("a roster entry revokes a device that is not in good standing")
        if not signer.may_revoke(member):
            raise BadRosterError("a device revokes an elder one")
        roster.members[device] = replace(member, revoked=len(roster.entries), cutoffs=cutoffs)


def _begin_epoch(roster: Roster, statement: DeviceRevoked | EpochRotated | PaperReplaced) -> None:
    roster.epochs.append(Epoch(len(roster.entries), statement.commitment, statement.previous_key))


def _shares_key(one: DevicePublic, other: DevicePublic) -> bool:
    return one.signing == other.signing or one.agreement == other.agreement


_STEPS: dict[type, Callable[..., None]] = {
    Genesis: _found,
    DeviceAdded: _add_device,
    DeviceRevoked: _revoke_devices,
    EpochRotated: _rotate_epoch,
    PaperReplaced: _replace_paper,
}


def found(entries: Sequence[RosterEntry]) -> Roster:
    """Return the roster that ``entries`` make, genesis first. Raises a PeerError."""
    if not entries:
        raise BadRosterError("a roster begins with a genesis")
    return Roster(journal_id(entries[0])).extended(entries)


def join_message(journal: JournalId, signer: DeviceId, newcomer: DevicePublic) -> bytes:
    """Return what a newcomer counter-signs: journal, who admits it, and its own two keys."""
    return journal + signer + newcomer.signing + newcomer.agreement
