"""Legends: signs with their meanings, in as many lines as they need."""

from __future__ import annotations

from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend

from .shown import texts


def drawn(width: int, *meanings: str) -> tuple[float, str]:
    """Return how far down a legend reaches, and the drawing."""
    drawing = Drawing("x", width)
    end = legend(drawing, [Entry(lambda x, y: drawing.circle(x, y, 3, "dot"), one) for one in meanings], 10)
    return end, drawing.finished(end, "", "")


def test_a_legend_explains_each_sign_once() -> None:
    """A sign and its words for each entry."""
    _, svg = drawn(WIDE, "asked", "not asked")

    assert texts(svg) == ["asked", "not asked"]
    assert svg.count("<circle") == 2


def test_a_legend_breaks_where_the_page_is_narrow() -> None:
    """The same four entries take one line on a desk and two on a phone."""
    words = ("example or number", "general or evasive", "not asked", "refused to say")

    assert drawn(WIDE, *words)[0] == 34
    assert drawn(NARROW, *words)[0] == 58


def test_a_legend_of_nothing_takes_no_room() -> None:
    """Nothing to explain."""
    assert drawn(WIDE)[0] == 10
