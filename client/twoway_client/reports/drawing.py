"""Drawings: SVG of a fixed width, put together from a few shapes; colours come from classes of the page.

A drawing carries its own finding (``title``) and what to see (``desc``) for those who hear the page. Ids in it
begin with its ``key``, so that two drawings on one page never share one.
"""

from __future__ import annotations

from typing import Literal

from twoway_client.reports.phrases import cleaned

NARROW, WIDE = 328, 640
Anchor = Literal["start", "middle", "end"]


def number(value: float) -> str:
    """Return ``value`` as SVG writes it, to a tenth of a unit."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


class Drawing:
    """Parts collected from back to front; y grows downwards."""

    def __init__(self, key: str, width: int) -> None:
        self.key, self.width = key, width
        self._parts: list[str] = []

    @property
    def is_narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width == NARROW

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str) -> None:
        """Draw a line."""
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self._parts.append(f'<line {ends} class="{style}"/>')

    def box(self, x: float, y: float, width: float, height: float, style: str) -> None:
        """Draw a rectangle; one without a width is left out."""
        if width > 0:
            place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
            self._parts.append(f'<rect {place} class="{style}"/>')

    def circle(self, x: float, y: float, radius: float, style: str) -> None:
        """Draw a circle."""
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{style}"/>')

    def path(self, course: str, style: str) -> None:
        """Draw a path; ``course`` is SVG's ``d``."""
        self._parts.append(f'<path d="{course}" class="{style}"/>')

    def text(self, x: float, y: float, words: str, style: str = "", anchor: Anchor = "start") -> None:
        """Write ``words``, whose baseline is at ``y``."""
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        look = f' class="{style}"' if style else ""
        self._parts.append(f'<text x="{number(x)}" y="{number(y)}"{look}{side}>{cleaned(words)}</text>')

    def slanted(self, x: float, y: float, words: str, style: str) -> None:
        """Write ``words`` rising to the right from (x, y)."""
        place = f'x="{number(x)}" y="{number(y)}" transform="rotate(-45 {number(x)} {number(y)})"'
        self._parts.append(f'<text {place} class="{style}">{cleaned(words)}</text>')

    def window(self, name: str, x: float, y: float, width: float, height: float) -> str:
        """Define a window through which a shape may be seen; return the id to pass to ``through``."""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        self._parts.append(f'<clipPath id="{self.key}{name}"><rect {place}/></clipPath>')
        return f"{self.key}{name}"

    def through(self, window: str, shape: str) -> None:
        """Draw ``shape``, a finished element, as far as it is seen through ``window``."""
        self._parts.append(f'<g clip-path="url(#{window})">{shape}</g>')

    def add(self, shape: str) -> None:
        """Draw a finished element."""
        self._parts.append(shape)

    def finished(self, height: float, title: str, see: str) -> str:
        """Return the drawing as an element of ``height`` units; ``title`` is the finding, ``see`` what to look at."""
        size = f'viewBox="0 0 {self.width} {number(height)}" width="{self.width}" height="{number(height)}"'
        named = f'role="img" aria-labelledby="{self.key}t {self.key}d"'
        heard = (
            f'<title id="{self.key}t">{cleaned(title)}</title>'
            f'<desc id="{self.key}d">{cleaned(see)} The numbers are in the table below.</desc>'
        )
        look = "narrow" if self.is_narrow else "wide"
        return f'<svg class="{look}" {size} {named}>{heard}{"".join(self._parts)}</svg>'
