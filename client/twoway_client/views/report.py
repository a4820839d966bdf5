"""The decision report on a terminal: the recommendation, why, what is missing, what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from twoway_client.output import visible, wrapped
from twoway_client.times import show_short_day
from twoway_client.views.deciding import flip_sentences, remarks, worth_words
from twoway_client.views.fit import figures
from twoway_core.analysis.rounding import decimals
from twoway_core.ids import short
from twoway_core.projections.flags import FlagRow
from twoway_core.projections.log import money_words
from twoway_core.projections.people import listed
from twoway_core.projections.report import Ask, Promise, Report

_LABEL = 10
MOST_ASKS = 6


def report_text(view: Report) -> str:
    """Return ``view`` as lines."""
    present = f"present job {decimals(view.fit.baseline)}" if view.fit.baseline_coverage else "present job not rated"
    lines = [wrapped("", visible(view.line)), wrapped("  ", f"{figures(view.fit)}      {present}")]
    lines += _block("stage", (view.stage,) if "," in view.stage else ())
    lines += _block("why", view.reasons)
    lines += _block("gaps", view.gaps)
    lines += _block("ask", asks(view))
    lines += _block("flips", flips(view))
    lines += _block("unasked", never_asked_beside(view))
    lines += _block("also", remarks(view.word))
    lines += _block("flags", (f"{short(row.id)}  {flag_line(row)}" for row in view.flags))
    promised = (f"{promise_words(one)}, {show_short_day(one.at.date())}{since_words(one)}" for one in view.promises)
    lines += _block("promised", promised)
    return "\n".join(lines)


def _block(label: str, sentences: Iterable[str]) -> list[str]:
    heads = [f"  {label:<{_LABEL}}"]
    return [
        wrapped((heads.pop() if heads else " " * (_LABEL + 2)), visible(sentence)) for sentence in sentences if sentence
    ]


def asks(view: Report) -> list[str]:
    """Return the questions most worth asking, and how many more there are."""
    lines = [priced(view, one) for one in view.ask[:MOST_ASKS]]
    more = len(view.ask) - len(lines)
    return [*lines, f"and {more} more: twoway plan"] if more else lines


def flips(view: Report) -> list[str]:
    """Return what would change who leads."""
    rival = "your present job" if view.word.rival is None else view.word.race.runner(view.word.rival).name
    return flip_sentences(view.word, view.opportunity, rival)


def priced(view: Report, one: Ask) -> str:
    """Return a question worth asking, with what the answer is worth from whoever it is worth most from."""
    best = next((row.best for row in view.word.never_asked if row.text == one.text), None)
    words = ask_words(one)
    return words if best is None else f"{words.removesuffix(')')}; {worth_words(best)})"


def ask_words(one: Ask) -> str:
    """Return a question worth asking: of whom, and what it takes."""
    people = listed(one.people) or "anybody"
    minutes = f", {one.minutes} min" if one.minutes else ""
    writing = ", in writing" if one.writing else ""
    return f"{one.text} ({people}{minutes}{writing})"


def never_asked_beside(view: Report) -> list[str]:
    """Return what was never asked and does not stand among the questions to ask."""
    known = {one.text for one in view.ask}
    return [text for text in view.never_asked if text not in known]


def flag_line(row: FlagRow) -> str:
    """Return a red flag: how grave it is, and what stands behind it."""
    sources = "1 source, an anecdote" if row.sources == 1 else f"{row.sources} sources"
    pattern = ", a pattern" if row.pattern else ""
    explained = "" if row.open else "; explained"
    return f"{row.severity}: {row.text} ({sources}{pattern}{explained})"


def since_words(one: Promise) -> str:
    """Return what follows on the day of a promise that came to be in writing; nothing for another."""
    return "" if one.written_since is None else f"; in writing since {show_short_day(one.written_since)}"


def promise_words(one: Promise) -> str:
    """Return what was promised, by whom and how."""
    term = f"{one.term}: {one.value}" if one.value else one.term
    parts = [term, money_words(one.money) if one.money is not None else "", one.who, one.medium]
    return ", ".join(part for part in parts if part)
