"""What holds for every journal, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected, EntryErased, EntryReinstated, EntryRetracted
from twoway_core.events.vocabulary import WIRE, decode_event, encode_event
from twoway_core.journal.amendments import patch_between, resolve
from twoway_core.journal.fold import fold
from twoway_core.journal.gather import gather
from twoway_core.journal.history import history
from twoway_core.journal.parts import AMENDMENTS, part_of
from twoway_core.journal.state import State

from ..events.strategies import events
from .book import MINUTE_MS, START_MS, entry_id, patch

# Few ids, so that references often meet a thing, and often a thing of another kind.
IDS = [entry_id(minute) for minute in range(12)]
REFS = st.sampled_from([*IDS, entry_id(99)])
few = settings(max_examples=50)
LATER, LAST = entry_id(100), entry_id(101)
NEWER = ("mood.noted", msgspec.Raw(encode({"opportunity": IDS[0], "mood": 1.5})))
BROKEN = ("answer.noted", msgspec.Raw(encode([1])))


def entry(name: bytes, kind: str, fields: msgspec.Raw) -> Entry:
    """Return an entry called ``name``."""
    return Entry(name, START_MS, 0, None, kind, fields)


def write(name: bytes, event: Event) -> Entry:
    """Return an entry called ``name`` that says ``event``."""
    return entry(name, *encode_event(event))


def shown(journal: Iterable[Entry]) -> State:
    """Return the state without the list of ids, in which hidden entries and amendments stand as well."""
    state = fold(journal)
    state.ids = []
    return state


CONTENTS = events(REFS).map(encode_event) | st.sampled_from([NEWER, BROKEN])
JOURNALS = st.lists(st.builds(lambda name, content: entry(name, *content), st.sampled_from(IDS), CONTENTS), max_size=20)


def place(journal: list[Entry], target: bytes) -> bytes | None:
    """Return the part in which an amendment of ``target`` must lie."""
    return next((part_of(one) for one in gather(journal).entries if one.id == target), None)


@few
@given(JOURNALS, st.randoms(), st.none() | st.integers(0, 12))
def test_the_order_of_arrival_does_not_matter(journal: list[Entry], random: Random, minute: int | None) -> None:
    """The same entries give the same state and the same history, now and as known then."""
    until_ms = None if minute is None else START_MS + minute * MINUTE_MS
    shuffled = journal + random.sample(journal, len(journal) // 2)
    random.shuffle(shuffled)

    assert fold(shuffled, until_ms) == fold(journal, until_ms)
    assert history(shuffled, until_ms) == history(journal, until_ms)


@few
@given(JOURNALS, st.sampled_from(IDS))
def test_a_retraction_and_a_reinstatement_leave_no_trace(journal: list[Entry], target: bytes) -> None:
    """What counted before it was taken back counts again in the same way."""
    assume(target not in resolve(gather(journal).entries).retracted)
    where = place(journal, target)
    undone = [*journal, write(LATER, EntryRetracted(opportunity=where, target=target))]
    redone = [*undone, write(LAST, EntryReinstated(opportunity=where, target=target))]

    assert shown(redone) == shown(journal)


@few
@given(JOURNALS, st.sampled_from(IDS))
def test_to_be_erased_is_never_to_have_been_written(journal: list[Entry], target: bytes) -> None:
    """Nothing of an erased entry or of its corrections is left in the state."""
    erased = [*journal, write(LATER, EntryErased(opportunity=place(journal, target), target=target))]
    hidden = resolve(gather(erased).entries).erased
    without = [one for one in journal if one.id not in hidden]

    assert shown(erased) == shown(without)


@few
@given(JOURNALS, st.lists(st.sampled_from([NEWER, BROKEN]), min_size=1, max_size=3))
def test_one_bad_event_never_blocks_another(journal: list[Entry], bad: list[tuple[str, msgspec.Raw]]) -> None:
    """Events that cannot be applied are counted, and change nothing else."""
    spoilt = [entry(entry_id(200 + number), *content) for number, content in enumerate(bad)]
    before, after = fold(journal), fold(journal + spoilt)

    assert len(after.newer) + len(after.unreadable) == len(before.newer) + len(before.unreadable) + len(bad)
    after.ids, after.newer, after.unreadable = before.ids, before.newer, before.unreadable
    assert after == before


@few
@given(st.data())
def test_a_correction_makes_any_event_read_as_another(data: st.DataObject) -> None:
    """The patch between two events of one type turns the first into the second."""
    kind = data.draw(st.sampled_from(sorted(WIRE.keys() - AMENDMENTS)))
    before, after = data.draw(events(st.just(IDS[0]), kind)), data.draw(events(st.just(IDS[0]), kind))
    first = write(IDS[1], before)
    correction = EntryCorrected(opportunity=part_of(first), target=IDS[1], patch=patch_between(before, after))

    record = history([first, write(IDS[2], correction)])[0]

    assert record.event == msgspec.structs.replace(after, opportunity=before.opportunity)


@few
@given(JOURNALS)
def test_an_empty_correction_corrects_nothing(journal: list[Entry]) -> None:
    """Whatever it is of, it is the same afterwards."""
    fixes = [write(entry_id(200 + number), EntryCorrected(target=one.id)) for number, one in enumerate(journal)]

    before, after = history(journal), history(journal + fixes)

    assert [record.event for record in after[: len(before)]] == [record.event for record in before]


@few
@given(
    st.lists(CONTENTS, min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(sorted(AMENDMENTS))), max_size=8),
)
def test_an_opportunity_reads_the_same_alone_as_among_all(
    contents: list[tuple[str, msgspec.Raw]], amendments: list[tuple[int, str]]
) -> None:
    """What is shared and one part make the case that the whole journal makes."""
    journal = [entry(IDS[number], *content) for number, content in enumerate(contents)]
    journal = [one for one in journal if one.type not in AMENDMENTS]
    for number, (choice, kind) in enumerate(amendments):
        journal += amend(journal, choice, kind, entry_id(50 + number))
    parts: dict[bytes | None, list[Entry]] = {}
    for one in journal:
        parts.setdefault(part_of(one), []).append(one)

    whole = fold(journal).cases

    for opportunity, case in whole.items():
        assert fold(parts.get(None, []) + parts[opportunity]).cases[opportunity] == case


def amend(journal: list[Entry], choice: int, kind: str, name: bytes) -> list[Entry]:
    """Return an amendment of one of the entries, if there is any, in the part of its target."""
    if not journal:
        return []
    target = journal[choice % len(journal)]
    changes = {"patch": patch(medium="mail")} if kind == "entry.corrected" else {}
    fields = {"target": target.id, "opportunity": part_of(target), **changes}
    return [entry(name, kind, msgspec.Raw(encode(fields)))]


@few
@given(st.binary(max_size=40), st.sampled_from(sorted(WIRE)))
def test_no_bytes_make_reading_fail(data: bytes, kind: str) -> None:
    """Whatever the fields are, an entry is applied or counted."""
    one = entry(IDS[0], kind, msgspec.Raw(data))

    assert fold([one]).ids == [IDS[0]]
    assert history([one])[0].event == decode_event(kind, one.fields)
