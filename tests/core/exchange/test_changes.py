"""How often and how lately a thing was changed."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.after import FollowUpPlanned, FollowUpSent
from twoway_core.events.base import Event
from twoway_core.events.log import EntryErased, EntryRetracted
from twoway_core.events.talk import InterviewCancelled, InterviewRescheduled, InterviewScheduled
from twoway_core.events.vocabulary import encode_event
from twoway_core.exchange.changes import LARGEST, changes
from twoway_core.ids import make_entry_id

PART = bytes(15) + b"p"
BEGAN = 1_772_600_000_000


def name(seconds: int) -> bytes:
    """Return the id of an entry so many seconds after the first."""
    return make_entry_id(BEGAN + seconds * 1000, 0, seconds)


def entry(seconds: int, event: Event) -> Entry:
    """Return an entry so many seconds after the first."""
    return Entry(name(seconds), 0, 0, None, *encode_event(event))


MEETING = entry(0, InterviewScheduled(opportunity=PART))
MOVED = entry(60, InterviewRescheduled(opportunity=PART, interview=name(0), starts_ms=1))
CANCELLED = entry(90, InterviewCancelled(opportunity=PART, interview=name(0)))
BACK = entry(120, EntryRetracted(opportunity=PART, target=name(90)))


def sequence(*entries: Entry) -> int:
    """Return the sequence of the meeting."""
    return changes(entries, [name(0)])[name(0)].sequence


def test_every_change_raises_the_sequence() -> None:
    """A move, a cancellation, and taking it back."""
    found = [sequence(MEETING), sequence(MEETING, MOVED), sequence(MEETING, MOVED, CANCELLED)]

    assert [*found, sequence(MEETING, MOVED, CANCELLED, BACK)] == [0, 61, 92, 123]


def test_two_changes_within_a_second_are_two() -> None:
    """The number of changes is added to the seconds."""
    again = Entry(make_entry_id(BEGAN + 60_000, 1, 5), 0, 0, None, *encode_event(InterviewCancelled(interview=name(0))))

    assert sequence(MEETING, MOVED, again) == 62


def test_an_erasure_does_not_lower_it() -> None:
    """Not when the text of the change is destroyed, three days later, either."""
    erasure = entry(200, EntryErased(opportunity=PART, target=name(60)))
    hidden, destroyed = sequence(MEETING, MOVED, erasure), sequence(MEETING, erasure)

    assert sequence(MEETING, MOVED) < destroyed <= hidden


def test_a_to_do_has_changes_of_its_own() -> None:
    """What is about another thing, or cannot be read, does not count."""
    todo, sent = entry(5, FollowUpPlanned(kind="ask")), entry(15, FollowUpSent(follow_up=name(5)))
    bad = Entry(name(16), 0, 0, None, "follow-up.sent", msgspec.Raw(encode({"follow_up": 1})))
    found = changes([MEETING, MOVED, todo, sent, bad], [name(0), name(5)])

    assert found[name(5)].sequence == 11
    assert found[name(5)].newest_ms == BEGAN + 15_000
    assert found[name(0)].sequence == 61


def test_a_thing_that_is_not_here_was_never_changed() -> None:
    """And no sequence is larger than a calendar's whole number."""
    late = Entry(make_entry_id(2**47, 0, 1), 0, 0, None, *encode_event(InterviewCancelled(interview=name(0))))

    assert changes([MOVED], [b"x" * 16])[b"x" * 16].sequence == 0
    assert sequence(MEETING, late) == LARGEST


@given(st.permutations([MEETING, MOVED, CANCELLED, BACK]), st.integers(0, 4))
def test_more_entries_never_lower_it(entries: list[Entry], some: int) -> None:
    """Whatever order they come in."""
    assert sequence(MEETING, *entries[:some]) <= sequence(*entries)
