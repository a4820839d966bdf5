"""Roster forks: two valid branches of one roster, and the rule by which every client takes the same one.

A server restored from a backup is enough to make a fork. The branch wins whose entries after the split
hold the most senior signer; then the one with more of that signer's entries; then the one whose first
entry after the split has the smaller hash.
"""

from __future__ import annotations

from twoway_core.errors import BadRosterError
from twoway_core.ids import DeviceId
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Genesis, decode_statement


def split_of(one: Roster, other: Roster) -> int:
    """Return how many entries both rosters begin with. Raises BadRosterError for two journals."""
    if one.journal != other.journal:
        raise BadRosterError("these rosters are of different journals")
    pairs = zip(one.hashes, other.hashes, strict=False)
    return next((number for number, (left, right) in enumerate(pairs) if left != right), _shorter(one, other))


def _shorter(one: Roster, other: Roster) -> int:
    return min(len(one.hashes), len(other.hashes))


def is_fork(one: Roster, other: Roster) -> bool:
    """Return whether neither roster continues the other."""
    return split_of(one, other) < _shorter(one, other)


def prefer(one: Roster, other: Roster) -> Roster:
    """Return the roster that counts: the longer one, or the winning branch of a fork.

    Whichever of the two is given first, the answer is the same.
    """
    split = split_of(one, other)
    if split == len(one.hashes):
        return other
    if split == len(other.hashes):
        return one
    return min(one, other, key=lambda branch: _standing(branch, split))


def _standing(branch: Roster, split: int) -> tuple[tuple[int, int], int, bytes]:
    """Return what a branch is judged by; smaller wins."""
    signers = [_seniority(branch, number) for number in range(split, len(branch.entries))]
    eldest = min(signers)
    return eldest, -signers.count(eldest), branch.hashes[split]


def _seniority(branch: Roster, number: int) -> tuple[int, int]:
    """Return rank and entry of whoever signed entry ``number``; smaller is elder."""
    statement = decode_statement(branch.entries[number].statement)
    assert not isinstance(statement, Genesis)
    signer = branch.members[DeviceId(statement.signer)]
    return signer.rank, signer.number
