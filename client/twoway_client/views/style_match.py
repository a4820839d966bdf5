"""The match of working styles on a terminal: a line for each scale, then how supportive the people there are."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.views.figures import span
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.projections.support import Support
from twoway_core.projections.working_style import StyleMatch, StyleRow

_AXIS = range(1, 6)
_WIDEST = 14


def style_match_text(view: StyleMatch) -> str:
    """Return ``view`` as lines."""
    name = visible(view.opportunity)
    if not view.scales:
        lines = [f"{name}: you have not said yet how you like to work: twoway want style"]
    else:
        width = min(max(len(visible(row.scale)) for row in view.scales), _WIDEST)
        lines = [f"{name}, how you work and how they do      m mine, t theirs, * both"]
        lines += [line for row in view.scales for line in _scale(row, width)]
    return "\n".join([*lines, *_support(view)])


def _scale(row: StyleRow, width: int) -> list[str]:
    name = visible(row.scale)[:width]
    head = f"  {name:<{width}}  {_picture(row)}  "
    lines = [wrapped(head, _standing(row))]
    lines.append(wrapped(" " * (width + 4), visible(f"1 {row.low}, 5 {row.high}")) if row.low or row.high else "")
    if row.match == "unknown":
        lines.append(wrapped(" " * (width + 4), visible(f"their side: twoway match {row.scale}=3 @who")))
    if row.adapt:
        lines.append(wrapped(" " * (width + 4), visible(f"to adapt: {row.adapt}")))
    elif row.match == "off":
        lines.append(
            wrapped(" " * (width + 4), visible(f'how would you adapt? twoway match {row.scale} --adapt "..."'))
        )
    return [line for line in lines if line]


def _picture(row: StyleRow) -> str:
    """Return the scale as a dumbbell: 1..5 with mine and theirs on it."""
    cells = ["."] * 9
    mine = (row.mine - 1) * 2
    cells[mine] = "m"
    if row.theirs is not None:
        theirs = int((row.theirs - 1) * 2 + 0.5)
        low, high = sorted((mine, theirs))
        for at in range(low + 1, high):
            cells[at] = "-"
        cells[theirs] = "*" if theirs == mine else "t"
    return f"1 {''.join(cells)} 5"


def _standing(row: StyleRow) -> str:
    if row.gap is None or row.theirs is None:
        return f"mine {row.mine}, theirs unknown"
    said = ", ".join(f"{visible(one.name)} {short_decimals(one.rating)}" for one in row.voices)
    gap = "no gap" if not row.gap else f"gap {short_decimals(abs(row.gap))}"
    word = "they match" if row.match == "match" else "too wide"
    return f"mine {row.mine}, theirs {short_decimals(row.theirs)} ({said}), {gap}: {word}"


def _support(view: StyleMatch) -> list[str]:
    if not view.support:
        return ["Nobody to work with is known yet: twoway who add NAME --boss"]
    return ["How supportive they would be", *(f"  {_score(one)}" for one in view.support)]


def _score(one: Support) -> str:
    role = "your future boss" if one.boss else one.role
    if not one.notes:
        return f"{visible(one.who)}, {role}: unknown, nothing rated that tells of it"
    notes = f"{len(one.notes)} note{'' if len(one.notes) == 1 else 's'}"
    return (
        f"{visible(one.who)}, {role}: {decimals(one.score)}  range {span(one.range80)}"
        f"  coverage {decimals(one.coverage)}  from {notes}"
    )
