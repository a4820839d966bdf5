"""The book of a report: from its material to its page, words first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from twoway_client.reports.anchors import (
    ASKING,
    FLIPS,
    PRESENT,
    RACE,
    criterion_anchor,
    figure,
    fit_anchor,
    note_anchor,
)
from twoway_client.reports.answer_grid import AskedOption, answer_grid
from twoway_client.reports.evidence_bars import evidence_bars
from twoway_client.reports.figures import figures_of
from twoway_client.reports.fit_dots import fit_dots
from twoway_client.reports.further_pictures import (
    asking,
    flipping,
    looking_back,
    over_time,
    postings,
    ranks,
    styles,
    two_way,
)
from twoway_client.reports.material import Gathered, Material
from twoway_client.reports.notes import flag_words, notes_of
from twoway_client.reports.page import Page, Section
from twoway_client.reports.phrases import Link, Phrase
from twoway_client.reports.picture import Picture
from twoway_client.reports.replayed import talks_of
from twoway_client.reports.time_lanes import Lane, time_lanes
from twoway_client.times import show_day, show_short_day
from twoway_client.views.deciding import remarks
from twoway_client.views.report import asks, flips, never_asked_beside, promise_words, since_words
from twoway_core.projections.flags import FlagRow
from twoway_core.projections.why import Why

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\.?\w)")
_VAGUE = frozenset({"general", "evasive"})


def page_of(material: Material) -> Page:
    """Return the page for ``material``."""
    return Page(
        meta=_meta(material),
        title=material.report.line.removesuffix("."),
        lead=_lead(material),
        sections=_sections(material),
        pictures=_pictures(material),
        talks=talks_of(material.mine, material.subject.case, material.subject.option.name),
        figures=figures_of(material),
        notes=notes_of(material),
    )


def _meta(material: Material) -> str:
    report = material.report
    named = ", ".join(part for part in (report.firm, report.role) if part)
    return f"Decision report on {named}, as known on {show_day(material.today, year=True)}. Stage: {report.stage}."


def _lead(material: Material) -> Phrase:
    option = material.subject.option
    fit, to = option.fit, fit_anchor(option.key)
    low, high = figure(fit.range80[0], to), figure(fit.range80[1], to)
    start: Phrase = (f"{option.name} fits ", figure(fit.fit, to), ", range ", low, " to ", high)
    start = (*start, ", coverage ", figure(fit.coverage, to), ". ")
    if not fit.baseline_coverage:
        return (*start, "Your present job is not rated yet.")
    return (*start, "Your present job: ", figure(fit.baseline, PRESENT), ".")


def _sections(material: Material) -> tuple[Section, ...]:
    report, names = material.report, _criteria(material.subject)
    fit = fit_anchor(material.subject.option.key)
    told = [
        with_links(sentence(line), names, RACE if line.endswith("of the cases") else fit) for line in report.reasons
    ]
    gaps = [with_links(sentence(line), names, fit) for line in report.gaps]
    promises: list[Phrase] = [
        (f"{promise_words(one)}, ", Link(show_short_day(one.at.date()), note_anchor(one.id)), since_words(one))
        for one in report.promises
    ]
    return (
        Section("Why", tuple(told), "Nothing speaks for or against it yet.", ranked=True),
        Section("Gaps", tuple(gaps), "No gap worth a line.", ranked=True),
        Section("Ask next", tuple(_asked(line) for line in asks(report)), "Nothing is left to ask."),
        Section(
            "What would flip it",
            tuple(with_links(sentence(line), {}, FLIPS) for line in flips(report)),
            "No single rating or weight.",
        ),
        Section("Before you decide", tuple((sentence(line),) for line in remarks(report.word)), "Nothing to add."),
        Section(
            "Also never asked",
            tuple((text,) for text in never_asked_beside(report)),
            "Nothing planned was left unasked.",
        ),
        Section("Red flags", tuple(_flag(row) for row in report.flags), "None raised."),
        Section("Promised", tuple(promises), "Nothing was promised."),
    )


def _asked(line: str) -> Phrase:
    """Return a question worth asking; its worth leads to how that is worked out."""
    question, opened, worth = line.rpartition(" (")
    return (question, *with_links(f"{opened}{worth}", {}, ASKING))


def _flag(row: FlagRow) -> Phrase:
    severity, sources, rest = flag_words(row)
    return (f"{row.text}: {severity}, ", Link(sources, note_anchor(row.id)), f", {rest}")


def sentence(line: str) -> str:
    """Return ``line`` with a capital, as a sentence of a page begins."""
    return line[:1].upper() + line[1:]


def _criteria(one: Gathered) -> dict[str, str]:
    """Return name -> where its number is worked out, for each criterion of the subject."""
    return {why.criterion: criterion_anchor(one.option.key, why.id) for why in one.whys}


def with_links(text: str, names: Mapping[str, str], otherwise: str) -> Phrase:
    """Return a sentence of the report with its numbers linked: to the criterion that it names, else to ``otherwise``.

    A number behind "present job" belongs to that. The name itself is left as it is, also where it holds a number.
    """
    named = max((name for name in names if name.casefold() in text.casefold()), key=len, default="")
    to = names.get(named, otherwise)
    start = text.casefold().find(named.casefold()) if named else len(text)
    end = start + len(named)
    kept: Phrase = (text[start:end],) if named else ()
    return (*_linked_numbers(text[:start], to), *kept, *_linked_numbers(text[end:], to))


def _linked_numbers(text: str, to: str) -> Phrase:
    parts: list[str | Link] = []
    end = 0
    for found in _NUMBER.finditer(text):
        parts.append(text[end : found.start()])
        present = text[: found.start()].rstrip().endswith("present job")
        parts.append(Link(found[0], PRESENT if present else to))
        end = found.end()
    return tuple(part for part in [*parts, text[end:]] if part)


def _pictures(material: Material) -> tuple[Picture, ...]:
    options = [one.option for one in material.everyone]
    pair = [one.option for one in material.pair]
    asked = [AskedOption(one.option, one.grid, _vague(one)) for one in material.pair]
    others = [one for one in material.everyone if one not in material.pair]
    lanes = [_lane(one, material.today) for one in (*material.pair, *others)]
    return (
        fit_dots(options),
        evidence_bars(pair),
        ranks(material),
        answer_grid(asked),
        flipping(material),
        asking(material),
        two_way(material),
        time_lanes(lanes, material.subject.option),
        over_time(material),
        styles(material),
        postings(material),
        looking_back(material),
    )


def _lane(one: Gathered, today: date) -> Lane:
    happenings = tuple(happening for happening in one.times.happenings if happening.at.date() <= today)
    return Lane(one.option, happenings, one.until)


def _vague(one: Gathered) -> frozenset[tuple[int, int]]:
    """Return the cells behind which stand general or evasive answers alone."""
    heads = [*(person.name for person in one.grid.people), *one.grid.sources]
    whys = {why.id: why for why in one.whys}
    return frozenset(
        (place, column)
        for place, row in enumerate(one.grid.criteria)
        for column, head in enumerate(heads)
        if row.id in whys and _is_vague(whys[row.id], head)
    )


def _is_vague(why: Why, who: str) -> bool:
    forms = [note.form for note in why.notes if note.stands and note.who == who]
    return bool(forms) and set(forms) <= _VAGUE
