"""Acceptance: which segments count. One pure function of the roster and the set of segments.

A segment whose signature was verified is *accepted* when it cites an entry of this roster at which its
author was in good standing, and stands first on its chain or follows an accepted segment whose citation
is not newer than its own; of an author that was revoked since, only what the revocation lists counts:
the segments at its cut-offs and all before them. It is *waiting* while what it cites, follows, or is
cut off at is not here. All else is *quarantined*: kept, shown, not pushed. Two segments with one number
of one chain are a fork: both branches are accepted, and nothing signed by a device in good standing is
lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.segment import Header, chain_id
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Cutoff


class Verdict(Enum):
    """What becomes of a segment."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Link:
    """What the next segment must know of an accepted one: chain, author, number, roster entry cited."""

    chain: ChainId
    device: DeviceId
    number: int
    roster: int


def link(roster: Roster, header: Header) -> Link:
    """Return what follows from ``header``, which cites an entry of ``roster``."""
    return Link(ChainId(header.chain), DeviceId(header.device), header.number, roster.hashes.index(header.roster))


def judge(roster: Roster, header: Header, previous: Link | None, *, within: bool | None = True) -> Verdict:
    """Return the verdict on one segment; ``previous`` is the accepted one that it names, if it is here.

    ``within``: of an author that was revoked since, whether the segment lies within its cut-offs; None
    while that cannot be told.
    """
    cited = roster.number_of(header.roster)
    if cited is None:
        return Verdict.WAITING
    device = DeviceId(header.device)
    if header.journal != roster.journal or not roster.may_write(device, cited) or within is False:
        return Verdict.QUARANTINED
    if within is None:
        return Verdict.WAITING
    if header.number == 1:
        right = chain_id(JournalId(header.journal), device, header.previous) == header.chain
        return Verdict.ACCEPTED if right else Verdict.QUARANTINED
    if previous is None:
        return Verdict.WAITING
    follows = (
        previous.chain == header.chain
        and previous.device == device
        and previous.number + 1 == header.number
        and previous.roster <= cited
    )
    return Verdict.ACCEPTED if follows else Verdict.QUARANTINED


def is_within(roster: Roster, name: bytes, header: Header, find: Callable[[bytes], Header | None]) -> bool | None:
    """Return whether the segment called ``name`` counts in spite of a later revocation of its author.

    True where there was none. ``find`` gives the header of a segment that is here. None: a segment
    between this one and a cut-off is not here, so that it cannot be told yet.
    """
    return _is_within(roster, name, header, lambda cutoff: _line(cutoff, find, header.number))


def _is_within(
    roster: Roster, name: bytes, header: Header, line_of: Callable[[Cutoff], Mapping[int, bytes]]
) -> bool | None:
    member = roster.members.get(DeviceId(header.device))
    if member is None or member.revoked is None:
        return True
    listed = [cutoff for cutoff in member.cutoffs if cutoff.chain == header.chain]
    answers = [_is_on(line_of(cutoff), name, header, cutoff) for cutoff in listed]
    return True if True in answers else None if None in answers else False


def _is_on(line: Mapping[int, bytes], name: bytes, header: Header, cutoff: Cutoff) -> bool | None:
    """Return whether the segment stands on the ``line`` of ``cutoff``; None where the line breaks off above it."""
    if header.number > cutoff.number:
        return False
    at = line.get(header.number)
    return None if at is None else at == name


def _line(cutoff: Cutoff, find: Callable[[bytes], Header | None], lowest: int) -> dict[int, bytes]:
    """Return the hashes at ``cutoff`` and before it, by number: down to ``lowest``, or to what is not here."""
    name, line = cutoff.hash, {cutoff.number: cutoff.hash}
    for number in range(cutoff.number - 1, lowest - 1, -1):
        above = find(name)
        if above is None:
            break
        line[number] = name = above.previous
    return line


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The outcome for a whole set: a verdict for each segment hash, and the chains that forked."""

    verdicts: Mapping[bytes, Verdict]
    forked: frozenset[ChainId]


def accept(roster: Roster, headers: Mapping[bytes, Header]) -> Acceptance:
    """Return the verdicts on ``headers`` (by segment hash); the order of arrival plays no part."""
    followers: dict[bytes, list[bytes]] = {}
    ready: deque[bytes] = deque()
    for name, header in headers.items():
        if header.number == 1:
            ready.append(name)
        else:
            followers.setdefault(header.previous, []).append(name)
    cutoffs = {cutoff for member in roster.members.values() for cutoff in member.cutoffs}
    lines = {cutoff: _line(cutoff, headers.get, 1) for cutoff in cutoffs}  # walked once, however long the chain
    within = {name: _is_within(roster, name, header, lines.__getitem__) for name, header in headers.items()}
    verdicts = {name: judge(roster, header, None, within=within[name]) for name, header in headers.items()}
    links: dict[bytes, Link] = {}
    while ready:
        name = ready.popleft()
        header = headers[name]
        verdicts[name] = judge(roster, header, links.get(header.previous), within=within[name])
        if verdicts[name] is Verdict.ACCEPTED:
            links[name] = link(roster, header)
            ready.extend(followers.get(name, ()))
    return Acceptance(verdicts, _forked(links.values()))


def _forked(links: Iterable[Link]) -> frozenset[ChainId]:
    seen: set[tuple[ChainId, int]] = set()
    forked: set[ChainId] = set()
    for each in links:
        if (each.chain, each.number) in seen:
            forked.add(each.chain)
        seen.add((each.chain, each.number))
    return frozenset(forked)
