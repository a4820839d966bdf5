"""What a picture of the report is: a finding, what to see, two drawings, and the numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import Phrase
from twoway_core.analysis.rounding import rounded
from twoway_core.projections.fit import FitReport

NO_DIFFERENCE: Phrase = ("No difference worth a sentence",)


@dataclass(frozen=True, slots=True)
class Option:
    """One opportunity of the report: what it is called, how it looks, and how it fits. ``key``: begins its link ids."""

    key: str
    name: str
    look: Look
    fit: FitReport


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture; the first cell of a row heads it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """``drawings``: for a phone and for a desk; both empty where there is nothing to draw but ``title`` says so."""

    title: Phrase
    see: Phrase
    drawings: tuple[str, str] = ("", "")
    table: Table | None = None


def percent(share: float) -> str:
    """Return ``share``, 0 to 1, in whole percent."""
    return f"{rounded(share)} %"
