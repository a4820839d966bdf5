"""Plans shaped by the kind of interview."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from twoway_core.events.prep import AgendaLine
from twoway_core.projections.stages import shaped

from .diary import DISPUTE, HOURS, NEEDS, TRAINING, Firm, Wants, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm with a boss and a peer."""
    firm = Firm(wants.diary, "Acme")
    firm.meets("Ana Ruiz", "boss", boss=True)
    firm.meets("Ben Okafor", "peer")
    return firm


def topics(firm: Firm, lines: tuple[AgendaLine, ...]) -> list[str]:
    """Return what the lines are about; a must-have and what comes late by their own names."""
    questions = [firm.mine.questions[line.question].event if line.question else None for line in lines]
    return [one.topic if one is not None else "" for one in questions]


def on(wants: Wants, *questions: str) -> tuple[AgendaLine, ...]:
    """Return a plan of these questions."""
    return tuple(AgendaLine(question=wants.questions[one], minutes=3) for one in questions)


def test_a_kind_without_a_template_changes_nothing(wants: Wants, firm: Firm) -> None:
    """Nothing was said, or a word of one's own."""
    lines = on(wants, HOURS, DISPUTE)

    assert shaped(firm.mine, firm.case, lines, (), "") == lines
    assert shaped(firm.mine, firm.case, lines, (), "fireside chat") == lines


def test_the_kind_says_which_topic_comes_first(wants: Wants, firm: Firm) -> None:
    """At a screen the opportunity, on site the work; what is in words of its own comes after them."""
    own = AgendaLine(text="Why is the sky blue?")
    lines = (own, *on(wants, DISPUTE, "What training is regular here, and who pays?", HOURS))

    assert topics(firm, shaped(firm.mine, firm.case, lines, (), "screen")) == ["opportunity", "work", "boss", ""]
    assert topics(firm, shaped(firm.mine, firm.case, lines, (), "on-site")) == ["work", "boss", "opportunity", ""]


def test_must_haves_stay_first_and_what_is_late_stays_last(wants: Wants, firm: Firm) -> None:
    """Whatever their topics are."""
    must = AgendaLine(text="remote?", criterion=wants["3 remote days"])
    late = replace(on(wants, NEEDS)[0], late=True)
    lines = (late, *on(wants, DISPUTE, HOURS), must)

    found = shaped(firm.mine, firm.case, lines, (), "screen")

    assert (found[0], found[-1]) == (must, late)


def test_a_panel_is_asked_the_same_by_all(wants: Wants, firm: Firm) -> None:
    """Both are asked, and it takes twice as long; late lines and own words stay as they were."""
    present = tuple(firm.case.contacts)
    late, own = replace(on(wants, NEEDS)[0], late=True), AgendaLine(text="Why?", contacts=present[:1])
    [hours, first, last] = shaped(firm.mine, firm.case, (*on(wants, HOURS), own, late), present, "panel")

    assert (hours.contacts, hours.minutes) == (present, 4)
    assert (first, last) == (own, late)
    assert shaped(firm.mine, firm.case, on(wants, HOURS), (), "panel")[0].contacts == ()


def test_a_talk_that_i_lead_touches_all_three_topics(wants: Wants, firm: Firm) -> None:
    """A plan about growth alone gets a question about the boss and one about the work."""
    present = tuple(firm.case.contacts)
    lines = on(wants, "What training is regular here, and who pays?")

    found = shaped(firm.mine, firm.case, lines, present, "reverse")

    assert topics(firm, found) == ["boss", "work", "opportunity"]
    assert [line.reason for line in found[:2]] == ["nothing else is about the boss", "nothing else is about the work"]


def test_a_talk_that_i_lead_keeps_a_plan_that_touches_them(wants: Wants, firm: Firm) -> None:
    """Only the order is the kind's."""
    lines = on(wants, TRAINING, HOURS, "What training is regular here, and who pays?")

    assert sorted(shaped(firm.mine, firm.case, lines, (), "reverse"), key=repr) == sorted(lines, key=repr)
