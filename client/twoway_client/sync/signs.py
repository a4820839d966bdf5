"""Signs: which states of ``trust_states`` a journal is in, read from its store and from what an exchange did.

After an exchange, what is news is told once (a fork, what was put aside), and what lasts is told each time
until it is over or settled (missing segments, a list of devices that is gone, a silent device).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from twoway_client import trust_states as words
from twoway_client.desk import Desk
from twoway_client.device_names import UNKNOWN, names_in
from twoway_client.output import visible
from twoway_client.store.gaps import Gap, open_gaps
from twoway_client.store.heard import stale
from twoway_client.store.seen import How, Missing, Range, missing_segments
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.forgotten import forgotten_list
from twoway_client.times import to_ms
from twoway_client.trust_states import TrustState, short_hash
from twoway_core.errors import NotGivenError
from twoway_core.ids import DeviceId
from twoway_core.sealing.segment import decode_header
from twoway_core.trust.acceptance import Verdict
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Genesis, decode_statement

if TYPE_CHECKING:
    from twoway_client.store.checking import Check

_MOST_RUNS = 8
"""How many chains with something missing are told one by one."""


class Signs:
    """What can be told of the journal on ``desk`` under ``roster``."""

    def __init__(self, desk: Desk, roster: Roster) -> None:
        self.desk, self.roster = desk, roster
        self._database = desk.database

    @cached_property
    def names(self) -> dict[bytes, str]:
        """What the devices are called."""
        return names_in(self.roster, self.desk.epoch_keys)

    def name(self, device: bytes) -> str:
        """Return what ``device`` is called on the screen of this one."""
        return "this device" if device == self.desk.keys.device else visible(self.names.get(device, UNKNOWN))

    def after(self, outcome: Outcome) -> list[TrustState]:
        """Return the states after an exchange."""
        arrived, states = outcome.arrived, list[TrustState]()
        counted: list[tuple[int, Callable[[int], TrustState]]] = [
            (outcome.lost, words.repaired),
            (arrived.refused, words.refused_here),
            (outcome.refused, words.refused_there),
        ]
        if outcome.restored and not arrived.forked:
            states.append(words.restored())
        states += [say(count) for count, say in counted if count]
        gaps = self.gaps()
        if gaps:
            states.append(words.not_mended(len(gaps), gaps[0].chain))
        if outcome.switched:
            states.append(words.switched(outcome.switched))
        if arrived.forked:
            states += self.forks(arrived.forked)
        if arrived.quarantined:
            states.append(words.quarantine(arrived.quarantined, self._quarantined()))
        unopened = self._unopened() if arrived.segments else 0
        if unopened:
            states.append(words.unopened(unopened))
        return [*states, *self.lasting()]

    def of(self, found: Check) -> list[TrustState]:
        """Return the states of a journal that was checked from the ground."""
        states = self.forks() if found.forks else []
        if found.quarantined:
            states.append(words.quarantine(found.quarantined, self._quarantined()))
        return [*states, *words.damage(found.faults), *self.lasting()]

    def lasting(self) -> list[TrustState]:
        """Return the states that last until something comes, or is settled."""
        states = []
        if not self.desk.epoch_keys.is_given:
            states.append(words.shut_out(self.name(self._who_began())))
        gone = forgotten_list(self._database, self.roster)
        if gone is not None:
            states.append(words.rollback(gone))
        missing = self.missing()
        states += [self._missing(run) for run in missing[:_MOST_RUNS]]
        if missing[_MOST_RUNS:]:
            states.append(words.more_missing(len(missing) - _MOST_RUNS))
        waiting = self._out_of_order({run.chain for run in missing})
        if waiting:
            states.append(words.out_of_order(waiting))
        own, now_ms = DeviceId(self.desk.keys.device), to_ms(self.desk.now)
        for device, at_ms in stale(self._database, self.roster, own, now_ms):
            states.append(words.stale(self.name(device), now_ms - at_ms))
        return states

    def _who_began(self) -> bytes:
        """Return the device that began the epoch in force."""
        began = decode_statement(self.roster.entries[self.roster.epochs[-1].number].statement)
        return b"" if isinstance(began, Genesis) else began.signer

    def forks(self, chains: Iterable[bytes] | None = None) -> list[TrustState]:
        """Return the state of each forked chain, or of those among ``chains``."""
        sql = (
            "SELECT chain, min(number), max(device) FROM (SELECT chain, number, device FROM segments "
            "GROUP BY chain, number HAVING count(*) > 1) GROUP BY chain"
        )
        found = self._database.execute(sql).fetchall()
        wanted = None if chains is None else set(chains)
        return [
            words.fork(self.name(device), chain, number)
            for chain, number, device in found
            if wanted is None or chain in wanted
        ]

    def missing(self) -> list[Missing]:
        """Return what cannot be had and was not given up."""
        store = self.desk.segments
        found = missing_segments(store, self.roster)
        return missing_segments(store, self.roster, self.given_up()) if found else []

    def gaps(self) -> list[Gap]:
        """Return the segments that were changed on this disk, did not come again, and were not given up."""
        gaps = open_gaps(self._database)
        ranges = self.given_up() if gaps else []
        return [gap for gap in gaps if not any(_is_in(gap, each) for each in ranges)]

    def given_up(self) -> list[Range]:
        """Return what the person gave up, on any device."""
        losses = [fact.event for fact in self.desk.state().mine.losses.values()]
        return [(loss.chain, loss.first, loss.last) for loss in losses]

    def run_words(self, run: Missing, whose: str = "") -> tuple[str, str]:
        """Return what is missing in words, ``whose`` it is if it has to be said otherwise, and its numbers."""
        of = f" of {whose or self.name(run.device)}" if run.device else ""
        numbers = f"number {run.first}" if run.count == 1 else f"numbers {run.first} to {run.last}"
        return f"{words.many(run.count, 'segment')}{of}", numbers

    def _missing(self, run: Missing) -> TrustState:
        what, numbers = self.run_words(run)
        was, is_ = ("was", "is") if run.count == 1 else ("were", "are")
        tellers = " and ".join(sorted(self.name(teller) for teller in run.tellers))
        how = {
            How.SEEN: f"{was} seen by {tellers} and {is_} not on the server",
            How.HELD: f"{was} here at an earlier sync and {is_} not to be had now",
            How.FOLLOWED: f"{is_} followed by others that came, and {is_} not on the server",
            How.LISTED: f"{was} written before a revocation, and {is_} not on the server",
        }[run.how]
        numbers = f"{numbers}, chain {short_hash(run.chain)}"
        return words.missing(what, numbers, how, self._who_may_have(run), run.chain)

    def _who_may_have(self, run: Missing) -> str:
        """Return what to do to get it, first on the devices that had it."""
        own = self.desk.keys.device
        others = {one.public.device for one in self.roster.standing() if not one.is_paper} - {own}
        likely = sorted(self.name(each) for each in {run.device, *run.tellers} & others)
        if likely:
            return f"twoway sync on {' or '.join(likely)}, then here"
        if others:
            return "twoway sync on your other devices, then here"
        return "put back a newer copy of this journal, if there is one"

    def _unopened(self) -> int:
        """Return how many segments came that do not open, though this device has their key."""
        sql, keys, count = "SELECT roster FROM segments WHERE hash = ?", self.desk.epoch_keys, 0
        for name in self.desk.index.unopened:
            with suppress(NotGivenError):
                keys.at(self._database.row(sql, (name,))[0])
                count += 1
        return count

    def _quarantined(self) -> set[str]:
        return {self.name(device) for device in self._aside(Verdict.QUARANTINED)}

    def _aside(self, verdict: Verdict) -> list[bytes]:
        rows = self._database.execute("SELECT header FROM aside WHERE verdict = ?", (verdict.value,)).fetchall()
        return [decode_header(data).device for (data,) in rows]

    def _out_of_order(self, missing: Collection[bytes]) -> int:
        """Return how many segments wait for something else than a segment; of ``missing`` chains that is told."""
        rows = self._database.execute(
            "SELECT header FROM aside WHERE verdict = ? AND previous NOT IN (SELECT hash FROM aside)",
            (Verdict.WAITING.value,),
        ).fetchall()
        headers = [decode_header(data) for (data,) in rows]
        holds = self.desk.segments.holds
        return sum(header.chain not in missing and (header.number == 1 or holds(header.previous)) for header in headers)


def _is_in(gap: Gap, given_up: Range) -> bool:
    chain, first, last = given_up
    return gap.chain == chain and first <= gap.number <= last


def states_after(desk: Desk, outcome: Outcome) -> list[TrustState]:
    """Return the states after the exchange on ``desk`` that ended in ``outcome``."""
    return Signs(desk, outcome.roster or desk.segments.roster()).after(outcome)
