"""The value of an answer: from a rating of 1 to 5 to a number from 0 (worst) to 1 (best).

More is better: x = (r - 1) / 4. Less is better: 1 - x. An ideal level t, which may lie anywhere on the scale:
x = 1 - |r - t| / max(t - 1, 5 - t), so that the level farthest from t is worth 0.
"""

from __future__ import annotations

from typing import Literal

Shape = Literal["more", "less", "ideal"]

LOWEST_RATING = 1
HIGHEST_RATING = 5
_STEPS = HIGHEST_RATING - LOWEST_RATING


def value_of(rating: float, shape: Shape = "more", ideal: int = HIGHEST_RATING) -> float:
    """Return what ``rating`` (1 to 5, or a mean of such) is worth, 0 to 1; ``ideal`` is read for that shape only."""
    if shape == "ideal":
        return 1 - abs(rating - ideal) / max(ideal - LOWEST_RATING, HIGHEST_RATING - ideal)
    share = (rating - LOWEST_RATING) / _STEPS
    return 1 - share if shape == "less" else share
