"""The log, as lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from twoway_client.views.log import Line, Log, LogEntry, Reading, log_entry_text, log_text
from twoway_core.projections.log import Fate, LogRow
from twoway_core.projections.view import Id

ENTRY = Id(bytes(16))


def line(
    text: str = "yes", fate: Fate = "counts", year: int = 2026, device: str = "laptop", corrections: int = 0
) -> Line:
    """Return one line of the log."""
    row = LogRow(
        id=ENTRY, at=datetime(year, 3, 4, 14, 2, tzinfo=UTC), type="answer.noted", what="answer noted",
        text=text, fate=fate, corrections=corrections, opportunity=None, batch=ENTRY,
    )  # fmt: skip
    return Line(row=row, device=device)


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        ("retracted", "answer noted (taken back)"),
        ("erased", "answer noted (erased)"),
        ("newer", "answer noted (of a newer version: kept, not shown)"),
        ("unreadable", "answer noted (cannot be read: kept, not shown)"),
    ],
)
def test_what_became_of_an_entry_is_said(fate: Fate, said: str) -> None:
    """What counts needs no word."""
    assert log_text(Log(entries=(line("", fate),))).endswith(said)
    assert log_text(Log(entries=(line(""),))).endswith("answer noted")


def test_lines_fit_and_device_names_are_cut() -> None:
    """However long text and name are."""
    text = log_text(Log(entries=(line("word " * 40, device="a very long device name"), line(corrections=2))))

    assert max(map(len, text.splitlines())) <= 80
    assert "a very ~" in text
    assert text.endswith("answer noted: yes (corrected)")


def test_the_year_is_shown_where_there_are_two() -> None:
    """And only then."""
    assert "2026" not in log_text(Log(entries=(line(),)))
    assert " 4 Mar 2025 14:02" in log_text(Log(entries=(line(), line(year=2025))))


def test_one_entry_shows_its_text_whole_and_its_corrections() -> None:
    """A reading that was empty says nothing."""
    moment = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    readings = (
        Reading(corrected=moment, fields=("text",), text="no\x1b"),
        Reading(corrected=moment, fields=("form", "time"), text=""),
    )
    text = log_entry_text(LogEntry(entry=line("one\n\ntwo"), readings=readings, amendments=(line("x"),)))

    assert text.splitlines()[1:5] == [
        "  one",
        "  two",
        "  text corrected 5 Mar 2026 09:00; before: no\\x1b",
        "  form, time corrected 5 Mar 2026 09:00; before: nothing",
    ]
    assert text.endswith("laptop  answer noted: x")
