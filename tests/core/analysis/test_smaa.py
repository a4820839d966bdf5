"""In what share of the plausible cases each option is best."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.analysis.smaa import Acceptability, acceptability, seed_of
from twoway_core.analysis.weights import centroid, ranked

from .firms import ACME, BIRCH, WEIGHTS, beliefs
from .laws import LAW

SEED = seed_of([bytes(16)])
FEW = replace(DEFAULTS, draws=400)
STAY = dict.fromkeys(WEIGHTS, 0.62)
OPTIONS: Mapping[str, Mapping[str, Belief | float]] = {"acme": beliefs(ACME), "birch": beliefs(BIRCH), "stay": STAY}


def shares(found: Acceptability[str, str]) -> list[float]:
    """Return how often each option is first."""
    return [found.first(option) for option in OPTIONS]


def test_worked_example_own_weights() -> None:
    """Acme .51, Birch .34, the present job .15, within three sampling errors."""
    found = acceptability(OPTIONS, WEIGHTS, SEED)

    assert shares(found) == pytest.approx([0.51, 0.34, 0.15], abs=0.015)
    assert found.confidence == {option: found.first(option) for option in OPTIONS}
    assert found.central["acme"] == pytest.approx(WEIGHTS)


def test_worked_example_order_only() -> None:
    """Only the order known: .61, .27, .12, and who would choose Acme weighs autonomy more than who chooses Birch."""
    found = acceptability(OPTIONS, WEIGHTS, SEED, order_only=True)

    assert shares(found) == pytest.approx([0.61, 0.27, 0.12], abs=0.015)
    assert list(found.central["acme"].values()) == pytest.approx([0.64, 0.26, 0.10], abs=0.015)
    assert list(found.central["birch"].values()) == pytest.approx([0.56, 0.31, 0.13], abs=0.015)
    assert found.confidence["acme"] > found.confidence["birch"] > found.confidence["stay"]


def test_worked_example_after_the_term_in_writing() -> None:
    """A training week in writing, rated 5, counts 8: Acme beats a present job of .75, .5, .5 in .92 of the cases."""
    acme = {**beliefs(ACME), "growth": believe([Voice("carla", 4, 1), Voice("the offer", 5, 8)])}
    options: Mapping[str, Mapping[str, Belief | float]] = {
        "acme": acme,
        "stay": {"autonomy": 0.75, "growth": 0.5, "balance": 0.5},
    }

    assert acceptability(options, WEIGHTS, SEED).wins["acme", "stay"] == pytest.approx(0.92, abs=0.01)


def test_the_draws_are_pinned() -> None:
    """The same journal gives the same cases on every machine and with every version of numpy, to the last case."""
    own = acceptability(OPTIONS, WEIGHTS, SEED, settings=FEW)
    order = acceptability(OPTIONS, WEIGHTS, SEED, order_only=True, settings=FEW)

    assert [share * 400 for share in shares(own)] == pytest.approx([224, 124, 52])
    assert [share * 400 for share in shares(order)] == pytest.approx([257, 104, 39])


def test_the_stream_is_that_of_philox_under_the_seeds_first_half() -> None:
    """Where nothing is known of one criterion, a theta is the uniform itself."""
    raw = np.random.Philox(key=int.from_bytes(SEED[:16], "big")).random_raw(400)
    above = float(((raw >> 11) > 0.6 * 2**53).mean())
    found = acceptability({"new": {"pay": believe([])}, "stay": {"pay": 0.6}}, {"pay": 1.0}, SEED, settings=FEW)

    assert found.first("new") == pytest.approx(above)


def test_the_stream_is_that_of_the_published_generator() -> None:
    """The first number of Philox 4x64-10 under key 0 is what its rounds give, worked out plainly."""
    assert int(np.random.Philox(key=0).random_raw()) == philox(counter=1, key=0)


def philox(counter: int, key: int) -> int:
    """Return the first of four words of Philox 4x64-10, as its paper defines the rounds."""
    mask = 2**64 - 1
    words = [counter & mask, counter >> 64 & mask, 0, 0]
    low, high = key & mask, key >> 64
    for _ in range(10):
        one, other = 0xD2E7470EE14C6C93 * words[0], 0xCA5A826395121157 * words[2]
        words = [other >> 64 ^ words[1] ^ low, other & mask, one >> 64 ^ words[3] ^ high, one & mask]
        low, high = (low + 0x9E3779B97F4A7C15) & mask, (high + 0xBB67AE8584CAA73B) & mask
    return words[0]


def test_the_seed_is_of_the_set_of_entries() -> None:
    """Neither order nor repetition changes it; one entry more does. It is SHA-256 over the sorted ids."""
    ids = [bytes([number] * 16) for number in range(20)]

    assert seed_of([*ids[::-1], *ids]) == hashlib.sha256(b"".join(ids)).digest()
    assert seed_of(ids) != seed_of(ids[1:])
    assert len(seed_of([])) == 32


def test_another_seed_moves_shares_by_sampling_error_only() -> None:
    """Two journals that differ in one word print nearly alike."""
    found = [shares(acceptability(OPTIONS, WEIGHTS, seed_of([bytes([n] * 16)]))) for n in range(2)]

    assert found[0] != found[1]
    assert found[0] == pytest.approx(found[1], abs=0.03)


def test_one_option_is_always_first() -> None:
    """There is nothing to lose against."""
    found = acceptability({"acme": beliefs(ACME)}, WEIGHTS, SEED, settings=FEW)

    assert (found.ranks, found.wins, found.confidence) == ({"acme": (1.0,)}, {}, {"acme": 1.0})


def test_no_options_have_no_shares() -> None:
    """Nothing is compared."""
    nothing: dict[str, dict[str, Belief | float]] = {}

    assert acceptability(nothing, WEIGHTS, SEED, settings=FEW) == Acceptability({}, {}, {}, {})


@pytest.mark.parametrize("order_only", [False, True])
def test_without_criteria_all_tie(order_only: bool) -> None:
    """Nothing tells the options apart: each has its share of every place."""
    nothing: dict[str, Belief | float] = {}
    found = acceptability({"acme": nothing, "birch": nothing}, {}, SEED, order_only=order_only, settings=FEW)

    assert found.ranks == {"acme": (0.5, 0.5), "birch": (0.5, 0.5)}
    assert found.wins == {("acme", "birch"): 0.5, ("birch", "acme"): 0.5}
    assert found.central == {"acme": {}, "birch": {}}


def test_who_is_never_first_has_no_central_weights() -> None:
    """Nobody would choose it."""
    found = acceptability({"good": {"pay": 0.9}, "bad": {"pay": 0.1}}, {"pay": 1.0}, SEED, settings=FEW)

    assert (found.central["bad"], found.confidence["bad"]) == ({}, 0.0)
    assert found.central["good"] == pytest.approx({"pay": 1.0})
    assert found.wins["good", "bad"] == 1


def test_nothing_known_of_either_is_an_even_race() -> None:
    """Two options without evidence are first in half the cases each."""
    unknown: Mapping[str, Belief | float] = dict.fromkeys(WEIGHTS, believe([]))
    found = acceptability({"acme": unknown, "birch": unknown}, WEIGHTS, SEED)

    assert found.first("acme") == pytest.approx(0.5, abs=0.015)


def drawn_mean(weights: dict[str, float]) -> list[float]:
    """Return the mean of the weights that are drawn where the order of ``weights`` is all that is known."""
    options: dict[str, dict[str, Belief | float]] = {"only": dict.fromkeys(weights, 0.5)}
    found = acceptability(options, weights, SEED, order_only=True)
    return list(found.central["only"].values())


@pytest.mark.parametrize("places", [1, 2, 3, 6])
def test_the_mean_of_weights_in_order_is_the_centroid(places: int) -> None:
    """Sorted flat shares have the rank order centroid as their mean."""
    weights = {f"criterion {place}": weight for place, weight in enumerate(centroid(places))}

    assert drawn_mean(weights) == pytest.approx(centroid(places), abs=0.01)


def test_equals_are_not_ordered_among_themselves() -> None:
    """Two of one tier share the mean of their places, in whatever order they are given."""
    weights = ranked([["autonomy"], ["growth", "balance"]])

    assert drawn_mean(weights) == pytest.approx(list(weights.values()), abs=0.01)


def test_a_lighter_criterion_given_first_stays_lighter() -> None:
    """The order that is kept is that of the weights, not that of their listing."""
    assert drawn_mean({"balance": 0.2, "autonomy": 0.8}) == pytest.approx([0.25, 0.75], abs=0.01)


def test_without_weights_of_ones_own_every_weighting_is_as_likely() -> None:
    """All equal is one tier: the mean is even."""
    assert drawn_mean(dict.fromkeys("abcd", 0.25)) == pytest.approx([0.25] * 4, abs=0.01)


def test_thetas_follow_their_belief() -> None:
    """A criterion believed Beta(6.9, 1.8) beats a mark as often as the distribution says."""
    belief = beliefs(ACME)["autonomy"]
    raw = np.random.default_rng(1).beta(belief.alpha, belief.beta, 200_000)
    options: dict[str, dict[str, Belief | float]] = {"acme": {"x": belief}, "mark": {"x": 0.8}}

    assert acceptability(options, {"x": 1.0}, SEED).first("acme") == pytest.approx(float((raw > 0.8).mean()), abs=0.015)


def test_numpy_is_not_loaded_until_cases_are_drawn() -> None:
    """Importing every formula leaves a note as quick as before."""
    modules = "smaa, sensitivity, voi, asking, decision, calibration, two_way"
    script = f"import sys; from twoway_core.analysis import {modules}; print('numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"


voices = st.lists(st.builds(Voice, st.integers(), st.integers(1, 5), st.sampled_from([0.5, 1.0, 4.0, 8.0])), max_size=4)
states = st.one_of(voices.map(believe), st.sampled_from([0.0, 0.25, 0.5, 1.0]))


@st.composite
def races(draw: st.DrawFn) -> tuple[dict[int, dict[int, Belief | float]], dict[int, float]]:
    """Return some options on some criteria, and weights."""
    points = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    weights = {place: one / sum(points) for place, one in enumerate(points)}
    options = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(weights, states)), min_size=1, max_size=4))
    return dict(enumerate(options)), weights


@LAW
@given(races(), st.booleans())
def test_acceptabilities_sum_to_one(
    race: tuple[dict[int, dict[int, Belief | float]], dict[int, float]], o: bool
) -> None:
    """Over the places of an option, over the options at a place, and over both ways of a pair."""
    options, weights = race
    found = acceptability(options, weights, SEED, order_only=o, settings=replace(DEFAULTS, draws=50))

    assert [sum(row) for row in found.ranks.values()] == pytest.approx([1.0] * len(options))
    assert [sum(column) for column in zip(*found.ranks.values(), strict=True)] == pytest.approx([1.0] * len(options))
    assert all(found.wins[i, j] + found.wins[j, i] == pytest.approx(1) for i, j in found.wins)
    assert all(sum(mean.values()) == pytest.approx(1) for mean in found.central.values() if mean)
    assert all(0 <= share <= 1 for share in found.confidence.values())
