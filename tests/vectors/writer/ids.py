"""ids.json: entry ids, the clock that gives them out, and the ids of chains."""

from __future__ import annotations

from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.clock import AHEAD_LIMIT_MS, LAST_MS, HybridClock, is_unreliable
from twoway_core.ids import handle, id_counter, id_ms, make_entry_id, short

ABOUT = "Entry ids and their consonants; the clock; ids of chains."

NOW = 1_772_629_800_000
DAY = AHEAD_LIMIT_MS
STANDARD = make_entry_id(0x017F22E279B0, 0xCC3, 0x18C4DC0C0C07398F)
PERSON = Person.make("vectors: ids")
PHONE = PERSON.admit()
TIP = PERSON.tip(PHONE)


def cases() -> list[Case]:
    """Return the cases of ids.json."""
    return [*_entries(), *_clocks(), *_chains()]


def _entries() -> list[Case]:
    good = {
        "the example of RFC 9562": STANDARD,
        "the smallest id": make_entry_id(0, 0, 0),
        "the largest id": make_entry_id(2**48 - 1, 4095, 2**62 - 1),
        "the lowest digit of the consonants comes first": make_entry_id(NOW, 0, 1 + 2 * 20 + 3 * 400),
    }
    bad = {
        "an id of 15 bytes": STANDARD[:-1],
        "an id of 17 bytes": STANDARD + b"\0",
        "an id of version 4": STANDARD[:6] + b"\x4c" + STANDARD[7:],
        "an id of variant 0": STANDARD[:8] + b"\x18" + STANDARD[9:],
        "an id of variant 3": STANDARD[:8] + b"\xd8" + STANDARD[9:],
    }
    return [_entry(name, value) for name, value in good.items()] + [
        case("malformed", name, do="entry", id=value) for name, value in bad.items()
    ]


def _entry(name: str, value: bytes) -> Case:
    random = (int.from_bytes(value[8:], "big") % 2**62).to_bytes(8, "big")
    parts = {"ms": id_ms(value), "counter": id_counter(value), "random": random}
    return case("success", name, do="entry", id=value, **parts, handle=handle(value), short=short(value))


def _clocks() -> list[Case]:
    """Each step is a wall clock, and either an id that is seen or random bits for the next id."""
    ahead, too_far = make_entry_id(NOW + DAY, 7, 0), make_entry_id(NOW + DAY + 1, 7, 0)
    nearly_full = make_entry_id(NOW, 4094, 0)
    return [
        _clock("the counter rises within a millisecond", [NOW, NOW, NOW]),
        _clock("time moves the id, and the counter starts again", [NOW, NOW, NOW + 1]),
        _clock("a wall clock that goes back does not", [NOW, NOW - 3_600_000, 0]),
        _clock("a full counter moves the milliseconds, and no sooner", [NOW, nearly_full, NOW, NOW]),
        _clock("an id 24 hours ahead is exceeded", [NOW, (NOW, ahead), NOW]),
        _clock("an id more than 24 hours ahead is not", [NOW, (NOW, too_far), NOW]),
        _clock("an older id changes nothing", [NOW, (NOW, make_entry_id(NOW - 5, 9, 0)), NOW]),
        _clock("a clock before 1970 counts from there", [-5, -5]),
        _clock("a clock beyond the year 9999 is taken for its last millisecond", [LAST_MS + 1, 2**52]),
        _clock("the last id there can be is never reliable", [(2**52, make_entry_id(2**48 - 1, 4095, 0)), 2**52]),
    ]


def _clock(name: str, steps: list[int | bytes | tuple[int, bytes]]) -> Case:
    clock, done = HybridClock(), []
    for number, step in enumerate(steps):
        if isinstance(step, int):
            random = (number * 0x0123456789ABCDE % 2**62).to_bytes(8, "big")
            done.append({"now": step, "random": random, "id": clock.next(step, int.from_bytes(random, "big"))})
        else:
            now, seen = step if isinstance(step, tuple) else (NOW, step)
            clock.observe(seen, now)
            done.append({"now": now, "seen": seen, "unreliable": is_unreliable(seen, now)})
    return case("success", name, do="clock", steps=done)


def _chains() -> list[Case]:
    return [
        case(
            "success",
            "a chain is named after journal, device and chance",
            do="chain",
            journal=TIP.journal,
            device=TIP.device,
            previous=TIP.previous,
            chain=TIP.chain,
        )
    ]
