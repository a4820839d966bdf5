"""Settling: the faults stop, everybody exchanges for a few rounds, and then all must be as it has to be.

I2 the same set gives the same state and the same view; I10 all that stand converge, and what is odd is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from twoway_core.ids import DeviceId
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.roster import Roster

from .copies import Copy
from .crash import Broken
from .judge import GRACE_MS, Judge
from .laws import forked_chains, hidden_notes
from .network import CALM
from .oracle import Sight, note_in
from .pairing import pair
from .server import URL
from .shell import Done
from .states import check_states
from .world import World

ROUNDS = 6
DAY_MS = 24 * 60 * 60 * 1000
WANTED_MS = 61 * 60 * 1000
"""Within the hour every device looks at which texts another one lacks, and gives what it has."""


@dataclass(slots=True)
class Settled:
    """How it ended: the roster that won, and who stands in it."""

    roster: Roster
    standing: list[Copy]


def settle(world: World, judge: Judge) -> None:
    """Let the faults end, and judge what comes of it. Raises Broken."""
    world.network.weather, world.meddle = CALM, None
    for copy in world.copies:
        copy.is_cut_off = False
    due = _acknowledged_and_reachable(world)
    last = _rounds(world, judge)
    if _pair_again(world):
        last = _rounds(world, judge)
    roster = world.server_roster()
    standing = [copy for copy in world.living() if roster and roster.is_standing(DeviceId(copy.device))]
    if roster is not None and standing:
        settled = Settled(roster, standing)
        if any(world.command(copy, "verify").data.get("faults") for copy in standing):
            world.pass_time(WANTED_MS)
            last = _rounds(world, judge)
        sights = {copy.name: judge.sights[copy.name] for copy in standing}
        _converged(world, settled, sights, last)
        _complete(world, settled, sights, due)
        _accepted(world, settled, sights)
        _views(world, settled, sights)
        _destroyed(world, judge, settled)
        _recoverable(world, settled)


def _acknowledged_and_reachable(world: World) -> frozenset[int]:
    """Return the acknowledged notes of which something that can still talk to the others holds a copy."""
    roster = world.server_roster()
    held = frozenset[int]().union(*(kept.notes for kept in world.stored().values()))
    for copy in world.living():
        if roster is None or roster.is_standing(DeviceId(copy.device)):
            held |= world.oracle.look(copy).held
    return world.history.acknowledged_notes() & held


def _rounds(world: World, judge: Judge) -> dict[str, Done]:
    """Exchange until a whole round moves nothing; return its outcomes. Raises Broken when that does not happen."""
    for _ in range(ROUNDS):
        before = _standing_still(world, judge)
        done = {copy.name: world.sync(copy) for copy in world.living()}
        if before == _standing_still(world, judge):
            return done
    raise Broken(f"I10 after {ROUNDS} rounds something still moves")


def _pair_again(world: World) -> bool:
    """Pair every device anew that a lost branch of the roster left over; return whether there was one."""
    roster = world.server_roster()
    orphans = [copy for copy in world.living() if copy.is_orphan]
    inviters = [copy for copy in world.living() if roster and roster.is_standing(DeviceId(copy.device))]
    for copy in orphans if inviters else []:
        if roster and copy.device in roster.members:
            continue  # the branch that won revoked it: its keys never enter again
        done = pair(world, inviters[0], copy, again=True)
        if done is None or not done.is_done:
            raise Broken(f"I10 {copy.name} cannot be paired again: {done and done.error}")
    return bool(orphans)


def _standing_still(world: World, judge: Judge) -> list[object]:
    """Return what an exchange may change anywhere."""
    sights = [judge.sights.get(copy.name) or judge.see(copy) for copy in world.living()]
    held = [(sight.roster, frozenset(sight.segments), frozenset(sight.aside), sight.outbox) for sight in sights]
    roster = world.server_roster()
    return [held, frozenset(world.stored()), roster and roster.head]


def _converged(world: World, settled: Settled, sights: dict[str, Sight], last: dict[str, Done]) -> None:
    for copy in settled.standing:
        if not last[copy.name].is_done:
            raise Broken(f"I10 {copy.name} stands and cannot exchange: {last[copy.name].error}")
        if sights[copy.name].roster != tuple(settled.roster.hashes):
            raise Broken(f"I10 {copy.name} holds another roster than the server")
    first, *rest = settled.standing
    for copy in rest:
        apart = (sights[copy.name].shown ^ sights[first.name].shown) - world.erased.keys()
        if apart:
            raise Broken(f"I10 {copy.name} and {first.name} do not show the same: notes {sorted(apart)}")
        if sights[copy.name].segments.keys() != sights[first.name].segments.keys():
            raise Broken(f"I10 {copy.name} and {first.name} do not hold the same segments")


def _complete(world: World, settled: Settled, sights: dict[str, Sight], due: frozenset[int]) -> None:
    shown = sights[settled.standing[0].name].shown
    for copy in settled.standing:
        missing = copy.written - shown - world.history.destroyed - world.erased.keys()
        if missing:
            raise Broken(f"I1 notes {sorted(missing)} of {copy.name} are not shown in the end")
    unseen = due - shown - world.history.destroyed - world.erased.keys() - _by_revoked(world, settled)
    if unseen:
        raise Broken(f"I1 acknowledged notes {sorted(unseen)} are not shown in the end")


def _by_revoked(world: World, settled: Settled) -> set[int]:
    """Return the notes of which every segment ever met is by a device that does not stand in the end."""
    by: dict[int, set[bool]] = {}
    for segment in world.history.acknowledged.values():
        stands = settled.roster.is_standing(DeviceId(segment.header.device))
        for note in world.oracle.kept(segment).notes:
            by.setdefault(note, set()).add(stands)
    return {note for note, stands in by.items() if stands == {False}}


def _accepted(world: World, settled: Settled, sights: dict[str, Sight]) -> None:
    """Compare what is shown with acceptance over all that anybody who stands, or the server, holds."""
    stored = world.stored()
    headers = {name: kept.header for name, kept in stored.items()}
    for sight in sights.values():
        headers |= {name: kept.header for name, kept in (sight.segments | sight.aside).items()}
    verdicts = accept(settled.roster, headers).verdicts
    counts = {name for name, verdict in verdicts.items() if verdict is Verdict.ACCEPTED}
    for copy in settled.standing:
        apart = counts ^ sights[copy.name].segments.keys()
        if apart:
            raise Broken(f"I2 {copy.name} differs from acceptance over everything in {len(apart)} segments")
    lacking = counts - stored.keys()
    if lacking:
        raise Broken(f"I10 the server lacks {len(lacking)} segments that count")
    for chain, device in forked_chains({name: headers[name] for name in counts}).items():
        _explain_fork(world, settled, chain, device)


def _explain_fork(world: World, settled: Settled, chain: bytes, device: bytes) -> None:
    labels = {copy.label for copy in world.copies if copy.exists and copy.device == device}
    for label in labels:
        cloned = f"cloned {label}" in world.marks
        restored = f"restored {label}" in world.marks and "server back" in world.marks
        if not cloned and not restored:
            raise Broken(f"D6 chain {chain.hex()[:8]} of {label} forked without a clone")


def _views(world: World, settled: Settled, sights: dict[str, Sight]) -> None:
    states, lists = set(), set()
    for copy in settled.standing:
        found = world.command(copy, "verify").data
        states.add(found.get("state"))
        check_states(world, settled.roster, copy, sights[copy.name], found)
        listed = _listed(world, copy)
        lists.add(tuple(listed))
        if len(set(listed)) != len(listed):
            raise Broken(f"I2 a note is listed twice on {copy.name}")
        hidden = hidden_notes(world.oracle, sights[copy.name].names)
        apart = set(listed) ^ (sights[copy.name].shown - hidden)
        if apart:
            raise Broken(f"I2 the list of {copy.name} differs from its journal: {sorted(apart)}")
    if len(lists) > 1:
        raise Broken(f"I2 the same set gives {len(lists)} lists")
    if len(states) > 1 and not world.erased:
        raise Broken(f"I2 the same set shows {len(states)} states")


def _destroyed(world: World, judge: Judge, settled: Settled) -> None:
    """Let the grace of every erasure go by, and check that the texts are gone, on devices and server."""
    hidden = frozenset[int]()
    for copy in settled.standing:
        hidden |= hidden_notes(world.oracle, judge.sights[copy.name].names)
    if not hidden:
        return
    world.pass_time(GRACE_MS + DAY_MS)
    for _ in range(3):
        for copy in settled.standing:
            world.sync(copy)
    turned = [copy for copy in settled.standing if f"turned {copy.label}" in world.marks]
    left = frozenset().union(*(kept.notes for kept in world.stored().values())) & hidden
    if left and turned != settled.standing:
        raise Broken(f"the server still holds the text of erased notes {sorted(left)}")
    for copy in settled.standing:
        left = judge.sights[copy.name].held & hidden
        if left and copy not in turned:
            raise Broken(f"{copy.name} still holds the text of erased notes {sorted(left)}")
        faults = world.command(copy, "verify").data.get("faults")
        if faults:
            raise Broken(f"verify on {copy.name} after the texts are destroyed: {faults}")


def _recoverable(world: World, settled: Settled) -> None:
    """Check, once in a while, that some paper key that was ever written down opens everything."""
    if len(world.papers) == 1 and not world.chance.odds(0.2):
        return
    copy = settled.standing[0]
    drills = [world.command(copy, "recover", "--drill", URL, text=paper) for paper in reversed(world.papers)]
    if not any(done.is_done and not done.data["faults"] for done in drills):
        raise Broken(f"no paper key opens the journal: {[done.word for done in drills]}")


def _listed(world: World, copy: Copy) -> list[int]:
    return [note_in(jot["text"]) for jot in world.command(copy, "jot", "list").data.get("jots", [])]
