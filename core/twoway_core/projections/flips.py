"""What would flip it: the weights and the single ratings on which the lead over the best other choice hangs."""

from __future__ import annotations

from twoway_core.analysis.sensitivity import Heard, RatingChange, WeightFlip, rating_changes, weight_flips
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import name_of, worth_of
from twoway_core.projections.rivals import Rival
from twoway_core.projections.standing import Standing, standing_of
from twoway_core.projections.view import Id, View


class WeightMark(View, frozen=True, kw_only=True):
    """Whoever trails now leads if the criterion (of ``weight``) weighs under ``at``, or else over it."""

    id: Id
    name: str
    weight: float
    at: float
    under: bool


class RatingRead(View, frozen=True, kw_only=True):
    """A rating of ``who``, on the note ``id``, read as ``instead``: the fit is then ``fit``.

    ``flips``: the lead changes by that alone.
    """

    id: Id
    criterion: Id
    name: str
    who: str
    rating: float
    instead: float
    fit: float
    flips: bool


class Flips(View, frozen=True, kw_only=True):
    """``weights``: every mark, the nearest first. ``ratings``: each read a step off, those that flip first."""

    leads: bool
    weights: tuple[WeightMark, ...]
    ratings: tuple[RatingRead, ...]


def flips(mine: Mine, case: Case, rival: Rival, settings: Settings = DEFAULTS) -> Flips:
    """Return what would change who leads, ``case`` or ``rival``."""
    standing = standing_of(mine, case, settings)
    weights = standing.matters.weights
    means = {criterion: standing.beliefs[criterion].mean for criterion in weights}
    heard = [
        Heard(
            criterion,
            [piece.statement() for piece in standing.pieces[criterion]],
            worth_of(mine, criterion, standing.level),
        )
        for criterion in weights
    ]
    marks, leads = weight_flips(weights, means, rival.means), standing.fit.mean > rival.fit
    return Flips(
        leads=leads,
        weights=tuple(_mark(mine, mark, leads) for mark in marks),
        ratings=tuple(
            _read(mine, standing, change)
            for change in rating_changes(weights, standing.fit.mean, heard, rival.fit, settings)
        ),
    )


def _mark(mine: Mine, mark: WeightFlip[bytes], leads: bool) -> WeightMark:
    """Return the mark as seen from whoever leads: beyond it, the one who trails now leads."""
    return WeightMark(
        id=Id(mark.criterion),
        name=name_of(mine, mark.criterion),
        weight=mark.weight,
        at=mark.at,
        under=mark.under == leads,
    )


def _read(mine: Mine, standing: Standing, change: RatingChange[bytes]) -> RatingRead:
    return RatingRead(
        id=Id(change.statement.order[1]),
        criterion=Id(change.criterion),
        name=name_of(mine, change.criterion),
        who=standing.voice_name(change.statement.person),
        rating=change.statement.rating,
        instead=change.rating,
        fit=change.fit,
        flips=change.flips,
    )
