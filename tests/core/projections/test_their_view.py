"""How well I fit them."""

from __future__ import annotations

import pytest

from twoway_core.events.talk import EmployerNeedNoted, FitFeedbackReceived
from twoway_core.projections.their_view import their_view

from .diary import Firm, wanting


@pytest.fixture
def firm() -> Firm:
    """Return a firm of which nothing is known."""
    return Firm(wanting().diary, "Acme")


def needs(firm: Firm, need: str, importance: int, mine: int | None = None) -> bytes:
    """Note a need of theirs."""
    return firm.write(EmployerNeedNoted(opportunity=firm.id, need=need, importance=importance, mine=mine))


def hears(firm: Firm, contact: bytes, rating: int | None, need: bytes | None = None, concern: str = "") -> None:
    """Note what somebody thinks of my fit, said plainly."""
    firm.write(
        FitFeedbackReceived(
            opportunity=firm.id,
            view="as said",
            rating=rating,
            need=need,
            concern=concern,
            contact=contact,
            form="example",
            certainty="sure",
        )
    )


def test_needs_and_what_was_said_make_their_fit(firm: Firm) -> None:
    """Ana, the boss, gives a 5 on what weighs 5/8; of my own 4 on the rest one count is left."""
    ana = firm.meets("Ana", "boss")
    pipelines, teaching = needs(firm, "pipelines", 5), needs(firm, "teaching", 3, mine=4)
    hears(firm, ana, 5, pipelines)
    view = their_view(firm.mine, firm.case)

    assert [(row.id, row.need, row.own) for row in view.needs] == [
        (pipelines, "pipelines", None),
        (teaching, "teaching", 4),
    ]
    assert [row.mean for row in view.needs] == pytest.approx([5 / 6, 1.75 / 3])
    assert view.fit == pytest.approx(5 / 8 * 5 / 6 + 3 / 8 * 1.75 / 3)
    assert view.coverage == pytest.approx(5 / 8 * 4 / 6 + 3 / 8 * 1 / 3)
    assert view.range80[0] < view.fit < view.range80[1]


def test_the_latest_word_of_a_person_counts(firm: Firm) -> None:
    """On the whole as on each need; a view without a rating is no evidence, and its concern is kept."""
    ana = firm.meets("Ana", "boss")
    hears(firm, ana, 1)
    hears(firm, ana, 5)
    hears(firm, ana, None, concern="little of streaming")
    view = their_view(firm.mine, firm.case)

    assert (view.fit, view.coverage) == pytest.approx((5 / 6, 4 / 6))
    assert (view.needs, view.concerns) == ((), ("little of streaming",))


def test_a_need_that_is_not_here_is_the_job_as_a_whole(firm: Firm) -> None:
    """What is said of it is not lost."""
    ana = firm.meets("Ana", "boss")
    known = needs(firm, "teaching", 3)
    hears(firm, ana, 5, bytes(16))

    assert their_view(firm.mine, firm.case).needs[0].mean == pytest.approx(5 / 6)
    assert their_view(firm.mine, firm.case).needs[0].id == known


def test_nothing_said_is_unknown(firm: Firm) -> None:
    """Neither good nor bad."""
    view = their_view(firm.mine, firm.case)

    assert (view.fit, view.coverage, view.needs, view.concerns) == (0.5, 0, (), ())
