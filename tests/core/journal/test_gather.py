"""Entries are a set, in one order."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.log import JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.journal.gather import gather

from .book import MINUTE_MS, START_MS, entry_id


def jot(minute: int, text: str) -> Entry:
    """Return a jot written at ``minute``; the same minute is the same id."""
    return Entry(entry_id(minute), START_MS, 0, None, *encode_event(JotNoted(text=text)))


def test_entries_are_in_the_order_of_their_ids() -> None:
    """Whatever the order in which they arrive, ids decide."""
    gathered = gather([jot(2, "b"), jot(1, "a"), jot(3, "c")])

    assert gathered.entries == [jot(1, "a"), jot(2, "b"), jot(3, "c")]


def test_the_same_entry_twice_is_one() -> None:
    """An entry that arrives again changes nothing."""
    gathered = gather([jot(1, "a"), jot(1, "a")])

    assert gathered.entries == [jot(1, "a")]
    assert gathered.conflicts == []


def test_two_readings_of_one_id_are_a_conflict() -> None:
    """All readings are kept, and the one with the smallest hash counts."""
    readings = sorted((jot(1, text) for text in "abc"), key=lambda reading: sha256(encode(reading)).digest())

    gathered = gather([readings[1], readings[2], readings[0], readings[1]])

    assert gathered.entries == [readings[0]]
    assert gathered.conflicts[0].counts == readings[0]
    assert gathered.conflicts[0].others == (readings[1], readings[2])


@given(st.lists(st.builds(jot, st.integers(0, 5), st.sampled_from("ab"))), st.randoms())
def test_the_order_of_arrival_does_not_matter(entries: list[Entry], random: Random) -> None:
    """Any order gives the same set, with the same conflicts."""
    shuffled = list(entries)
    random.shuffle(shuffled)

    assert gather(shuffled) == gather(entries)


def test_splitting_parts_what_was_known_from_what_came_later() -> None:
    """The given time itself was known."""
    gathered = gather([jot(1, "a"), jot(2, "b"), jot(3, "c")])

    known, later = gathered.split(START_MS + 2 * MINUTE_MS)

    assert known == [jot(1, "a"), jot(2, "b")]
    assert later == [jot(3, "c")]


def test_without_a_time_everything_is_known() -> None:
    """Nothing is left out unless a time is given."""
    assert gather([jot(1, "a")]).split(None) == ([jot(1, "a")], [])
