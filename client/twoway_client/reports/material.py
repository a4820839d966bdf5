"""Material: every view that a report is made of, gathered once.

The report is about one opportunity, the subject; the others that are open stand beside it. Of these, the best has a
colour of its own, as the subject has; the rest are muted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from twoway_client.reports.further import Further, Journal, gather_further
from twoway_client.reports.looks import Look, look_of
from twoway_client.reports.picture import Option
from twoway_core.analysis.settings import Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.agreement import Agreement, agreement
from twoway_core.projections.fit import FitReport, fit_report
from twoway_core.projections.report import Report, report
from twoway_core.projections.timeline import Timeline, timeline
from twoway_core.projections.view import day_of
from twoway_core.projections.why import Why, why


@dataclass(frozen=True, slots=True)
class Gathered:
    """One opportunity: its views. ``whys``: of each criterion that weighs anything, then of the other must-haves."""

    option: Option
    case: Case
    whys: tuple[Why, ...]
    grid: Agreement
    times: Timeline
    until: date


@dataclass(frozen=True, slots=True)
class Material:
    """``everyone``: all options, the best fit first; ``pair``: the subject and the best other, the better first.

    ``further``: what the decision hangs on.
    """

    mine: Mine
    report: Report
    subject: Gathered
    everyone: tuple[Gathered, ...]
    pair: tuple[Gathered, ...]
    further: Further
    today: date


def gather(journal: Journal, cases: Sequence[tuple[str, Case]], today: date) -> Material:
    """Return the material for a report on the first of ``cases``, which are given with what they are called."""
    mine, (name, case) = journal.whole.mine, cases[0]
    settings, further = journal.settings, gather_further(journal, cases)
    fits = [(fit_report(mine, one, called, settings), called, one) for called, one in cases]
    fits.sort(key=lambda each: (-each[0].fit, each[2].id))
    others = [one.id for _, _, one in fits if one.id != case.id]
    coloured = {case.id, *others[:1]}
    ranks = {one.id: place for place, one in enumerate(one for _, _, one in fits if one.id in coloured)}
    muted = {one: place for place, one in enumerate(others[1:], 2)}
    everyone = tuple(
        _gathered(mine, one, fit, (called, f"o{place}", look_of((ranks | muted)[one.id])), today, settings)
        for place, (fit, called, one) in enumerate(fits, 1)
    )
    return Material(
        mine=mine,
        report=report(mine, case, name, further.word, settings),
        subject=next(one for one in everyone if one.case.id == case.id),
        everyone=everyone,
        pair=tuple(one for one in everyone if one.case.id in coloured),
        further=further,
        today=today,
    )


def _gathered(
    mine: Mine, case: Case, fit: FitReport, called: tuple[str, str, Look], today: date, settings: Settings
) -> Gathered:
    name, key, look = called
    weighed = [row.id for row in fit.criteria]
    criteria = [*weighed, *(row.id for row in fit.must_haves if row.id not in weighed)]
    return Gathered(
        option=Option(key, name, look, fit),
        case=case,
        whys=tuple(why(mine, case, criterion, name, settings) for criterion in criteria),
        grid=agreement(mine, case, name, settings),
        times=timeline(mine, case, name),
        until=min(today, day_of(case.closed.at, case.closed.offset)) if case.closed is not None else today,
    )
