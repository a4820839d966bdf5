"""Where one opportunity stands."""

from __future__ import annotations

import pytest

from twoway_core.events.case import OpportunityOpened
from twoway_core.events.log import EntryCorrected
from twoway_core.events.mine import CriterionDefined, DealbreakerSet, IdealAt
from twoway_core.events.talk import ObservationNoted
from twoway_core.journal.amendments import patch_between
from twoway_core.projections.standing import must_have_chance, must_have_verdict, own_voice, standing_of

from .diary import DISPUTE, REMOTE, Firm, acme, birch, wanting


def test_worked_example_acme() -> None:
    """From logged events to the figures worked out by hand."""
    firm = acme()
    standing = standing_of(firm.firm.mine, firm.firm.case)
    autonomy, growth, balance = (standing.beliefs[firm.wants[name]] for name in ("autonomy", "growth", "balance"))

    assert (autonomy.agreement, autonomy.kept, autonomy.strength) == pytest.approx((0.9375, 0.84375, 6.75))
    assert (autonomy.mean, growth.mean, balance.mean) == pytest.approx((0.789286, 0.583333, 0.5), abs=1e-6)
    assert (standing.fit.mean, standing.fit.sd) == pytest.approx((0.66964, 0.11432), abs=5e-5)
    assert standing.fit.coverage == pytest.approx(0.48571, abs=5e-5)


def test_worked_example_birch() -> None:
    """One voice on each criterion."""
    firm = birch(wanting())
    standing = standing_of(firm.mine, firm.case)

    assert (standing.fit.mean, standing.fit.coverage) == pytest.approx((0.633333, 4 / 6), abs=1e-6)


@pytest.mark.parametrize(("firm", "p"), [("acme", 2 / 3), ("birch", 5 / 6)])
def test_worked_example_must_have(firm: str, p: float) -> None:
    """A recruiter's yes is two thirds, a boss's five sixths; both are open."""
    known = {"acme": acme().firm, "birch": birch(wanting())}[firm]
    standing = standing_of(known.mine, known.case)
    (must_have,) = standing.matters.must_haves.values()

    assert must_have_chance(known.mine, standing, must_have) == pytest.approx(p)
    assert must_have_verdict(known.mine, standing, must_have) == "open"


def test_the_latest_answer_to_a_question_counts() -> None:
    """Ana, asked the same again, said less."""
    known = acme()
    asked = known.firm.asks(known.ana, known.wants.questions[DISPUTE])
    again = known.firm.hears(known.ana, "mostly I do", asked=asked)
    known.firm.rates(again, known.wants["autonomy"], 2)
    standing = standing_of(known.firm.mine, known.firm.case)

    counting = [piece.evidence.id for piece in standing.counting(known.wants["autonomy"])]

    assert counting == [known.ben_said, again]
    assert len(standing.pieces[known.wants["autonomy"]]) == 3


def test_nothing_is_believed_of_what_nobody_spoke_of() -> None:
    """A criterion without weight and without a word is unknown; one with a rating is known, weight or not."""
    known = acme()
    known.firm.hears_and_rates(known.ana, known.wants["team"], 5)
    standing = standing_of(known.firm.mine, known.firm.case)

    assert standing.believed(known.wants["commute"]).coverage == 0
    assert standing.believed(known.wants["team"]).coverage == pytest.approx(4 / 6)
    assert standing.counting(known.wants["commute"]) == []


def test_voices_have_names() -> None:
    """A person, nobody in particular, and what I saw."""
    known = acme()
    standing = standing_of(known.firm.mine, known.firm.case)

    assert [standing.voice_name(voice) for voice in (known.ana, None, "website")] == ["Ana", "somebody", "website"]


def test_my_own_voice_is_told_apart() -> None:
    """What I saw is mine; what Ana said is not."""
    known = acme()
    balance = known.wants["balance"]
    seen = known.firm.write(ObservationNoted(opportunity=known.firm.id, text="busy", criteria=(balance,)))
    known.firm.rates(seen, balance, 2)
    standing = standing_of(known.firm.mine, known.firm.case)
    heard = [voice.person for name in ("autonomy", "balance") for voice in standing.voices[known.wants[name]]]

    assert [own_voice(voice) for voice in heard] == [False, False, True]


def test_the_level_of_the_job_sets_the_ideal() -> None:
    """A must-have of at least 3 is judged by what suits the level."""
    wants = wanting()
    shaped = CriterionDefined(
        name="autonomy", shape="ideal", ideal=5, ideals=(IdealAt("junior", 1),), revises=wants["autonomy"]
    )
    wants.diary.write(shaped)
    wants.diary.write(DealbreakerSet(criterion=wants["autonomy"], threshold=4))
    firm = Firm(wants.diary, "Acme")
    firm.hears_and_rates(firm.meets("Ana", "boss"), wants["autonomy"], 5)

    def chance() -> float:
        standing = standing_of(firm.mine, firm.case)
        return must_have_chance(firm.mine, standing, standing.matters.must_haves[wants["autonomy"]])

    senior = chance()
    before = OpportunityOpened(firm="Acme", role="Data engineer")
    junior_job = OpportunityOpened(firm="Acme", role="Data engineer", level="junior")
    firm.write(EntryCorrected(opportunity=firm.id, target=firm.id, patch=patch_between(before, junior_job)))

    assert senior == pytest.approx(1 - 0.75**5)
    assert chance() == pytest.approx(0.75**5)


def test_the_yes_of_a_must_have_is_found_by_its_criterion() -> None:
    """The chance of a must-have rests on nothing but its own criterion."""
    known = acme()
    before = standing_of(known.firm.mine, known.firm.case).beliefs[known.wants[REMOTE]]
    known.firm.hears_and_rates(known.ana, known.wants["balance"], 1)

    assert standing_of(known.firm.mine, known.firm.case).beliefs[known.wants[REMOTE]] == before


def test_an_opportunity_whose_opening_is_not_here_still_stands() -> None:
    """A dangling opportunity has no level, and no other loss."""
    known = acme()
    known.firm.diary.entries = [one for one in known.firm.diary.entries if one.id != known.firm.id]

    assert standing_of(known.firm.mine, known.firm.case).fit.mean == pytest.approx(0.66964, abs=5e-5)
