"""Acceptability: in what share of the plausible cases each option is best.

SMAA-2 (Lahdelma & Salminen 2001), by Monte Carlo (Tervonen & Lahdelma 2007). A case is one draw of what is not known:
theta of every criterion of every option from its Beta distribution, and, where only the order of the weights is taken
to be known, weights that keep it: flat Dirichlet, sorted downwards, whose mean is the rank order centroid. Criteria
that weigh the same are not ordered among themselves. What was rated by oneself, such as the present job, is a number
and not drawn. Options that tie in a case share the places they tie for.

Equal journals give equal reports, so the draws are fixed to the bit that feeds them:
- Seed: SHA-256 over the sorted ids of what is drawn for: options and criteria. Other evidence or weights move a case
  and no draw, so that a share changes by what was learned and not by other luck. Its first 16 bytes, big-endian, are
  the key of Philox 4x64-10 (Salmon et al. 2011), counter from 0, as numpy's ``Philox(key=...)`` yields it; a uniform is
  ((raw >> 11) + 0.5) / 2^53.
- Order: option by option as given, criterion by criterion in the order of the weights, one run of ``draws`` uniforms
  each; then, where weights are drawn, one run a criterion. Own weights and order-only weights see the same thetas.
- Theta is the inverse of the distribution function over 2,048 cells of even density; a weight is -log(uniform), divided
  by the sum. No step rejects a draw, so that a rounding error moves a case and never the stream.
Another program with the same Philox prints the same shares; with a stream of its own it agrees within the sampling
error, at most 0.5 / sqrt(draws) for one standard deviation of a share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from twoway_core.analysis.belief import Belief
from twoway_core.analysis.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

N = TypeVar("N", bound=Hashable)
K = TypeVar("K", bound=Hashable)

KEY_BYTES = 16
_CELLS = 2048


@dataclass(frozen=True, slots=True)
class Acceptability(Generic[N, K]):
    """Shares of the cases, each 0 to 1.

    ``ranks``: by option, the share in which it comes first, second ... ``wins``: by (one, other), the share in which
    one beats the other, a tie being half. ``central``: by option, the mean weights of the cases in which it is first,
    that is, of whoever would choose it; empty where it never is. ``confidence``: by option, the share in which it is
    first for somebody who has its central weights.
    """

    ranks: Mapping[N, tuple[float, ...]]
    wins: Mapping[tuple[N, N], float]
    central: Mapping[N, Mapping[K, float]]
    confidence: Mapping[N, float]

    def first(self, option: N) -> float:
        """Return the share of the cases in which ``option`` is best."""
        return self.ranks[option][0]


def seed_of(ids: Iterable[bytes]) -> bytes:
    """Return the seed of a race among the options and criteria ``ids`` (16 bytes each): 32 bytes, in any order."""
    return hashlib.sha256(b"".join(sorted(set(ids)))).digest()


def acceptability(
    options: Mapping[N, Mapping[K, Belief | float]],
    weights: Mapping[K, float],
    seed: bytes,
    *,
    order_only: bool = False,
    settings: Settings = DEFAULTS,
) -> Acceptability[N, K]:
    """Return how often each of ``options`` is best under ``weights``, or under any that keep their order.

    An option holds a belief, or a number it is known by, for each criterion that weighs. Give options and weights in
    an order that every device has, such as that of their ids.
    """
    import numpy as np

    uniforms = _Uniforms(seed, settings.draws)
    thetas = np.array([[_theta(option[one], uniforms) for one in weights] for option in options.values()])
    thetas = thetas.reshape(len(options), len(weights), settings.draws)
    drawn = _in_order(list(weights.values()), uniforms) if order_only else _as_they_are(weights, settings.draws)
    scores = np.einsum("kn,okn->on", drawn, thetas)
    shares, places = _first_shares(scores)
    central = [_mean_weights(drawn, share) for share in shares]
    return Acceptability(
        ranks={name: tuple(row) for name, row in zip(options, places.tolist(), strict=True)},
        wins=_wins(list(options), scores),
        central={
            name: {} if mean is None else dict(zip(weights, mean.tolist(), strict=True))
            for name, mean in zip(options, central, strict=True)
        },
        confidence={
            name: 0.0 if mean is None else _first_at(place, mean, thetas)
            for place, (name, mean) in enumerate(zip(options, central, strict=True))
        },
    )


class _Uniforms:
    """Runs of uniforms within 0..1, one after the other from one stream."""

    def __init__(self, seed: bytes, draws: int) -> None:
        from numpy.random import Philox

        self._stream = Philox(key=int.from_bytes(seed[:KEY_BYTES], "big"))
        self.draws = draws

    def run(self) -> Numbers:
        """Return the next run."""
        import numpy as np

        raw: NDArray[np.uint64] = self._stream.random_raw(self.draws)
        return ((raw >> 11).astype(np.float64) + 0.5) * 2.0**-53


def _theta(state: Belief | float, uniforms: _Uniforms) -> Numbers:
    """Return one theta a case; only a belief takes from the stream."""
    import numpy as np

    if not isinstance(state, Belief):
        return np.full(uniforms.draws, state)
    edges = np.linspace(0.0, 1.0, _CELLS + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    logs = (state.alpha - 1) * np.log(middles) + (state.beta - 1) * np.log1p(-middles)
    below = np.concatenate(([0.0], np.cumsum(np.exp(logs - logs.max()))))
    return np.interp(uniforms.run(), below / below[-1], edges)


def _as_they_are(weights: Mapping[K, float], draws: int) -> Numbers:
    """Return the own weights, the same in every case: one row a criterion."""
    import numpy as np

    own = np.array(list(weights.values()), dtype=np.float64)
    return np.broadcast_to(own[:, np.newaxis], (len(weights), draws))


def _in_order(own: list[float], uniforms: _Uniforms) -> Numbers:
    """Return weights drawn evenly from all that keep the order of ``own``: one row a criterion.

    The shares are sorted downwards; a tier of equals takes as many of them as it has members, the largest going to the
    member that drew the largest share: any order of theirs is as likely as any other.
    """
    import numpy as np

    shares = np.array([-np.log(uniforms.run()) for _ in own]).reshape(len(own), uniforms.draws)
    shares = shares / shares.sum(axis=0)
    falling = -np.sort(-shares, axis=0)
    drawn: Numbers = np.empty_like(shares)
    start = 0
    for weight in sorted(set(own), reverse=True):
        tier = [place for place, one in enumerate(own) if one == weight]
        places = np.argsort(np.argsort(-shares[tier], axis=0, kind="stable"), axis=0, kind="stable")
        drawn[tier] = np.take_along_axis(falling[start : start + len(tier)], places, axis=0)
        start += len(tier)
    return drawn


def _first_shares(scores: Numbers) -> tuple[Numbers, Numbers]:
    """Return each option's share of first place in each case, and its share of every place over all cases."""
    import numpy as np

    better = np.array([(scores > one).sum(axis=0) for one in scores]).reshape(scores.shape)
    equal = np.array([(scores == one).sum(axis=0) for one in scores]).reshape(scores.shape)
    held = [
        np.where((better <= place) & (place < better + equal), 1 / equal, 0.0).mean(axis=1)
        for place in range(len(scores))
    ]
    return np.where(better == 0, 1 / equal, 0.0), np.array(held).reshape(len(scores), len(scores)).T


def _wins(names: list[N], scores: Numbers) -> dict[tuple[N, N], float]:
    return {
        (one, other): float(((scores[i] > scores[j]) + 0.5 * (scores[i] == scores[j])).mean())
        for i, one in enumerate(names)
        for j, other in enumerate(names)
        if i != j
    }


def _mean_weights(drawn: Numbers, share: Numbers) -> Numbers | None:
    """Return the mean weights of the cases, each counting by ``share``; None where none counts."""
    total = float(share.sum())
    if not total:
        return None
    counted: Numbers = (drawn * share).sum(axis=1)
    return counted / total


def _first_at(place: int, weights: Numbers, thetas: Numbers) -> float:
    """Return the share of the cases in which the option at ``place`` is first under ``weights``."""
    import numpy as np

    shares, _ = _first_shares(np.einsum("k,okn->on", weights, thetas))
    return float(shares[place].mean())
