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
    IdealAt,
    Points,
    WeightsElicited,
    WorkingStyleStated,
)
from twoway_core.journal.state import Mine
from twoway_core.starter import Scale

HIGHEST = 5
TRADE, TRADE_ENDS = "time or pay", ("more pay", "more time of your own")
TIME, PAY = "balance", "pay"
"""The criteria whose worth is held against each other."""


def round_half_up(number: int, by: int) -> int:
    """Return ``number`` / ``by`` as the nearest whole number, halves up; 0 where ``by`` is."""
    return (2 * number + by) // (2 * by) if by else 0


@dataclass(frozen=True, slots=True)
class Must:
    """A must-have; ``threshold`` 1 to 5, or None for a yes or no."""

    name: str
    threshold: int | None = None
    negotiable: bool = False


@dataclass(slots=True)
class Wishes:
    """What was said. ``points``: swing, the first 100; ``order``: a ranking instead; ``ideals``, ``present`` 1 to 5.

    ``level_ideals``: ideals by (criterion, level of the job). ``trade``: what lifting one's own time and pay from worst
    to best are worth, the dearer 100.
    """

    points: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    ideals: dict[str, int] = field(default_factory=dict)
    musts: list[Must] = field(default_factory=list)
    present: dict[str, int | None] = field(default_factory=dict)
    level_ideals: dict[tuple[str, str], int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    trade: tuple[int, int] | None = None
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
        self._defined: dict[bytes, CriterionDefined] = {}

    def write(self, wishes: Wishes) -> None:
        """Add everything, in an order in which each thing is there before it is named."""
        for name, ideal in wishes.ideals.items():
            self._ideal(name, ideal)
        for (name, job), ideal in wishes.level_ideals.items():
            self._ideal_at(name, job, ideal)
        self._weights(wishes)
        if wishes.trade is not None:
            self._trade(wishes, *wishes.trade)
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
            self._defined[criterion] = after = replace(now, shape="ideal", ideal=ideal, revises=criterion)
            self.batch.add(after)

    def _ideal_at(self, name: str, level: str, ideal: int) -> None:
        """Set the ideal for jobs of one level; several in one batch add up."""
        criterion = self._id(name)
        now = self._defined.get(criterion) or (
            self.mine.criteria[criterion].event if criterion in self.mine.criteria else CriterionDefined(name=name)
        )
        others = tuple(one for one in now.ideals if one.level.casefold() != level.casefold())
        after = replace(now, shape="ideal", ideals=(*others, IdealAt(level, ideal)), revises=criterion)
        self._defined[criterion] = after
        self.batch.add(after)

    def _trade(self, wishes: Wishes, time: int, pay: int) -> None:
        """Say what own time is worth beside pay: as a place on a scale and, where points were given, in the weights."""
        level = 1 + round_half_up(4 * time, time + pay)
        low, high = TRADE_ENDS
        balance, money = self._id(TIME), self._id(PAY)
        event = WorkingStyleStated(scale=TRADE, level=level, low=low, high=high, criterion=balance)
        self.batch.add(event)
        given = {self._id(name): points for name, points in wishes.points.items()} or self._given()
        if not given:
            return
        # Points are relative: the dearer of the two keeps its own, and the other follows from the trade.
        anchor = max(given.get(balance, 0), given.get(money, 0)) or max(given.values())
        most = max(time, pay)
        given[balance] = round_half_up(anchor * time, most)
        given[money] = round_half_up(anchor * pay, most)
        answers = tuple(Points(criterion, points) for criterion, points in given.items())
        self.batch.add(WeightsElicited(method="swing", answers=answers))

    def _given(self) -> dict[bytes, int]:
        """Return the points given last."""
        said = self.mine.weights.event if self.mine.weights is not None else None
        return {one.criterion: one.points for one in said.answers} if said is not None else {}

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
