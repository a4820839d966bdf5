"""What was said and expected, held against what was found."""

from __future__ import annotations

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.after import DecisionRecorded, OutcomeReviewed
from twoway_core.events.base import Rated
from twoway_core.events.log import EntryRetracted
from twoway_core.projections.looking_back import Calibration, calibration, found_ratings, learned_settings
from twoway_core.projections.standing import standing_of

from .diary import Acme, acme, ms


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews."""
    return acme()


def accepts(known: Acme, confidence: int | None = 80, action: str = "accept") -> None:
    """Record a decision."""
    known.firm.write(DecisionRecorded(opportunity=known.firm.id, action=action, confidence=confidence))


def finds(known: Acme, at_ms: int | None = None, **found: int) -> None:
    """Look back, and rate what was found."""
    rated = tuple(Rated(known.wants[name], rating) for name, rating in found.items())
    known.firm.write(OutcomeReviewed(opportunity=known.firm.id, days=90, found=rated), at_ms)


def learned(known: Acme) -> Calibration:
    """Return what there is to learn from it."""
    return calibration(known.firm.mine, [known.firm.case])


def test_each_kind_of_source_is_checked(known: Acme) -> None:
    """Ana's 5 and Ben's 4 on autonomy held within a step, Carla's 4 on growth did not."""
    finds(known, autonomy=4, growth=1)

    assert [(one.source, one.hits, one.checks) for one in learned(known).sources] == [
        ("boss", 1, 1),
        ("peer", 1, 1),
        ("recruiter", 0, 1),
    ]
    assert [one.trust for one in learned(known).sources] == pytest.approx([4 / 3, 4 / 3, 2 / 3])


def test_what_was_learned_weighs_from_then_on(known: Acme) -> None:
    """The same notes, with a recruiter who counts less, leave growth less known."""
    finds(known, growth=1)
    settings = learned_settings(known.firm.mine, [known.firm.case])
    before = standing_of(known.firm.mine, known.firm.case)
    after = standing_of(known.firm.mine, known.firm.case, settings)

    assert settings.recruiter == pytest.approx(2 / 3)
    assert after.beliefs[known.wants["growth"]].strength == pytest.approx(2 / 3)
    assert before.beliefs[known.wants["growth"]].strength == pytest.approx(1)


def test_before_any_review_nothing_is_learned(known: Acme) -> None:
    """Every weight is as it was, and nothing is scored."""
    accepts(known)

    assert learned(known) == Calibration(sources=(), brier=None, scored=0)
    assert learned_settings(known.firm.mine, [known.firm.case]) == DEFAULTS


@pytest.mark.parametrize(("rating", "score"), [(5, 0.04), (4, 0.04), (3, 0.64)])
def test_a_decision_that_came_true_is_scored_by_how_sure_it_was(known: Acme, rating: int, score: float) -> None:
    """80 % sure: the present job is a 4 on autonomy, so 4 or more came true."""
    accepts(known)
    finds(known, autonomy=rating)

    assert learned(known).scored == 1
    assert learned(known).brier == pytest.approx(score)


def test_only_what_was_taken_and_said_to_be_sure_is_scored(known: Acme) -> None:
    """Neither a decline nor a decision without a confidence."""
    accepts(known, action="decline")
    finds(known, autonomy=5)
    declined = learned(known).scored
    accepts(known, confidence=None)

    assert (declined, learned(known).scored) == (0, 0)


def test_a_review_of_nothing_that_weighs_scores_nothing(known: Acme) -> None:
    """The commute was found, and does not weigh."""
    accepts(known)
    finds(known, commute=5)

    assert learned(known).scored == 0


def test_the_last_review_of_a_criterion_counts(known: Acme) -> None:
    """By when it was lived, not by when it was written."""
    finds(known, ms(31), autonomy=2, growth=3)
    finds(known, ms(30), autonomy=5)

    assert found_ratings(known.firm.case) == {known.wants["autonomy"]: 2, known.wants["growth"]: 3}


def test_an_opportunity_whose_opening_was_taken_back_is_still_looked_back_on(known: Acme) -> None:
    """The reviews stand by themselves."""
    accepts(known)
    finds(known, autonomy=5)
    known.firm.write(EntryRetracted(target=known.firm.id))

    assert learned(known).scored == 1
