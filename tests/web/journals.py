"""Journals to compare: of any events at random, busy ones, and rich ones with gaps, amendments and strange entries."""

from __future__ import annotations

from functools import cache

import msgspec
from hypothesis import strategies as st

from tests.core.events.strategies import events
from tests.core.journal.book import entry_id
from tests.core.projections import test_laws, test_room_laws
from tests.core.projections.diary import acme, birch
from tests.web.busy import busy
from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.vocabulary import WIRE, encode_event
from twoway_core.journal.parts import AMENDMENTS, part_of

HERE, ELSEWHERE = [entry_id(minute) for minute in range(12)], entry_id(99)
NEWER = ("mood.noted", msgspec.Raw(encode({"opportunity": HERE[0], "mood": 1.5})))
BROKEN = ("answer.noted", msgspec.Raw(encode([1])))
ANY_EVENT = events(st.sampled_from([*HERE, ELSEWHERE])).map(encode_event) | st.sampled_from([NEWER, BROKEN])
WORDS = ["", "x", "Ana", "ana", "pay", "a mail", "{firm} and {role}", "2 km", "ﬁrm Straße", "é", "mail", "9"]


def _entry(name: bytes, kind: str, fields: bytes, at: int = 1_772_000_000_000) -> Entry:
    return Entry(name, at, 60, None, kind, msgspec.Raw(fields))


RANDOM = st.lists(st.builds(lambda name, one: _entry(name, *one), st.sampled_from(HERE), ANY_EVENT), max_size=20)
"""Journals of any events under few ids: many conflicts, few references that meet."""


@cache
def rich() -> list[list[Entry]]:
    """Return journals in which something of everything was noted."""
    two = acme()
    birch(two.wants)
    return [test_laws.ENTRIES, test_room_laws.ENTRIES, two.wants.diary.entries]


@st.composite
def lived(draw: st.DrawFn) -> list[Entry]:
    """Return a rich journal from which entries are missing, and to which others were added."""
    number = draw(st.integers(0, len(rich()) - 1))
    entries = rich()[number]
    missing = draw(st.sets(st.integers(0, len(entries) - 1), max_size=draw(st.sampled_from([0, 3, 40]))))
    left = [entry for place, entry in enumerate(entries) if place not in missing]
    others = draw(st.lists(_others(number), max_size=12))
    added = [msgspec.structs.replace(one, id=_later(entries, place)) for place, one in enumerate(others)]
    clashing = draw(st.sets(st.integers(0, len(left) - 1), max_size=1))
    return left + added + [msgspec.structs.replace(left[place], at=left[place].at + 1) for place in clashing]


def _later(entries: list[Entry], place: int) -> bytes:
    last = int.from_bytes(entries[-1].id[:6], "big")
    return (last + 1 + place).to_bytes(6, "big") + entries[-1].id[6:]


@cache  # making a strategy costs more than drawing from it
def _others(number: int) -> st.SearchStrategy[Entry]:
    """Return entries of any type whose references mostly meet something, and amendments of entries that are there."""
    entries = rich()[number]
    refs = st.sampled_from([*(entry.id for entry in entries), ELSEWHERE])
    contents = events(refs).map(encode_event) | st.sampled_from([NEWER, BROKEN])
    times = st.integers(entries[0].at, entries[-1].at + 10**8)
    new = st.builds(lambda one, at: _entry(entries[0].id, one[0], one[1], at), contents, times)
    return new | st.integers(0, len(entries) - 1).flatmap(lambda place: _amending(number, place))


@cache
def _amending(number: int, place: int) -> st.SearchStrategy[Entry]:
    target = rich()[number][place]
    names = WIRE[target.type].__struct_fields__ if target.type in WIRE else ("text",)
    values = st.sampled_from([*WORDS, 0, 3, 5, None, True, target.id, [target.id]])
    patches = st.dictionaries(st.sampled_from(names), values, min_size=1, max_size=2)

    def amendment(kind: str, patch: dict[str, object], is_beside: bool) -> Entry:
        fields: dict[str, object] = {"target": target.id}
        if is_beside and part_of(target) is not None:
            fields["opportunity"] = part_of(target)
        if kind == "entry.corrected":
            fields["patch"] = patch
        return _entry(target.id, kind, encode(fields))

    return st.builds(
        amendment, st.sampled_from(sorted(AMENDMENTS)), patches, st.sampled_from([True, True, True, False])
    )


BUSY = st.integers(0, 2**32).map(busy).map(list)
"""Journals in which entries meet: of any type, and each refers to what it may refer to."""

JOURNALS = BUSY | BUSY | lived() | RANDOM
"""All of them, half of them busy."""
