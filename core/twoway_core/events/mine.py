"""What I want: criteria, must-haves, weights, working style, and my present job on the same scale."""

from __future__ import annotations

import msgspec

from twoway_core.entry import Ref
from twoway_core.events.base import Count, Event, Line, Name, Rating, Refs, Shape, SomeLine, Text


class IdealAt(msgspec.Struct, frozen=True):
    """The ideal rating where the opportunity has this ``level``."""

    level: SomeLine
    ideal: Rating


class CriterionDefined(Event, frozen=True, kw_only=True):
    """Something that matters to me, and how a rating of it becomes a value.

    ``lens``: values, goals, daily, growth, boss, team or money. ``sphere``: personal or professional.
    ``ideal``: the best rating where ``shape`` is ideal; ``ideals`` overrule it by level of the opportunity.
    ``anchor1``, ``anchor3``, ``anchor5``: what these ratings mean. ``yes_no``: answered yes (5) or no (1).
    ``revises``: the criterion whose definition this one replaces; its id stays.
    """

    name: Name
    lens: Line = ""
    sphere: Line = ""
    shape: Shape = "more"
    ideal: Rating | None = None
    ideals: tuple[IdealAt, ...] = ()
    anchor1: Line = ""
    anchor3: Line = ""
    anchor5: Line = ""
    yes_no: bool = False
    revises: Ref | None = None


class CriterionRetired(Event, frozen=True, kw_only=True):
    """A criterion no longer matters."""

    criterion: Ref
    reason: Line = ""


class DealbreakerSet(Event, frozen=True, kw_only=True):
    """Without at least ``threshold`` on this criterion, no; the latest one of a criterion counts."""

    criterion: Ref
    threshold: Rating
    negotiable: bool = False
    reason: Line = ""


class DealbreakerLifted(Event, frozen=True, kw_only=True):
    """The criterion is a must-have no longer."""

    criterion: Ref
    reason: Line = ""


class Points(msgspec.Struct, frozen=True):
    """Points given to one criterion; only their ratio to the others means something."""

    criterion: Ref
    points: Count


class Preference(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lifting ``better`` from worst to best is worth more than ``other``, ``times`` as much if said."""

    better: Ref
    other: Ref
    times: Count = 0


class WeightsElicited(Event, frozen=True, kw_only=True):
    """What I answered when asked how much each criterion weighs; the latest one counts.

    ``method``: swing, rank, pairwise or direct. ``answers``, ``pairs`` and ``order`` (first is most) are
    kept raw, so that weights can be computed anew. ``weights``: relative, where I chose others than follow.
    """

    method: SomeLine
    answers: tuple[Points, ...] = ()
    pairs: tuple[Preference, ...] = ()
    order: Refs = ()
    weights: tuple[Points, ...] = ()


class WorkingStyleStated(Event, frozen=True, kw_only=True):
    """How I like to work on a two-ended ``scale``: ``low`` is 1, ``high`` is 5; the latest of a scale counts.

    ``tolerance``: how many steps off I can live with. ``criterion``: the one that asks for the firm's side.
    """

    scale: Name
    level: Rating
    low: Line = ""
    high: Line = ""
    tolerance: Count = 0
    adapt: Text = ""
    criterion: Ref | None = None


class BaselineRated(Event, frozen=True, kw_only=True):
    """My present job (or next best choice) on one criterion; the latest one counts."""

    criterion: Ref
    rating: Rating | None = None
    reason: Text = ""
