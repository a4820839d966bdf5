"""Figures of an answer as a person types them: "7.5 hours", "35 km"."""

from __future__ import annotations

import re

from twoway_client.errors import UsageRefusal
from twoway_core.entry import MAX_INT
from twoway_core.events.base import Figure

_FIGURE = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,9}))?\s*([^\d\s.,].{0,199})?", re.ASCII | re.DOTALL)


def parse_figure(text: str) -> Figure:
    """Return the number and unit that ``text`` gives; commas may part thousands. Raises UsageRefusal."""
    found = _FIGURE.fullmatch(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.strip()))
    part = (found[3] or "") if found else ""
    value = int(f"{found[1]}{found[2]}{part}") if found else MAX_INT + 1
    if found is None or abs(value) > MAX_INT:
        raise UsageRefusal(f'"{text}" is no number with a unit.', mend='twoway note "n: ..." --figure "7.5 hours"')
    return Figure(value=value, unit=(found[4] or "").strip(), decimals=len(part))
