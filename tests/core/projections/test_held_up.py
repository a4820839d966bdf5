"""What held up."""

from __future__ import annotations

from twoway_core.events.after import OutcomeReviewed
from twoway_core.events.base import Rated
from twoway_core.projections.held_up import held_up

from .diary import Acme, acme, birch


def finds(known: Acme, **ratings: int) -> None:
    """Note what Acme turned out to be."""
    found = tuple(Rated(known.wants[name], rating) for name, rating in ratings.items())
    known.firm.write(OutcomeReviewed(opportunity=known.firm.id, days=90, found=found))


def test_each_word_stands_beside_what_was_found() -> None:
    """Ana's 5 and Ben's 4 on autonomy, Carla's 4 on growth: found a 4 and a 1; by source, then by criterion."""
    known = acme()
    finds(known, autonomy=4, growth=1)
    rows = held_up(known.firm.mine, [known.firm.case, birch(known.wants).case])

    assert [(row.source, row.name, row.said, row.found, row.held) for row in rows] == [
        ("boss", "autonomy", 5, 4, True),
        ("peer", "autonomy", 4, 4, True),
        ("recruiter", "growth", 4, 1, False),
    ]
    assert [row.id for row in rows] == [known.ana_said, known.ben_said, known.carla_said]
    assert {row.case for row in rows} == {known.firm.id}


def test_before_a_review_there_is_nothing_to_hold_anything_against() -> None:
    """Three ratings, and no finding."""
    known = acme()

    assert held_up(known.firm.mine, [known.firm.case]) == ()
