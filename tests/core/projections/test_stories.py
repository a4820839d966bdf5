"""My stories."""

from __future__ import annotations

import pytest

from twoway_core.events.prep import StoryPrepared
from twoway_core.events.talk import MyAnswerNoted, QuestionReceived
from twoway_core.projections.stories import Stories, stories_of

from .diary import Firm, begun


@pytest.fixture
def firm() -> Firm:
    """Return a firm of which nothing but the name is known."""
    return Firm(begun().diary, "Acme")


def stories(firm: Firm, skill: str = "") -> Stories:
    """Return the stories."""
    return stories_of(firm.diary.state, {firm.id: "acme"}, skill)


def test_a_story_says_what_it_lacks_and_how_often_it_was_polished(firm: Firm) -> None:
    """The action is missing until it is there."""
    story = firm.write(StoryPrepared(title="the report", situation="slow", result="fast"))
    before = stories(firm).stories[0]
    firm.write(StoryPrepared(title="the report", situation="slow", action="an index", result="fast", revises=story))
    after = stories(firm).stories[0]

    assert (before.lacks, before.polished) == (("action",), 0)
    assert (after.lacks, after.polished, after.id) == ((), 1, story)


def test_a_story_knows_where_it_was_told(firm: Firm) -> None:
    """To their question, or to none; an answer without a story tells nothing."""
    story = firm.write(StoryPrepared(title="the report"))
    asked = firm.notes(QuestionReceived(text="When were you slow?"))
    firm.notes(MyAnswerNoted(text="well", received=asked, story=story, rating=4))
    firm.notes(MyAnswerNoted(text="once more", story=story))
    firm.notes(MyAnswerNoted(text="something else", received=asked))

    told = stories(firm).stories[0].told

    assert [(one.opportunity, one.question, one.rating) for one in told] == [
        ("acme", "When were you slow?", 4),
        ("acme", "", None),
    ]


def test_stories_are_found_by_skill_however_it_is_written(firm: Firm) -> None:
    """Patience is patience."""
    firm.write(StoryPrepared(title="the report", skills=("Patience",)))
    firm.write(StoryPrepared(title="the team", skills=("leading  people",)))

    assert [one.title for one in stories(firm, "patience").stories] == ["the report"]
    assert [one.title for one in stories(firm, "Leading people").stories] == ["the team"]


def test_a_skill_that_they_probe_and_no_story_shows_is_named(firm: Firm) -> None:
    """The most asked first; a question without a skill names none."""
    firm.write(StoryPrepared(title="the report", skills=("patience",)))
    for skill in ("patience", "selling", "leading", "Leading", ""):
        firm.notes(QuestionReceived(text="?", skill=skill))

    assert [(one.skill, one.times) for one in stories(firm).bare] == [("leading", 2), ("selling", 1)]
    assert stories(firm, "patience").bare == ()
