"""What the events of an opportunity, its people and the preparation do."""

from __future__ import annotations

import pytest

from twoway_core.events.base import Event
from twoway_core.events.case import (
    ContactAdded,
    ContactUpdated,
    OpportunityClosed,
    OpportunityOpened,
    PostingObserved,
    StageChanged,
)
from twoway_core.events.prep import (
    AgendaLine,
    AgendaPrepared,
    PrepStepCompleted,
    PrepStepPlanned,
    ResearchNoted,
    StoryPrepared,
)
from twoway_core.events.talk import InterviewScheduled

from .book import NOWHERE, Book


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


@pytest.mark.parametrize(
    "event",
    [
        ContactUpdated(opportunity=NOWHERE, contact=NOWHERE),
        PrepStepCompleted(opportunity=NOWHERE, step=NOWHERE),
        AgendaPrepared(opportunity=NOWHERE, interview=NOWHERE),
        AgendaPrepared(opportunity=NOWHERE),
    ],
)
def test_an_event_about_an_unknown_thing_dangles(book: Book, event: Event) -> None:
    """It is kept, and changes nothing."""
    name = book.write(event)

    assert [thing.id for thing in book.state.dangling] == [name]


def test_a_new_opportunity_is_open_and_of_interest(book: Book) -> None:
    """Before anything is said, that is its stage."""
    acme = book.write(OpportunityOpened(firm="Acme"))

    case = book.case(acme)

    assert (case.stage, case.closed) == ("interested", None)


def test_stages_follow_each_other(book: Book) -> None:
    """The last one counts, all are kept."""
    for stage in ("applied", "screening"):
        book.write(StageChanged(opportunity=NOWHERE, stage=stage))

    case = book.case(NOWHERE)

    assert case.stage == "screening"
    assert [fact.event.stage for fact in case.stages] == ["applied", "screening"]


def test_a_closed_opportunity_is_open_again_after_a_later_stage(book: Book) -> None:
    """They may come back after all."""
    book.write(OpportunityClosed(opportunity=NOWHERE, outcome="no answer"))
    assert book.case(NOWHERE).closed is not None

    book.write(StageChanged(opportunity=NOWHERE, stage="interviewing"))

    assert book.case(NOWHERE).closed is None


def test_every_sight_of_the_advertisement_is_kept(book: Book) -> None:
    """A posting that comes again and again is a sign."""
    for times in (0, 2):
        book.write(PostingObserved(opportunity=NOWHERE, reposted=times))

    assert [fact.event.reposted for fact in book.case(NOWHERE).postings] == [0, 2]


def test_an_update_changes_what_it_says_and_no_more(book: Book) -> None:
    """What is not said stays as it was."""
    ana = book.write(ContactAdded(opportunity=NOWHERE, name="Ana", role="leader", title="head of data"))
    update = book.write(ContactUpdated(opportunity=NOWHERE, contact=ana, name="Ana Ruiz", will_be_boss=True, tools=()))

    contact = book.case(NOWHERE).contacts[ana]

    assert (contact.name, contact.role, contact.event.title, contact.is_boss) == (
        "Ana Ruiz",
        "leader",
        "head of data",
        True,
    )
    assert [fact.id for fact in contact.updates] == [update]


def test_an_update_may_say_no(book: Book) -> None:
    """False and nothing are different things."""
    ana = book.write(ContactAdded(name="Ana", will_be_boss=True))
    book.write(ContactUpdated(contact=ana, will_be_boss=False))

    assert not book.state.mine.contacts[ana].is_boss


@pytest.mark.parametrize(
    ("contact", "is_boss"),
    [
        (ContactAdded(name="Ana", role="boss"), True),
        (ContactAdded(name="Ana", role="leader", will_be_boss=True), True),
        (ContactAdded(name="Ana", role="leader"), False),
    ],
)
def test_a_boss_is_one_by_role_or_by_being_said_to_be(book: Book, contact: ContactAdded, is_boss: bool) -> None:
    """A leader may become my boss, another may not."""
    ana = book.write(contact)

    assert book.state.mine.contacts[ana].is_boss is is_boss


def test_a_step_is_ticked(book: Book) -> None:
    """A completed step knows what it brought to light."""
    step = book.write(PrepStepPlanned(opportunity=NOWHERE, kind="firm"))
    assert book.case(NOWHERE).prep[step].completed is None

    book.write(PrepStepCompleted(opportunity=NOWHERE, step=step, finding="a new warehouse"))

    completed = book.case(NOWHERE).prep[step].completed
    assert completed is not None
    assert completed.event.finding == "a new warehouse"


def test_a_step_that_was_not_planned_is_kept(book: Book) -> None:
    """One may do more than the list asks for."""
    step = book.write(PrepStepCompleted(opportunity=NOWHERE, kind="news"))

    state = book.state

    assert [fact.id for fact in state.cases[NOWHERE].extra_prep] == [step]
    assert state.dangling == []


def test_research_is_of_the_case_and_stories_are_mine(book: Book) -> None:
    """A story may be told anywhere."""
    claim = book.write(ResearchNoted(opportunity=NOWHERE, claim="engineers choose their tools"))
    story = book.write(StoryPrepared(opportunity=NOWHERE, title="the migration"))

    state = book.state

    assert list(state.cases[NOWHERE].research) == [claim]
    assert list(state.mine.stories) == [story]


def test_the_latest_plan_of_an_interview_counts(book: Book) -> None:
    """A plan may arrive before its interview; a changed plan is a new one."""
    interview = book.write(InterviewScheduled(opportunity=NOWHERE), minute=5)
    assert book.case(NOWHERE).interviews[interview].agenda is None

    for minute in (4, 6):
        line = AgendaLine(text="Why?", minutes=minute)
        book.write(AgendaPrepared(opportunity=NOWHERE, interview=interview, lines=(line,)), minute=minute)

    found = book.case(NOWHERE).interviews[interview]
    assert found.agenda is not None
    assert found.agenda.event.lines[0].minutes == 6
    assert len(found.agendas) == 2


def test_a_polished_story_keeps_its_id_and_how_it_read_before(book: Book) -> None:
    """The words of today count, those of before are kept; polishing what is not here dangles."""
    story = book.write(StoryPrepared(title="the slow report"))
    polished = StoryPrepared(title="the report", result="ten times as fast", revises=story)
    book.write(polished)
    lost = book.write(StoryPrepared(title="lost", revises=NOWHERE))
    state = book.state

    assert list(state.mine.stories) == [story]
    assert state.mine.stories[story].event == polished
    assert [one.event.title for one in state.mine.stories[story].earlier] == ["the slow report"]
    assert [one.id for one in state.dangling] == [lost]
