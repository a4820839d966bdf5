"""What matters, from what was said about it."""

from __future__ import annotations

import pytest

from twoway_core.analysis.fit import Fit
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    CriterionRetired,
    DealbreakerLifted,
    DealbreakerSet,
    IdealAt,
    Points,
    Preference,
    WeightsElicited,
)
from twoway_core.ids import short
from twoway_core.projections.matters import (
    ideal_of,
    matters_of,
    name_of,
    present_fit,
    present_verdict,
    worth_of,
)

from .diary import REMOTE, Wants, begun, wanting


def named(wants: Wants) -> dict[str, float]:
    """Return the weights by name."""
    mine = wants.diary.mine
    return {name_of(mine, criterion): weight for criterion, weight in matters_of(mine).weights.items()}


def test_worked_example_weights_and_present_job() -> None:
    """Swing 100, 60, 40 are .5, .3, .2; the present job is 0.625."""
    wants = wanting()
    mine = wants.diary.mine

    assert named(wants) == pytest.approx({"autonomy": 0.5, "growth": 0.3, "balance": 0.2})
    assert list(named(wants)) == ["autonomy", "growth", "balance"]
    assert present_fit(mine, matters_of(mine)).mean == pytest.approx(0.625)


def test_a_yes_or_no_must_have_is_not_weighed() -> None:
    """It is screened, and stands before the weighed in the order."""
    wants = wanting()
    matters = matters_of(wants.diary.mine)

    assert matters.must_haves[wants[REMOTE]].threshold is None
    assert matters.order() == [wants[REMOTE], wants["autonomy"], wants["growth"], wants["balance"]]
    assert (matters.weight(wants[REMOTE]), wants[REMOTE] in matters, wants["commute"] in matters) == (0.0, True, False)


def test_a_must_have_with_a_threshold_is_weighed_too() -> None:
    """Pay of at least 3 is a must, and more of it is better still."""
    wants = wanting()
    wants.diary.write(DealbreakerSet(criterion=wants["growth"], threshold=3, negotiable=True))
    matters = matters_of(wants.diary.mine)

    assert (matters.must_haves[wants["growth"]].threshold, matters.must_haves[wants["growth"]].negotiable) == (3, True)
    assert matters.order() == [wants[REMOTE], wants["autonomy"], wants["growth"], wants["balance"]]


def test_a_lifted_must_have_is_none() -> None:
    """What was lifted screens no more."""
    wants = wanting()
    wants.diary.write(DealbreakerLifted(criterion=wants[REMOTE]))

    assert matters_of(wants.diary.mine).must_haves == {}


def test_nobody_asked_means_all_alike_and_is_said() -> None:
    """Sixteen criteria weigh a sixteenth each, and there is no method."""
    wants = begun()
    matters = matters_of(wants.diary.mine)

    assert (matters.method, len(matters.weights)) == ("", 16)
    assert set(matters.weights.values()) == {1 / 16}


def test_a_retired_criterion_leaves_its_weight_to_the_others() -> None:
    """Without autonomy, growth and balance stand 3 to 2."""
    wants = wanting()
    wants.diary.write(CriterionRetired(criterion=wants["autonomy"]))

    assert named(wants) == pytest.approx({"growth": 0.6, "balance": 0.4})


def test_when_all_that_was_weighed_is_retired_nothing_was_weighed() -> None:
    """The rest counts alike, and the method is gone."""
    wants = wanting()
    for name in ("autonomy", "growth", "balance"):
        wants.diary.write(CriterionRetired(criterion=wants[name]))
    matters = matters_of(wants.diary.mine)

    assert (matters.method, len(matters.weights)) == ("", 13)


def test_what_weighs_nothing_does_not_matter() -> None:
    """Zero points are an answer: out of the sum."""
    wants = begun()
    points = (Points(wants["pay"], 10), Points(wants["team"], 0))
    wants.diary.write(WeightsElicited(method="direct", answers=points))

    assert named(wants) == {"pay": 1.0}


def test_a_ranking_is_weighed_by_its_places() -> None:
    """Three places are 11, 5 and 2 eighteenths."""
    wants = begun()
    order = (wants["pay"], wants["team"], wants["values"])
    wants.diary.write(WeightsElicited(method="rank", order=order))

    assert named(wants) == pytest.approx({"pay": 11 / 18, "team": 5 / 18, "values": 2 / 18})


def test_pairs_are_weighed_by_their_wins() -> None:
    """Two wins, one, none."""
    wants = begun()
    pay, team, values = wants["pay"], wants["team"], wants["values"]
    pairs = (Preference(pay, team), Preference(pay, values), Preference(team, values))
    wants.diary.write(WeightsElicited(method="pairwise", pairs=pairs))

    assert named(wants) == pytest.approx({"pay": 11 / 18, "team": 5 / 18, "values": 2 / 18})


def test_weights_of_ones_own_choice_come_before_the_answers() -> None:
    """Whoever overrules what follows from the answers is followed."""
    wants = begun()
    order, chosen = (wants["pay"], wants["team"]), (Points(wants["pay"], 1), Points(wants["team"], 1))
    wants.diary.write(WeightsElicited(method="rank", order=order, weights=chosen))

    assert named(wants) == {"pay": 0.5, "team": 0.5}


def test_the_latest_weighing_counts() -> None:
    """A later elicitation replaces the earlier one."""
    wants = wanting()
    wants.diary.write(WeightsElicited(method="swing", answers=(Points(wants["pay"], 5),)))

    assert named(wants) == {"pay": 1.0}


def test_the_ideal_may_depend_on_the_level() -> None:
    """What is right for a lead is not right for a junior; the middle where nothing was said."""
    said = CriterionDefined(name="autonomy", shape="ideal", ideal=4, ideals=(IdealAt("Junior", 2),))

    assert [ideal_of(said, level) for level in ("junior", "lead", "")] == [2, 4, 4]
    assert ideal_of(CriterionDefined(name="pace", shape="ideal"), "") == 3


def test_less_is_better_where_that_was_said() -> None:
    """A commute rated 5 is worth nothing; a criterion that is not here counts as more is better."""
    wants = begun()
    mine = wants.diary.mine

    assert (worth_of(mine, wants["commute"])(5), worth_of(mine, bytes(16))(5)) == (0, 1)


def test_a_criterion_that_is_not_here_goes_by_its_short_id() -> None:
    """A dangling reference is shown."""
    assert name_of(begun().diary.mine, bytes(16)) == short(bytes(16))


def test_a_present_job_that_was_not_rated_is_unknown() -> None:
    """One half, coverage nothing, whatever the weights."""
    mine = begun().diary.mine

    assert present_fit(mine, matters_of(mine)) == Fit(0.5, 0.0, 0)


def test_a_rating_taken_away_from_the_present_job_is_none() -> None:
    """A later none counts as not rated."""
    wants = wanting()
    wants.diary.write(BaselineRated(criterion=wants["autonomy"], rating=None))
    mine = wants.diary.mine

    assert present_fit(mine, matters_of(mine)).coverage == pytest.approx(0.5)


@pytest.mark.parametrize(("rating", "word"), [(None, "met"), (5, "met"), (1, "failed")])
def test_the_present_job_meets_a_yes_or_no_that_was_not_denied(rating: int | None, word: str) -> None:
    """What one lives with unrated is met; a no is a no."""
    wants = wanting()
    wants.diary.write(BaselineRated(criterion=wants[REMOTE], rating=rating))
    mine = wants.diary.mine

    assert present_verdict(mine, matters_of(mine).must_haves[wants[REMOTE]]) == word


@pytest.mark.parametrize(("threshold", "word"), [(3, "met"), (4, "failed")])
def test_the_present_job_is_held_against_a_threshold(threshold: int, word: str) -> None:
    """Growth is 3 now: at least 3 is met, at least 4 is not."""
    wants = wanting()
    wants.diary.write(DealbreakerSet(criterion=wants["growth"], threshold=threshold))
    mine = wants.diary.mine

    assert present_verdict(mine, matters_of(mine).must_haves[wants["growth"]]) == word
