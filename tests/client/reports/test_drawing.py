"""Drawings: what is in the SVG, and that nothing in it can act."""

from __future__ import annotations

import pytest

from twoway_client.reports.drawing import NARROW, WIDE, Drawing, number


@pytest.mark.parametrize(("value", "written"), [(3.0, "3"), (2.25, "2.2"), (-0.01, "0"), (1e6, "1000000")])
def test_numbers_are_written_short(value: float, written: str) -> None:
    """A tenth of a unit is enough, and there is no minus nought."""
    assert number(value) == written


def test_a_drawing_tells_its_finding_to_those_who_hear_it() -> None:
    """Title and description are named by ids that begin with the drawing's key."""
    svg = Drawing("fit-n", NARROW).finished(100, "A <leads>", "Look left.")

    assert svg.startswith('<svg class="narrow" viewBox="0 0 328 100" width="328" height="100" role="img"')
    assert 'aria-labelledby="fit-nt fit-nd"' in svg
    assert '<title id="fit-nt">A &lt;leads&gt;</title>' in svg
    assert '<desc id="fit-nd">Look left. The numbers are in the table below.</desc>' in svg


def test_text_in_a_drawing_is_escaped() -> None:
    """Also where it rises."""
    drawing = Drawing("x", WIDE)
    drawing.text(1, 2, "<a>", "note", "end")
    drawing.slanted(3, 4, "<b>", "note")
    svg = drawing.finished(10, "", "")

    assert '<text x="1" y="2" class="note" text-anchor="end">&lt;a&gt;</text>' in svg
    assert 'transform="rotate(-45 3 4)" class="note">&lt;b&gt;</text>' in svg


def test_a_box_without_width_is_left_out() -> None:
    """A share of nothing draws nothing."""
    drawing = Drawing("x", WIDE)
    drawing.box(0, 0, 0, 10, "fill")
    drawing.box(0, 0, 5, 10, "fill")

    assert drawing.finished(10, "", "").count("<rect") == 1
