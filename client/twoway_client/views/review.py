"""Looking back on a terminal: what was expected, what was found, and what that teaches."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.output import one_line, visible, wrapped
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.projections.looking_back import Calibration
from twoway_core.projections.outcome import OutcomeRow

_NAME = 20
_SOURCES = {
    "written": "what was in writing",
    "boss": "the boss",
    "peer": "peers",
    "ex-employee": "former employees",
    "leader": "other leaders",
    "observation": "what you saw",
    "recruiter": "recruiters",
    "public": "websites and reviews",
}


def question(row: OutcomeRow, number: int, total: int) -> str:
    """Return the question what was found of one criterion."""
    return f"{number} of {total}  {visible(row.name)}: {heard(row)}\n        found, 1-5, or - for not yet: "


def heard(row: OutcomeRow) -> str:
    """Return what was said of a criterion, and expected."""
    said = ", ".join(f"{visible(one.name)} {short_decimals(one.rating)}" for one in row.said) or "nobody said"
    return said if row.expected is None else f"{said}; you expected {row.expected}"


def outcome_text(rows: Sequence[OutcomeRow], view: Calibration) -> str:
    """Return what was expected beside what was found, and what was learned."""
    found = [row for row in rows if row.found is not None]
    lines = [f"  {one_line(row.name, _NAME):<{_NAME}}  found {row.found}  {heard(row)}" for row in found]
    return "\n".join([*lines, *learned_lines(view)])


def learned_lines(view: Calibration) -> list[str]:
    """Return what looking back teaches about each kind of source, and about one's own confidence."""
    if not view.sources and view.brier is None:
        return ["Nothing was looked back on yet, so every source counts as it did."]
    lines = [
        f"  {_SOURCES[one.source]:<{_NAME}}  {one.hits} of {one.checks} held within a step: "
        f"counts {decimals(one.trust)} of what it did"
        for one in view.sources
    ]
    if view.brier is not None:
        count = "1 decision" if view.scored == 1 else f"{view.scored} decisions"
        score = f"Your own confidence: {decimals(view.brier)} over {count} (0 is perfect, 0.25 is a coin)."
        lines.append(wrapped("  ", score))
    return lines
