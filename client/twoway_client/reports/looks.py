"""Looks: how an option is told from the others, by shape as well as by colour.

The best option is a circle with solid lines, the second a diamond with dashed ones, the present job a square. Any
further option is muted: a triangle, then crosses, each beside its name.
"""

from __future__ import annotations

from enum import Enum

from twoway_client.reports.drawing import Drawing, number

RADIUS = 10.0


class Look(Enum):
    """The look of an option; the value is the class that gives the colour."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    OTHER = "other"
    PRESENT = "present"


_REACH = {Look.FIRST: 1.0, Look.SECOND: 1.2, Look.THIRD: 1.1, Look.OTHER: 1.0, Look.PRESENT: 0.7}
"""How far a mark reaches above and below its middle, in radii."""


def look_of(place: int) -> Look:
    """Return the look of the option in ``place`` (from 0) of those that still stand, the best first."""
    return (Look.FIRST, Look.SECOND, Look.THIRD, Look.OTHER)[min(place, 3)]


def mark(look: Look, x: float, y: float, style: str, radius: float = RADIUS) -> str:
    """Return the mark of ``look`` around (x, y) as an element; ``style`` is ``fill`` or ``edge``."""
    classes = f'class="{look.value} {style}"'
    if look is Look.FIRST:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {classes}/>'
    return f'<path d="{_course(look, x, y, radius)}" {classes}/>'


def level_mark(drawing: Drawing, name: str, look: Look, place: tuple[float, float], share: float) -> None:
    """Draw a mark filled from below to ``share`` (0 to 1) of its height; ``name`` is unique in the drawing."""
    x, y = place
    drawing.add(mark(look, x, y, "edge"))
    reach = RADIUS * _REACH[look]
    window = drawing.window(name, x - 2 * RADIUS, y + reach - 2 * reach * share, 4 * RADIUS, 2 * reach * share)
    drawing.through(window, mark(look, x, y, "fill"))


def _course(look: Look, x: float, y: float, radius: float) -> str:
    if look is Look.SECOND:
        return _polygon([(x, y - radius * 1.2), (x + radius * 1.2, y), (x, y + radius * 1.2), (x - radius * 1.2, y)])
    if look is Look.THIRD:
        return _polygon([(x, y - radius * 1.1), (x + radius * 1.15, y + radius), (x - radius * 1.15, y + radius)])
    if look is Look.PRESENT:
        half = radius * 0.7
        return _polygon([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)])
    arm, thick = radius, radius * 0.36
    corners = [(thick, arm), (-thick, arm), (-thick, thick), (-arm, thick), (-arm, -thick), (-thick, -thick)]
    turned = corners + [(-across, -down) for across, down in corners]
    return _polygon([(x + (across - down) * 0.71, y + (across + down) * 0.71) for across, down in turned])


def _polygon(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"
