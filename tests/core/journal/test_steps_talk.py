"""What the events of an interview do."""

from __future__ import annotations

import pytest

from twoway_core.events.base import Event
from twoway_core.events.talk import (
    AnswerNoted,
    AutonomyLimitNoted,
    CommitmentNoted,
    ContributionOffered,
    EmployerNeedNoted,
    FitFeedbackReceived,
    InterviewCancelled,
    InterviewEnded,
    InterviewRescheduled,
    InterviewScheduled,
    InterviewStarted,
    MyAnswerNoted,
    ObservationNoted,
    QuestionAsked,
    QuestionReceived,
    RedFlagRaised,
    RedFlagResolved,
)
from twoway_core.journal.state import Interview

from .book import NOWHERE, START_MS, Book

ANA, BEN = b"a" * 16, b"b" * 16


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


def interview(book: Book, name: bytes) -> Interview:
    """Return an interview of the one opportunity."""
    return book.case(NOWHERE).interviews[name]


@pytest.mark.parametrize(
    "event",
    [
        InterviewRescheduled(opportunity=NOWHERE, interview=NOWHERE, starts_ms=0),
        InterviewCancelled(opportunity=NOWHERE, interview=NOWHERE),
        InterviewEnded(opportunity=NOWHERE, interview=NOWHERE),
        RedFlagResolved(opportunity=NOWHERE, flag=NOWHERE),
    ],
)
def test_an_event_about_an_unknown_thing_dangles(book: Book, event: Event) -> None:
    """It is kept, and changes nothing."""
    name = book.write(event)

    assert [thing.id for thing in book.state.dangling] == [name]


def test_a_scheduled_interview_has_not_begun(book: Book) -> None:
    """It has a time, and nothing else yet."""
    name = book.write(InterviewScheduled(opportunity=NOWHERE, starts_ms=START_MS, offset=60, length_minutes=45))

    found = interview(book, name)

    assert (found.planned_ms, found.planned_offset, found.length_minutes, found.is_open) == (START_MS, 60, 45, False)


def test_an_interview_is_open_from_start_to_end(book: Book) -> None:
    """Ratings are not shown in between."""
    name = book.write(InterviewScheduled(opportunity=NOWHERE))
    book.write(InterviewStarted(opportunity=NOWHERE, interview=name))
    assert interview(book, name).is_open

    book.write(InterviewEnded(opportunity=NOWHERE, interview=name))

    assert not interview(book, name).is_open


def test_an_unplanned_interview_is_named_by_its_start(book: Book) -> None:
    """A recruiter may just ring."""
    name = book.write(InterviewStarted(opportunity=NOWHERE, kind="screen", medium="phone", contacts=(ANA,)))

    found = interview(book, name)

    assert (found.kind, found.medium, found.contacts, found.length_minutes) == ("screen", "phone", (ANA,), None)
    assert (found.planned_ms, found.planned_offset) == (None, 0)


def test_a_started_interview_stays_without_its_plan(book: Book) -> None:
    """The plan may be missing or taken back; the talk took place."""
    book.write(InterviewStarted(opportunity=NOWHERE, interview=NOWHERE))

    assert interview(book, NOWHERE).scheduled is None
    assert interview(book, NOWHERE).is_open


def test_the_first_start_and_the_last_end_count(book: Book) -> None:
    """Two devices may both say that it began."""
    name = book.write(InterviewScheduled(opportunity=NOWHERE))
    starts = [book.write(InterviewStarted(opportunity=NOWHERE, interview=name)) for _ in range(2)]
    ends = [book.write(InterviewEnded(opportunity=NOWHERE, interview=name)) for _ in range(2)]

    found = interview(book, name)

    assert found.started is not None
    assert found.ended is not None
    assert (found.started.id, found.ended.id) == (starts[0], ends[1])


def test_a_moved_interview_has_the_newest_of_everything(book: Book) -> None:
    """What a move does not say stays as it was."""
    name = book.write(
        InterviewScheduled(opportunity=NOWHERE, kind="panel", medium="video", contacts=(ANA,), length_minutes=45)
    )
    book.write(
        InterviewRescheduled(opportunity=NOWHERE, interview=name, starts_ms=1, contacts=(BEN,), length_minutes=30)
    )
    book.write(InterviewRescheduled(opportunity=NOWHERE, interview=name, starts_ms=2, offset=120, medium="on site"))

    found = interview(book, name)

    assert (found.kind, found.medium, found.contacts, found.length_minutes) == ("panel", "on site", (BEN,), 30)
    assert (found.planned_ms, found.planned_offset) == (2, 120)


def test_a_start_has_the_last_word(book: Book) -> None:
    """Who is there is better known than who was meant to be."""
    name = book.write(InterviewScheduled(opportunity=NOWHERE, kind="panel", medium="video", contacts=(ANA,)))
    book.write(
        InterviewStarted(
            opportunity=NOWHERE, interview=name, kind="screen", medium="phone", contacts=(BEN,), length_minutes=20
        )
    )

    found = interview(book, name)

    assert (found.kind, found.medium, found.contacts, found.length_minutes) == ("screen", "phone", (BEN,), 20)


def test_an_interview_of_which_nothing_is_said_has_nothing(book: Book) -> None:
    """Unknown is empty, and never a guess."""
    name = book.write(InterviewStarted(opportunity=NOWHERE))

    found = interview(book, name)

    assert (found.kind, found.medium, found.contacts, found.length_minutes) == ("", "", (), None)


def test_a_cancelled_interview_is_on_again_after_a_move(book: Book) -> None:
    """The last word by order counts."""
    name = book.write(InterviewScheduled(opportunity=NOWHERE))
    book.write(InterviewCancelled(opportunity=NOWHERE, interview=name))
    assert interview(book, name).cancelled is not None

    book.write(InterviewRescheduled(opportunity=NOWHERE, interview=name, starts_ms=1))

    assert interview(book, name).cancelled is None


def test_a_changed_answer_leaves_both(book: Book) -> None:
    """They changed their story, and the earlier answer knows; whichever sorts first."""
    late = book.write(AnswerNoted(opportunity=NOWHERE, text="none"), minute=5)
    changed = [
        book.write(AnswerNoted(opportunity=NOWHERE, text="some", supersedes=late), minute=minute) for minute in (1, 9)
    ]

    answers = book.case(NOWHERE).answers

    assert set(answers) == {late, *changed}
    assert answers[late].superseded_by == changed


def test_an_answer_that_supersedes_an_unknown_one_is_an_answer(book: Book) -> None:
    """The reference dangles, the answer does not."""
    name = book.write(AnswerNoted(opportunity=NOWHERE, text="yes", supersedes=NOWHERE))

    state = book.state

    assert list(state.cases[NOWHERE].answers) == [name]
    assert state.dangling == []


def test_what_i_said_stands_under_what_they_asked(book: Book) -> None:
    """And by itself where it answers nothing, or something unknown."""
    received = book.write(QuestionReceived(opportunity=NOWHERE, text="Why us?", skill="motivation"))
    said = [
        book.write(MyAnswerNoted(opportunity=NOWHERE, text="because", received=to)) for to in (received, None, NOWHERE)
    ]

    state = book.state

    case = state.cases[NOWHERE]
    assert [fact.id for fact in case.received[received].answers] == said[:1]
    assert list(case.my_answers) == said
    assert state.dangling == []


def test_a_red_flag_is_open_until_it_is_explained(book: Book) -> None:
    """The explanation is kept with it."""
    flag = book.write(RedFlagRaised(opportunity=NOWHERE, text="open twice", severity="light"))
    assert book.case(NOWHERE).flags[flag].resolved is None

    book.write(RedFlagResolved(opportunity=NOWHERE, flag=flag, explanation="the team grew"))

    resolved = book.case(NOWHERE).flags[flag].resolved
    assert resolved is not None
    assert resolved.event.explanation == "the team grew"


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (QuestionAsked(opportunity=NOWHERE, text="Why?"), "asked"),
        (ObservationNoted(opportunity=NOWHERE, text="loud"), "observations"),
        (EmployerNeedNoted(opportunity=NOWHERE, need="Python"), "needs"),
        (ContributionOffered(opportunity=NOWHERE, idea="cache it"), "contributions"),
        (FitFeedbackReceived(opportunity=NOWHERE, view="good"), "feedback"),
        (CommitmentNoted(opportunity=NOWHERE, term="training"), "commitments"),
        (AutonomyLimitNoted(opportunity=NOWHERE, area="spending"), "limits"),
    ],
)
def test_what_is_noted_is_in_its_place(book: Book, event: Event, place: str) -> None:
    """Each kind of note has a place of its own."""
    name = book.write(event)

    found = getattr(book.case(NOWHERE), place)

    assert {key: fact.event for key, fact in found.items()} == {name: event}
