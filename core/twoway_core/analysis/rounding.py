"""Rounding for the eye: one rule for every number that is printed.

Halves round up. A number that lies within 1e-9 below a half is that half: two programs that compute it in a
different order may differ by so much, and shall print alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

HALF_SLACK = 1e-9
_REMAINDER_PLACES = 6
"""Remainders that differ by less are the same: two programs that compute them differently shall give the same parts."""


def rounded(value: float, places: int = 2) -> int:
    """Return ``value`` in whole units of ``10 ** -places``, halves up."""
    return math.floor((value + HALF_SLACK) * 10.0**places + 0.5)


def decimals(value: float, places: int = 2) -> str:
    """Return ``value`` with ``places`` (1 or more) decimals, halves up: 0.625 is ``0.63``."""
    units = rounded(value, places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}"


def shared_decimals(values: Iterable[float], places: int = 2) -> list[str]:
    """Return parts of a whole with ``places`` decimals each, so that what is shown adds up to the whole as it is shown.

    By the largest remainder: each part is cut, and what is then lacking goes to those that lost most, the first first.
    So a part may differ by one in its last place from what ``decimals`` makes of it alone. No part is below 0.
    """
    parts = list(values)
    units = [math.floor((part + HALF_SLACK) * 10.0**places) for part in parts]
    lacking = rounded(math.fsum(parts), places) - sum(units)
    lost = [rounded(part * 10.0**places - unit, _REMAINDER_PLACES) for part, unit in zip(parts, units, strict=True)]
    for place in sorted(range(len(parts)), key=lambda place: -lost[place])[: max(lacking, 0)]:
        units[place] += 1
    return [decimals(unit / 10.0**places, places) for unit in units]


def short_decimals(value: float, places: int = 2) -> str:
    """Return ``value`` as ``decimals`` does, without decimals where they are all zero: 5, 4.33."""
    text = decimals(value, places)
    whole, _, rest = text.partition(".")
    return text if rest.strip("0") else whole
