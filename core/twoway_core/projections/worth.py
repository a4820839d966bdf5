"""What asking is worth: every question that suits, with every person it could be put to, by fit a minute.

- Questions on what weighs are priced by how far an answer, as plain as that person can give it, would move the choice
  between this opportunity and the best other one. What they think of me moves no fit, and is not priced.
- Each open must-have has one question, the best there is, priced as known for certain: the most it can bring.
- Nobody is asked again what was asked before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from twoway_core.analysis.asking import Asking, Finding, Open, Worth, chosen, ranked
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.voi import Stake, stake_of
from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.bank import suiting
from twoway_core.projections.candidates import Candidate, asked_pairs, is_feedback, settling
from twoway_core.projections.matters import MustHave, name_of
from twoway_core.projections.pieces import best_weight
from twoway_core.projections.plan import wording
from twoway_core.projections.rivals import Rival
from twoway_core.projections.standing import Standing, must_have_chance, must_have_verdict, standing_of
from twoway_core.projections.view import Id, View

Key = tuple[str, bytes]
"""A criterion as it weighs, or as a must-have: one may be both."""

WEIGHS, MUST = "weighs", "must"


class AskWorth(View, frozen=True, kw_only=True):
    """One question for one person, and what the answer is worth: in ``fit``, and in fit a minute.

    ``up_to``: that is the most it can bring (a must-have). ``about``: the criterion it is worth that for; None, and
    an empty name, where it speaks to nothing that weighs.
    """

    question: Id
    contact: Id
    text: str
    who: str
    about: Id | None
    name: str
    minutes: int
    fit: float
    per_minute: float
    up_to: bool
    in_writing: bool
    finding: Finding


Pair = Asking[bytes, bytes, Key]


def worth_of_asking(
    mine: Mine, case: Case, rival: Rival, contacts: Iterable[bytes] | None = None, settings: Settings = DEFAULTS
) -> tuple[AskWorth, ...]:
    """Return every question and person, the most fit a minute first; ``contacts``: those present, all of the case."""
    standing = standing_of(mine, case, settings)
    pairs = _pairs(mine, case, standing, case.contacts if contacts is None else contacts, settings)
    found = ranked(_stakes(mine, standing, rival), pairs, _heard(standing), settings)
    return tuple(_row(mine, case, standing, worth) for worth in found)


def best_to_ask(
    mine: Mine, case: Case, rival: Rival, contacts: Iterable[bytes], minutes: int, settings: Settings = DEFAULTS
) -> tuple[AskWorth, ...]:
    """Return what to ask ``contacts`` in ``minutes``, in order, each at its worth after those before it."""
    standing = standing_of(mine, case, settings)
    pairs = _pairs(mine, case, standing, contacts, settings)
    found = chosen(_stakes(mine, standing, rival), pairs, _heard(standing), minutes, settings)
    return tuple(_row(mine, case, standing, worth) for worth in found)


def _stakes(mine: Mine, standing: Standing, rival: Rival) -> dict[Key, Stake | Open]:
    fit = standing.fit.mean
    stakes: dict[Key, Stake | Open] = {
        (WEIGHS, criterion): stake_of(weight, standing.beliefs[criterion], fit, rival.fit)
        for criterion, weight in standing.matters.weights.items()
    }
    for one in _open(mine, standing):
        stakes[MUST, one.criterion] = Open(must_have_chance(mine, standing, one), fit, rival.fit)
    return stakes


def _open(mine: Mine, standing: Standing) -> list[MustHave]:
    every = standing.matters.must_haves.values()
    return [one for one in every if must_have_verdict(mine, standing, one) == "open"]


def _heard(standing: Standing) -> dict[Key, list[float]]:
    return {
        (WEIGHS, criterion): [voice.weight for voice in standing.voices[criterion]]
        for criterion in standing.matters.weights
    }


def _pairs(mine: Mine, case: Case, standing: Standing, contacts: Iterable[bytes], settings: Settings) -> list[Pair]:
    """Return every question with everybody it was not put to; the weightiest people first."""
    asked, people = asked_pairs(case), standing.people.weighty(contacts)
    questions = [one for one in suiting(mine, case) if not is_feedback(one) and (one.id, None) not in asked]
    settled_by = _settled_by(mine, standing, questions, people, asked)
    pairs = []
    for question in questions:
        for contact in people:
            if (question.id, contact) not in asked:
                keys = _keys(standing, question, settled_by)
                weights = {key: best_weight(mine, standing.people, contact, key[1], settings) for key in keys}
                pairs.append(Asking(question.id, contact, weights, question.event.minutes))
    return pairs


def _settled_by(
    mine: Mine,
    standing: Standing,
    questions: Sequence[Question],
    people: Sequence[bytes],
    asked: set[tuple[Hashable, bytes | None]],
) -> dict[bytes, bytes]:
    """Return the question that may settle each open must-have, by its criterion."""
    some = [
        Candidate(one, tuple(contact for contact in people if (one.id, contact) not in asked), True)
        for one in questions
    ]
    some = [one for one in some if one.contacts]
    found = {one.criterion: settling(mine, one.criterion, some) for one in _open(mine, standing)}
    return {criterion: best[0].question.id for criterion, best in found.items() if best}


def _keys(standing: Standing, question: Question, settled_by: dict[bytes, bytes]) -> list[Key]:
    settled = [(MUST, criterion) for criterion, by in settled_by.items() if by == question.id]
    weighed = [(WEIGHS, one) for one in question.event.criteria if one in standing.matters.weights]
    return [*settled, *weighed]


def _row(mine: Mine, case: Case, standing: Standing, worth: Worth[bytes, bytes, Key]) -> AskWorth:
    asking, about = worth.asking, worth.criterion
    return AskWorth(
        question=Id(asking.question),
        contact=Id(asking.person),
        text=wording(mine, case, asking.question, ""),
        who=standing.people.name(asking.person),
        about=None if about is None else Id(about[1]),
        name="" if about is None else name_of(mine, about[1]),
        minutes=asking.minutes,
        fit=worth.fit,
        per_minute=worth.per_minute,
        up_to=about is not None and about[0] == MUST,
        in_writing=mine.questions[asking.question].event.in_writing,
        finding=worth.finding,
    )
