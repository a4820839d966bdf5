"""Further material: what the decision hangs on, seen from the journal as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, State
from twoway_core.projections.deciding import Deciding, deciding
from twoway_core.projections.held_up import HeldUp, held_up
from twoway_core.projections.looking_back import Calibration, calibration
from twoway_core.projections.over_time import Course, Past, courses
from twoway_core.projections.posting import Posting, posting_of
from twoway_core.projections.rivals import rival_of
from twoway_core.projections.standing import standing_of
from twoway_core.projections.two_sides import TwoSides, two_sides
from twoway_core.projections.working_style import StyleMatch, style_match
from twoway_core.projections.worth import AskWorth, worth_of_asking


@dataclass(frozen=True, slots=True)
class Journal:
    """``whole``: the fold of everything, as known now; ``past``: what was known of the cases shown, at a time."""

    whole: State
    past: Past
    settings: Settings = DEFAULTS


@dataclass(frozen=True, slots=True)
class Further:
    """Of the subject: ``word`` and ``asks``. ``held`` and ``learned``: of every case ``reviewed``. The rest by case."""

    word: Deciding
    asks: tuple[AskWorth, ...]
    sides: dict[bytes, TwoSides]
    courses: dict[bytes, Course]
    styles: dict[bytes, StyleMatch]
    postings: dict[bytes, Posting]
    held: tuple[HeldUp, ...]
    learned: Calibration
    reviewed: tuple[Case, ...]


def gather_further(journal: Journal, cases: Sequence[tuple[str, Case]]) -> Further:
    """Return the further material on the first of ``cases``, which are given with what they are called."""
    mine, settings = journal.whole.mine, journal.settings
    subject, every = cases[0][1], [case for _, case in cases]
    rival = rival_of(mine, standing_of(mine, subject, settings).matters, subject, every, settings)
    reviewed = tuple(case for case in journal.whole.cases.values() if case.reviews)
    return Further(
        word=deciding(mine, cases, subject, settings),
        asks=worth_of_asking(mine, subject, rival, settings=settings),
        sides={case.id: two_sides(mine, case, name, settings) for name, case in cases},
        courses={course.id: course for course in courses(mine, every, journal.past, settings)},
        styles={case.id: style_match(mine, case, name) for name, case in cases},
        postings={case.id: posting_of(mine, case, name) for name, case in cases},
        held=held_up(mine, reviewed, settings),
        learned=calibration(mine, reviewed, settings),
        reviewed=reviewed,
    )
