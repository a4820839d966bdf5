"""What came is checked and judged before it counts, and a bad segment stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.client.store.shelf import Shelf, flipped
from tests.core.people import Person, cutoff_at
from twoway_client.errors import Refusal
from twoway_client.store import aside
from twoway_core.sealing import labels
from twoway_core.sealing.segment import Segment


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty store."""
    return Shelf.make(tmp_path)


def test_what_is_well_signed_and_in_its_place_counts(shelf: Shelf) -> None:
    """A chain from its beginning on is accepted, and its last segment is its head."""
    chain = shelf.person.write_chain(shelf.phone, 3)

    taken = shelf.take(chain)

    assert (taken.segments, taken.entries, taken.refused) == (3, 3, 0)
    assert shelf.counted() == {each.hash for each in chain}
    assert [head.hash for heads in shelf.store.heads().values() for head in heads] == [chain[-1].hash]


def of_another_journal(shelf: Shelf, segment: Segment) -> Segment:
    """Return a segment of somebody else's, by a device of the same name."""
    header = msgspec.structs.replace(segment.header, journal=Person.make("somebody else").journal)
    data = msgspec.msgpack.encode(header)
    return Segment(data, shelf.phone.sign(labels.HEADER, data), segment.body)


SPOILT: dict[str, Callable[[Shelf, Segment], Segment]] = {
    "a signature changed": lambda _, good: Segment(good.header_bytes, flipped(good.signature), good.body),
    "a signature by another device": lambda shelf, good: Segment(
        good.header_bytes, shelf.laptop.sign(labels.HEADER, good.header_bytes), good.body
    ),
    "a signature of another use": lambda shelf, good: Segment(
        good.header_bytes, shelf.phone.sign(labels.AUTH, good.header_bytes), good.body
    ),
    "a body of another length": lambda _, good: Segment(good.header_bytes, good.signature, good.body + b"\0"),
    "another journal": of_another_journal,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_not_well_signed_is_not_kept(shelf: Shelf, spoil: Callable[[Shelf, Segment], Segment]) -> None:
    """Neither among what counts nor aside; what came with it is taken all the same."""
    good = shelf.person.write(shelf.phone, shelf.person.tip(shelf.phone))
    bad = spoil(shelf, shelf.person.write(shelf.phone, shelf.person.tip(shelf.phone)))

    taken = shelf.take([bad, good])

    assert (taken.refused, taken.segments) == (1, 1)
    assert (shelf.counted(), shelf.aside()) == ({good.hash}, {})


def test_bytes_that_are_no_header_are_refused_alone(shelf: Shelf) -> None:
    """What stands behind them in the page is taken."""
    good = shelf.person.write(shelf.phone, shelf.person.tip(shelf.phone))

    taken = shelf.take([Segment(b"\xc1", bytes(64), b""), good])

    assert (taken.refused, taken.segments) == (1, 1)


def test_a_segment_on_somebody_elses_chain_does_not_count(shelf: Shelf) -> None:
    """It is well signed, kept aside and shown; the chain goes on without it."""
    tip = shelf.person.tip(shelf.phone)
    first = shelf.person.write(shelf.phone, tip)
    stolen = replace(tip.after(first), device=shelf.laptop.public.device)
    intruder = shelf.person.write(shelf.laptop, stolen)

    taken = shelf.take([first, intruder])

    assert (taken.segments, taken.quarantined) == (1, 1)
    assert (shelf.counted(), shelf.aside()) == ({first.hash}, {intruder.hash: "quarantined"})


def test_what_a_revoked_device_dates_back_does_not_count(shelf: Shelf) -> None:
    """It cites the time when it stood, and lies behind the cut-off all the same."""
    tip = shelf.person.tip(shelf.phone)
    before = shelf.person.write(shelf.phone, tip)
    later = shelf.person.write(shelf.phone, tip.after(before))
    shelf.person.revoke(shelf.phone, cutoffs=[cutoff_at(before)])
    shelf.pin()

    taken = shelf.take([before, later])

    assert (taken.segments, taken.quarantined) == (1, 1)
    assert shelf.counted() == {before.hash}


def test_a_segment_of_nobody_waits_and_counts_for_nothing(shelf: Shelf) -> None:
    """Its author may stand in a list that is still to come; until then nothing of it is shown."""
    stranger = shelf.person.newcomer()
    segment = shelf.person.write(stranger, shelf.person.tip(stranger))

    taken = shelf.take([segment])

    assert (taken.waiting, taken.segments) == (1, 0)
    assert (shelf.counted(), shelf.aside()) == (set(), {segment.hash: "waiting"})


def test_there_is_room_for_so_much_that_waits(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server needs no key to make up what waits for ever, and cannot fill the disk with it."""
    monkeypatch.setattr(aside, "MAX_ASIDE", 3)
    strangers = [shelf.person.newcomer() for _ in range(5)]

    taken = shelf.take([shelf.person.write(each, shelf.person.tip(each)) for each in strangers])

    assert (taken.waiting, taken.refused) == (3, 2)
    assert len(shelf.aside()) == 3


def test_what_follows_a_gap_counts_once_the_gap_is_closed(shelf: Shelf) -> None:
    """In whichever order the pages come."""
    chain = shelf.person.write_chain(shelf.phone, 3)

    early, late = shelf.take(chain[:0:-1]), shelf.take(chain[:1])

    assert (early.waiting, early.segments) == (2, 0)
    assert late.segments == 3
    assert shelf.aside() == {}


def test_a_pinned_list_of_devices_is_not_overwritten_in_passing(shelf: Shelf) -> None:
    """Another branch of it is settled by the rule of forks, or not at all."""
    other = shelf.person.copy()
    other.admit(name="tablet")
    shelf.person.admit(name="desk")
    shelf.pin()

    with pytest.raises(Refusal, match="changed the list of devices"):
        shelf.pin(other.roster)

    assert shelf.store.roster().head == shelf.person.roster.head
