"""Laws written a second time, from the words of the design and not from the product's code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from twoway_core.entry import decode_entry
from twoway_core.events.log import EntryErased, ErasureCancelled
from twoway_core.events.vocabulary import decode_event
from twoway_core.ids import DeviceId
from twoway_core.sealing.segment import Header
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster

from .oracle import Oracle, Sight


def allowed_ancestors(member: Member, headers: Mapping[bytes, Header]) -> set[bytes]:
    """Return the segments at the cut-offs of ``member`` and before them, as far as they were ever met."""
    allowed: set[bytes] = set()
    for cutoff in member.cutoffs:
        name = cutoff.hash
        while name not in allowed and name in headers and headers[name].device == member.public.device:
            allowed.add(name)
            name = headers[name].previous
        allowed.add(cutoff.hash)
    return allowed


def not_allowed(sight: Sight, roster: Roster, headers: Mapping[bytes, Header]) -> list[bytes]:
    """Return what ``sight`` shows although the roster entry that it cites, or a cut-off, forbids it."""
    bad, lines = [], dict[bytes, set[bytes]]()
    for name, kept in sight.segments.items():
        member = roster.members.get(DeviceId(kept.header.device))
        if member is None or kept.header.roster not in roster.hashes:
            bad.append(name)
            continue
        cited = roster.hashes.index(kept.header.roster)
        if cited < member.number or (member.revoked is not None and cited >= member.revoked):
            bad.append(name)
        elif member.revoked is not None:
            line = lines.setdefault(kept.header.device, allowed_ancestors(member, headers))
            if name not in line:
                bad.append(name)
    return bad


def forked_chains(headers: Mapping[bytes, Header]) -> dict[bytes, bytes]:
    """Return the chains that hold two segments of one number, each with its device."""
    places = Counter((header.chain, header.number) for header in headers.values())
    forked = {chain for (chain, _), count in places.items() if count > 1}
    return {header.chain: header.device for header in headers.values() if header.chain in forked}


def hidden_notes(oracle: Oracle, names: Iterable[bytes]) -> frozenset[int]:
    """Return the notes that an erasure among the entries ``names`` hides, and no cancelling of it among them."""
    targets, cancelled = dict[bytes, bytes](), set[bytes]()
    for name in names:
        if name in oracle.numbers:
            continue
        entry = decode_entry(next(iter(oracle.texts[name])))
        event = decode_event(entry.type, entry.fields)
        if isinstance(event, EntryErased):
            targets[name] = event.target
        elif isinstance(event, ErasureCancelled):
            cancelled.add(event.target)
    hiding = (target for name, target in targets.items() if name not in cancelled)
    return frozenset().union(*(oracle.numbers.get(target, frozenset()) for target in hiding))
