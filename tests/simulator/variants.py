"""Variants of the product with one rule broken on purpose: a simulator that finds none of them is worth nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha512
from typing import Any

from tests.server.memory_store import MemoryStore
from twoway_client.errors import Refusal
from twoway_client.store.database import Database
from twoway_client.store.segments import SegmentStore
from twoway_client.sync import cutting
from twoway_client.sync.cutting import Cutter
from twoway_client.sync.rewriting import Rewriter
from twoway_core.ids import DeviceId
from twoway_core.sealing.writer import seal_segment
from twoway_core.trust import acceptance
from twoway_core.trust.roster import Roster


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Put ``value`` in the place of an attribute."""
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)


def reused_chain() -> Any:
    """Go on with the old chain after a restore."""
    return replaced(Cutter, "_is_current", lambda *_: True)


def silent_loss() -> Any:
    """Repair the server without saying that it had lost what it confirmed."""
    return replaced(SegmentStore, "were_pushed", lambda *_: 0)


def no_cutoffs() -> Any:
    """Let everything count that a revoked device signed."""
    return replaced(acceptance, "_is_within", lambda *_: True)


def trusted_marks() -> Any:
    """Send only what no server ever acknowledged: a server that lost it is not repaired."""
    beyond = SegmentStore.beyond

    def only_new(store: SegmentStore, theirs: Any) -> Iterator[Any]:
        for segment in beyond(store, theirs):
            if not store.were_pushed([segment.hash]):
                yield segment

    return replaced(SegmentStore, "beyond", only_new)


def counted_keys() -> Any:
    """Draw body keys from the place in the chain, as a counter would."""

    def counted(tip: Any, entries: Any, **options: Any) -> Any:
        place = tip.device + tip.number.to_bytes(8, "big")
        return seal_segment(tip, entries, **options | {"random": lambda size: (sha512(place).digest() * 600)[:size]})

    return replaced(cutting, "seal_segment", counted)


def no_salvage() -> Any:
    """Write nothing again that stood under a branch of the roster that lost."""
    return replaced(Rewriter, "salvage", lambda *_: 0)


def early_ack() -> Any:
    """Let the server acknowledge some segments that it does not keep."""
    append = MemoryStore.append

    async def forgetful(store: MemoryStore, journal: Any, roster: Roster, candidates: Any) -> Any:
        appended = await append(store, journal, roster, candidates)
        for candidate in candidates:
            if candidate.hash[0] % 4 == 0:
                store.journals[journal].segments.pop(candidate.hash, None)
        return appended

    return replaced(MemoryStore, "append", forgetful)


def lost_errors() -> Any:
    """Say that a transaction is done which the disk refused."""
    writing = Database.writing

    @contextmanager
    def careless(database: Database, patience_seconds: float | None = None) -> Iterator[None]:
        with suppress(Refusal), writing(database, patience_seconds):
            yield

    return replaced(Database, "writing", careless)


def revoked_writes() -> Any:
    """Let a revoked device be in good standing for ever, wherever segments are judged."""
    may_write = Roster.may_write

    def lenient(roster: Roster, device: DeviceId, number: int) -> bool:
        return may_write(roster, device, number) or device in roster.members

    return replaced(Roster, "may_write", lenient)


VARIANTS: dict[str, Callable[[], Any]] = {
    "the old chain after a restore": reused_chain,
    "a loss at the server that is not said": silent_loss,
    "cut-offs that cut nothing off": no_cutoffs,
    "a lost server that is not filled again": trusted_marks,
    "body keys by counting": counted_keys,
    "a lost branch that is not written again": no_salvage,
    "an acknowledgement before the commit": early_ack,
    "errors of the disk that are swallowed": lost_errors,
    "standing that never ends": revoked_writes,
}
