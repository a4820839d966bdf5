"""What the events of an opportunity, its people and the preparation do to the state."""

from __future__ import annotations

from msgspec.structs import replace

from twoway_core.events.base import Event
from twoway_core.events.case import (
    ContactAdded,
    ContactUpdated,
    OpportunityClosed,
    OpportunityOpened,
    PostingObserved,
    StageChanged,
)
from twoway_core.events.prep import AgendaPrepared, PrepStepCompleted, PrepStepPlanned, ResearchNoted, StoryPrepared
from twoway_core.journal.items import Contact, Fact, PrepStep, Story
from twoway_core.journal.state import Case, Mine
from twoway_core.journal.steps import Row

_UPDATED = ("name", "role", "will_be_boss", "reports_to", "tenure_months", "title", "channel", "tools", "note")


def open_opportunity(case: Case, fact: Fact[OpportunityOpened]) -> None:
    """Say what the opportunity is."""
    case.opened = fact


def change_stage(case: Case, fact: Fact[StageChanged]) -> None:
    """Move the opportunity on; if it was closed, it is open again."""
    case.stages.append(fact)
    case.closed = None


def close_opportunity(case: Case, fact: Fact[OpportunityClosed]) -> None:
    """End the opportunity."""
    case.closed = fact


def observe_posting(case: Case, fact: Fact[PostingObserved]) -> None:
    """Add a sight of the advertisement."""
    case.postings.append(fact)


def add_contact(owner: Mine | Case, contact: Contact) -> None:
    """Add a person."""
    owner.contacts[contact.id] = contact


def update_contact(owner: Mine | Case, fact: Fact[ContactUpdated]) -> bool:
    """Change what is known of a person, where the update says so."""
    contact = owner.contacts.get(fact.event.contact)
    if contact is None:
        return False
    news = {name: getattr(fact.event, name) for name in _UPDATED}
    contact.event = replace(contact.event, **{name: value for name, value in news.items() if value is not None})
    contact.updates.append(fact)
    return True


def plan_step(case: Case, step: PrepStep) -> None:
    """Add a step to the checklist."""
    case.prep[step.id] = step


def note_extra_step(case: Case, fact: Fact[PrepStepCompleted]) -> bool:
    """Add a completed step that was not on the checklist."""
    if fact.event.step is None:
        case.extra_prep.append(fact)
    return fact.event.step is not None


def complete_step(case: Case, fact: Fact[PrepStepCompleted]) -> bool:
    """Tick a step of the checklist."""
    step = case.prep.get(fact.event.step or b"")
    if step is None:
        return False
    step.completed = fact
    return True


def note_research(case: Case, fact: Fact[ResearchNoted]) -> None:
    """Add a finding."""
    case.research[fact.id] = fact


def prepare_story(mine: Mine, story: Story) -> bool:
    """Add a story, unless it polishes another."""
    if story.event.revises is None:
        mine.stories[story.id] = story
    return story.event.revises is not None


def polish_story(mine: Mine, revision: Story) -> bool:
    """Replace a story's words, and keep those of before."""
    story = mine.stories.get(revision.event.revises or b"")
    if story is None:
        return False
    story.earlier.append(Fact(story.id, story.at, story.offset, story.event))
    story.event = revision.event
    return True


def prepare_agenda(case: Case, fact: Fact[AgendaPrepared]) -> bool:
    """Give an interview its plan."""
    interview = case.interviews.get(fact.event.interview or b"")
    if interview is None:
        return False
    interview.agendas.append(fact)
    return True


ROWS: dict[type[Event], Row] = {
    OpportunityOpened: Row("opening", open_opportunity),
    StageChanged: Row("case", change_stage),
    OpportunityClosed: Row("case", close_opportunity),
    PostingObserved: Row("case", observe_posting),
    ContactAdded: Row("either", add_contact, make=Contact),
    ContactUpdated: Row("either", then=update_contact),
    PrepStepPlanned: Row("case", plan_step, make=PrepStep),
    PrepStepCompleted: Row("case", note_extra_step, complete_step),
    ResearchNoted: Row("case", note_research),
    StoryPrepared: Row("mine", prepare_story, polish_story, Story),
    AgendaPrepared: Row("case", then=prepare_agenda),
}
