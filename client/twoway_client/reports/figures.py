"""Figures: every number of the report with how it was worked out, and links to the notes that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from twoway_client.reports.anchors import (
    CHOICES,
    PRESENT,
    WEIGHTS,
    criterion_anchor,
    figure,
    fit_anchor,
    note_anchor,
)
from twoway_client.reports.further_figures import further_figures
from twoway_client.reports.material import Gathered, Material
from twoway_client.reports.page import Figure
from twoway_client.reports.phrases import Link, Phrase, joined
from twoway_client.views.figures import span, weights_shown
from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.ids import short
from twoway_core.projections.why import Note, Why

_METHODS = {
    "swing": "points for lifting each from its worst to its best, divided by their sum",
    "rank": "from your ranking (rank order centroid)",
    "pairwise": "from comparing pairs, as a ranking (rank order centroid)",
    "direct": "importance that you gave, divided by its sum",
}


def figures_of(material: Material) -> tuple[Figure, ...]:
    """Return all figures, in the order in which a reader meets them."""
    fits = [_fit(one, whole=one in material.pair) for one in material.everyone]
    beliefs = [_belief(one, why) for one in material.everyone for why in one.whys if one in material.pair or why.notes]
    return (*fits, _present(material), _weights(material), *beliefs, *further_figures(material), _choices())


def behind(entries: Iterator[bytes]) -> Phrase:
    """Return " From kdmxr, nlzfb." with a link to each note; nothing where there is none."""
    links: list[Phrase] = [(Link(short(entry), note_anchor(entry)),) for entry in dict.fromkeys(entries)]
    return (" From ", *joined(links), ".") if links else ()


def _fit(one: Gathered, *, whole: bool) -> Figure:
    """Return how a fit was summed up; what is unknown has a figure of its own in a ``whole`` one only."""
    fit = one.option.fit
    known = {why.id for why in one.whys if whole or why.notes}
    parts: list[Phrase] = [
        (f"{row.name} {weight} × ", figure(row.mean, criterion_anchor(one.option.key, row.id)))
        if row.id in known
        else (f"{row.name} {weight} × {decimals(row.mean)}",)
        for row, weight in zip(fit.criteria, weights_shown(fit), strict=True)
    ]
    added: Phrase = ("Sum of weight × mean: ", *joined(parts, " + "), ".") if parts else ("Nothing is weighed yet.",)
    numbers = f" 80 % range {span(fit.range80)}, coverage {decimals(fit.coverage)}."
    name = f"{one.option.name}, fit {decimals(fit.fit)}."
    return Figure(fit_anchor(one.option.key), name, (*added, numbers))


def _present(material: Material) -> Figure:
    fit = material.subject.option.fit
    if not fit.baseline_coverage:
        return Figure(PRESENT, "Present job.", ("Not rated, so 0.50 with coverage 0 stands in for it.",))
    rated = [row for row in fit.criteria if row.present is not None]
    values = ", ".join(f"{row.name} {decimals(row.present or 0.0)}" for row in rated)
    words: Phrase = (f"Your own ratings as values from 0 to 1, taken as exact: {values}.",)
    if fit.baseline_coverage < 1 - DEFAULTS.tolerance:
        words = (
            *words,
            f" On {decimals(1 - fit.baseline_coverage)} of the weight it is not rated; there it counts 0.50.",
        )
    sources = behind(material.mine.baseline[row.id].id for row in rated)
    return Figure(PRESENT, f"Present job, fit {decimals(fit.baseline)}.", (*words, *sources))


def _weights(material: Material) -> Figure:
    fit = material.subject.option.fit
    rows = zip(fit.criteria, weights_shown(fit), strict=True)
    weights = ", ".join(f"{row.name} {weight}" for row, weight in rows)
    said = material.mine.weights
    if not fit.weighed or said is None:
        return Figure(WEIGHTS, "Weights.", (f"You have given none, so all count alike: {weights}.",))
    method = _METHODS.get(fit.weighed, fit.weighed)
    return Figure(WEIGHTS, "Weights.", (f"{method[0].upper()}{method[1:]}: {weights}.", *behind(iter([said.id]))))


def _belief(one: Gathered, why: Why) -> Figure:
    name = f"{one.option.name}, {why.criterion} {decimals(why.mean)}."
    words = f"{why.sentence} 80 % range {span(why.range80)}, coverage {decimals(why.coverage)}."
    if why.verdict is not None and why.chance is not None:
        words += f" As a must-have: {why.verdict}, {decimals(why.chance)}."
    return Figure(criterion_anchor(one.option.key, why.id), name, (words, *_counting(why.notes)))


def _counting(notes: tuple[Note, ...]) -> Phrase:
    parts: list[Phrase] = [
        (f"{note.who} {note.rating}, counts {decimals(note.counts)} (", Link(short(note.id), note_anchor(note.id)), ")")
        for note in notes
        if note.stands
    ]
    return (" ", *joined(parts, "; "), ".") if parts else ()


def _choices() -> Figure:
    words = (
        "Ratings run from 1 to 5. Ranges hold 80 % of what is plausible. "
        f"A must-have is met from {decimals(DEFAULTS.met_from)} and failed up to {decimals(DEFAULTS.failed_to)}. "
        f"A winner is called clear from {decimals(DEFAULTS.clear_winner)}; asking stops under "
        f"{decimals(DEFAULTS.least_per_minute, 4)} of fit a minute. "
        f"Coverage under {decimals(DEFAULTS.low_coverage)} is low; "
        f"{DEFAULTS.pattern_sources} independent sources make a pattern. These are design choices, not findings."
    )
    return Figure(CHOICES, "Fixed choices.", (words,))
