"""Where one opportunity stands: its evidence, what it adds up to on each criterion, and the must-haves.

Every view that prints a number about fit reads it here, so that no two views differ.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.evidence import Voice, latest, voices
from twoway_core.analysis.fit import Fit, fit_of
from twoway_core.analysis.must_have import Verdict, chance, verdict
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import Matters, MustHave, matters_of, worth_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import MYSELF, Piece, pieces_of


@dataclass(frozen=True, slots=True)
class Standing:
    """``pieces``, ``voices`` and ``beliefs`` by criterion: of each that matters, and each that was rated."""

    matters: Matters
    people: People
    pieces: dict[bytes, list[Piece]]
    voices: dict[bytes, list[Voice]]
    beliefs: dict[bytes, Belief]
    fit: Fit
    level: str

    def counting(self, criterion: bytes) -> list[Piece]:
        """Return the pieces on ``criterion`` that count: each person's latest on each question."""
        pieces = self.pieces.get(criterion, [])
        kept = {statement.order for statement in latest(piece.statement() for piece in pieces)}
        return [piece for piece in pieces if (piece.evidence.at, piece.evidence.id) in kept]

    def believed(self, criterion: bytes) -> Belief:
        """Return what is believed of ``criterion``; of one that nobody spoke of and that does not matter, nothing."""
        return self.beliefs.get(criterion) or believe([])

    def voice_name(self, voice: Hashable) -> str:
        """Return whose voice it is, as a view names it: a person, a website, or what I saw."""
        if voice is None or isinstance(voice, bytes):
            return self.people.name(voice)
        return str(voice)


def standing_of(mine: Mine, case: Case, settings: Settings = DEFAULTS) -> Standing:
    """Return where ``case`` stands."""
    people, matters = people_of(mine, case), matters_of(mine)
    level = case.opened.event.level if case.opened is not None else ""
    pieces: dict[bytes, list[Piece]] = {criterion: [] for criterion in matters.order()}
    for piece in pieces_of(mine, case, people, settings):
        pieces.setdefault(piece.criterion, []).append(piece)
    heard = {criterion: voices(piece.statement() for piece in some) for criterion, some in pieces.items()}
    beliefs = {
        criterion: believe(some, worth_of(mine, criterion, level), settings) for criterion, some in heard.items()
    }
    return Standing(matters, people, pieces, heard, beliefs, fit_of(matters.weights, beliefs), level)


def must_have_chance(mine: Mine, standing: Standing, must_have: MustHave) -> float:
    """Return p of ``must_have``, 0 to 1."""
    threshold = must_have.threshold
    worth = worth_of(mine, must_have.criterion, standing.level)
    return chance(standing.beliefs[must_have.criterion], None if threshold is None else worth(threshold))


def must_have_verdict(mine: Mine, standing: Standing, must_have: MustHave) -> Verdict:
    """Return whether ``must_have`` is met, failed or open."""
    return verdict(must_have_chance(mine, standing, must_have))


def own_voice(voice: Hashable) -> bool:
    """Return whether ``voice`` is what I saw myself."""
    return voice == MYSELF
