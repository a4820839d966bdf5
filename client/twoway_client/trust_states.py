"""What can be the matter with a journal that is carried by a server: a closed list of states, each with its words.

The same objects make the text on a terminal and the JSON of ``sync``, ``sync --watch`` and ``verify``.
A state that needs eyes ends a command with exit 4; nothing here ever stops anybody from reading or writing.
Names of devices come in already escaped for the screen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from twoway_client.times import ago_words

StateName = Literal[
    "restored",
    "repaired",
    "rollback",
    "fork",
    "switched",
    "quarantine",
    "missing",
    "stale",
    "damaged",
    "refused",
    "shut-out",
]
"""restored: this journal was an older copy of itself. repaired: the server had lost what it had confirmed.
rollback: a list of devices that was in force is gone.
fork: two copies of one device. switched: of two lists of devices, one was taken. quarantine: put aside.
missing: seen somewhere, and not to be had. stale: a device is silent. damaged: does not open any more.
refused: not taken, by this device or by the server. shut-out: the key in force was not given to this device."""

_CALM = frozenset({"restored", "stale"})
_SHORT_BYTES = 4
_DETAILS = "Details: twoway verify"


class TrustState(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is to be known. ``needs_eyes``: whether it ends a command with exit 4. ``what``: a sentence."""

    state: StateName
    needs_eyes: bool
    what: str


def _state(name: StateName, what: str) -> TrustState:
    return TrustState(state=name, needs_eyes=name not in _CALM, what=what)


def short_hash(name: bytes) -> str:
    """Return how a chain, a segment or a list of devices is called on a screen: eight hex digits."""
    return name[:_SHORT_BYTES].hex()


def many(number: int, word: str) -> str:
    """Return ``number`` with ``word`` in the right form."""
    plural = word[:-1] + "ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 else plural}"


def restored() -> TrustState:
    """Return the state of a journal that was an older copy of itself, as a restored backup or a cloned home is."""
    return _state(
        "restored",
        "this journal was an older copy of itself. What it had forgotten has come back, and it goes on in a chain of "
        "its own: nothing is lost.",
    )


def repaired(entries: int) -> TrustState:
    """Return the state of a server that had lost ``entries`` which it had confirmed."""
    them, was = ("one entry", "It was") if entries == 1 else (f"{entries} entries", "They were")
    return _state(
        "repaired",
        f"the server had lost {them} that it had confirmed. {was} sent again, nothing is lost. If you did not "
        f"restore a backup, ask whoever runs it. {_DETAILS}",
    )


def rollback(name: bytes) -> TrustState:
    """Return the state of a journal whose list of devices, called ``name``, is gone: an older one is in force."""
    return _state(
        "rollback",
        "the list of devices that this device knew at its last sync is gone: an older one is in force here. Whoever "
        "was revoked since may read and write again. Sync the device that changed it last, look at twoway devices, "
        f"and revoke again. To go on as it is: twoway verify --accept-loss {short_hash(name)}",
    )


def fork(device: str, chain: bytes, number: int) -> TrustState:
    """Return the state of a chain that two copies of ``device`` went on writing, from segment ``number`` on."""
    return _state(
        "fork",
        f"two copies of one device have written at the same time: {device}, chain {short_hash(chain)}, "
        f"number {number}. Both are kept; use each copy with a home of its own. {_DETAILS}",
    )


def switched(branch: str) -> TrustState:
    """Return the state after a fork of the list of devices was settled; ``branch``: "ours" or "theirs" won."""
    taken = "this device had" if branch == "ours" else "the server had"
    return _state(
        "switched",
        f"there were two lists of the devices of this journal, as after a server's backup; the one that {taken} "
        "counts, everywhere. What was written under the other is written again, and a device that stood only there "
        "is to be admitted again. Look at twoway devices",
    )


def quarantine(segments: int, authors: Collection[str]) -> TrustState:
    """Return the state where ``segments`` came of ``authors`` who may not write them."""
    was, them = ("was", "it") if segments == 1 else ("were", "them")
    of = f" of {' and '.join(sorted(authors))}" if authors else ""
    return _state(
        "quarantine",
        f"{many(segments, 'segment')}{of} {was} put aside: whoever wrote {them} may not write there. What {was} put "
        f"aside is kept, and does not count. {_DETAILS}",
    )


def missing(run: str, numbers: str, how: str, mend: str, chain: bytes) -> TrustState:
    """Return the state where segments are missing: which ``run``, with its ``numbers``, and ``how`` that is known."""
    return _state(
        "missing",
        f"{run} ({numbers}) {how}: {mend}. If nothing has them any more: twoway verify --accept-loss "
        f"{short_hash(chain)}",
    )


def more_missing(chains: int) -> TrustState:
    """Return the state where segments of ``chains`` more are missing, which are not told one by one."""
    return _state("missing", f"segments of {many(chains, 'more chain')} are missing as well")


def shut_out(device: str) -> TrustState:
    """Return the state after ``device`` began an epoch whose key it did not give to this one."""
    return _state(
        "shut-out",
        f"{device} began a new key and did not give it to this device. What is written here is kept, and waits. Let a "
        f"device that has the key renew it, else do it here: twoway devices rotate. Then ask why {device} did that; if "
        f"it is not yours any more: twoway devices revoke {device}",
    )


def out_of_order(segments: int) -> TrustState:
    """Return the state where ``segments`` came before the list of devices that they name."""
    wait = "waits" if segments == 1 else "wait"
    return _state("missing", f"{many(segments, 'segment')} {wait} for what came before: twoway sync")


def stale(device: str, silent_ms: int) -> TrustState:
    """Return the state of a ``device`` of which nothing has come for ``silent_ms``."""
    return _state("stale", f"{device} was last heard from {ago_words(silent_ms)}.")


def unopened(segments: int) -> TrustState:
    """Return the state where ``segments`` came whose text does not open."""
    it, its = ("it", "a text that is") if segments == 1 else ("them", "texts that are")
    return _state(
        "damaged",
        f"{many(segments, 'segment')} came with {its} not what was signed. Sync the device that wrote {it}. {_DETAILS}",
    )


def not_mended(segments: int, chain: bytes) -> TrustState:
    """Return the state where ``segments`` were changed on this disk, one of ``chain``, and the server has none."""
    was, them = ("was", "it") if segments == 1 else ("were", "them")
    return _state(
        "damaged",
        f"{many(segments, 'segment')} {was} changed on this disk, and the server did not send {them} again. Sync your "
        "other devices, then here. If nothing has them any more: twoway verify --accept-loss "
        f"{short_hash(chain)}",
    )


def damage(faults: Sequence[str]) -> list[TrustState]:
    """Return the state of each fault that a check found."""
    return [_state("damaged", fault) for fault in faults]


def refused_here(segments: int) -> TrustState:
    """Return the state where a server sent ``segments`` that were not taken."""
    return _state(
        "refused",
        "some of what the server holds is not signed as it should be, and was not taken: "
        f"{many(segments, 'segment')}. Ask whoever runs it",
    )


def refused_there(segments: int) -> TrustState:
    """Return the state where the server did not take ``segments``."""
    is_, it = ("is", "it") if segments == 1 else ("are", "they")
    return _state(
        "refused",
        f"the server did not take {many(segments, 'segment')} of this journal; {it} {is_} kept here and offered again. "
        "Ask whoever runs it",
    )


def needs_eyes(states: Sequence[TrustState]) -> bool:
    """Return whether any of ``states`` does."""
    return any(state.needs_eyes for state in states)
