"""Why: from a number to the notes behind it."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.items import Rating
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import reach_of
from twoway_core.projections.matters import name_of
from twoway_core.projections.pieces import OFFER, Evidence, Piece, evidence_of, noted_as, weight_of
from twoway_core.projections.plan import asked_for, asked_words, criteria_of
from twoway_core.projections.standing import Standing, must_have_chance, must_have_verdict, standing_of
from twoway_core.projections.terms import offered_by
from twoway_core.projections.view import Id, View, moment

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Note(View, frozen=True, kw_only=True):
    """One noted thing, and what it counts.

    ``form``: of a term of the offer, whether it is in writing. ``counts``: its weight m.
    ``rating`` is None while it is not rated, and where it was given none (``passed``).
    ``stands``: it is this person's latest on its question; what does not stand counts no more.
    """

    id: Id
    at: datetime
    who: str
    role: str
    question: str
    text: str
    form: str
    certainty: str
    counts: float
    rating: int | None
    stands: bool
    revised: bool = False
    corrected: bool = False
    passed: bool = False


class Why(View, frozen=True, kw_only=True):
    """The notes behind one criterion, and how they add up.

    ``total`` is the sum of what the voices count, ``strength`` what of it counts after disagreement and shared
    scripts; ``chance`` and ``verdict`` for a must-have.
    """

    opportunity: str
    id: Id
    criterion: str
    weight: float
    mean: float
    range80: tuple[float, float]
    coverage: float
    notes: tuple[Note, ...]
    unrated: tuple[Note, ...]
    agreement: float
    discount: float
    total: float
    strength: float
    sentence: str
    chance: float | None = None
    verdict: Verdict | None = None


class Judged(View, frozen=True, kw_only=True):
    """How a note was rated on one criterion; ``better``: what would have made it a 5.

    ``history``: the earlier ratings, oldest first, None for none.
    """

    criterion: str
    rating: int | None
    counts: float
    rationale: str
    better: str
    history: tuple[int | None, ...]


class WhyNote(View, frozen=True, kw_only=True):
    """One note by its id: what it says, and every criterion that it was rated on or could be."""

    opportunity: str
    note: Note
    on: tuple[Judged, ...]
    changed_by: tuple[Id, ...]


def why(mine: Mine, case: Case, criterion: bytes, name: str, settings: Settings = DEFAULTS) -> Why:
    """Return what stands behind ``criterion`` at ``case``, which is called ``name``."""
    standing = standing_of(mine, case, settings)
    belief = standing.believed(criterion)
    must_have = standing.matters.must_haves.get(criterion)
    counting = {piece.evidence.id for piece in standing.counting(criterion)}
    pieces = standing.pieces.get(criterion, [])
    return Why(
        opportunity=name,
        id=Id(criterion),
        criterion=name_of(mine, criterion),
        weight=standing.matters.weight(criterion),
        mean=belief.mean,
        range80=reach_of(belief),
        coverage=belief.coverage,
        notes=tuple(_rated(mine, case, standing, piece, piece.evidence.id in counting) for piece in pieces),
        unrated=_unrated(mine, case, standing, criterion, settings),
        agreement=belief.agreement,
        discount=belief.discount,
        total=belief.total,
        strength=belief.strength,
        sentence=_sentence(standing, criterion),
        chance=None if must_have is None else must_have_chance(mine, standing, must_have),
        verdict=None if must_have is None else must_have_verdict(mine, standing, must_have),
    )


def why_note(mine: Mine, case: Case, noted: bytes, name: str, settings: Settings = DEFAULTS) -> WhyNote | None:
    """Return what is made of the note ``noted``; None where it is no evidence that can be shown."""
    standing = standing_of(mine, case, settings)
    evidence = noted_as(case, standing.people, noted)
    if evidence is None:
        return None
    answer = case.answers.get(noted)
    rated = [rating.event.criterion for rating in case.ratings_of(noted)]
    criteria = dict.fromkeys([*rated, *criteria_of(mine, case, noted)])
    return WhyNote(
        opportunity=name,
        note=_note(mine, case, standing, evidence),
        on=tuple(_judged(mine, case, evidence, criterion, settings) for criterion in criteria),
        changed_by=tuple(Id(one) for one in answer.superseded_by) if answer is not None else (),
    )


def _rated(mine: Mine, case: Case, standing: Standing, piece: Piece, stands: bool) -> Note:
    rating = case.ratings.get((piece.evidence.id, piece.criterion))
    return replace(
        _note(mine, case, standing, piece.evidence),
        counts=piece.weight,
        rating=piece.rating,
        stands=stands,
        revised=rating is not None and bool(rating.revisions),
    )


def _unrated(mine: Mine, case: Case, standing: Standing, criterion: bytes, settings: Settings) -> tuple[Note, ...]:
    """Return what was noted about ``criterion`` and has no rating, in lived order."""
    notes = []
    for noted in (*case.answers, *case.observations, *case.research, *offered_by(case)):
        evidence = evidence_of(case, standing.people, noted, criterion)
        rated = any(piece.evidence.id == noted for piece in standing.pieces.get(criterion, []))
        if evidence is not None and not rated and criterion in criteria_of(mine, case, noted):
            note = _note(mine, case, standing, evidence)
            passed = (noted, criterion) in case.ratings
            notes.append(replace(note, counts=weight_of(mine, evidence, criterion, settings), passed=passed))
    return tuple(sorted(notes, key=lambda note: (note.at, note.id)))


def _note(mine: Mine, case: Case, standing: Standing, evidence: Evidence) -> Note:
    """Return ``evidence`` as a note that counts nothing yet."""
    asked = asked_for(case, evidence.id)
    said = evidence.contact is not None and evidence.source != "observation"
    return Note(
        id=Id(evidence.id),
        at=moment(evidence.at, evidence.offset),
        who=standing.voice_name(evidence.voice),
        role=standing.people.role(evidence.contact) if said else "",
        question=asked_words(mine, case, asked) if asked is not None else "",
        text=evidence.text,
        form=_offer_words(evidence) or evidence.form,
        certainty="" if evidence.voice == OFFER else evidence.certainty,
        counts=0.0,
        rating=None,
        stands=False,
        corrected=evidence.corrected,
    )


def _offer_words(evidence: Evidence) -> str:
    """Return how a term of the offer was given; nothing for what is none."""
    if evidence.voice != OFFER:
        return ""
    return "in writing" if evidence.source == "written" else "spoken"


def _judged(mine: Mine, case: Case, evidence: Evidence, criterion: bytes, settings: Settings) -> Judged:
    rating = case.ratings.get((evidence.id, criterion))
    return Judged(
        criterion=name_of(mine, criterion),
        rating=rating.rating if rating is not None else None,
        counts=weight_of(mine, evidence, criterion, settings),
        rationale=rating.event.rationale if rating is not None else "",
        better=rating.event.better if rating is not None else "",
        history=_history(rating) if rating is not None else (),
    )


def _history(rating: Rating) -> tuple[int | None, ...]:
    """Return every rating before the present one, oldest first."""
    before = [one.rating for one in rating.earlier]
    own = [rating.event.rating, *(revision.event.rating for revision in rating.revisions)]
    return (*before, *own[:-1])


def _sentence(standing: Standing, criterion: bytes) -> str:
    """Return in words how much of what was said counts."""
    heard, belief = standing.voices.get(criterion, []), standing.believed(criterion)
    total = short_decimals(belief.total)
    if not heard:
        return "Nobody has said anything that counts: unknown, not middling."
    if len(heard) == 1:
        return f"One voice, counted in full: {total}."
    many = _NUMBERS[len(heard)] if len(heard) < len(_NUMBERS) else str(len(heard))
    people = "people of one firm" if all(isinstance(one.person, bytes) for one in heard) else "voices"
    return (
        f"They agree {decimals(belief.agreement)}; {many} {people} count {decimals(belief.discount)}; "
        f"so {decimals(belief.strength)} of {total} counts."
    )
