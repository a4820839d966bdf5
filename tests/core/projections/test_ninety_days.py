"""The first ninety days."""

from __future__ import annotations

from datetime import date

import pytest

from twoway_core.events.bank import QuestionAdded, QuestionRetired
from twoway_core.events.mine import WorkingStyleStated
from twoway_core.events.talk import AutonomyLimitNoted, CommitmentNoted
from twoway_core.projections.ninety_days import SETTLE_LATER, NinetyDays, ninety_days

from .diary import Firm, Wants, begun, wanting


def of(firm: Firm, start: date | None = None) -> NinetyDays:
    """Return the plan of a firm."""
    return ninety_days(firm.mine, firm.case, "acme", start)


def told(firm: Firm, place: int) -> list[tuple[str, str, str]]:
    """Return what one stretch holds."""
    return [(task.kind, task.text, task.who) for task in of(firm).stretches[place].tasks]


@pytest.fixture
def wants() -> Wants:
    """Return the worked example's wishes."""
    return wanting()


def test_what_was_left_is_settled_first_with_whom_is_best_asked(wants: Wants) -> None:
    """One of the roles that the question names, else the boss; what was set aside for another reason is not here."""
    firm = Firm(wants.diary, "Acme")

    def leaves(text: str, *roles: str, reason: str = SETTLE_LATER) -> None:
        question = firm.write(QuestionAdded(opportunity=firm.id, text=text, ask=roles))
        firm.write(QuestionRetired(opportunity=firm.id, question=question, reason=reason))

    leaves("Where do I park?")
    assert told(firm, 0) == [("settle", "Where do I park?", "")]

    firm.meets("Ben", "peer")
    firm.meets("Ana", "boss", boss=True)
    leaves("Who reviews?", "peer")
    leaves("How many desks?", reason="answerable elsewhere")
    firm.write(QuestionRetired(opportunity=firm.id, question=bytes(16), reason=SETTLE_LATER))

    assert sorted(told(firm, 0)) == [
        ("settle", "(a question that is not here)", "Ana"),
        ("settle", "Where do I park?", "Ana"),
        ("settle", "Who reviews?", "Ben"),
    ]


def test_limits_that_nobody_told_are_settled_too(wants: Wants) -> None:
    """Once any was; before that nobody asked about them."""
    firm = Firm(wants.diary, "Acme")
    assert told(firm, 0) == []
    firm.write(AutonomyLimitNoted(opportunity=firm.id, area="money", limit="3,000"))

    assert [text for _, text, _ in told(firm, 0)] == [
        "what you may decide alone: people",
        "what you may decide alone: vendors",
    ]


def test_ways_that_are_off_mine_are_adapted_to(wants: Wants) -> None:
    """By my note, where there is one; what matches needs nothing."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    for scale, level, adapt in (("supervision", 1, "a talk on Mondays"), ("technology", 1, ""), ("balance", 5, "")):
        wants.diary.write(WorkingStyleStated(scale=scale, level=level, adapt=adapt))
        firm.hears_and_rates(ana, wants[scale], 5)

    assert told(firm, 0) == [
        ("adapt", "supervision: a talk on Mondays", "Ana"),
        ("adapt", "technology: find a way to meet", "Ana"),
    ]


def test_aims_follow_and_promises_come_last(wants: Wants) -> None:
    """An answer that was changed is no aim any more, nor one without words."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    first = firm.hears(ana, "ship by June", wants["can I succeed here"])
    now = firm.hears(ana, "ship by July", wants["can I succeed here"], instead_of=first)
    firm.hears(ana, "", wants["can I succeed here"], form="refused")
    firm.hears(ana, "hers alone", wants["autonomy"])
    promise = firm.write(CommitmentNoted(opportunity=firm.id, term="training", value="a week", contact=ana))

    assert told(firm, 1) == [("goal", "ship by July", "Ana")]
    assert told(firm, 2) == [("promise", "training: a week, spoken", "Ana")]
    assert [task.id for stretch in of(firm).stretches for task in stretch.tasks] == [now, promise]


def test_a_start_gives_the_stretches_their_dates() -> None:
    """Day 1 is the first day; at the end of the calendar there are none."""
    firm = Firm(begun().diary, "Acme")
    plan = of(firm, date(2026, 6, 1))

    assert [(one.first, one.last) for one in plan.stretches] == [(1, 30), (31, 60), (61, 90)]
    assert [(one.begins, one.ends) for one in plan.stretches][::2] == [
        (date(2026, 6, 1), date(2026, 6, 30)),
        (date(2026, 7, 31), date(2026, 8, 29)),
    ]
    assert of(firm).stretches[0].begins is None
    assert of(firm, date.max).stretches[0].ends is None
