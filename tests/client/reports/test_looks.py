"""Looks of options: shape as well as colour."""

from __future__ import annotations

import re

import pytest

from twoway_client.reports.drawing import WIDE, Drawing
from twoway_client.reports.looks import Look, level_mark, look_of, mark


def test_every_look_has_a_shape_of_its_own() -> None:
    """Without colours they are still told apart."""
    shapes = {mark(look, 50, 50, "fill").replace(look.value, "") for look in Look}

    assert len(shapes) == len(Look)


def test_only_the_first_two_have_a_colour() -> None:
    """The third is a triangle, every further one a cross."""
    assert [look_of(place) for place in range(5)] == [Look.FIRST, Look.SECOND, Look.THIRD, Look.OTHER, Look.OTHER]


@pytest.mark.parametrize(("share", "height"), [(0.0, 0.0), (0.5, 10.0), (1.0, 20.0)])
def test_the_fill_of_a_mark_is_its_share(share: float, height: float) -> None:
    """A circle of radius 10 is seen through a window from below."""
    drawing = Drawing("x", WIDE)
    level_mark(drawing, "m", Look.FIRST, (50, 50), share)
    window = re.search(
        r'<clipPath id="xm"><rect x="30" y="([\d.]+)" width="40" height="([\d.]+)"/>', drawing.finished(1, "", "")
    )

    assert window is not None
    assert (float(window[1]), float(window[2])) == (60 - height, height)
