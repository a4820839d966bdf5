"""Figures in words."""

from __future__ import annotations

import pytest

from twoway_core.events.base import Figure
from twoway_core.projections.figures import figures_words

KM, DAYS = Figure(value=35, unit="km"), Figure(value=3, unit="days")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((), ""),
        ((KM,), "35 km"),
        ((KM, DAYS), "35 km x 3 days = 105 km"),
        ((DAYS, Figure(value=125, unit="km", decimals=1)), "12.5 km x 3 days = 37.5 km"),
        (
            (Figure(value=20, unit="km", decimals=1), Figure(value=15, unit="Times", decimals=1)),
            "2 km x 1.5 Times = 3 km",
        ),
        ((Figure(value=-5, unit="", decimals=2),), "-0.05"),
        ((Figure(value=7, unit="hours"), Figure(value=2, unit="weeks")), "7 hours, 2 weeks"),
        ((KM, KM, DAYS), "35 km, 35 km, 3 days"),
        ((DAYS, DAYS), "3 days, 3 days"),
    ],
)
def test_figures_read_as_they_were_said(figures: tuple[Figure, ...], words: str) -> None:
    """Exactly; one amount and one number of days are multiplied."""
    assert figures_words(figures) == words
