"""Wishes: what a person said about the next job, before it is written; and writing it as one batch.

Criteria go by their names here, for a new one has no id before it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from twoway_client.criteria import criteria_by_name
from twoway_client.desk import Batch
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    CriterionRetired,
    DealbreakerLifted,
    DealbreakerSet,
    Points,
    WeightsElicited,
    WorkingStyleStated,
)
from twoway_core.journal.state import Mine
from twoway_core.starter import Scale

HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Must:
    """A must-have; ``threshold`` 1 to 5, or None for a yes or no."""

    name: str
    threshold: int | None = None
    negotiable: bool = False


@dataclass(slots=True)
class Wishes:
    """What was said. ``points``: swing, the first 100; ``order``: a ranking instead; ``ideals``, ``present`` 1 to 5."""

    points: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    ideals: dict[str, int] = field(default_factory=dict)
    musts: list[Must] = field(default_factory=list)
    present: dict[str, int | None] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    lifted: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Return whether anything was said."""
        return any(getattr(self, name) for name in self.__slots__)


class Writer:
    """Adds the events of some wishes to a batch."""

    def __init__(self, batch: Batch, mine: Mine, scales: list[Scale]) -> None:
        self.batch, self.mine = batch, mine
        self.scales = {scale.name: scale for scale in scales}
        self.known = criteria_by_name(mine)

    def write(self, wishes: Wishes) -> None:
        """Add everything, in an order in which each thing is there before it is named."""
        for name, ideal in wishes.ideals.items():
            self._ideal(name, ideal)
        self._weights(wishes)
        for must in wishes.musts:
            self._must(must)
        for name, rating in wishes.present.items():
            self.batch.add(BaselineRated(criterion=self._id(name), rating=rating))
        for scale, level in wishes.styles.items():
            self._style(scale, level)
        for name in wishes.lifted:
            self.batch.add(DealbreakerLifted(criterion=self._id(name)))
        for name in wishes.dropped:
            self.batch.add(CriterionRetired(criterion=self._id(name)))

    def _id(self, name: str, *, yes_no: bool = False) -> bytes:
        """Return the criterion called ``name``; a new one is defined on the way."""
        key = name.casefold()
        if key not in self.known:
            self.known[key] = self.batch.add(CriterionDefined(name=name, yes_no=yes_no))
        return self.known[key]

    def _ideal(self, name: str, ideal: int) -> None:
        criterion = self._id(name)
        now = self.mine.criteria[criterion].event if criterion in self.mine.criteria else CriterionDefined(name=name)
        if (now.shape, now.ideal) != ("ideal", ideal):
            self.batch.add(replace(now, shape="ideal", ideal=ideal, revises=criterion))

    def _weights(self, wishes: Wishes) -> None:
        if wishes.points:
            points = tuple(Points(self._id(name), value) for name, value in wishes.points.items())
            self.batch.add(WeightsElicited(method="swing", answers=points))
        elif wishes.order:
            self.batch.add(WeightsElicited(method="rank", order=tuple(self._id(name) for name in wishes.order)))

    def _must(self, must: Must) -> None:
        criterion = self._id(must.name, yes_no=must.threshold is None)
        threshold = HIGHEST if must.threshold is None else must.threshold
        self.batch.add(DealbreakerSet(criterion=criterion, threshold=threshold, negotiable=must.negotiable))

    def _style(self, name: str, level: int) -> None:
        scale = self.scales.get(name)
        low, high, about = (scale.low, scale.high, scale.about) if scale else ("", "", "")
        criterion = self.known.get(about.casefold())
        self.batch.add(WorkingStyleStated(scale=name, level=level, low=low, high=high, criterion=criterion))
