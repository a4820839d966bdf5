"""Who said what to the same question: a grid of people, by criterion and by question.

A cell is a rating, or says why there is none: not planned, planned and not asked, asked and not noted, refused, or
noted and not rated. Two people whose ratings of one criterion lie 3 or more apart contradict each other, and so does
anybody who changed an answer.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.consistency import Change, FirmAndBoss, SaidAndSeen, changes, firm_and_boss, said_and_seen
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import Person
from twoway_core.projections.pieces import question_key, speaker
from twoway_core.projections.plan import asked_about, asked_words, criteria_of, plan_of
from twoway_core.projections.standing import Standing, standing_of
from twoway_core.projections.view import Id, View

Word = Literal["rated", "unrated", "refused", "asked", "unasked", "none"]
_RANK: dict[Word, int] = {"none": 0, "unasked": 1, "asked": 2, "refused": 3, "unrated": 4, "rated": 5}


class Cell(View, frozen=True, kw_only=True):
    """What one person has to say: ``rating`` is the mean where ``word`` is rated."""

    word: Word = "none"
    rating: float | None = None
    changed: bool = False


class Row(View, frozen=True, kw_only=True):
    """One criterion. ``cells`` stand in the order of the people, those of other ``sources`` after them.

    ``agreement``: A, 0 to 1, from two voices on. ``voices``: how many there are.
    """

    id: Id
    name: str
    weight: float
    cells: tuple[Cell, ...]
    voices: int
    agreement: float | None
    contradiction: bool


class QuestionRow(View, frozen=True, kw_only=True):
    """One question that was asked of anybody, or is planned."""

    text: str
    cells: tuple[Cell, ...]


class Agreement(View, frozen=True, kw_only=True):
    """The grid. ``sources``: whoever is no contact: a website, what I saw. ``boss_asked``: on anything that matters.

    ``changes``: stories that changed; ``firm_and_boss``, ``said_and_seen``: one held against the other.
    """

    opportunity: str
    people: tuple[Person, ...]
    sources: tuple[str, ...]
    criteria: tuple[Row, ...]
    questions: tuple[QuestionRow, ...]
    boss_asked: bool
    changes: tuple[Change, ...] = ()
    firm_and_boss: tuple[FirmAndBoss, ...] = ()
    said_and_seen: tuple[SaidAndSeen, ...] = ()


Grid = dict[tuple[Hashable, Hashable], Cell]
"""Cells by (criterion or question, voice); what is not in it is none."""


def agreement(mine: Mine, case: Case, name: str, settings: Settings = DEFAULTS) -> Agreement:
    """Return the grid of ``case``, which is called ``name``."""
    standing = standing_of(mine, case, settings)
    by_criterion, by_question, texts = _grids(mine, case)
    for criterion, heard in standing.voices.items():
        for voice in heard:
            changed = by_criterion.get((criterion, voice.person), Cell()).changed
            _put(by_criterion, criterion, voice.person, Cell(word="rated", rating=voice.rating, changed=changed))
    people = [contact for contact in standing.people.contacts if contact in case.contacts]
    others = _others(standing, people)
    voices: list[Hashable] = [*people, *others]
    return Agreement(
        opportunity=name,
        people=tuple(standing.people.person(contact) for contact in people),
        sources=tuple(standing.voice_name(voice) for voice in others),
        criteria=tuple(_row(mine, standing, by_criterion, criterion, voices) for criterion in standing.matters.order()),
        questions=tuple(
            QuestionRow(text=text, cells=tuple(by_question.get((key, voice), Cell()) for voice in voices))
            for key, text in texts.items()
        ),
        boss_asked=_boss_asked(standing, by_criterion),
        changes=changes(mine, case, standing),
        firm_and_boss=firm_and_boss(mine, standing),
        said_and_seen=said_and_seen(mine, standing),
    )


def _put(grid: Grid, what: Hashable, voice: Hashable, cell: Cell) -> None:
    """Put ``cell`` in its place, unless something that says more is there; a change stays known."""
    there = grid.get((what, voice), Cell())
    told = cell if _RANK[cell.word] >= _RANK[there.word] else there
    grid[what, voice] = Cell(word=told.word, rating=told.rating, changed=cell.changed or there.changed)


def _grids(mine: Mine, case: Case) -> tuple[Grid, Grid, dict[Hashable, str]]:
    """Return the cells that are not ratings, by criterion and by question, and the questions' words."""
    criteria: Grid = {}
    questions: Grid = {}
    texts: dict[Hashable, str] = {}
    for interview in case.interviews.values():
        for line in plan_of(mine, case, interview):
            for contact in line.waiting:
                _put(criteria, line.line.criterion, contact, Cell(word="unasked"))
    for asked in case.asked.values():
        texts.setdefault(question_key(case, asked), asked_words(mine, case, asked))
        for contact in asked.event.contacts:
            _put(questions, question_key(case, asked), contact, Cell(word="asked"))
            for criterion in asked_about(mine, case, asked):
                _put(criteria, criterion, contact, Cell(word="asked"))
    for answer in case.answers.values():
        fact = case.asked.get(answer.event.asked) if answer.event.asked is not None else None
        cell = Cell(word="refused" if answer.event.form == "refused" else "unrated", changed=bool(answer.superseded_by))
        for criterion in criteria_of(mine, case, answer.id):
            _put(criteria, criterion, speaker(case, answer), cell)
        if fact is not None:
            _put(questions, question_key(case, fact), speaker(case, answer), _rated(mine, case, answer.id, cell))
    return criteria, questions, texts


def _rated(mine: Mine, case: Case, answer: bytes, cell: Cell) -> Cell:
    """Return ``cell`` with the mean of the ratings that ``answer`` was given, if any.

    A yes or no is no degree: it counts where there is no other rating.
    """
    rated = [(one.event.criterion, one.rating) for one in case.ratings_of(answer) if one.rating is not None]
    degrees = [rating for criterion, rating in rated if not _is_yes_no(mine, criterion)]
    ratings = degrees or [rating for _, rating in rated]
    if not ratings:
        return cell
    return Cell(word="rated", rating=sum(ratings) / len(ratings), changed=cell.changed)


def _is_yes_no(mine: Mine, criterion: bytes) -> bool:
    defined = mine.criteria.get(criterion)
    return defined is not None and defined.event.yes_no


def _others(standing: Standing, people: list[bytes]) -> list[Hashable]:
    """Return the voices on what matters that are no contact of this opportunity."""
    every = [voice.person for criterion in standing.matters.order() for voice in standing.voices[criterion]]
    return [voice for voice in dict.fromkeys(every) if voice not in people]


def _row(mine: Mine, standing: Standing, grid: Grid, criterion: bytes, voices: list[Hashable]) -> Row:
    cells = tuple(grid.get((criterion, voice), Cell()) for voice in voices)
    heard = standing.voices[criterion]
    return Row(
        id=Id(criterion),
        name=name_of(mine, criterion),
        weight=standing.matters.weight(criterion),
        cells=cells,
        voices=len(heard),
        agreement=standing.beliefs[criterion].agreement if len(heard) > 1 else None,
        contradiction=contradicts(standing, criterion) or any(cell.changed for cell in cells),
    )


def contradicts(standing: Standing, criterion: bytes) -> bool:
    """Return whether two people's ratings of ``criterion`` lie so far apart that they contradict each other."""
    ratings = [voice.rating for voice in standing.voices[criterion]]
    return bool(ratings) and max(ratings) - min(ratings) >= DEFAULTS.contradiction_gap


def _boss_asked(standing: Standing, grid: Grid) -> bool:
    bosses = [contact for contact in standing.people.contacts if standing.people.is_boss(contact)]
    cells = [grid.get((criterion, boss), Cell()) for criterion in standing.matters.order() for boss in bosses]
    return any(_RANK[cell.word] >= _RANK["asked"] for cell in cells)
