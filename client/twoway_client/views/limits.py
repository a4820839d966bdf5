"""What one may decide alone, as a table of a terminal."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.times import show_short_day
from twoway_client.views.table import table
from twoway_core.projections.limits import Limit, Limits


def limits_text(view: Limits) -> str:
    """Return ``view`` as lines."""
    lines = [f"{visible(view.opportunity)}, what you may decide alone"]
    if view.limits:
        rows = [("area", "up to", "beyond that", "said by"), *(_row(one) for one in view.limits)]
        lines.append(table(rows, most=30))
    if any(one.differs for one in view.limits):
        lines.append("  * they differ: ask again, best the one who approves")
    if view.untold:
        told = "Not told yet" if view.limits else "Nobody told yet"
        lines.append(wrapped(f"{told}: ", f'{", ".join(view.untold)}. Ask, then twoway note "..." --limit AREA=LIMIT'))
    return "\n".join(lines)


def _row(one: Limit) -> tuple[str, ...]:
    limit = one.limit or (f'"{one.answer}"' if one.answer else "not said")
    who = f"{one.who or 'somebody'}, {show_short_day(one.at.date())}"
    return (f"{one.area}{' *' if one.differs else ''}", limit, one.approver or "not said", who)
