"""From entries to state: what counts, what is kept aside, and what is never lost."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.clock import AHEAD_LIMIT_MS
from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.case import ContactAdded, OpportunityOpened, StageChanged
from twoway_core.events.log import Amendment, EntryErased, JotNoted
from twoway_core.events.talk import AnswerNoted, InterviewScheduled, InterviewStarted, RedFlagResolved
from twoway_core.events.vocabulary import WIRE, Unread, encode_event
from twoway_core.journal.fold import ROWS, fold, unreliable
from twoway_core.journal.state import State

from .book import NOWHERE, START_MS, Book, entry_id

BROKEN = msgspec.Raw(encode({"text": 5}))


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


def test_there_is_a_row_for_every_event_that_is_no_amendment() -> None:
    """No event is forgotten: amendments are resolved before, all others are applied."""
    assert set(ROWS) == {kind for kind in WIRE.values() if not issubclass(kind, Amendment)}


def test_no_entries_are_an_empty_state() -> None:
    """A journal may be empty."""
    assert fold([]) == State()


def test_the_state_knows_every_id_in_order(book: Book) -> None:
    """Also those of entries that do not count."""
    book.write(JotNoted(text="b"), minute=2)
    book.write_raw("jot.noted", BROKEN, minute=1)
    book.write_raw("mood.noted", BROKEN, minute=3)

    assert book.state.ids == sorted(entry.id for entry in book.entries)


def test_a_thing_has_the_time_of_its_entry(book: Book) -> None:
    """When it happened in life, and its offset, come with it."""
    call = book.write(JotNoted(text="call"), minute=5)

    jot = book.state.mine.jots[call]

    assert (jot.id, jot.at, jot.offset, jot.corrections) == (call, START_MS + 5 * 60_000, 60, ())


def test_an_event_of_a_newer_version_is_kept_and_counted(book: Book) -> None:
    """It is not applied, and nothing else suffers."""
    mood = book.write_raw("mood.noted", msgspec.Raw(encode({"mood": 3})))
    sung = book.write_raw("answer.noted", msgspec.Raw(encode({"text": "la", "form": "sung", "opportunity": NOWHERE})))
    call = book.write(JotNoted(text="call"))

    state = book.state

    assert [(kept.id, kept.unread) for kept in state.newer] == [
        (mood, Unread("mood.noted", "newer")),
        (sung, Unread("answer.noted", "newer")),
    ]
    assert list(state.mine.jots) == [call]


def test_an_unreadable_event_is_kept_and_counted(book: Book) -> None:
    """One bad event never blocks another."""
    bad = book.write_raw("jot.noted", BROKEN)
    call = book.write(JotNoted(text="call"))

    state = book.state

    assert [(kept.id, kept.at, kept.unread) for kept in state.unreadable] == [
        (bad, START_MS, Unread("jot.noted", "unreadable"))
    ]
    assert list(state.mine.jots) == [call]


def test_an_event_that_should_name_an_opportunity_is_kept_as_loose(book: Book) -> None:
    """It belongs nowhere, and is not lost."""
    answer = book.write(AnswerNoted(text="yes"))

    state = book.state

    assert [thing.id for thing in state.loose] == [answer]
    assert state.cases == {}


def test_an_event_about_a_missing_thing_is_kept_as_dangling(book: Book) -> None:
    """The thing may yet arrive."""
    resolved = book.write(RedFlagResolved(opportunity=NOWHERE, flag=NOWHERE))

    assert [thing.id for thing in book.state.dangling] == [resolved]


def test_an_opportunity_that_is_not_here_has_a_case_all_the_same(book: Book) -> None:
    """Its notes arrived before it, or it was taken back."""
    book.write(AnswerNoted(text="yes", opportunity=NOWHERE))

    case = book.case(NOWHERE)

    assert case.opened is None
    assert len(case.answers) == 1


def test_an_opportunity_is_found_under_its_own_id(book: Book) -> None:
    """The entry that opened it names it."""
    acme = book.write(OpportunityOpened(firm="Acme"))
    book.write(StageChanged(opportunity=acme, stage="applied"))

    case = book.case(acme)

    assert case.opened is not None
    assert (case.id, case.opened.event.firm, case.stage) == (acme, "Acme", "applied")


@pytest.mark.parametrize("event", [ContactAdded(name="Ana"), FollowUpPlanned(kind="thanks")])
def test_people_and_todos_may_belong_to_no_opportunity(book: Book, event: ContactAdded | FollowUpPlanned) -> None:
    """Without an opportunity they are mine, with one they are its."""
    mine = book.write(event)
    theirs = book.write(msgspec.structs.replace(event, opportunity=NOWHERE))

    state = book.state

    assert [*state.mine.contacts, *state.mine.todos] == [mine]
    assert [*state.cases[NOWHERE].contacts, *state.cases[NOWHERE].todos] == [theirs]


def test_a_contact_is_looked_up_in_the_case_and_then_in_what_is_mine(book: Book) -> None:
    """A recruiter may stand behind several opportunities."""
    ana = book.write(ContactAdded(name="Ana", opportunity=NOWHERE))
    carla = book.write(ContactAdded(name="Carla"))

    state = book.state
    found = [state.contact(state.cases[NOWHERE], name) for name in (ana, carla, NOWHERE)]

    assert [contact and contact.name for contact in found] == ["Ana", "Carla", None]


def test_cases_and_interviews_are_in_order_whatever_came_first(book: Book) -> None:
    """An entry may sort before the thing that it names."""
    early, late = entry_id(7), entry_id(8, 1)
    book.write(InterviewStarted(opportunity=late, interview=late), minute=1)
    book.write(InterviewStarted(opportunity=late, interview=early), minute=2)
    book.write(StageChanged(opportunity=early, stage="offer"), minute=3)
    book.write(InterviewScheduled(opportunity=late), minute=4)

    state = book.state

    assert list(state.cases) == [early, late]
    assert list(state.cases[late].interviews) == sorted(state.cases[late].interviews)
    assert len(state.cases[late].interviews) == 3


def test_two_readings_of_one_id_are_counted(book: Book) -> None:
    """One of them counts, and the conflict is shown."""
    book.entries = readings("a", "b")

    state = book.state

    assert len(state.conflicts) == 1
    assert len(state.mine.jots) == 1


def test_an_erased_conflict_is_not_shown(book: Book) -> None:
    """Both readings go."""
    book.entries = readings("a", "b")
    book.write(EntryErased(target=book.entries[0].id))

    assert book.state.conflicts == []
    assert book.state.mine.jots == {}


def test_the_past_shows_no_later_conflict(book: Book) -> None:
    """A conflict of two later entries was not known then."""
    book.entries = readings("a", "b")

    assert fold(book.entries, START_MS - 1) == State()
    assert len(fold(book.entries, START_MS).conflicts) == 1


def readings(*texts: str) -> list[Entry]:
    """Return several entries with one id."""
    return [Entry(entry_id(0), START_MS, 0, None, *encode_event(JotNoted(text=text))) for text in texts]


def test_the_past_is_what_was_known_then(book: Book) -> None:
    """What was written later is left out, whenever it happened."""
    one = book.write(JotNoted(text="one"))
    book.write(JotNoted(text="two"))

    state = book.until(0)

    assert state.ids == [one]
    assert list(state.mine.jots) == [one]


def test_ids_far_ahead_are_unreliable(book: Book) -> None:
    """More than 24 hours ahead of the clock, a time is not believed."""
    book.write(JotNoted(text="one"), minute=0)
    later = book.write(JotNoted(text="two"), minute=1)

    assert unreliable(book.state, START_MS - AHEAD_LIMIT_MS) == [later]
    assert unreliable(book.state, START_MS) == []
