"""The words over the grid of answers, by rule: a contradiction first, then who was not asked, then what nobody said."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.reports.anchors import CHOICES, criterion_anchor, figure
from twoway_client.reports.phrases import Link, Phrase
from twoway_client.reports.picture import NO_DIFFERENCE, Option
from twoway_core.analysis.rounding import rounded
from twoway_core.projections.agreement import Agreement, Row

Asked = Sequence[tuple[Option, Agreement]]


def grid_title(asked: Asked) -> Phrase:
    """Return the finding."""
    for option, view in asked:
        for row in view.criteria:
            if row.contradiction:
                return _contradiction(option, view, row)
    for option, view in asked:
        bosses = [person.name for person in view.people if person.boss]
        if bosses and not view.boss_asked:
            return (f"{bosses[0]} would be your boss at {option.name}, and was asked nothing yet",)
    waiting = [(option, row) for option, view in asked for row in view.criteria if _waits(row)]
    if waiting:
        option, row = waiting[0]
        return (f"What was said of {row.name} at {option.name} is not rated yet",)
    silent = [(option, row) for option, view in asked for row in view.criteria if row.voices == 0]
    if silent:
        option, row = silent[0]
        return (f"Nobody at {option.name} has said anything of {row.name}",)
    alone = [row for _, view in asked for row in view.criteria if row.voices == 1]
    if alone:
        option = asked[0][0]
        count = Link(str(len(alone)), criterion_anchor(option.key, alone[0].id))
        return (count, " of ", str(sum(len(view.criteria) for _, view in asked)), " judgements rest on one voice")
    return NO_DIFFERENCE


def _waits(row: Row) -> bool:
    """Return whether something was said and nothing is rated."""
    return row.voices == 0 and any(cell.word == "unrated" for cell in row.cells)


def _contradiction(option: Option, view: Agreement, row: Row) -> Phrase:
    names = [*(person.name for person in view.people), *view.sources]
    changed = [name for name, cell in zip(names, row.cells, strict=True) if cell.changed]
    rated = [(cell.rating, name) for name, cell in zip(names, row.cells, strict=True) if cell.rating is not None]
    to = criterion_anchor(option.key, row.id)
    if changed:
        return (f"On {row.name}, {changed[0]} of {option.name} ", Link("changed an answer", to))
    (low, one), (high, other) = min(rated), max(rated)
    return (
        f"On {row.name}, {other} and {one} of {option.name} contradict each other: ",
        figure_of(high, to),
        " to ",
        figure_of(low, to),
    )


def figure_of(rating: float, to: str) -> Link:
    """Return a rating as a linked figure: whole where it is."""
    return Link(f"{rating:g}", to) if rating == int(rating) else figure(rating, to)


def grid_see(asked: Asked) -> Phrase:
    """Return what to look at."""
    start: Phrase = ("The number is your rating, ", Link("1 to 5", CHOICES), ".")
    gaps = [row for _, view in asked for row in view.criteria if row.agreement is not None]
    if not gaps:
        return (*start, " A small dot: not asked. No two people have spoken of the same thing yet.")
    least = min(gaps, key=lambda row: row.agreement or 0.0)
    if rounded(least.agreement or 0.0) == 100:
        return (*start, " Whoever spoke of the same thing agrees. A small dot: not asked.")
    option = next(option for option, view in asked if least in view.criteria)
    agreement = figure(least.agreement or 0.0, criterion_anchor(option.key, least.id))
    return (*start, f" Agreement is lowest on {least.name}: ", agreement, ". A small dot: not asked.")
