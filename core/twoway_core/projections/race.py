"""The race: in what share of the plausible cases each opportunity is best, beside the present job.

Under one's own weights, and where only their order is taken to be known. Cases are drawn by the ids of the options and
of the criteria that weigh, so that equal journals show equal shares, and an entry that says nothing of them moves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twoway_core.analysis.belief import Belief
from twoway_core.analysis.decision import is_clear
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.smaa import Acceptability, acceptability, seed_of
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.rivals import present_means
from twoway_core.projections.standing import standing_of
from twoway_core.projections.view import Id, View

PRESENT = Id(b"")


class CentralWeight(View, frozen=True, kw_only=True):
    """What one criterion weighs for whoever would choose the option."""

    id: Id
    name: str
    weight: float


class Win(View, frozen=True, kw_only=True):
    """The share of the cases in which an option beats the one of this ``id``; a tie is half a win."""

    id: Id
    share: float


class Runner(View, frozen=True, kw_only=True):
    """One option; the present job's ``id`` is empty.

    ``ranks``: the share of the cases in which it comes first, second ... by the own weights; ``order_ranks``: where
    only their order is known. ``wins``: against each other option, by the own weights.
    ``central``: the mean weights, in that order, of the cases in which it is first; empty where it never is.
    ``confidence``: the share in which it is first for somebody who weighs so.
    """

    id: Id
    name: str
    ranks: tuple[float, ...]
    order_ranks: tuple[float, ...]
    wins: tuple[Win, ...]
    central: tuple[CentralWeight, ...]
    confidence: float

    @property
    def first(self) -> float:
        """The share of the cases in which it is best, by the own weights."""
        return self.ranks[0]

    def beats(self, other: bytes) -> float:
        """Return the share of the cases in which it beats ``other``, by its id; the present job's is empty."""
        return next(win.share for win in self.wins if win.id == other)


class Race(View, frozen=True, kw_only=True):
    """The options, whichever is first most often first. ``clear``: the first one is the clear winner."""

    runners: tuple[Runner, ...]
    clear: bool
    draws: int

    def runner(self, option: bytes) -> Runner:
        """Return the runner of one opportunity that took part, by its id; of the present job by an empty one."""
        return next(one for one in self.runners if one.id == option)


def race(
    mine: Mine,
    cases: Iterable[tuple[str, Case]],
    present: str = "present job",
    settings: Settings = DEFAULTS,
) -> Race:
    """Return the race of ``cases``, given with their names."""
    matters = matters_of(mine)
    given = sorted(cases, key=lambda one: one[1].id)
    options: dict[Id, dict[bytes, Belief | float]] = {
        Id(case.id): dict(standing_of(mine, case, settings).beliefs.items()) for _, case in given
    }
    options[PRESENT] = dict(present_means(mine, matters).items())
    seed = seed_of([*(case.id for _, case in given), *matters.weights])
    own = acceptability(options, matters.weights, seed, settings=settings)
    order = acceptability(options, matters.weights, seed, order_only=True, settings=settings)
    names = [*((Id(case.id), name) for name, case in given), (PRESENT, present)]
    runners = sorted((_runner(mine, option, name, own, order) for option, name in names), key=_place)
    return Race(runners=tuple(runners), clear=is_clear(runners[0].first, settings), draws=settings.draws)


def _place(runner: Runner) -> tuple[Sequence[float], bytes]:
    return [-share for share in runner.ranks], runner.id


def _runner(
    mine: Mine, option: Id, name: str, own: Acceptability[Id, bytes], order: Acceptability[Id, bytes]
) -> Runner:
    return Runner(
        id=option,
        name=name,
        ranks=own.ranks[option],
        order_ranks=order.ranks[option],
        wins=tuple(Win(id=other, share=own.wins[option, other]) for other in own.ranks if other != option),
        central=tuple(
            CentralWeight(id=Id(criterion), name=name_of(mine, criterion), weight=weight)
            for criterion, weight in order.central[option].items()
        ),
        confidence=order.confidence[option],
    )
