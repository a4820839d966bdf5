"""Page one, as lines."""

from __future__ import annotations

from dataclasses import replace as replace_setting
from datetime import UTC, date, datetime

from msgspec.structs import replace

from twoway_client.views.report import asks, flag_line, promise_words, report_text, since_words
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.base import Money
from twoway_core.projections.deciding import deciding
from twoway_core.projections.flags import FlagRow
from twoway_core.projections.report import Promise, Report, report
from twoway_core.projections.view import Id

from ...core.projections.diary import Firm, acme, begun


def view() -> Report:
    """Return the report of the worked example."""
    return made(acme().firm)


def made(firm: Firm) -> Report:
    """Return the report on ``firm``."""
    few = replace_setting(DEFAULTS, draws=200)
    word = deciding(firm.mine, [("acme", firm.case)], firm.case, few)
    return report(firm.mine, firm.case, "acme", word)


def flag(**more: object) -> FlagRow:
    """Return a flag."""
    fields: dict[str, object] = {
        "id": Id(b"f" * 16), "text": "late", "severity": "light", "kind": "", "sources": 1, "pattern": False,
        "open": True, "explanation": "", "evidence": (),
    }  # fmt: skip
    return FlagRow(**(fields | more))  # type: ignore[arg-type]


def test_every_line_fits_and_labels_stand_once() -> None:
    """The first of each kind has the label, the others stand under it."""
    text = report_text(view())

    assert max(map(len, text.splitlines())) <= 80
    assert [line.split()[0] for line in text.splitlines() if line.startswith("  ") and line[2] != " "] == [
        "fit", "why", "gaps", "ask", "flips", "unasked",
    ]  # fmt: skip


def test_too_many_questions_are_counted() -> None:
    """Six, and how many more there are."""
    long = made(Firm(begun().diary, "Acme"))

    assert len(long.ask) > 6
    assert asks(long)[-1] == f"and {len(long.ask) - 6} more: twoway plan"
    assert not any("more: twoway plan" in line for line in asks(view()))


def test_a_question_to_ask_is_not_told_twice() -> None:
    """What was never asked leaves out what is to be asked."""
    both = replace(view(), never_asked=(view().ask[0].text, "Anything else?"))

    assert report_text(both).count(view().ask[0].text) == 1
    assert "  unasked   Anything else?" in report_text(both)


def test_a_flag_says_how_many_stand_behind_it() -> None:
    """One is an anecdote, two are a pattern; an explained one says so."""
    assert flag_line(flag()) == "light: late (1 source, an anecdote)"
    assert flag_line(flag(sources=2, pattern=True, open=False)) == "light: late (2 sources, a pattern; explained)"


def test_a_promise_says_what_by_whom_and_how() -> None:
    """As far as it was noted."""
    promise = Promise(
        id=Id(b"p" * 16), term="pay", value="", money=Money(6_100_000, "EUR", "year"), who="Ana", medium="spoken",
        at=datetime(2026, 3, 4, tzinfo=UTC), written_since=None,
    )  # fmt: skip

    assert promise_words(promise) == "pay, 61000.00 EUR per year, Ana, spoken"
    assert promise_words(replace(promise, value="more", money=None, who="")) == "pay: more, spoken"
    assert since_words(promise) == ""
    assert since_words(replace(promise, written_since=date(2026, 3, 6))) == "; in writing since 6 Mar"
