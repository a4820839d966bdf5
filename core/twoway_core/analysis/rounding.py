"""Rounding for the eye: one rule for every number that is printed.

Halves round up. A number that lies within 1e-9 below a half is that half: two programs that compute it in a
different order may differ by so much, and shall print alike.
"""

from __future__ import annotations

import math

HALF_SLACK = 1e-9


def rounded(value: float, places: int = 2) -> int:
    """Return ``value`` in whole units of ``10 ** -places``, halves up."""
    return math.floor((value + HALF_SLACK) * 10.0**places + 0.5)


def decimals(value: float, places: int = 2) -> str:
    """Return ``value`` with ``places`` (1 or more) decimals, halves up: 0.625 is ``0.63``."""
    units = rounded(value, places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}"


def short_decimals(value: float, places: int = 2) -> str:
    """Return ``value`` as ``decimals`` does, without decimals where they are all zero: 5, 4.33."""
    text = decimals(value, places)
    whole, _, rest = text.partition(".")
    return text if rest.strip("0") else whole
